import { HttpException } from '@nestjs/common';
import { Conflict, Invalid, NotFound, Refused } from '@curbstop/core';
import { errorCode } from '../error-code.ts';
import { Problem } from './problem.ts';

/** PostgreSQL cannot be reached, is starting or stopping, or has no connection left. */
const DATABASE_AWAY = /^(08|57P0[123]|53300)/;
/** A value that no column takes: a number past the largest, a date past the last. What we send otherwise, we checked. */
const OUT_OF_RANGE = new Set(['22003', '22007', '22008']);
const NETWORK_AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN']);

function databaseAway(error: unknown): boolean {
  const code = errorCode(error);
  if (DATABASE_AWAY.test(code) || NETWORK_AWAY.has(code)) return true;
  // The driver gives these two no code.
  return /Connection terminated|timeout exceeded when trying to connect/.test(String(error));
}

/** PostgreSQL's code for a full disk, and the system's. Memory that ran out passes like it. */
const NO_ROOM = new Set(['53100', '53200', 'ENOSPC', 'EDQUOT']);
/** Seconds after which asking again is worth it: a database comes back sooner than a disk is emptied. */
const RETRY_SECONDS = { away: 5, noRoom: 30 } as const;

/** Somebody held the account too long, two waited for one another, or the answer took too long: it may be asked again. */
const BUSY = new Set(['55P03', '40P01', '40001', '57014']);

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
}

/** What is said to the caller about an exception. Faults of our own say nothing of how they came about. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refused) return new Problem('refused', error.says, { clauses: [...error.clauses] });
  if (error instanceof NotFound) return new Problem('not-found', error.says);
  if (error instanceof Conflict)
    return new Problem('conflict', error.says, error.changed === null ? {} : { changed: error.changed });
  if (error instanceof Invalid)
    return new Problem('invalid', undefined, { fields: [{ field: error.field, says: error.says }] });
  if (databaseAway(error))
    return new Problem('unavailable', 'The database does not answer. Nothing was changed that you were not told of.', {
      retryAfter: RETRY_SECONDS.away,
    });
  if (NO_ROOM.has(errorCode(error)))
    return new Problem('unavailable', 'The server’s disk is full. Nothing was saved; try again when there is room.', {
      retryAfter: RETRY_SECONDS.noRoom,
    });
  if (BUSY.has(errorCode(error)))
    return new Problem('busy', 'Somebody else is changing the same record. Nothing of yours was changed: try again.', {
      retryAfter: RETRY_SECONDS.away,
    });
  if (OUT_OF_RANGE.has(errorCode(error)))
    return new Problem('invalid', 'A number or a date is larger than any we keep.');
  const status = statusOf(error);
  if (status === 404 || status === 405) return new Problem('not-found', 'There is nothing at this address.');
  if (status === 413) return new Problem('too-large');
  if (status === 415) return new Problem('invalid', 'Send the body as application/json.');
  if (status === 429) return new Problem('too-many');
  if (status >= 400 && status < 500)
    return new Problem('invalid', 'The request cannot be read: send valid JSON over valid HTTP.');
  return new Problem('internal');
}

import type { Day, Instant } from '@curbstop/policy';
import pg from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

function exactInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to count exactly.`);
  return value;
}

/** PostgreSQL prints `2026-03-16 17:00:00.123+00` when its time zone is UTC, as ours always is. */
function instant(text: string): Instant {
  const at = Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`);
  if (Number.isNaN(at)) throw new RangeError(`${text} is no instant in UTC.`);
  return at as Instant;
}

/** Cents and litres come as exact numbers, days as text, moments as milliseconds: never a Date. */
export function registerTypes(): void {
  pg.types.setTypeParser(INT8, exactInteger);
  pg.types.setTypeParser(DATE, (text) => text as Day);
  pg.types.setTypeParser(TIMESTAMPTZ, instant);
}

/** A moment as PostgreSQL takes it. */
export function sqlInstant(at: Instant): string;
export function sqlInstant(at: Instant | null): string | null;
export function sqlInstant(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

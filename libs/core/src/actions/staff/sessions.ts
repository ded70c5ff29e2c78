import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { row, rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';

/** A session ends this long after it was last used, in milliseconds: a working day and its margins. */
export const SESSION_IDLE_MS = 12 * 60 * 60 * 1000;
/** However much it is used, it ends this long after the sign-in, in milliseconds: the longest shift with a call-out. */
export const SESSION_LONGEST_MS = 16 * 60 * 60 * 1000;
/** One person may be signed in on this many devices; the next sign-in ends the oldest session. */
export const SESSIONS_PER_PERSON = 5;
/** Use moves the end at most this often, so that reading a screen does not write a row each time. */
const MOVE_MS = 5 * 60 * 1000;

/** A member of staff as a request knows them. */
export interface StaffMember {
  readonly staffId: number;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly crewId: number | null;
  readonly mustChangePassword: boolean;
}

/** Who a session belongs to, and its absolute end on the machine's clock. */
export interface SessionMember extends StaffMember {
  /** Whether a second step is set up. */
  readonly twoStep: boolean;
  readonly sessionEndsAt: Instant;
}

export interface OpenedSession {
  /** 256 random bits, base64url. Only its SHA-256 is kept: whoever reads the table cannot sign in with it. */
  readonly token: string;
  /** The end that no use moves, on the machine's clock. */
  readonly endsAt: Instant;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Opens a session, and clears away those that ended. `replaces` is the token that the same browser held before: a new
 * sign-in leaves no old one behind. `machine` is the machine's time.
 */
export async function openSession(
  db: Reader,
  staffId: number,
  machine: Instant,
  replaces: string | null = null,
): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url');
  const endsAt = (machine + SESSION_LONGEST_MS) as Instant;
  await db.query('DELETE FROM session WHERE expires_at <= $1', [sqlInstant(machine)]);
  if (replaces !== null) await closeSession(db, replaces);
  await db.query(
    `DELETE FROM session WHERE token_hash IN (
       SELECT token_hash FROM session WHERE staff_id = $1 ORDER BY created_at DESC, token_hash OFFSET $2)`,
    [staffId, SESSIONS_PER_PERSON - 1],
  );
  await db.query(
    'INSERT INTO session (token_hash, staff_id, created_at, expires_at, ends_at) VALUES ($1, $2, $3, $4, $5)',
    [
      hashOf(token),
      staffId,
      sqlInstant(machine),
      sqlInstant((machine + SESSION_IDLE_MS) as Instant),
      sqlInstant(endsAt),
    ],
  );
  return { token, endsAt };
}

/** Who the token belongs to, null when it is unknown, ended, or its owner may not sign in any more. */
export async function sessionStaff(db: Reader, token: string, machine: Instant): Promise<SessionMember | null> {
  const found = await row<SessionMember & { expiresAt: Instant }>(
    db,
    `SELECT staff.id AS "staffId", username, name, roles, crew_id AS "crewId",
       must_change_password AS "mustChangePassword", expires_at AS "expiresAt", ends_at AS "sessionEndsAt",
       two_step_secret IS NOT NULL AS "twoStep"
     FROM session JOIN staff ON staff.id = session.staff_id
     WHERE token_hash = $1 AND expires_at > $2 AND enabled`,
    [hashOf(token), sqlInstant(machine)],
  );
  if (!found) return null;
  const { expiresAt, ...staff } = found;
  const end = Math.min(machine + SESSION_IDLE_MS, staff.sessionEndsAt) as Instant;
  if (end - expiresAt >= MOVE_MS) {
    await db.query('UPDATE session SET expires_at = $2 WHERE token_hash = $1', [hashOf(token), sqlInstant(end)]);
  }
  return staff;
}

/** Signs out. */
export async function closeSession(db: Reader, token: string): Promise<void> {
  await db.query('DELETE FROM session WHERE token_hash = $1', [hashOf(token)]);
}

/** Ends every session of a member of staff. */
export async function closeSessionsOf(db: Reader, staffId: number): Promise<void> {
  await db.query('DELETE FROM session WHERE staff_id = $1', [staffId]);
}

/** Which of the tokens still stand. Asking does not count as use. */
export async function liveSessions(db: Reader, tokens: readonly string[], machine: Instant): Promise<Set<string>> {
  if (tokens.length === 0) return new Set();
  const byHash = new Map(tokens.map((token) => [hashOf(token).toString('hex'), token]));
  const found = await rows<{ hash: string }>(
    db,
    `SELECT encode(token_hash, 'hex') AS hash FROM session JOIN staff ON staff.id = staff_id
     WHERE token_hash = ANY($1) AND expires_at > $2 AND enabled`,
    [tokens.map(hashOf), sqlInstant(machine)],
  );
  return new Set(found.map(({ hash }) => byHash.get(hash)).filter((token) => token !== undefined));
}

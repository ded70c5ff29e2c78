import type { Actor, Role } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { Conflict, Invalid, NotFound } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { inTransaction, row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { passwordFits } from './passwords.ts';
import { onStaff } from './staff-events.ts';
import {
  enrollmentOf,
  newRecoveryCodes,
  newSecret,
  openSecret,
  recoveryHash,
  sealSecret,
  stepOfCode,
} from './two-step-secret.ts';
import type { TwoStepKey } from './two-step-secret.ts';
import { Staff } from '../../records/staff/staff.entity.ts';

/** So many wrong codes in a row close the second step for a while: a code has only a million values. */
const MOST_MISSES = 5;
const LOCK_MS = 15 * 60 * 1000;

/** What became of a second step: `none` is set up; `locked` after too many wrong codes. */
export type SecondStep = 'none' | 'passed' | 'needed' | 'wrong' | 'locked';

interface Kept {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string;
  readonly secret: Buffer | null;
  readonly pending: Buffer | null;
  readonly used: number | null;
  readonly misses: number;
  readonly lockedUntil: Instant | null;
}

async function lockStaff(tx: Tx, staffId: number): Promise<Kept> {
  const kept = await row<Kept>(
    tx,
    `SELECT username, name, roles, password_hash AS "passwordHash", two_step_secret AS secret,
       two_step_pending AS pending, two_step_used::int AS used, two_step_misses AS misses,
       two_step_locked_until AS "lockedUntil"
     FROM staff WHERE id = $1 AND enabled FOR UPDATE`,
    [staffId],
  );
  if (!kept) throw new NotFound('There is no such member of staff.');
  return kept;
}

const self = (staffId: number, { name, roles }: Kept): Actor => ({
  kind: 'staff',
  id: staffId,
  name,
  role: roles[0] ?? 'none',
});

/**
 * Tries the code of a member of staff whose row is not locked yet. A right code counts once; a wrong one is counted, and
 * the fifth in a row closes the step for 15 minutes.
 */
export async function trySecondStep(
  tx: Tx,
  staffId: number,
  code: string | null,
  key: TwoStepKey | null,
  machine: Instant,
): Promise<SecondStep> {
  const { secret, used, misses, lockedUntil } = await lockStaff(tx, staffId);
  if (secret === null) return 'none';
  if (lockedUntil !== null && machine < lockedUntil) return 'locked';
  if (code === null) return 'needed';
  if (key === null) throw new Error('A second step cannot be checked without its key.');
  const step = stepOfCode(openSecret(key, staffId, secret), code, machine, used);
  if (step !== null || (await takeRecoveryCode(tx, staffId, code))) {
    await tx.query(
      `UPDATE staff SET two_step_used = greatest(two_step_used, $2), two_step_misses = 0, two_step_locked_until = NULL
       WHERE id = $1`,
      [staffId, step ?? used],
    );
    return 'passed';
  }
  const locks = misses + 1 >= MOST_MISSES;
  await tx.update(Staff, staffId, {
    twoStepMisses: locks ? 0 : misses + 1,
    twoStepLockedUntil: locks ? ((machine + LOCK_MS) as Instant) : null,
  });
  return locks ? 'locked' : 'wrong';
}

async function takeRecoveryCode(tx: Tx, staffId: number, code: string): Promise<boolean> {
  const taken = await row(
    tx,
    `WITH taken AS (DELETE FROM staff_recovery_code WHERE staff_id = $1 AND code_hash = $2 RETURNING 1)
     SELECT 1 FROM taken`,
    [staffId, recoveryHash(code)],
  );
  return taken !== null;
}

/** What the phone is given. Nothing is on until a code of it is typed back; beginning again replaces it. */
export async function beginTwoStep(
  source: DataSource,
  staffId: number,
  key: TwoStepKey,
): Promise<{ readonly uri: string; readonly secret: string }> {
  return inTransaction(source, async (tx) => {
    const kept = await lockStaff(tx, staffId);
    if (kept.secret !== null)
      throw new Conflict('Two-step sign-in is on. Turn it off before you set up another phone.');
    const secret = newSecret();
    await tx.update(Staff, staffId, { twoStepPending: sealSecret(key, staffId, secret) });
    return enrollmentOf(secret, kept.username);
  });
}

/** Turns the second step on; the answer are the recovery codes, shown this once. */
export async function confirmTwoStep(
  source: DataSource,
  staffId: number,
  code: string,
  key: TwoStepKey,
  now: Instant,
  machine: Instant,
): Promise<string[]> {
  return inTransaction(source, async (tx) => {
    const kept = await lockStaff(tx, staffId);
    if (kept.pending === null) throw new Conflict('Scan the code first: two-step sign-in was not begun, or is on.');
    const step = stepOfCode(openSecret(key, staffId, kept.pending), code, machine, null);
    if (step === null)
      throw new Invalid('code', "That code doesn't match. Type the six digits that your phone shows now.");
    const codes = newRecoveryCodes();
    await tx.query(
      `UPDATE staff SET two_step_secret = two_step_pending, two_step_pending = NULL, two_step_used = $2,
         two_step_misses = 0, two_step_locked_until = NULL, version = version + 1 WHERE id = $1`,
      [staffId, step],
    );
    await tx.query('DELETE FROM staff_recovery_code WHERE staff_id = $1', [staffId]);
    await tx.query('INSERT INTO staff_recovery_code (staff_id, code_hash) SELECT $1, unnest($2::bytea[])', [
      staffId,
      codes.map(recoveryHash),
    ]);
    const facts = { username: kept.username, on: true };
    await append(tx, [{ event: 'staff.two-step', facts, ...onStaff(self(staffId, kept), now) }]);
    return codes;
  });
}

/** Forgets the second step of someone whose row is locked; false when there was none. */
export async function forgetTwoStep(change: Change, staffId: number, username: string): Promise<boolean> {
  const { tx, actor, now } = change;
  const had = await row(
    tx,
    `WITH off AS (
       UPDATE staff SET two_step_secret = NULL, two_step_pending = NULL, two_step_used = NULL, two_step_misses = 0,
         two_step_locked_until = NULL, version = version + 1
       WHERE id = $1 AND two_step_secret IS NOT NULL RETURNING 1)
     SELECT 1 FROM off`,
    [staffId],
  );
  if (!had) return false;
  await tx.query('DELETE FROM staff_recovery_code WHERE staff_id = $1', [staffId]);
  await append(tx, [{ event: 'staff.two-step', facts: { username, on: false }, ...onStaff(actor, now) }]);
  return true;
}

/** Turns one's own second step off; the password is asked, so that a screen left open is not enough. */
export async function endTwoStep(source: DataSource, staffId: number, password: string, now: Instant): Promise<void> {
  await inTransaction(source, async (tx) => {
    const kept = await lockStaff(tx, staffId);
    if (!(await passwordFits(kept.passwordHash, password)))
      throw new Invalid('password', 'That is not your present password.');
    await forgetTwoStep({ tx, actor: self(staffId, kept), now }, staffId, kept.username);
  });
}

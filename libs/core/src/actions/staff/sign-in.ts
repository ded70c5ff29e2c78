import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { inTransaction, row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { passwordFits } from './passwords.ts';
import { openSession } from './sessions.ts';
import type { OpenedSession, StaffMember } from './sessions.ts';
import { trySecondStep } from './two-step.ts';
import type { SecondStep } from './two-step.ts';
import type { TwoStepKey } from './two-step-secret.ts';
import { BILLING } from '../../journal/system-actors.ts';
import { Staff } from '../../records/staff/staff.entity.ts';

export interface SignedIn extends OpenedSession {
  readonly staff: StaffMember;
  /** Whether a second step was passed. */
  readonly twoStep: boolean;
}

export interface SignInOptions {
  /** The session token that this browser held before. */
  readonly replaces?: string | null;
  /** The code of the second step, or a recovery code. */
  readonly code?: string | null;
  readonly twoStepKey?: TwoStepKey | null;
}

/** The password is right; the code of the second step is missing, wrong, or not taken for a while. */
export class SecondStepMissing extends Error {
  override readonly name = 'SecondStepMissing';
  constructor(readonly step: Exclude<SecondStep, 'passed' | 'none'>) {
    super(`Second step: ${step}.`);
  }
}

interface Kept extends StaffMember {
  readonly passwordHash: string;
  readonly enabled: boolean;
}

/** A zero byte and half a surrogate pair are no characters: no name has them, and PostgreSQL keeps neither. */
const NO_TEXT = /\0|\p{Surrogate}/u;

/**
 * Signs in, or answers null; both are journaled in the stream `staff`. A wrong name and a wrong password take the same
 * work and get the same answer.
 *
 * `now` is the city's time, for the journal. `machine` is the machine's, which sessions live by: in the demo the city's
 * clock jumps days, and nobody should be signed out by it.
 *
 * Throws {@link SecondStepMissing} when the password is right and the second step is not.
 */
export async function signIn(
  source: DataSource,
  username: string,
  password: string,
  now: Instant,
  machine: Instant = now,
  { replaces = null, code = null, twoStepKey = null }: SignInOptions = {},
): Promise<SignedIn | null> {
  const kept = NO_TEXT.test(username)
    ? null
    : await row<Kept>(
        source,
        `SELECT id AS "staffId", username, name, roles, crew_id AS "crewId", enabled,
           must_change_password AS "mustChangePassword", password_hash AS "passwordHash"
         FROM staff WHERE lower(username) = lower($1)`,
        [username],
      );
  const fits = await passwordFits(kept?.passwordHash ?? null, password);
  if (!kept || !fits || !kept.enabled) {
    const why = !kept ? 'no such name' : !fits ? 'wrong password' : 'may not sign in any more';
    await inTransaction(source, (tx) => refuse(tx, kept?.username ?? null, why, now));
    return null;
  }
  const { passwordHash: checked, enabled: _, ...staff } = kept;
  const outcome = await inTransaction(source, async (tx) => {
    const step = await trySecondStep(tx, staff.staffId, code, twoStepKey, machine);
    if (step !== 'passed' && step !== 'none') {
      if (step !== 'needed') await refuse(tx, staff.username, `second step ${step}`, now);
      return step;
    }
    // Between the check and here the password may have been changed, which ends every older sign-in.
    const still = await row(tx, 'SELECT 1 FROM staff WHERE id = $1 AND password_hash = $2 AND enabled FOR SHARE', [
      staff.staffId,
      checked,
    ]);
    if (!still) {
      await refuse(tx, staff.username, 'the password was changed meanwhile', now);
      return null;
    }
    await tx.update(Staff, staff.staffId, { lastSignedInAt: machine });
    const session = await openSession(tx, staff.staffId, machine, replaces);
    await append(tx, [
      {
        event: 'staff.signed-in',
        facts: { username: staff.username },
        at: now,
        actor: { kind: 'staff', id: staff.staffId, name: staff.name, role: staff.roles[0] ?? 'none' },
        clause: null,
        accountId: null,
        stream: 'staff',
      },
    ]);
    return { ...session, staff, twoStep: step === 'passed' };
  });
  // Thrown out here: the wrong code has been counted, and stays counted.
  if (typeof outcome === 'string') throw new SecondStepMissing(outcome);
  return outcome;
}

/** Only a name we know is written down: people type their password into the wrong field. */
async function refuse(tx: Tx, username: string | null, why: string, now: Instant): Promise<void> {
  await append(tx, [
    {
      event: 'staff.refused',
      facts: { username: username ?? '(unknown)', why },
      at: now,
      actor: BILLING,
      clause: null,
      accountId: null,
      stream: 'staff',
    },
  ]);
}

import { ROLES } from '@curbstop/contracts';
import type { Actor, Role, StaffAccount } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { Conflict, Invalid, NotFound } from '../../db/errors.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { hashPassword, oneTimePassword } from './passwords.ts';
import { closeSessionsOf } from './sessions.ts';
import { onStaff } from './staff-events.ts';
import { createStaff } from './staff.ts';
import { forgetTwoStep } from './two-step.ts';

const ACCOUNT = `staff.id AS "staffId", username, staff.name, roles, crew_id AS "crewId", crew.name AS crew, enabled,
  must_change_password AS "mustChangePassword", two_step_secret IS NOT NULL AS "twoStep",
  last_signed_in_at AS "lastSignedInAt", version`;

/** Everyone who may sign in or once might, by name. */
export async function listStaff(db: Reader): Promise<StaffAccount[]> {
  return rows<StaffAccount>(
    db,
    `SELECT ${ACCOUNT} FROM staff LEFT JOIN crew ON crew.id = crew_id ORDER BY enabled DESC, lower(staff.name), staff.id`,
  );
}

/** The crews that a member can drive with. */
export async function crewChoices(db: Reader): Promise<{ crewId: number; name: string }[]> {
  return rows(db, 'SELECT id AS "crewId", name FROM crew ORDER BY id');
}

async function lockMember(tx: Tx, staffId: number, version: number | null): Promise<StaffAccount> {
  // All administrators are locked in one order, so that two who disable each other at once do not both succeed.
  await rows(tx, `SELECT 1 FROM staff WHERE id = $1 OR 'admin' = ANY (roles) ORDER BY id FOR UPDATE`, [staffId]);
  const member = await row<StaffAccount>(
    tx,
    `SELECT ${ACCOUNT} FROM staff LEFT JOIN crew ON crew.id = crew_id WHERE staff.id = $1`,
    [staffId],
  );
  if (!member) throw new NotFound('There is no such member of staff.');
  if (version !== null && member.version !== version)
    throw new Conflict(`${member.name} was changed meanwhile. Look at the newest state and try again.`);
  return member;
}

async function requireAnAdmin(tx: Tx): Promise<void> {
  if (!(await row(tx, `SELECT 1 FROM staff WHERE enabled AND 'admin' = ANY (roles) LIMIT 1`)))
    throw new Conflict('One administrator has to stay. Make another one first.');
}

export interface StaffChange {
  readonly staffId: number;
  /** The version that was seen; null: whatever it is now (the command line). */
  readonly version: number | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly crewId: number | null;
  readonly enabled: boolean;
}

/** Who someone is and what they may do. Disabled, or with other roles, they are signed out everywhere. */
export async function changeStaff(source: DataSource, change: StaffChange, actor: Actor, now: Instant): Promise<void> {
  const roles = [...new Set(change.roles)];
  const name = change.name.trim();
  if (name === '') throw new Invalid('name', 'Enter the name that others see.');
  if (roles.length === 0 || !roles.every((role) => ROLES.includes(role)))
    throw new Invalid('roles', `Choose at least one of ${ROLES.join(', ')}.`);
  if (roles.includes('crew') && change.crewId === null) throw new Invalid('crewId', 'Choose the crew they drive with.');
  await inTransaction(source, async (tx) => {
    const before = await lockMember(tx, change.staffId, change.version);
    if (change.crewId !== null && !(await row(tx, 'SELECT 1 FROM crew WHERE id = $1', [change.crewId])))
      throw new Invalid('crewId', 'There is no such crew.');
    const { enabled, crewId } = change;
    const same =
      before.name === name &&
      before.enabled === enabled &&
      before.crewId === crewId &&
      roles.length === before.roles.length &&
      roles.every((role) => before.roles.includes(role));
    if (same) return;
    await tx.query(
      'UPDATE staff SET name = $2, roles = $3, crew_id = $4, enabled = $5, version = version + 1 WHERE id = $1',
      [change.staffId, name, roles, crewId, enabled],
    );
    await requireAnAdmin(tx);
    await closeSessionsOf(tx, change.staffId);
    const facts = { username: before.username, name, roles, crewId, enabled };
    await append(tx, [{ event: 'staff.changed', facts, ...onStaff(actor, now) }]);
  });
}

/** Adds someone with a one-time password, which is the answer and shown this once. */
export async function addStaff(
  source: DataSource,
  member: { username: string; name: string; roles: readonly Role[]; crewId: number | null },
  actor: Actor,
  now: Instant,
): Promise<string> {
  const password = oneTimePassword();
  await createStaff(source, { ...member, password, mustChangePassword: true }, actor, now);
  return password;
}

/** Gives someone a one-time password, the answer; they are signed out everywhere, and a second step stays on. */
export async function resetPassword(
  source: DataSource,
  of: { readonly staffId: number; readonly version: number | null },
  actor: Actor,
  now: Instant,
): Promise<string> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  await inTransaction(source, async (tx) => {
    const { username } = await lockMember(tx, of.staffId, of.version);
    await tx.query(
      'UPDATE staff SET password_hash = $2, must_change_password = true, version = version + 1 WHERE id = $1',
      [of.staffId, passwordHash],
    );
    await closeSessionsOf(tx, of.staffId);
    await append(tx, [{ event: 'staff.password-reset', facts: { username }, ...onStaff(actor, now) }]);
  });
  return password;
}

/** For who lost the phone and the recovery codes: the next sign-in needs the password alone. */
export async function resetTwoStep(
  source: DataSource,
  of: { readonly staffId: number; readonly version: number | null },
  actor: Actor,
  now: Instant,
): Promise<void> {
  await inTransaction(source, async (tx) => {
    const { username } = await lockMember(tx, of.staffId, of.version);
    await forgetTwoStep({ tx, actor, now }, of.staffId, username);
    await closeSessionsOf(tx, of.staffId);
  });
}

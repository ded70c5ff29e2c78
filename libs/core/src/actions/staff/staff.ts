import { ROLES } from '@curbstop/contracts';
import type { Actor, Role } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import type { DataSource, EntityManager } from 'typeorm';
import { Conflict, Invalid, NotFound } from '../../db/errors.ts';
import { inTransaction, row, rows } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { BILLING } from '../../journal/system-actors.ts';
import { hashPassword, oneTimePassword, passwordFits } from './passwords.ts';
import { closeSessionsOf, openSession } from './sessions.ts';
import type { OpenedSession } from './sessions.ts';
import { onStaff } from './staff-events.ts';
import { Staff } from '../../records/staff/staff.entity.ts';

export interface NewStaff {
  /** Letters, digits, dot, underscore and hyphen; unique whatever the case. */
  readonly username: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly Role[];
  /** The crew they drive with; a member with the role `crew` has one. */
  readonly crewId?: number | null;
  readonly mustChangePassword?: boolean;
}

const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const staffCreated = (username: string, roles: readonly Role[], actor: Actor, now: Instant): JournalEntry => ({
  event: 'staff.created',
  facts: { username, roles },
  ...onStaff(actor, now),
});
const passwordChanged = (username: string, actor: Actor, now: Instant): JournalEntry => ({
  event: 'staff.password-changed',
  facts: { username },
  ...onStaff(actor, now),
});

/** Adds a member of staff; returns the id. */
export async function createStaff(source: DataSource, newStaff: NewStaff, actor: Actor, now: Instant): Promise<number> {
  if (!USERNAME.test(newStaff.username)) {
    throw new Invalid(
      'username',
      'Use 1 to 64 letters, digits, dots, hyphens or underscores, a letter or digit first.',
    );
  }
  if (newStaff.name.trim() === '') throw new Invalid('name', 'Give the name that others see.');
  const crewId = newStaff.crewId ?? null;
  if (newStaff.roles.length === 0 || !newStaff.roles.every((role) => ROLES.includes(role))) {
    throw new Invalid('roles', `Give at least one of ${ROLES.join(', ')}.`);
  }
  if (newStaff.roles.includes('crew') && crewId === null)
    throw new Invalid('crewId', 'Say which crew they drive with.');
  const passwordHash = await hashPassword(newStaff.password, [newStaff.username, newStaff.name]);
  const roles = [...new Set(newStaff.roles)];
  return inTransaction(source, async (tx) => {
    if (crewId !== null && !(await row(tx, 'SELECT 1 FROM crew WHERE id = $1', [crewId])))
      throw new Invalid('crewId', 'There is no such crew.');
    const made = await row<{ id: number }>(
      tx,
      `INSERT INTO staff (username, name, password_hash, roles, crew_id, must_change_password)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (lower(username)) DO NOTHING RETURNING id`,
      [newStaff.username, newStaff.name.trim(), passwordHash, roles, crewId, newStaff.mustChangePassword ?? false],
    );
    if (!made) throw new Conflict(`The name ${newStaff.username} is taken.`);
    await append(tx, [staffCreated(newStaff.username, roles, actor, now)]);
    return made.id;
  });
}

/**
 * Changes one's own password. Every session of theirs ends, the one that asked too; the answer is a new one in its
 * place. `now` is the city's time, for the journal; `machine` the machine's, which sessions live by.
 */
export async function changePassword(
  source: DataSource,
  staffId: number,
  current: string,
  next: string,
  now: Instant,
  machine: Instant = now,
): Promise<OpenedSession> {
  const kept = await row<{ passwordHash: string; username: string; name: string; roles: Role[] }>(
    source,
    'SELECT password_hash AS "passwordHash", username, name, roles FROM staff WHERE id = $1 AND enabled',
    [staffId],
  );
  if (!kept) throw new NotFound('There is no such member of staff.');
  if (!(await passwordFits(kept.passwordHash, current))) {
    throw new Invalid('current', 'That is not your present password.');
  }
  if (current === next) throw new Invalid('next', 'Use another password than the present one.');
  const passwordHash = await hashPassword(next, [kept.username, kept.name], 'next');
  return inTransaction(source, async (tx) => {
    const changed = await row(tx, `SELECT 1 FROM staff WHERE id = $1 AND password_hash = $2 FOR NO KEY UPDATE`, [
      staffId,
      kept.passwordHash,
    ]);
    if (!changed) throw new Conflict('The password was changed a moment ago. Sign in with the new one.');
    await tx.query(
      'UPDATE staff SET password_hash = $2, must_change_password = false, version = version + 1 WHERE id = $1',
      [staffId, passwordHash],
    );
    await closeSessionsOf(tx, staffId);
    const actor: Actor = { kind: 'staff', id: staffId, name: kept.name, role: kept.roles[0] ?? 'none' };
    await append(tx, [passwordChanged(kept.username, actor, now)]);
    return openSession(tx, staffId, machine);
  });
}

const FIRST_ADMIN = 'admin';

export interface FirstAdmin {
  readonly username: string;
  /** Shown once; it must be changed at the first sign-in. */
  readonly password: string;
}

/** The administrator whose one-time password nobody has changed yet, when there is no other staff. */
async function onlyFirstAdmin(tx: EntityManager): Promise<{ readonly id: number } | null> {
  const staff = await rows<{ id: number; waits: boolean }>(
    tx,
    "SELECT id, username = $1 AND roles = '{admin}' AND must_change_password AS waits FROM staff LIMIT 2",
    [FIRST_ADMIN],
  );
  const [first] = staff;
  return staff.length === 1 && first?.waits ? first : null;
}

/**
 * Makes the first administrator of a city that has no staff; null when it has. Two at once make one. With `again` an
 * administrator who was made and never came is given another password: whoever made them was cut short before the first
 * was shown.
 */
export async function firstAdmin(source: DataSource, now: Instant, again = false): Promise<FirstAdmin | null> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return inTransaction(source, async (tx) => {
    await tx.query('LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE');
    const waiting = again ? await onlyFirstAdmin(tx) : null;
    if (waiting) {
      await tx.update(Staff, waiting.id, { passwordHash });
      await closeSessionsOf(tx, waiting.id);
      await append(tx, [passwordChanged(FIRST_ADMIN, BILLING, now)]);
      return { username: FIRST_ADMIN, password };
    }
    if (await row(tx, 'SELECT 1 FROM staff LIMIT 1')) return null;
    await tx.query(
      `INSERT INTO staff (username, name, password_hash, roles, must_change_password)
       VALUES ($1, 'Administrator', $2, '{admin}', true)`,
      [FIRST_ADMIN, passwordHash],
    );
    await append(tx, [staffCreated(FIRST_ADMIN, ['admin'], BILLING, now)]);
    return { username: FIRST_ADMIN, password };
  });
}

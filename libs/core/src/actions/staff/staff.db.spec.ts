import type { Actor } from '@curbstop/contracts';
import { testDatabase, TestClock } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { rows } from '../../db/tx.ts';
import { eventSentence } from '../../journal/event-sentences.ts';
import { verifyJournal } from '../../journal/verify.ts';
import { closeSession, sessionStaff } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { changePassword, createStaff, firstAdmin } from './staff.ts';

const PASSWORD = 'water under the bridge';
const ADMIN: Actor = { kind: 'staff', id: 1, name: 'Administrator', role: 'admin' };

describe('staff', () => {
  let database: TestDatabase;
  const clock = new TestClock('2026-03-16T09:00:00-07:00');

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  const journaled = async (): Promise<unknown[]> =>
    rows(database.source, "SELECT event, facts FROM journal WHERE stream = 'staff' ORDER BY seq DESC LIMIT 1");

  it('makes the first administrator once, with a password to be changed', async () => {
    const [first, second] = await Promise.all([
      firstAdmin(database.source, clock.now()),
      firstAdmin(database.source, clock.now()),
    ]);
    const made = first ?? second;
    expect([first, second].filter(Boolean)).toHaveLength(1);
    expect(made?.password).toMatch(/^([0-9a-z]{5}-){3}[0-9a-z]{5}$/);
    expect(await journaled()).toEqual([{ event: 'staff.created', facts: { username: 'admin', roles: ['admin'] } }]);
    const session = await signIn(database.source, 'Admin', made?.password ?? '', clock.now());
    expect(session?.staff).toMatchObject({ username: 'admin', roles: ['admin'], mustChangePassword: true });
  });

  it('gives the first administrator another password when the first may not have been shown, until they came', async () => {
    const fresh = await testDatabase();
    try {
      const before = await firstAdmin(fresh.source, clock.now());
      expect(await firstAdmin(fresh.source, clock.now())).toBeNull();
      const again = await firstAdmin(fresh.source, clock.now(), true);
      expect(await signIn(fresh.source, 'admin', before?.password ?? '', clock.now())).toBeNull();
      const session = await signIn(fresh.source, 'admin', again?.password ?? '', clock.now());
      const events = await rows(fresh.source, "SELECT event FROM journal WHERE stream = 'staff' ORDER BY seq LIMIT 2");
      expect(events).toEqual([{ event: 'staff.created' }, { event: 'staff.password-changed' }]);
      const id = session?.staff.staffId ?? 0;
      await changePassword(fresh.source, id, again?.password ?? '', PASSWORD, clock.now());
      expect(await firstAdmin(fresh.source, clock.now(), true)).toBeNull();
    } finally {
      await fresh.close();
    }
  });

  it('signs in with the right password only, and journals both', async () => {
    const dora = { username: 'dora', name: 'Dora Field', password: PASSWORD, roles: ['clerk', 'clerk'] as const };
    await createStaff(database.source, dora, ADMIN, clock.now());
    const [created] = await rows<{ event: string; facts: Record<string, unknown>; actor: unknown }>(
      database.source,
      "SELECT event, facts, actor FROM journal WHERE stream = 'staff' ORDER BY seq DESC LIMIT 1",
    );
    expect(created).toEqual({ event: 'staff.created', facts: { username: 'dora', roles: ['clerk'] }, actor: ADMIN });
    expect(eventSentence('staff.created', created?.facts ?? {})).toBe('Dora may sign in as clerk.');
    const good = await signIn(database.source, 'DORA', PASSWORD, clock.now());
    expect(good?.staff.name).toBe('Dora Field');
    expect(await journaled()).toEqual([{ event: 'staff.signed-in', facts: { username: 'dora' } }]);
    expect(await signIn(database.source, 'dora', 'water over the bridge', clock.now())).toBeNull();
    expect(await journaled()).toEqual([{ event: 'staff.refused', facts: { username: 'dora', why: 'wrong password' } }]);
    for (const nobody of ['nobody', 'no\0body', '\ud800']) {
      expect(await signIn(database.source, nobody, PASSWORD, clock.now())).toBeNull();
      expect(await journaled()).toEqual([
        { event: 'staff.refused', facts: { username: '(unknown)', why: 'no such name' } },
      ]);
    }
    expect((await verifyJournal(database.source)).broken).toEqual([]);
  });

  it('keeps no token and no password that could be used', async () => {
    const session = await signIn(database.source, 'dora', PASSWORD, clock.now());
    const kept = await rows<{ text: string }>(
      database.source,
      'SELECT session::text || staff::text AS text FROM session JOIN staff ON staff.id = staff_id',
    );
    expect(kept.length).toBeGreaterThan(0);
    for (const { text } of kept) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(session?.token);
      expect(text).toContain('$argon2id$');
    }
  });

  it('ends a session 12 hours after its last use', async () => {
    const session = await signIn(database.source, 'dora', PASSWORD, clock.now());
    const token = session?.token ?? '';
    clock.advance({ hours: 2 });
    expect(await sessionStaff(database.source, token, clock.now())).toMatchObject({ username: 'dora' });
    clock.advance({ hours: 11 });
    expect(await sessionStaff(database.source, token, clock.now())).toMatchObject({ username: 'dora' });
    clock.advance({ hours: 12 });
    expect(await sessionStaff(database.source, token, clock.now())).toBeNull();
  });

  it('ends a session on sign-out, and all of them when the password changes or the person leaves', async () => {
    const [one, two] = [
      await signIn(database.source, 'dora', PASSWORD, clock.now()),
      await signIn(database.source, 'dora', PASSWORD, clock.now()),
    ];
    await closeSession(database.source, one?.token ?? '');
    expect(await sessionStaff(database.source, one?.token ?? '', clock.now())).toBeNull();
    const staffId = two?.staff.staffId ?? 0;
    expect(await sessionStaff(database.source, two?.token ?? '', clock.now())).not.toBeNull();
    const fresh = await changePassword(database.source, staffId, PASSWORD, 'a bridge over water', clock.now());
    expect(await journaled()).toEqual([{ event: 'staff.password-changed', facts: { username: 'dora' } }]);
    expect(eventSentence('staff.password-changed', { username: 'dora' })).toBe('Dora changed the password.');
    expect(await sessionStaff(database.source, two?.token ?? '', clock.now())).toBeNull();
    expect(await sessionStaff(database.source, fresh.token, clock.now())).not.toBeNull();
    expect(await signIn(database.source, 'dora', PASSWORD, clock.now())).toBeNull();
    await database.source.query('UPDATE staff SET enabled = false WHERE id = $1', [staffId]);
    expect(await sessionStaff(database.source, fresh.token, clock.now())).toBeNull();
    expect(await signIn(database.source, 'dora', 'a bridge over water', clock.now())).toBeNull();
  });

  it.each([
    ['a taken name', { username: 'Dora' }, 'taken'],
    ['a name with a space', { username: 'do ra' }, 'username'],
    ['a short password', { password: 'short' }, 'at least 12'],
    ['no role', { roles: [] }, 'roles'],
    ['a crew member without a crew', { roles: ['crew'] as const }, 'crewId'],
  ])('refuses %s', async (_, wrong, says) => {
    const good = { username: 'eve', name: 'Eve', password: PASSWORD, roles: ['clerk'] as const };
    await expect(createStaff(database.source, { ...good, ...wrong }, ADMIN, clock.now())).rejects.toThrow(says);
  });

  it('takes as long for a name that nobody has as for a wrong password', async () => {
    const take = async (name: string): Promise<number> => {
      const started = process.hrtime.bigint();
      await signIn(database.source, name, 'wrong', clock.now());
      return Number(process.hrtime.bigint() - started) / 1e6;
    };
    const fastest = async (name: string): Promise<number> =>
      Math.min(await take(name), await take(name), await take(name), await take(name));
    const [known, unknown] = [await fastest('admin'), await fastest('nobody')];
    expect(unknown).toBeGreaterThan(known / 2);
    expect(unknown).toBeLessThan(known * 2);
  });
});

import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import { TestClock, aCity, aMember, anAccount, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import {
  countTasks,
  finishTask,
  inTransaction,
  listTasks,
  markLateTasks,
  openTask,
  rows,
  takePayment,
} from '../../index.ts';
import type { NewTask } from '../../index.ts';

const SYSTEM: Actor = { kind: 'system', part: 'billing' };
const HOUR = 3_600_000;

describe('tasks', () => {
  let db: TestDatabase;
  let account: BuiltAccount;
  const clock = new TestClock('2026-03-10T09:00:00-07:00');
  const member = (roles: readonly Role[], staffId = 1) => ({ staffId, name: 'P. Aldana', roles });

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    account = await anAccount(db.source);
  });
  afterEach(() => db.source.query('DELETE FROM task'));
  afterAll(() => db.close());

  async function open(more: Partial<NewTask> = {}): Promise<void> {
    const task: NewTask = {
      accountId: account.accountId,
      kind: 'bank-error',
      role: 'clerk',
      clause: 'K.1',
      says: 'Look at it.',
      dueAt: null,
      actKey: null,
      ...more,
    };
    await inTransaction(db.source, (tx) => openTask({ tx, actor: SYSTEM, now: clock.now() }, task));
  }
  const at = (hours: number): Instant => (clock.now() + hours * HOUR) as Instant;
  const list = (roles: readonly Role[], state: 'open' | 'late' | 'done' = 'open', after: number | null = null) =>
    listTasks(db.source, { roles, state, after }, clock.now());

  it('lists the own roles, late first, then by deadline, without one last', async () => {
    await open({ says: 'whenever' });
    await open({ says: 'tomorrow', dueAt: at(24) });
    await open({ says: 'late', dueAt: at(-1) });
    await open({ says: 'of the city', accountId: null, dueAt: at(2) });
    await open({ says: 'of finance', role: 'finance' });
    const { tasks, after } = await list(['clerk']);
    expect(tasks.map((task) => [task.says, task.late])).toEqual([
      ['late', true],
      ['of the city', false],
      ['tomorrow', false],
      ['whenever', false],
    ]);
    expect(after).toBeNull();
    expect(tasks[0]?.account).toMatchObject({ accountId: account.accountId, number: account.number });
    expect(tasks[1]?.account).toBeNull();
    expect((await list(['clerk'], 'late')).tasks.map((task) => task.says)).toEqual(['late']);
    expect(await countTasks(db.source, ['clerk', 'finance'], clock.now())).toEqual({
      roles: [
        { role: 'clerk', open: 4, late: 1 },
        { role: 'finance', open: 1, late: 0 },
      ],
    });
  });

  it('goes on from the last one of a page, in each list', async () => {
    await inTransaction(db.source, async (tx) => {
      for (let nth = 0; nth < 130; nth += 1) {
        const dueAt = nth % 3 === 0 ? null : at(-200 + (nth % 7));
        const task = {
          accountId: null,
          kind: 'refund',
          role: 'clerk',
          clause: 'H.7',
          says: `${nth}`,
          dueAt,
          actKey: null,
        } as const;
        await openTask({ tx, actor: SYSTEM, now: clock.now() }, task);
      }
    });
    const all = async (state: 'open' | 'late' | 'done'): Promise<string[]> => {
      const first = await list(['clerk'], state);
      const second = first.after === null ? null : await list(['clerk'], state, first.after);
      expect(second?.after ?? null).toBeNull();
      return [...first.tasks, ...(second?.tasks ?? [])].map((task) => task.says);
    };
    expect(new Set(await all('open')).size).toBe(130);
    expect((await all('open')).length).toBe(130);
    expect((await all('late')).length).toBe(86);
    for (const { taskId } of (await list(['clerk'])).tasks)
      await finishTask(db.source, { taskId, outcome: 'Paid.' }, member(['clerk']), clock.now());
    await db.source.query('UPDATE task SET done_at = opened_at WHERE done_at IS NULL');
    expect(new Set(await all('done')).size).toBe(130);
  });

  it('is done once, with who and what came of it', async () => {
    await open({ dueAt: at(-1) });
    await markLateTasks(db.source, clock.now());
    const taskId = (await list(['clerk'])).tasks[0]?.taskId ?? 0;
    await expect(finishTask(db.source, { taskId, outcome: ' ' }, member(['clerk']), clock.now())).rejects.toMatchObject(
      {
        field: 'outcome',
      },
    );
    await expect(
      finishTask(db.source, { taskId, outcome: 'Done.' }, member(['cashier']), clock.now()),
    ).rejects.toMatchObject({ says: 'This task is for another role.', clauses: ['K.1'] });
    const both = await Promise.allSettled(
      ['One.', 'Other.'].map((outcome) => finishTask(db.source, { taskId, outcome }, member(['clerk']), clock.now())),
    );
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { tasks } = await list(['clerk'], 'done');
    expect(tasks).toMatchObject([{ taskId, late: false, done: { by: 'P. Aldana' } }]);
    const told = await rows<{ event: string }>(
      db.source,
      "SELECT event FROM journal WHERE account_id = $1 AND event LIKE 'task.%' AND (facts->>'taskId')::int = $2 ORDER BY seq",
      [account.accountId, taskId],
    );
    expect(told.map((each) => each.event)).toEqual(['task.opened', 'task.late', 'task.done']);
    await expect(
      finishTask(db.source, { taskId: 999_999, outcome: 'Done.' }, member(['clerk']), clock.now()),
    ).rejects.toMatchObject({ says: 'There is no such task.' });
  });

  it('H.3: a note does not stand where a decision is wanted', async () => {
    await open({ kind: 'appeal', role: 'appeal-officer', clause: 'H.3.b' });
    const task = (await list(['appeal-officer'])).tasks[0];
    expect(task?.closedBy).toBe('The decision on the appeal closes it.');
    await expect(
      finishTask(db.source, { taskId: task?.taskId ?? 0, outcome: 'Fine.' }, member(['appeal-officer']), clock.now()),
    ).rejects.toMatchObject({ clauses: ['H.3.b'] });
    expect((await list(['appeal-officer'])).tasks).toHaveLength(1);
  });

  it('B.1: a task about a doubted reading is closed by the decision alone, and by a note once nothing is doubted', async () => {
    const subject = { meterId: account.meterId };
    await open({ kind: 'read-doubt', clause: 'B.1', subject });
    await db.source.query(
      `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, why, received_at)
       VALUES ($1, $2, 1, '0.001', 'crew', 'suspect', 'no-clock', $2)`,
      [account.meterId, new Date(at(-24)).toISOString()],
    );
    const task = (await list(['clerk'])).tasks[0];
    expect(task?.closedBy).toContain('Accepting or voiding the reading closes it');
    const done = () =>
      finishTask(db.source, { taskId: task?.taskId ?? 0, outcome: 'Seen.' }, member(['clerk']), clock.now());
    await expect(done()).rejects.toMatchObject({ clauses: ['B.1'], says: expect.stringContaining('Doubted readings') });
    expect((await list(['clerk'])).tasks).toHaveLength(1);
    // A task of an earlier version may be open with nothing left to decide.
    await db.source.query("UPDATE meter_read SET quality = 'void' WHERE meter_id = $1", [account.meterId]);
    expect((await list(['clerk'])).tasks[0]?.closedBy).toBeNull();
    await done();
    expect((await list(['clerk'])).tasks).toEqual([]);
  });

  it('J.5: who took cash out of the drop box does not count it a second time', async () => {
    const roles = ['supervisor'] as const;
    const first = await aMember(db.source, {
      username: 'taker',
      name: 'A. Taker',
      password: 'water under it',
      roles,
      crewId: null,
    });
    const taker: Actor = { kind: 'staff', id: first, name: 'A. Taker', role: 'supervisor' };
    const { accountId } = account;
    const cash = { accountId, amount: cents(5_000), method: 'cash', channel: 'dropbox', reference: '' } as const;
    await takePayment(db.source, { ...cash, idempotencyKey: randomUUID() }, taker, clock.now());
    const taskId = (await list(roles)).tasks[0]?.taskId ?? 0;
    await expect(
      finishTask(db.source, { taskId, outcome: 'Counted.' }, member(roles, first), clock.now()),
    ).rejects.toMatchObject({ clauses: ['J.5'] });
    await finishTask(db.source, { taskId, outcome: 'Counted.' }, member(roles, first + 1), clock.now());
    expect((await list(roles)).tasks).toEqual([]);
  });
});

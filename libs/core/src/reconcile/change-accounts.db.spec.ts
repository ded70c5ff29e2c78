import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { Tx } from '../db/tx.ts';
import { Refused, accountJournal, afterwards, changeAccounts, placeHold, row, rows, runDue } from '../index.ts';
import { NO_ANSWER } from '../records/requests/idempotency.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const APPEAL = { kind: 'appeal', clause: 'H.2', reason: 'An appeal.', until: null, billIds: null } as const;

describe('a change of accounts', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account with a turn-off on the list. */
  async function listed(): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const at = moment('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
    expect(await orderOf(accountId)).toBe('listed');
    return accountId;
  }
  const orderOf = async (accountId: number) =>
    (await row<{ state: string }>(db.source, 'SELECT state FROM work_order WHERE account_id = $1', [accountId]))?.state;
  const of = (...accountIds: number[]) => ({ accountIds, actor: CLERK, now: clock.now() });
  const hold = (tx: Tx, accountId: number) =>
    placeHold({ tx, actor: CLERK, now: clock.now() }, { ...APPEAL, accountId });
  const holds = (accountId: number) => rows(db.source, 'SELECT 1 FROM hold WHERE account_id = $1', [accountId]);

  it('reconciles the accounts that it names, after the work', async () => {
    const accountId = await listed();
    await changeAccounts(db.source, of(accountId), ({ tx }) => hold(tx, accountId));
    expect(await orderOf(accountId)).toBe('cancelled');
  });

  it('reconciles an account that is named nowhere, because its journal was written', async () => {
    const accountId = await listed();
    await changeAccounts(db.source, of(), ({ tx }) => hold(tx, accountId));
    expect(await orderOf(accountId)).toBe('cancelled');
  });

  it('reconciles an account that the work touches without a row in its journal', async () => {
    const accountId = await listed();
    await changeAccounts(db.source, of(), async (change) => {
      await change.touch(accountId);
      await change.tx.query(
        `INSERT INTO hold (account_id, kind, clause, from_at, until_at, reason) VALUES ($1, 'appeal', 'H.2', $2, NULL, '')`,
        [accountId, new Date(clock.now()).toISOString()],
      );
    });
    expect(await orderOf(accountId)).toBe('cancelled');
  });

  it('leaves nothing when the work throws', async () => {
    const accountId = await listed();
    const done = changeAccounts(db.source, of(accountId), async ({ tx }) => {
      await hold(tx, accountId);
      throw new Error('It broke off.');
    });
    await expect(done).rejects.toThrow('It broke off.');
    expect(await holds(accountId)).toEqual([]);
    expect(await orderOf(accountId)).toBe('listed');
  });

  it('journals a refusal, and nothing else of the request', async () => {
    const accountId = await listed();
    const done = changeAccounts(db.source, { ...of(accountId), request: 'file-appeal' }, async ({ tx, accept }) => {
      await accept('H.3.a');
      await hold(tx, accountId);
      throw new Refused('Not so.', ['H.1']);
    });
    await expect(done).rejects.toThrow('Not so.');
    expect(await holds(accountId)).toEqual([]);
    const [last] = (await accountJournal(db.source, accountId, null)).lines;
    expect(last).toMatchObject({ event: 'request.refused', clause: 'H.1' });
  });

  it('is done once for a key, also when two ask at once', async () => {
    const accountId = await listed();
    const asked = { ...of(accountId), request: 'file-appeal', once: { key: randomUUID(), answer: NO_ANSWER } };
    const ask = () =>
      changeAccounts(db.source, asked, async ({ tx }) => {
        await hold(tx, accountId);
      });
    await Promise.all([ask(), ask()]);
    expect(await holds(accountId)).toHaveLength(1);
  });

  it('answers as before where the request was done before, and does nothing', async () => {
    const accountId = await listed();
    const before = () => Promise.resolve('done');
    const work = (): Promise<string> => Promise.reject(new Error('It was done again.'));
    await expect(changeAccounts(db.source, { ...of(accountId), before }, work)).resolves.toBe('done');
  });

  it('tells which orders were called off, in an answer that is asked afterwards', async () => {
    const accountId = await listed();
    const said = await changeAccounts(db.source, of(accountId), async ({ tx }) => {
      await hold(tx, accountId);
      return afterwards((calledOff) => Promise.resolve(calledOff.map((order) => order.kind)));
    });
    expect(said).toEqual(['turn-off']);
  });

  it('takes no account after it is over', async () => {
    const accountId = await listed();
    const change = await changeAccounts(db.source, of(), (each) => Promise.resolve(each));
    await expect(change.touch(accountId)).rejects.toThrow('after their change is over');
  });

  it('finds no account that is not there', async () => {
    const work = () => Promise.reject(new Error('There was work.'));
    await expect(changeAccounts(db.source, of(0), work)).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('two that take each other’s accounts on the way both end: the one that came second to the earlier begins again', async () => {
    const [first, second] = [(await anAccount(db.source)).accountId, (await anAccount(db.source)).accountId];
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (meet = resolve));
    const inside = new Set<number>();
    const tries: number[] = [];
    const swap = (mine: number, other: number) =>
      changeAccounts(db.source, of(mine), async (change) => {
        tries.push(mine);
        inside.add(mine);
        if (inside.size === 2) meet();
        await both;
        await change.touch(other);
        await hold(change.tx, other);
      });
    await Promise.all([swap(first, second), swap(second, first)]);
    expect([...tries].sort((a, b) => a - b)).toEqual([first, second, second]);
    expect([await holds(first), await holds(second)].map((each) => each.length)).toEqual([1, 1]);
  });
});

import { agenda, day } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import { aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { loadAccounts } from '../../facts/account-facts.ts';
import { inTransaction } from '../../db/tx.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { execute } from './execute.ts';

/** What a round of acts tells of the accounts must be what the database tells. */
describe('the facts after a round of acts', () => {
  let database: TestDatabase;
  const ids: number[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    const at = moment('2026-01-15T06:00:00-08:00');
    for (let nth = 0; nth < 3; nth += 1) {
      const { accountId } = await anAccount(database.source, { openedOn: '2025-11-13' });
      await aBill(database.source, accountId, { on: '2026-01-15', cents: 12_345 + nth, due: '2026-02-26', at });
      ids.push(accountId);
    }
  });
  afterAll(() => database.close());

  const round = (now: Instant) =>
    inTransaction(database.source, async (tx) => {
      const cases = await loadAccounts(tx, ids, now, { lock: true });
      const due = cases.flatMap((account) => {
        const act = agenda(account.facts, policyAt(account.profile, now), account.done, now)[0];
        return act && act.at <= now ? [{ it: account, act }] : [];
      });
      const carried = await execute(tx, due, now);
      return { carried, read: await loadAccounts(tx, ids, now, { lock: false }), acts: due.map(({ act }) => act.act) };
    });

  it.each([
    ['2026-02-27T10:00:00-08:00', 'penalty'],
    ['2026-02-27T10:00:00-08:00', 'disconnection-notice'],
    ['2026-03-16T17:00:00-07:00', 'list'],
  ] as const)('%s: %s', async (at, act) => {
    const { carried, read, acts } = await round(moment(at));
    expect(acts).toEqual(ids.map(() => act));
    expect(carried.unknown).toEqual([]);
    expect(carried.known).toEqual(read);
    expect(carried.known.every((account) => account.facts.openedOn === day('2025-11-13'))).toBe(true);
  });

  it('reads an account again whose act another process had done', async () => {
    const now = moment('2026-03-16T17:00:00-07:00');
    const carried = await inTransaction(database.source, async (tx) => {
      const [account] = await loadAccounts(tx, ids, now, { lock: true });
      const key = [...(account?.done ?? [])].find((done) => done.includes('/C.1/'));
      if (!account || !key) throw new Error('The late charge is not among the acts.');
      const act = { at: now, act: 'penalty', clause: 'C.1', key, billId: 1, onTimeOnly: false } as const;
      return execute(tx, [{ it: account, act }], now);
    });
    expect(carried).toEqual({ count: 0, known: [], unknown: [ids[0]] });
  });
});

import { randomUUID } from 'node:crypto';
import { cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import { CLERK, FILING } from '../../actions/appeals/appeals.fixture.ts';
import {
  Refused,
  fileAppeal,
  optOut,
  placeMoratorium,
  disputeDebit,
  requestArrangement,
  row,
  takePayment,
} from '../../index.ts';

const BOSS = { kind: 'staff', id: 4, name: 'S. Okoro', role: 'supervisor' } as const;
const AT_ONCE = 8;

describe('requests that come at once', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-03-10T09:00:00-07:00');

  beforeAll(async () => {
    db = await testDatabase({ max: 30 });
    await aCity(db.source);
  });
  afterAll(() => db.close());

  async function billed(): Promise<{ accountId: number; billId: number }> {
    const { accountId } = await anAccount(db.source);
    const at = moment('2026-01-15T08:00:00-08:00');
    const billId = await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    return { accountId, billId };
  }
  /** The answer of each: what it says, or why it was refused; anything else is a fault. */
  const answers = (asked: readonly Promise<unknown>[]): Promise<string[]> =>
    Promise.all(
      asked.map((each) =>
        each.then(
          () => 'done',
          (error: unknown) => {
            if (error instanceof Refused) return error.says;
            throw error;
          },
        ),
      ),
    );
  const eight = (ask: (nth: number) => Promise<unknown>): Promise<string[]> =>
    answers(Array.from({ length: AT_ONCE }, (_, nth) => ask(nth)));
  /** Deadlocks that PostgreSQL broke, counted without those of connections that have not told yet. */
  const deadlocks = async (): Promise<number> => {
    await db.source.query('SELECT pg_stat_force_next_flush()');
    const found = await row<{ deadlocks: number }>(
      db.source,
      'SELECT deadlocks::int AS deadlocks FROM pg_stat_database WHERE datname = current_database()',
    );
    return found?.deadlocks ?? 0;
  };

  const optedOut = async (accountId: number): Promise<number> => {
    const sql = 'SELECT count(*)::int AS n FROM meter_opt_out WHERE account_id = $1';
    return (await row<{ n: number }>(db.source, sql, [accountId]))?.n ?? 0;
  };

  it('L.1: eight with keys of their own are done once and refused seven times, in words', async () => {
    const { accountId } = await billed();
    const said = await eight(() => optOut(db.source, accountId, CLERK, clock.now(), randomUUID()));
    expect(said.filter((each) => each === 'done')).toHaveLength(1);
    expect(new Set(said).size).toBe(2);
    expect(await optedOut(accountId)).toBe(1);
    expect(await deadlocks()).toBe(0);
  });

  it('L.1: eight with one key are one, and each hears the same', async () => {
    const { accountId } = await billed();
    const key = randomUUID();
    const said = await eight(() => optOut(db.source, accountId, CLERK, clock.now(), key));
    expect(said).toEqual(Array.from({ length: AT_ONCE }, () => 'done'));
    expect(await optedOut(accountId)).toBe(1);
    expect(await deadlocks()).toBe(0);
  });

  it('different requests about two accounts, and one about the whole city among them, all get an answer', async () => {
    const [one, other] = [await billed(), await billed()];
    const now = clock.now();
    const heat = { routeGroup: null, from: now, until: moment('2026-03-12T23:59:59-07:00'), reason: 'Heat.' };
    const about = [one, other, one, other].flatMap(({ accountId, billId }) => {
      const idempotencyKey = randomUUID();
      const filing = { ...FILING, accountId, billId, idempotencyKey };
      const concern = { accountId, concern: 'The amount is high.', idempotencyKey: randomUUID() };
      const paid = { accountId, amount: cents(1_000), method: 'cash', channel: 'counter', reference: '' } as const;
      return [
        fileAppeal(db.source, filing, CLERK, now),
        disputeDebit(db.source, concern, CLERK, now),
        requestArrangement(db.source, accountId, CLERK, now, randomUUID()),
        optOut(db.source, accountId, CLERK, now, randomUUID()),
        takePayment(db.source, { ...paid, idempotencyKey: randomUUID() }, CLERK, now),
      ];
    });
    const said = await answers([...about, placeMoratorium(db.source, heat, BOSS, now, randomUUID())]);
    expect(said.filter((each) => each === 'done').length).toBeGreaterThan(4);
    expect(await deadlocks()).toBe(0);
  });
});

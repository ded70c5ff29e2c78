import { randomUUID } from 'node:crypto';
import { crewAction } from '@curbstop/contracts';
import type { Actor, OrderKind } from '@curbstop/contracts';
import type { Day } from '@curbstop/policy';
import { TestClock, aCity, aCrew, anAccount, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { assignOrders, applyCrewAction, createOrders, recallOrder, releaseOrders, row, rows } from '../../index.ts';

const STAFF: Actor = { kind: 'staff', id: 1, name: 'M. Ferreira', role: 'dispatcher' };

describe('an order that is called off', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-03-17T09:00:00-07:00');
  let crewId: number;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    crewId = await aCrew(db.source);
  });
  afterAll(() => db.close());

  /** An order of the kind, released. */
  async function released(kind: OrderKind, account: BuiltAccount): Promise<number> {
    const [order] = await db.source.transaction((tx) =>
      createOrders(
        tx,
        [
          {
            accountId: account.accountId,
            kind,
            state: 'listed',
            clause: 'E.1',
            urgent: false,
            dueOn: '2026-03-17' as Day,
            billIds: [],
            amount: null,
            verdict: null,
            outcome: null,
            followsId: null,
            crewOnly: false,
            actKey: null,
          },
        ],
        clock.now(),
      ),
    );
    const orderId = order?.id ?? 0;
    expect((await releaseOrders(db.source, [orderId], STAFF, clock.now())).refused).toEqual([]);
    return orderId;
  }
  const answer = (orderId: number, valve: 'open' | 'closed') =>
    applyCrewAction(
      db.source,
      { crewId, actor: STAFF },
      crewAction.parse({
        type: 'recall-seen',
        id: randomUUID(),
        seq: 1,
        deviceAt: clock.now(),
        baseVersion: 0,
        orderId,
        valve,
      }),
      clock.now(),
    );
  const serviceOf = async (account: BuiltAccount) =>
    (await row<{ service: string }>(db.source, 'SELECT service FROM account WHERE id = $1', [account.accountId]))
      ?.service;

  it.each<[OrderKind, 'open' | 'closed', 'on' | 'off', 'on' | 'off']>([
    ['reconnect', 'closed', 'off', 'off'],
    ['reconnect-after-hours', 'closed', 'off', 'off'],
    ['reconnect', 'open', 'off', 'on'],
    ['manual-read', 'closed', 'on', 'on'],
    ['manual-read', 'closed', 'off', 'off'],
    ['manual-read', 'open', 'on', 'on'],
  ])(
    '%s, the valve %s: the water that was %s is %s, and nothing is to be opened again',
    async (kind, valve, before, after) => {
      const account = await anAccount(db.source);
      await db.source.query('UPDATE account SET service = $2 WHERE id = $1', [account.accountId, before]);
      const orderId = await released(kind, account);
      await assignOrders(db.source, [orderId], crewId, STAFF, clock.now());
      await recallOrder(db.source, orderId, 'Not today.', STAFF, clock.now());
      const told = await answer(orderId, valve);
      expect(told).toMatchObject({ result: 'accepted', says: expect.stringContaining('Thank you.') });
      expect(await serviceOf(account)).toBe(after);
      expect(await rows(db.source, 'SELECT id FROM work_order WHERE account_id = $1', [account.accountId])).toEqual([
        { id: orderId },
      ]);
    },
  );

  it('turn-off, the valve closed: the crew that closed it has the opening on its tablet at once', async () => {
    const account = await anAccount(db.source);
    const orderId = await released('manual-read', account);
    await assignOrders(db.source, [orderId], crewId, STAFF, clock.now());
    await db.source.query("UPDATE work_order SET kind = 'turn-off' WHERE id = $1", [orderId]);
    await recallOrder(db.source, orderId, 'Not today.', STAFF, clock.now());
    const told = await answer(orderId, 'closed');
    expect(told).toMatchObject({ result: 'accepted', says: expect.stringContaining('Open the valve again now') });
    expect(
      await rows(
        db.source,
        'SELECT kind, state, crew_id AS "crewId", urgent FROM work_order WHERE account_id = $1 AND id <> $2',
        [account.accountId, orderId],
      ),
    ).toEqual([{ kind: 'reconnect', state: 'assigned', crewId, urgent: true }]);
    // Opened meanwhile; the same answer again, under another id, does not take the water away.
    await db.source.query("UPDATE account SET service = 'on' WHERE id = $1", [account.accountId]);
    expect((await answer(orderId, 'closed')).says).toBe('The valve is to be opened again.');
    expect(await serviceOf(account)).toBe('on');
  });
});

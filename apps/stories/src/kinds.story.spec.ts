import type { OrderKind } from '@curbstop/contracts';
import { ORDER_KINDS } from '@curbstop/contracts';
import { createOrders, rows } from '@curbstop/core';
import type { Day } from '@curbstop/policy';
import { KINDS, kindOf } from '@curbstop/work-orders';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import type { Person } from './support/person.ts';
import { Wizard } from './support/wizard.ts';

const DUE = '2026-03-17' as Day;

/** What must be true of an account on day 60 besides, before an order of a kind may close its valve. */
const GROUNDS: Readonly<Partial<Record<OrderKind, (accountId: number) => readonly string[]>>> = {
  // K.6: a payment came back and was not made good.
  'turn-off-nsf': (id) => [
    `INSERT INTO payment (account_id, idempotency_key, amount, method, channel, received_at, effective)
     VALUES (${id}, gen_random_uuid(), 100, 'check', 'counter', '2026-03-01', '2026-03-01')`,
    `INSERT INTO returned_payment (idempotency_key, account_id, payment_id, code, returned_at, clause, due_at)
     SELECT 'back-${id}', ${id}, id, 'R01', '2026-03-05', 'K.2', '2026-03-07' FROM payment WHERE account_id = ${id}`,
    `INSERT INTO returned_charge (returned_id, charge_id, amount)
     SELECT r.id, e.id, 100 FROM returned_payment r JOIN ledger_entry e USING (account_id)
     WHERE r.account_id = ${id} AND e.kind = 'bill'`,
  ],
  // F.3.b: the water came back last evening, and nothing was paid by ten.
  'turn-off-again': (id) => [
    `INSERT INTO work_order (number, account_id, service_point_id, kind, state, clause, due_on, created_at, since, finished_at)
     SELECT '3-back-${id}', id, service_point_id, 'reconnect-after-hours', 'completed', 'F.3.a', '2026-03-16',
       '2026-03-16T18:00-07:00', '2026-03-16T20:00-07:00', '2026-03-16T20:00-07:00' FROM account WHERE id = ${id}`,
  ],
  // A.3.b: the tenant left, the final read is posted, and nobody signed up.
  'turn-off-vacant': (id) => [
    `INSERT INTO closing (account_id, by_whom, on_day, at, received_at, final_read_at, final_litres)
     VALUES (${id}, 'tenant', '2026-03-15', '2026-03-15T12:00Z', '2026-03-14T12:00Z', '2026-03-15T12:00Z', 80000)`,
    `UPDATE account SET status = 'closed', closed_on = '2026-03-15' WHERE id = ${id}`,
  ],
};

/** Each kind of the table, from the list to its end: over HTTP, with what its own wizard collects and no more. */
describe('every kind of order', () => {
  let house: House;
  let dispatcher: Person, crew: Person;
  const places = new Map<OrderKind, Place>();
  const closing = [...KINDS.values()].filter(({ effect }) => effect === 'off').map(({ kind }) => kind);

  beforeAll(async () => {
    house = await House.open('2026-01-05T06:00:00-08:00');
    for (const kind of KINDS.keys()) places.set(kind, await house.place({ routeGroup: 5 }));
    await house.untilDay60(...closing.map(placeOf));
    await house.at('2026-03-16T17:00:00-07:00');
    house.clock.set('2026-03-17T10:30:00-07:00');
    [dispatcher, crew] = await Promise.all([house.as('dispatcher'), house.as('crew')]);
  });
  afterAll(() => house?.close());

  const placeOf = (kind: OrderKind): Place => {
    const place = places.get(kind);
    if (!place) throw new Error(`No place was made for ${kind}.`);
    return place;
  };

  /** An order of the kind on the list: the turn-off of day 60 made one of it, or a new one. */
  async function listed(kind: OrderKind): Promise<number> {
    const place = placeOf(kind);
    const { accountId } = place;
    if (kindOf(kind).effect === 'off') {
      const orderId = await house.turnOffOf(place);
      await house.source.query('UPDATE work_order SET kind = $2 WHERE id = $1', [orderId, kind]);
      for (const sql of GROUNDS[kind]?.(accountId) ?? []) await house.source.query(sql);
      return orderId;
    }
    if (kindOf(kind).effect === 'on')
      await house.source.query("UPDATE account SET service = 'off' WHERE id = $1", [accountId]);
    const [order] = await house.source.transaction((tx) =>
      createOrders(
        tx,
        [
          {
            accountId,
            kind,
            state: 'listed',
            clause: kind === 'door-tag' ? 'E.3.a' : 'E.1',
            urgent: false,
            dueOn: DUE,
            billIds: [],
            amount: null,
            verdict: null,
            outcome: null,
            followsId: null,
            crewOnly: true,
            actKey: null,
          },
        ],
        house.clock.now(),
      ),
    );
    return order?.id ?? 0;
  }

  it('has a line in the table of kinds', () => {
    expect([...KINDS.keys()].sort()).toEqual([...ORDER_KINDS].sort());
  });

  it.each([...KINDS.keys()])('%s goes from the list to completed with the evidence of its wizard', async (kind) => {
    const place = placeOf(kind);
    const orderId = await listed(kind);
    expect((await dispatcher.release(orderId)).refused).toEqual([]);
    expect((await dispatcher.assign(house.crewId, orderId)).refused).toEqual([]);
    const job = (await crew.jobs()).jobs.find((each) => each.orderId === orderId);
    if (!job) throw new Error(`Order ${orderId} is not on the tablet.`);
    const wizard = new Wizard(crew, job, { meterSerial: place.meterSerial, register: '81' }, house.clock);
    const evidence = await wizard.walk();
    expect(await crew.act({ type: 'complete', orderId, evidence })).toMatchObject({
      result: 'accepted',
      says: 'Done.',
    });
    expect(await rows(house.source, 'SELECT kind, state FROM work_order WHERE id = $1', [orderId])).toEqual([
      { kind, state: 'completed' },
    ]);
  });
});

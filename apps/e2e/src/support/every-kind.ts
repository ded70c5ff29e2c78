import type { OrderKind } from '@curbstop/contracts';
import { createOrders } from '@curbstop/core';
import type { ClauseId, Day } from '@curbstop/policy';
import { aBill } from '@curbstop/testing';
import type { TestClock } from '@curbstop/testing';
import { KINDS, kindOf } from '@curbstop/work-orders';
import { House } from './house.ts';
import type { Place } from './house.ts';

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

/** The clause under which a kind's order is made here, where it is another than E.1. */
const CLAUSES: Readonly<Partial<Record<OrderKind, ClauseId>>> = {
  'door-tag': 'E.3.a',
  'door-hanger': 'E.2.b',
  'door-hanger-final': 'I.7',
  'blue-tag-signup': 'A.3.a',
  'blue-tag-nsf': 'K.2',
};

/** Kinds that are called off where no bill of theirs is unpaid (E.2.b, E.3.a). */
const ABOUT_A_BILL: ReadonlySet<OrderKind> = new Set(['door-hanger', 'door-tag']);

/** The morning after day 60 with a home for each kind of order, at 2001 Larch Crest Lane and its neighbours. */
export class EveryKind {
  private constructor(
    readonly house: House,
    private readonly places: ReadonlyMap<OrderKind, Place>,
  ) {}

  static async open(clock?: TestClock): Promise<EveryKind> {
    const house = await House.open('2026-01-05T06:00:00-08:00', clock);
    const places = new Map<OrderKind, Place>();
    for (const [nth, kind] of [...KINDS.keys()].entries()) {
      const at = { lon: -122.64 + nth * 0.002, lat: 38.23 + nth * 0.001 };
      places.set(kind, await house.place({ routeGroup: 5, address: `${2001 + nth} Larch Crest Lane`, ...at }));
    }
    const every = new EveryKind(house, places);
    const closing = [...KINDS.values()].filter(({ effect }) => effect === 'off').map(({ kind }) => kind);
    await house.untilDay60(...closing.map((kind) => every.placeOf(kind)));
    await house.at('2026-03-16T17:00:00-07:00');
    house.clock.set('2026-03-17T10:30:00-07:00');
    return every;
  }

  placeOf(kind: OrderKind): Place {
    const place = this.places.get(kind);
    if (!place) throw new Error(`No place was made for ${kind}.`);
    return place;
  }

  /** Where a kind's home is. */
  addressOf(kind: OrderKind): { readonly address: string; readonly longitude: number; readonly latitude: number } {
    const nth = [...KINDS.keys()].indexOf(kind);
    return {
      address: `${2001 + nth} Larch Crest Lane`,
      longitude: -122.64 + nth * 0.002,
      latitude: 38.23 + nth * 0.001,
    };
  }

  /** An order of the kind on the list: the turn-off of day 60 made one of it, or a new one. */
  async listed(kind: OrderKind): Promise<number> {
    const { house } = this;
    const place = this.placeOf(kind);
    const { accountId } = place;
    if (kindOf(kind).effect === 'off') {
      const orderId = await house.turnOffOf(place);
      await house.source.query('UPDATE work_order SET kind = $2 WHERE id = $1', [orderId, kind]);
      for (const sql of GROUNDS[kind]?.(accountId) ?? []) await house.source.query(sql);
      return orderId;
    }
    if (kindOf(kind).effect === 'on')
      await house.source.query("UPDATE account SET service = 'off' WHERE id = $1", [accountId]);
    const bill = { on: '2026-03-10', cents: 12_345, due: '2026-04-20', at: house.clock.now() };
    const order = {
      accountId,
      kind,
      state: 'listed' as const,
      clause: CLAUSES[kind] ?? ('E.1' as const),
      urgent: false,
      dueOn: DUE,
      billIds: ABOUT_A_BILL.has(kind) ? [await aBill(house.source, accountId, bill)] : [],
      amount: null,
      verdict: null,
      outcome: null,
      followsId: null,
      crewOnly: true,
      actKey: null,
    };
    const [made] = await house.source.transaction((tx) => createOrders(tx, [order], house.clock.now()));
    if (!made) throw new Error(`No ${kind} was made.`);
    return made.id;
  }
}

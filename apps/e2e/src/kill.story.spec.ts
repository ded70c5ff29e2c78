import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CrewAction, DispatchOrder } from '@curbstop/contracts';
import { row, rows } from '@curbstop/core';
import { moment } from '@curbstop/testing';
import type { Instant } from '@curbstop/policy';
import { faultsOf } from './support/books.ts';
import { City } from './support/city.ts';
import type { Device } from './support/device.ts';
import { closed, opened } from './support/hands.ts';
import type { Place } from './support/house.ts';
import { Killer, chance } from './support/killer.ts';
import { patiently } from './support/patiently.ts';
import type { Person } from './support/person.ts';
import { until } from './support/until.ts';

// More than the story itself waits for anything: what stands still is told of before Jest gives up.
jest.setTimeout(600_000);

/** Half of them by crews, half by remote valves. */
const PLACES = 8;
const KILLS_EACH = 5;
/** The bill of a register of 48.139 m³, its late charge, the fee for the water back. */
const [BILL, PENALTY, FEE] = [11_280, 1_128, 7_000];
const SECOND = 1_000;
/** Between two reads of a meter, so that they last longer than the deaths; in milliseconds. */
const PACE_MS = 60;
/** Killed parts take their time to come back, one after the other, where the machine has none to spare. */
const WITHIN_MS = 240_000;

/**
 * The API, scheduler, gateway and PostgreSQL as processes, killed twenty times at random moments of the line, with
 * meters, payments and completions going on. What was acknowledged is not lost, and nothing happens twice.
 */
describe('power cuts', () => {
  let city: City;
  let killer: Killer;
  let byCrew: Place[], byValve: Place[], places: Place[];
  let dispatcher: Person, crew: Person, clerk: Person;
  const seed = Number(process.env['CURBSTOP_SEED'] ?? randomInt(2 ** 31));
  const acknowledged = {
    reads: [] as { readonly meterId: number; readonly at: Instant; readonly litres: number }[],
    payments: [] as { readonly accountId: number; readonly key: string; readonly amount: number }[],
    actions: [] as CrewAction[],
  };

  const deviceOf = (place: Place): Device => {
    const device = city.devices[places.indexOf(place)];
    if (!device) throw new Error('The place has no device.');
    return device;
  };
  const together = (...work: Promise<unknown>[]): Promise<void> => city.together(work, () => killer.standing());
  const count = (sql: string): Promise<number> =>
    patiently(
      sql,
      async () => (await row<{ n: number }>(city.source, `SELECT count(*)::int AS n FROM ${sql}`))?.n ?? 0,
    );
  const reaches = (sql: string, n: number): Promise<true> =>
    until(`${sql} reaches ${n}`, async () => (await count(sql)) >= n, WITHIN_MS);
  const ordersNow = (): Promise<DispatchOrder[]> => patiently('the day', async () => (await dispatcher.day()).orders);

  async function pay(place: Place, amount: number): Promise<void> {
    const key = randomUUID();
    await patiently('a payment', () => clerk.pay(place.accountId, amount, key));
    acknowledged.payments.push({ accountId: place.accountId, key, amount });
  }
  async function send(action: CrewAction): Promise<void> {
    const [result] = await patiently('a crew action', () => crew.send(action));
    expect(['accepted', 'duplicate']).toContain(result?.result);
    acknowledged.actions.push(action);
  }
  /** Releases what stands on the list, and gives a crew what no valve does, until there is nothing left to do. */
  async function dispatch(kind: 'turn-off' | 'reconnect'): Promise<void> {
    await until(
      `every ${kind} is under way`,
      async () => {
        const orders = (await ordersNow()).filter((order) => order.kind === kind);
        const listed = orders.filter((order) => order.state === 'listed').map((order) => order.orderId);
        if (listed.length > 0) await patiently('a release', () => dispatcher.release(...listed));
        const free = orders
          .filter((order) => order.state === 'released' && order.valve.kind === 'curb-stop')
          .map((order) => order.orderId);
        if (free.length > 0) await patiently('an assignment', () => dispatcher.assign(city.crewId, ...free));
        return orders.length >= PLACES && listed.length + free.length === 0;
      },
      WITHIN_MS,
    );
  }
  const orderOf = async (place: Place, kind: string): Promise<number> => {
    const order = (await ordersNow()).find((each) => each.accountId === place.accountId && each.kind === kind);
    if (!order) throw new Error(`Account ${place.accountId} has no ${kind}.`);
    return order.orderId;
  };
  const beatOf = async (part: string): Promise<number> =>
    patiently(
      `the ${part} is at work`,
      async () =>
        (
          await row<{ at: number }>(city.source, "SELECT (value->>'at')::bigint AS at FROM setting WHERE key = $1", [
            `heartbeat/${part}`,
          ])
        )?.at ?? 0,
    );
  /** Resolves when both have looked round at the city's time; on a busy machine a look takes its time. */
  async function workGoesOn(): Promise<void> {
    for (const part of ['gateway', 'scheduler']) {
      const [first, since] = [await beatOf(part), Date.now()];
      await until(
        `the ${part} looks round`,
        async () => {
          const at = await beatOf(part);
          return at !== first && at >= since;
        },
        WITHIN_MS,
      );
    }
  }
  /** Lets a minute pass now and then, for what waits for one: commands are sent again, valves report again. */
  async function untilAll(service: 'on' | 'off'): Promise<void> {
    let looks = 0;
    await until(
      `the water is ${service} everywhere`,
      async () => {
        if ((await count(`account WHERE service = '${service}'`)) === PLACES) return true;
        // A start takes seconds, in which minutes would pass here: a command would be given up that nobody could send.
        looks = killer.quiet ? looks + 1 : 0;
        if (looks === 0 || looks % 60 !== 0) return false;
        await city.at((city.clock.now() + 61 * SECOND) as Instant);
        await Promise.all(byValve.map((place) => deviceOf(place).status()));
        // A minute of the city is as long as its parts need for it: time that runs ahead of them gives commands up.
        await workGoesOn();
        return false;
      },
      WITHIN_MS,
    );
  }

  beforeAll(async () => {
    console.info(`CURBSTOP_SEED=${seed}`);
    city = await City.open('2026-01-05T06:00:00-08:00');
    killer = new Killer(city.parts, KILLS_EACH, chance(seed));
    places = [];
    for (let nth = 0; nth < PLACES; nth += 1) places.push(await city.place(nth % 2 === 1));
    byCrew = places.filter((_, nth) => nth % 2 === 0);
    byValve = places.filter((_, nth) => nth % 2 === 1);
    await city.plugIn(places);
    [dispatcher, crew, clerk] = [await city.as('dispatcher'), await city.as('crew'), await city.as('clerk')];
  });
  afterAll(() => city?.close());

  it('January 5 to 8, while the meters push their reads', async () => {
    await city.at('2026-01-08T06:00:00-08:00');
    const readAll = places.map(async (place) => {
      for (let hour = 0; hour <= 40; hour += 1) {
        const at = (moment('2026-01-06T14:00:00-08:00') + hour * 3_600 * SECOND) as Instant;
        const litres = 47_339 + hour * 20;
        await deviceOf(place).read(`${Math.floor(litres / 1_000)}.${String(litres % 1_000).padStart(3, '0')}`, at);
        acknowledged.reads.push({ meterId: place.meterId, at, litres });
        await pause(PACE_MS);
      }
    });
    // A read that the gateway acknowledged while the database was away would be lost with the gateway.
    const twice = async (): Promise<void> => {
      for (const _ of [1, 2]) await killer.strikeInto('PostgreSQL', 'gateway', 250);
    };
    await together(...readAll, twice(), killer.strike(2, 1_500));
    expect(acknowledged.reads).toHaveLength(PLACES * 41);
  });

  it('January 15, while the group is billed', async () => {
    await city.at('2026-01-15T06:00:00-08:00');
    await together(reaches('bill', PLACES), killer.strike(2, 1_200));
  });

  it('February 27, while the late charges are posted and the notices mailed, and a customer pays a part', async () => {
    await city.at('2026-02-27T10:00:00-08:00');
    await together(
      reaches("notice WHERE kind = 'disconnection'", PLACES),
      ...places.map((place) => pay(place, 100)),
      killer.strike(3, 1_200),
    );
  });

  it('March 16, while the list is made', async () => {
    await city.at('2026-03-16T17:00:00-07:00');
    await together(
      reaches("work_order WHERE kind = 'turn-off'", PLACES),
      // The group's run of March 12 finds no reads. Were it made later, it would bill what the crews read on March 17.
      reaches("batch WHERE key LIKE 'bill-run/%/3/2026-03-12' AND summary ? 'finishedAt'", 1),
      killer.strike(2, 1_200),
    );
  });

  it('March 17, while the list is released and the water turned off, by crews and by valves', async () => {
    await city.at('2026-03-17T08:00:00-07:00');
    const turnOff = async (place: Place): Promise<void> => {
      const orderId = await orderOf(place, 'turn-off');
      const permit = await patiently('a permit', () => crew.permit(orderId));
      if (!permit.mayClose) throw new Error(permit.says);
      const found = { meterSerial: place.meterSerial, register: '80.000', at: city.clock.now() };
      await send(crew.action({ type: 'arrive', orderId, position: null }));
      await send(crew.action({ type: 'complete', orderId, evidence: closed(found, permit.permit.permitId) }));
    };
    const line = async (): Promise<void> => {
      await dispatch('turn-off');
      await Promise.all(byCrew.map(turnOff));
      await untilAll('off');
    };
    await together(line(), killer.strike(4, 2_500));
  });

  it('March 18, while the customers pay and the water comes back', async () => {
    await city.at('2026-03-18T10:00:00-07:00');
    const askAndPay = async (place: Place): Promise<void> => {
      const key = randomUUID();
      const asked = await patiently('a request', () => clerk.reconnect(place.accountId, key));
      expect(asked.toPay).toBe(BILL + PENALTY - 100 + FEE);
      await pay(place, asked.toPay - 1);
      await pay(place, 1);
    };
    const turnOn = async (place: Place): Promise<void> => {
      const orderId = await orderOf(place, 'reconnect');
      const found = { meterSerial: place.meterSerial, register: '80.000', at: city.clock.now() };
      await send(crew.action({ type: 'complete', orderId, evidence: opened(found) }));
    };
    const line = async (): Promise<void> => {
      await Promise.all(places.map(askAndPay));
      await dispatch('reconnect');
      await Promise.all(byCrew.map(turnOn));
      await untilAll('on');
    };
    await together(line(), killer.strike(3, 2_500));
  });

  it('twenty in all: nothing acknowledged was lost', async () => {
    expect(killer.killed).toHaveLength(20);
    const kept = await rows<{ meterId: number; at: Instant; litres: number }>(
      city.source,
      'SELECT meter_id AS "meterId", read_at AS at, litres FROM meter_read WHERE source = \'radio\'',
    );
    const reads = new Set(kept.map((each) => `${each.meterId} ${each.at} ${each.litres}`));
    expect(acknowledged.reads.filter((read) => !reads.has(`${read.meterId} ${read.at} ${read.litres}`))).toEqual([]);
    expect(kept).toHaveLength(acknowledged.reads.length);
    const payments = await rows<{ accountId: number; key: string; amount: number }>(
      city.source,
      'SELECT account_id AS "accountId", idempotency_key AS key, amount FROM payment',
    );
    const byKey = (list: readonly { readonly key: string }[]) => [...list].sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(byKey(payments)).toEqual(byKey(acknowledged.payments));
    const actions = await rows<{ id: string }>(
      city.source,
      "SELECT id FROM crew_action WHERE result = 'accepted' AND type <> 'recall-delivered'",
    );
    expect(actions.map(({ id }) => id).sort()).toEqual(acknowledged.actions.map(({ id }) => id).sort());
  });

  it('and nothing happened twice', async () => {
    for (const place of byValve) expect(deviceOf(place).turned.map(({ action }) => action)).toEqual(['close', 'open']);
    expect(await faultsOf(city.source)).toEqual([]);
    const ledger = await rows<{ kind: string; n: number; sum: number }>(
      city.source,
      'SELECT kind, count(*)::int AS n, sum(amount)::bigint AS sum FROM ledger_entry GROUP BY kind ORDER BY kind',
    );
    expect(ledger).toEqual([
      { kind: 'bill', n: PLACES, sum: PLACES * BILL },
      { kind: 'payment', n: PLACES * 3, sum: -PLACES * (BILL + PENALTY + FEE) },
      { kind: 'penalty', n: PLACES, sum: PLACES * PENALTY },
      { kind: 'reconnection-fee', n: PLACES, sum: PLACES * FEE },
    ]);
    const orders = await rows(
      city.source,
      "SELECT kind, state, count(*)::int AS n FROM work_order WHERE kind <> 'manual-read' GROUP BY kind, state ORDER BY kind",
    );
    expect(orders).toEqual([
      { kind: 'reconnect', state: 'completed', n: PLACES },
      { kind: 'turn-off', state: 'completed', n: PLACES },
    ]);
  });

  it('and no part died of the death of another', () => {
    expect(city.deaths).toEqual([]);
  });
});

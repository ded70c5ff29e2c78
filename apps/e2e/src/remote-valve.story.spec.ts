import { faultsOf } from './support/books.ts';
import type { Device } from './support/device.ts';
import { closed, permitFor } from './support/hands.ts';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import type { Person } from './support/person.ts';
import { until } from './support/until.ts';

const OWED = 12_408;

/** What remote valves do that they should not, on March 17, the morning after day 60. */
describe('a remote valve', () => {
  let house: House;
  let stuck: Place, deaf: Place, early: Place, overtaken: Place;
  let devices: Record<'stuck' | 'deaf' | 'early' | 'overtaken', Device>;
  let dispatcher: Person, crew: Person, clerk: Person;

  const serviceOf = async (place: Place) => (await clerk.account(place.accountId)).service;

  beforeAll(async () => {
    house = await House.open('2026-01-05T06:00:00-08:00');
    stuck = await house.place({ remote: true });
    deaf = await house.place({ remote: true });
    early = await house.place({ remote: true });
    overtaken = await house.place({ remote: true });
    const [a, b, c, d] = await house.plugIn(stuck, deaf, early, overtaken);
    if (!a || !b || !c || !d) throw new Error('Not every valve is plugged in.');
    devices = { stuck: a, deaf: b, early: c, overtaken: d };
    devices.stuck.habit = 'sticks';
    devices.deaf.habit = 'deaf';
    devices.overtaken.habit = 'deaf';
    await house.untilDay60(stuck, deaf, early, overtaken);
    [dispatcher, crew, clerk] = [await house.as('dispatcher'), await house.as('crew'), await house.as('clerk')];
    await house.at('2026-03-16T17:00:00-07:00');
  });
  afterAll(() => house.close());

  it('that is released at 07:30 hears nothing before eight, and nothing at all when it is paid by then', async () => {
    await house.at('2026-03-17T07:30:00-07:00');
    const all = await Promise.all([stuck, deaf, early, overtaken].map((place) => house.turnOffOf(place)));
    expect((await dispatcher.release(...all)).refused).toEqual([]);
    const orderId = await house.turnOffOf(early);
    expect(await house.command(orderId)).toBe('queued');
    await clerk.pay(early.accountId, OWED);
    expect(await house.command(orderId)).toBe('withdrawn');
    for (const device of Object.values(devices)) expect(device.heard).toEqual([]);
  });

  it('that is stuck reports a fault: a crew gets the order and turns it off', async () => {
    const first = await house.turnOffOf(stuck);
    await house.at('2026-03-17T08:00:00-07:00');
    await until('the fault is taken', async () => (await house.command(first)) === 'failed');
    expect(devices.stuck.turned).toEqual([]);
    expect(await house.ordersOf(stuck)).toMatchObject([
      { id: first, state: 'cannot-complete' },
      { kind: 'turn-off', state: 'listed', crewOnly: true },
    ]);
    const orderId = await house.turnOffOf(stuck);
    expect((await dispatcher.release(orderId)).done).toMatchObject([{ says: 'Released to the crews.' }]);
    expect((await dispatcher.assign(house.crewId, orderId)).refused).toEqual([]);
    await crew.act({ type: 'arrive', orderId, position: null });
    const permitId = await permitFor(crew, orderId);
    const found = { meterSerial: stuck.meterSerial, register: '80.000', at: house.clock.now() };
    expect(await crew.act({ type: 'complete', orderId, evidence: closed(found, permitId) })).toMatchObject({
      result: 'accepted',
    });
    expect(await serviceOf(stuck)).toBe('off');
    expect(devices.stuck.heard).toHaveLength(1);
  });

  it('that closes after the bill was paid is opened again at once, for no fee', async () => {
    const orderId = await house.turnOffOf(overtaken);
    await until('the command is on its way', () => devices.overtaken.heard.length === 1);
    const receipt = await clerk.pay(overtaken.accountId, OWED);
    expect(receipt.cancelled).toMatchObject([{ orderId }]);
    house.clock.set('2026-03-17T08:05:00-07:00');
    await devices.overtaken.wake();
    await until('it opens', () => devices.overtaken.turned.length === 2);
    expect(devices.overtaken.turned.map(({ action }) => action)).toEqual(['close', 'open']);
    await until('the water is on', async () => {
      const [, again] = await house.ordersOf(overtaken);
      return again?.state === 'completed' && (await serviceOf(overtaken)) === 'on';
    });
    expect(await clerk.account(overtaken.accountId)).toMatchObject({ balance: 0, feesDue: 0 });
  });

  it('that says nothing is asked again under the same id and number, and given up after fifteen minutes', async () => {
    const orderId = await house.turnOffOf(deaf);
    await until('it was asked once', () => devices.deaf.heard.length > 0);
    const before = devices.deaf.heard.length;
    house.clock.set('2026-03-17T08:07:00-07:00');
    await until('it is asked again', () => devices.deaf.heard.length > before);
    expect(new Set(devices.deaf.heard.map((each) => `${each.id} ${each.seq} ${each.sig}`)).size).toBe(1);
    house.clock.set('2026-03-17T08:15:00-07:00');
    await until('it is given up', async () => (await house.command(orderId)) === 'failed');
    expect(await house.ordersOf(deaf)).toMatchObject([
      { id: orderId, state: 'cannot-complete' },
      { kind: 'turn-off', state: 'listed', crewOnly: true },
    ]);
  });

  it('that moves long after it was given up, and after the payment, gives the water back', async () => {
    house.clock.set('2026-03-17T09:00:00-07:00');
    await clerk.pay(deaf.accountId, OWED);
    house.clock.set('2026-03-17T09:30:00-07:00');
    await devices.deaf.wake();
    await until('it opens again', () => devices.deaf.turned.length === 2);
    await until('the water is on', async () =>
      (await house.ordersOf(deaf)).some((each) => each.kind === 'reconnect' && each.state === 'completed'),
    );
    expect(await serviceOf(deaf)).toBe('on');
    expect(await clerk.account(deaf.accountId)).toMatchObject({ balance: 0, feesDue: 0 });
  });

  it('leaves books that balance and a journal that is whole', async () => {
    expect(devices.early.heard).toEqual([]);
    expect(await serviceOf(early)).toBe('on');
    expect(await faultsOf(house.source)).toEqual([]);
  });
});

import type { CrewJob } from '@curbstop/contracts';
import { faultsOf } from './support/books.ts';
import { closed, opened, permitFor } from './support/hands.ts';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import type { Person } from './support/person.ts';

/** A bill of $112.80 with its late charge of day 43. */
const OWED = 12_408;
const RACES = 8;

/** E.1: a payment that comes one second before wins, whatever is under way. */
describe('a payment', () => {
  let house: House;
  let lastSecond: Place, firstSecond: Place, onSite: Place, offline: Place, wrongly: Place;
  let racing: Place[];
  let dispatcher: Person, crew: Person, clerk: Person;

  const found = (place: Place) => ({ meterSerial: place.meterSerial, register: '80.000', at: house.clock.now() });
  const serviceOf = async (place: Place) => (await clerk.account(place.accountId)).service;

  beforeAll(async () => {
    house = await House.open('2026-01-05T06:00:00-08:00');
    [lastSecond, firstSecond, onSite, offline, wrongly] = [
      await house.place(),
      await house.place(),
      await house.place(),
      await house.place(),
      await house.place(),
    ];
    racing = [];
    for (let nth = 0; nth < RACES; nth += 1) racing.push(await house.place());
    await house.untilDay60(lastSecond, firstSecond, onSite, offline, wrongly, ...racing);
    [dispatcher, crew, clerk] = [await house.as('dispatcher'), await house.as('crew'), await house.as('clerk')];
  });
  afterAll(() => house.close());

  it('at 16:59:59 of day 60 keeps an account off the list; at five it takes it off again', async () => {
    expect(await clerk.pay(lastSecond.accountId, OWED)).toMatchObject({ pastDue: 0, cancelled: [] });
    await house.at('2026-03-16T17:00:00-07:00');
    expect(await house.ordersOf(lastSecond)).toEqual([]);
    const orderId = await house.turnOffOf(firstSecond);
    expect(await clerk.pay(firstSecond.accountId, OWED)).toMatchObject({ pastDue: 0, cancelled: [{ orderId }] });
    const day = await dispatcher.day();
    expect(day.orders.map((order) => order.orderId)).not.toContain(orderId);
    expect(day.cameOff).toMatchObject([{ orderId }]);
  });

  it('of all but a cent stops nothing', async () => {
    expect(await clerk.pay(onSite.accountId, OWED - 1)).toMatchObject({ pastDue: 1, cancelled: [] });
  });

  it('while the crew is on site: the tablet is told to stop, gets no permit, and the valve stays open', async () => {
    await house.at('2026-03-17T08:30:00-07:00');
    const all = await Promise.all([onSite, offline, wrongly, ...racing].map((place) => house.turnOffOf(place)));
    expect((await dispatcher.release(...all)).refused).toEqual([]);
    expect((await dispatcher.assign(house.crewId, ...all)).refused).toEqual([]);
    const orderId = await house.turnOffOf(onSite);
    await crew.act({ type: 'arrive', orderId, position: null });
    await permitFor(crew, orderId);
    const tablet = await crew.listen();
    const recalled = new Promise<CrewJob>((done) => tablet.once('recall', done));
    await clerk.pay(onSite.accountId, 1);
    expect(await recalled).toMatchObject({ orderId, recall: { paid: 1, seenAt: null } });
    tablet.disconnect();
    expect(await crew.permit(orderId)).toMatchObject({ mayClose: false });
    expect(await crew.act({ type: 'recall-seen', orderId, valve: 'open' })).toMatchObject({ result: 'accepted' });
    expect(await house.ordersOf(onSite)).toMatchObject([{ kind: 'turn-off', state: 'cancelled' }]);
    expect(await serviceOf(onSite)).toBe('on');
  });

  it('before a valve that was closed offline under a permit: the water comes back at once, for no fee', async () => {
    const orderId = await house.turnOffOf(offline);
    await crew.act({ type: 'arrive', orderId, position: null });
    const permitId = await permitFor(crew, orderId);
    house.clock.advance({ minutes: 1 });
    await clerk.pay(offline.accountId, OWED);
    // The tablet hears nothing of it: no network. Its permit still runs, so it lets the crew close.
    const action = crew.action({ type: 'complete', orderId, evidence: closed(found(offline), permitId) });
    house.clock.advance({ minutes: 20 });
    const [answer] = await crew.send(action);
    expect(answer).toMatchObject({ result: 'accepted', says: expect.stringContaining('Open the valve again now') });
    const [, again] = await house.ordersOf(offline);
    expect(again).toMatchObject({ kind: 'reconnect', state: 'assigned', urgent: true });
    const reopen = again?.id ?? 0;
    expect(await crew.act({ type: 'complete', orderId: reopen, evidence: opened(found(offline)) })).toMatchObject({
      result: 'accepted',
    });
    expect(await clerk.account(offline.accountId)).toMatchObject({ service: 'on', balance: 0, feesDue: 0 });
  });

  it('a valve that was closed without a permit is opened again as well, and the debt stays', async () => {
    const orderId = await house.turnOffOf(wrongly);
    await crew.act({ type: 'complete', orderId, evidence: closed(found(wrongly), null) });
    expect(await house.ordersOf(wrongly)).toMatchObject([
      { kind: 'turn-off', state: 'cancelled' },
      { kind: 'reconnect', state: 'assigned', urgent: true },
    ]);
    expect(await clerk.account(wrongly.accountId)).toMatchObject({ balance: OWED, feesDue: 0 });
  });

  it('in the same moment as a completion: one of two honest outcomes, each time', async () => {
    const outcomes = await Promise.all(
      racing.map(async (place, nth) => {
        const orderId = await house.turnOffOf(place);
        const permitId = await permitFor(crew, orderId);
        const complete = () => crew.act({ type: 'complete', orderId, evidence: closed(found(place), permitId) });
        const pay = () => clerk.pay(place.accountId, OWED);
        const [first, second] = nth % 2 === 0 ? [complete, pay] : [pay, complete];
        await Promise.all([first(), second()]);
        const page = await clerk.account(place.accountId);
        expect(page).toMatchObject({ service: 'off', balance: 0, feesDue: 0 });
        return (await house.ordersOf(place)).map((order) => `${order.kind} ${order.state}`).join(', ');
      }),
    );
    for (const outcome of outcomes)
      expect(['turn-off completed', 'turn-off cancelled, reconnect assigned']).toContain(outcome);
    // Closed before the payment: the customer asks for the water, and that is not free. Closed after it: it comes back by itself.
    expect(await faultsOf(house.source)).toEqual([]);
  });
});

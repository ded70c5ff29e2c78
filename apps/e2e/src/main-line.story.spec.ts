import type { CrewJob, DispatchOrder } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import { moment } from '@curbstop/testing';
import { faultsOf } from './support/books.ts';
import type { Device } from './support/device.ts';
import { closed, opened, permitFor } from './support/hands.ts';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import type { Person } from './support/person.ts';
import { until } from './support/until.ts';

/**
 * The main job from the first read to the water back on, as a calendar. Route group 3 is read in the week of
 * January 5 and billed on Thursday, January 15: that is day 0, day 43 is February 27, day 60 is March 16.
 */
describe('a bill of January 15', () => {
  let house: House;
  /** Turned off by a crew, by a remote valve, paid before it is done, paid in time, and never heard. */
  let byCrew: Place, byValve: Place, paidLate: Place, paidInTime: Place, silent: Place;
  let meters: Record<'byCrew' | 'byValve' | 'paidLate' | 'paidInTime', Device>;
  let dispatcher: Person, crew: Person, clerk: Person;
  const orders = new Map<number, DispatchOrder>();

  const orderOf = (place: Place): number => orders.get(place.accountId)?.orderId ?? 0;
  const onList = async (): Promise<DispatchOrder[]> =>
    (await dispatcher.day()).orders.filter((order) => order.kind === 'turn-off');
  const orderNow = async (orderId: number): Promise<DispatchOrder | undefined> =>
    (await dispatcher.day()).orders.find((order) => order.orderId === orderId);
  /** A broker of another's acknowledges before the gateway has heard, so this is asked of the records. */
  const readsKept = async (): Promise<number> =>
    (await rows(house.source, "SELECT 1 FROM meter_read WHERE quality = 'valid'")).length;

  beforeAll(async () => {
    house = await House.open('2026-01-05T06:00:00-08:00');
    byCrew = await house.place();
    byValve = await house.place({ remote: true });
    paidLate = await house.place();
    paidInTime = await house.place();
    silent = await house.place();
    const [a, b, c, d] = await house.plugIn(byCrew, byValve, paidLate, paidInTime);
    if (!a || !b || !c || !d) throw new Error('Not every meter is plugged in.');
    meters = { byCrew: a, byValve: b, paidLate: c, paidInTime: d };
    [dispatcher, crew, clerk] = await Promise.all([house.as('dispatcher'), house.as('crew'), house.as('clerk')]);
  });
  afterAll(() => house.close());

  it('January 5 to 8: the meters push their reads; one is not heard', async () => {
    house.clock.set('2026-01-06T06:00:00-08:00');
    await meters.byCrew.read('47.100');
    house.clock.set('2026-01-08T06:00:00-08:00');
    await Promise.all([
      meters.byCrew.read('48.139'),
      meters.byValve.read('30.000'),
      meters.paidLate.read('8.000'),
      meters.paidInTime.read('2.831'),
    ]);
    // Sent twice, as a meter does that did not hear the acknowledgement.
    await meters.byCrew.read('48.139');
    await until('five are kept', async () => (await readsKept()) === 5);
  });

  it('January 15, day 0, B.1: the group is billed at six in the morning, once', async () => {
    expect((await house.at('2026-01-15T05:59:59-08:00')).bills).toBe(0);
    expect((await house.at('2026-01-15T06:00:00-08:00')).bills).toBe(4);
    expect((await house.at('2026-01-15T06:00:01-08:00')).bills).toBe(0);
    // 48.139 m³ are 17 whole units: the fixed charge, 16 at $2.95 and one at $3.60.
    expect(await clerk.bills(byCrew.accountId)).toMatchObject([
      { billDate: '2026-01-15', due: '2026-02-26', units: 17, amount: 6_200 + 16 * 295 + 360 },
    ]);
    expect((await clerk.account(byValve.accountId)).balance).toBe(6_200 + 10 * 295);
    expect((await clerk.account(paidLate.accountId)).balance).toBe(6_200 + 2 * 295);
    expect((await clerk.account(paidInTime.accountId)).balance).toBe(6_200);
    const unread = await clerk.account(silent.accountId);
    expect(unread.balance).toBe(0);
    expect(unread.orders).toMatchObject([{ kind: 'manual-read', state: 'listed' }]);
  });

  it('February 20, day 36: one customer pays at the counter', async () => {
    await house.at('2026-02-20T11:00:00-08:00');
    expect(await clerk.pay(paidInTime.accountId, 6_200)).toMatchObject({ balance: 0, pastDue: 0 });
  });

  it('February 27, day 43, C.1 and E.2.a: the others get the late charge and the notice', async () => {
    expect((await house.at('2026-02-26T23:59:59-08:00')).acts).toBe(0);
    expect((await house.at('2026-02-27T10:00:00-08:00')).acts).toBe(6);
    expect((await clerk.account(byCrew.accountId)).balance).toBe(11_280 + 1_128);
    expect((await clerk.account(byValve.accountId)).balance).toBe(9_150 + 915);
    expect((await clerk.account(paidLate.accountId)).balance).toBe(6_790 + 679);
    const mailed = await rows(house.source, 'SELECT kind, count(*)::int AS n FROM notice GROUP BY kind ORDER BY kind');
    expect(mailed).toEqual([
      { kind: 'disconnection', n: 3 },
      { kind: 'reminder', n: 3 },
    ]);
  });

  it('March 5 and 12: the group is read and billed again; that bill is not past due', async () => {
    house.clock.set('2026-03-05T06:00:00-08:00');
    await meters.byCrew.read('76.456');
    await until('it is kept', async () => (await readsKept()) === 6);
    await house.at('2026-03-12T06:00:00-07:00');
    const page = await clerk.account(byCrew.accountId);
    expect(page.balance).toBe(12_408 + 6_200 + 10 * 295);
    expect(page.pastDue).toBe(12_408);
  });

  it('March 16, day 60, E.1: nobody is on the list before five, three are at five', async () => {
    await house.at('2026-03-16T16:59:59-07:00');
    expect(await onList()).toEqual([]);
    await house.at('2026-03-16T17:00:00-07:00');
    for (const order of await onList()) orders.set(order.accountId, order);
    expect([...orders.keys()].sort()).toEqual([byCrew, byValve, paidLate].map((place) => place.accountId).sort());
    expect(orders.get(byCrew.accountId)).toMatchObject({
      state: 'listed',
      pastDue: 12_408,
      noticeMailedOn: '2026-02-27',
      billDate: '2026-01-15',
    });
  });

  it('March 17, 07:30: the dispatcher looks the list over, releases it and gives two to the crew', async () => {
    await house.at('2026-03-17T07:30:00-07:00');
    const all = [...orders.values()].map((order) => order.orderId);
    expect((await dispatcher.preview(...all)).done).toHaveLength(3);
    expect((await dispatcher.release(...all)).refused).toEqual([]);
    expect((await dispatcher.assign(house.crewId, orderOf(byCrew), orderOf(paidLate))).refused).toEqual([]);
    expect((await crew.jobs()).jobs.map((job) => job.orderId)).toEqual([orderOf(byCrew), orderOf(paidLate)]);
    expect(await house.command(orderOf(byValve))).toBe('queued');
    expect(await crew.permit(orderOf(byCrew))).toMatchObject({
      mayClose: false,
      earliest: moment('2026-03-17T08:00:00-07:00'),
    });
  });

  it('08:00: the remote valve is told to close, closes, and is proved by its status and no flow', async () => {
    expect(meters.byValve.heard).toEqual([]);
    await house.at('2026-03-17T08:00:00-07:00');
    await until('the valve closes', () => meters.byValve.turned.length === 1);
    await until('its first status is taken', async () => (await house.command(orderOf(byValve))) === 'executed');
    expect((await clerk.account(byValve.accountId)).service).toBe('on');
    house.clock.set('2026-03-17T08:01:00-07:00');
    await meters.byValve.status(0);
    await until('it is verified', async () => (await house.command(orderOf(byValve))) === 'verified');
    expect(await orderNow(orderOf(byValve))).toMatchObject({ state: 'completed' });
    expect((await clerk.account(byValve.accountId)).service).toBe('off');
  });

  it('09:10: the crew turns the water off under a permit', async () => {
    house.clock.set('2026-03-17T09:10:00-07:00');
    const orderId = orderOf(byCrew);
    await crew.act({ type: 'depart', orderId });
    await crew.act({ type: 'arrive', orderId, position: null });
    const permitId = await permitFor(crew, orderId);
    const found = { meterSerial: byCrew.meterSerial, register: '78.001', at: house.clock.now() };
    expect(await crew.act({ type: 'complete', orderId, evidence: closed(found, permitId) })).toMatchObject({
      result: 'accepted',
      job: { state: 'completed' },
    });
    expect(await clerk.account(byCrew.accountId)).toMatchObject({ service: 'off', meter: { register: '78.001' } });
  });

  it('09:40: a payment cancels the third; the crew that is on its way hears it at once', async () => {
    house.clock.set('2026-03-17T09:40:00-07:00');
    const orderId = orderOf(paidLate);
    await crew.act({ type: 'depart', orderId });
    const tablet = await crew.listen();
    const recalled = new Promise<CrewJob>((done) => {
      tablet.once('recall', (job, delivered) => {
        delivered();
        done(job);
      });
    });
    const receipt = await clerk.pay(paidLate.accountId, 7_469);
    expect(receipt).toMatchObject({ pastDue: 0, cancelled: [{ orderId, kind: 'turn-off' }] });
    expect(await recalled).toMatchObject({
      orderId,
      state: 'cancelled',
      recall: { paid: 7_469, clauses: expect.arrayContaining(['E.1']) },
    });
    await until('the delivery is kept', async () => (await orderNow(orderId))?.recall?.deliveredAt != null);
    expect(await crew.permit(orderId)).toMatchObject({ mayClose: false });
    expect(await crew.act({ type: 'recall-seen', orderId, valve: 'open' })).toMatchObject({ result: 'accepted' });
    expect((await clerk.account(paidLate.accountId)).service).toBe('on');
    tablet.disconnect();
  });

  it('March 18, 10:00, F.1 and F.2: both who are off ask for their water and pay', async () => {
    await house.at('2026-03-18T10:00:00-07:00');
    for (const [place, owed] of [
      [byCrew, 12_408],
      [byValve, 10_065],
    ] as const) {
      const asked = await clerk.reconnect(place.accountId);
      expect(asked).toMatchObject({ kind: 'reconnect', state: 'held', fee: 7_000, toPay: owed + 7_000 });
      expect((await dispatcher.release(asked.orderId)).refused).toMatchObject([
        { says: expect.stringContaining('is to be paid before the water comes back on'), clauses: ['F.1', 'F.2'] },
      ]);
      expect(await clerk.pay(place.accountId, asked.toPay)).toMatchObject({ pastDue: 0, feesDue: 0 });
      expect((await dispatcher.release(asked.orderId)).refused).toEqual([]);
    }
    // The bill of March 12 is not due yet and does not stand between the customer and the water.
    expect((await clerk.account(byCrew.accountId)).balance).toBe(9_150);
  });

  it('10:05: the remote valve opens; its position proves it', async () => {
    await until('the water is on', async () => (await clerk.account(byValve.accountId)).service === 'on');
    expect(meters.byValve.turned.map(({ action }) => action)).toEqual(['close', 'open']);
    expect(meters.byValve.heard).toHaveLength(2);
  });

  it('10:30: the crew opens the other', async () => {
    house.clock.set('2026-03-18T10:30:00-07:00');
    const order = (await dispatcher.day()).orders.find(
      (each) => each.accountId === byCrew.accountId && each.kind === 'reconnect',
    );
    const orderId = order?.orderId ?? 0;
    expect((await dispatcher.assign(house.crewId, orderId)).refused).toEqual([]);
    await crew.act({ type: 'arrive', orderId, position: null });
    const found = { meterSerial: byCrew.meterSerial, register: '78.001', at: house.clock.now() };
    expect(await crew.act({ type: 'complete', orderId, evidence: opened(found) })).toMatchObject({
      result: 'accepted',
    });
    expect((await clerk.account(byCrew.accountId)).service).toBe('on');
  });

  it('leaves books that balance and a journal that is whole', async () => {
    expect(await faultsOf(house.source)).toEqual([]);
    const balances = await rows<{ id: number; balance: number }>(
      house.source,
      'SELECT account_id AS id, sum(amount)::bigint AS balance FROM ledger_entry GROUP BY account_id ORDER BY account_id',
    );
    expect(balances).toEqual([
      { id: byCrew.accountId, balance: 9_150 },
      { id: byValve.accountId, balance: 0 },
      { id: paidLate.accountId, balance: 0 },
      { id: paidInTime.accountId, balance: 0 },
    ]);
    const clauses = await rows<{ event: string }>(
      house.source,
      "SELECT DISTINCT event FROM journal WHERE clause IS NULL AND account_id IS NOT NULL AND event ~ '^(charge|notice|list|order|bill|payment)'",
    );
    expect(clauses).toEqual([]);
  });
});

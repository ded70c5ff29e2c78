import { randomUUID } from 'node:crypto';
import { crewConflict, crewConflicts, doubtedReadings, exchangeOrdered, meterExchanged } from '@curbstop/contracts';
import type { CrewAction, Evidence } from '@curbstop/contracts';
import { inTransaction, makeBillRun, rows, scheduledRuns, storeHandRead } from '@curbstop/core';
import { day, policyOn } from '@curbstop/policy';
import { moment } from '@curbstop/testing';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import { Refusal } from './support/person.ts';
import type { Person } from './support/person.ts';

jest.setTimeout(240_000);

const TERMS = policyOn('glendora', day('2026-01-15'));
const CREW = { kind: 'staff', id: 1, name: 'J. Lindqvist', role: 'crew' } as const;
const WENT = '2026-02-10T10:00:00-08:00';

/** Homes of route 3: each was read on January 8 and billed on the 15th, and its meter is to be exchanged on February 10. */
describe('B.1: a crew exchanges a meter', () => {
  let house: House;
  let clerk: Person, dispatcher: Person, crew: Person;
  let home: Place;
  const homes: Place[] = [];

  beforeAll(async () => {
    house = await House.open('2026-01-05T06:00:00-08:00');
    [clerk, dispatcher, crew] = await Promise.all([house.as('clerk'), house.as('dispatcher'), house.as('crew')]);
    // A run is made once: every home is there before it.
    for (let left = 6; left > 0; left -= 1) {
      const place = await house.place({ routeGroup: 3, openedOn: '2025-11-12' });
      await byHand('2026-01-08T10:00:00-08:00', '40', place.meterId);
      homes.push(place);
    }
    await run('2026-01-15');
  });
  afterAll(() => house?.close());
  beforeEach(() => {
    house.clock.set(WENT);
    const next = homes.pop();
    if (!next) throw new Error('No home is left.');
    home = next;
  });

  const byHand = (when: string, register: string, meterId: number) =>
    inTransaction(house.source, (tx) =>
      storeHandRead(
        { tx, actor: CREW, now: moment(when) },
        { meterId, register, at: moment(when), source: 'crew' },
        TERMS,
      ),
    );
  async function run(on: string): Promise<void> {
    for (const each of scheduledRuns('glendora', day(on), day(on), moment(`${on}T12:00:00Z`)))
      await makeBillRun(house.source, 'glendora', each, each.at);
  }
  const path = (rest: string) => `/api/accounts/${home.accountId}/${rest}`;
  const order = (reason = 'The register stands still.', key: string = randomUUID()) =>
    clerk.post(path('meter-exchange-order'), { meterId: home.meterId, reason }, exchangeOrdered, key);
  /** The office asks, dispatch sends it out, and the crew is there. */
  async function onSite(): Promise<number> {
    const { orderId } = await order();
    expect((await dispatcher.release(orderId)).refused).toEqual([]);
    expect((await dispatcher.assign(house.crewId, orderId)).refused).toEqual([]);
    expect(await crew.act({ type: 'arrive', orderId, position: null, positionMissing: 'denied' })).toMatchObject({
      result: 'accepted',
    });
    return orderId;
  }
  const evidence = (more: Partial<Evidence> = {}): Evidence => ({
    meterSerial: home.meterSerial,
    register: '52.300',
    registerUnit: 'm3',
    position: null,
    positionMissing: 'denied',
    valve: null,
    valveTurnedAt: null,
    permitId: null,
    flowChecked: false,
    tagLeft: false,
    note: 'The box is full of mud.',
    newMeter: {
      serial: `N-${home.meterId}`,
      size: '3/4',
      dial: { unit: 'gal', digits: 6, multiplier: 1 },
      register: '12',
      keepsRadio: true,
    },
    ...more,
  });
  const done = (orderId: number, more: Partial<Evidence> = {}): CrewAction =>
    crew.action({ type: 'complete', orderId, evidence: evidence(more) });
  const stateOf = async (orderId: number) =>
    (await rows<{ state: string }>(house.source, 'SELECT state FROM work_order WHERE id = $1', [orderId]))[0]?.state;
  const meters = () =>
    rows<{ serial: string; removed: boolean }>(
      house.source,
      `SELECT m.serial, i.removed_on IS NOT NULL AS removed FROM meter_installation i JOIN meter m ON m.id = i.meter_id
       WHERE i.service_point_id = $1 ORDER BY i.id`,
      [home.servicePointId],
    );
  const ONE = () => [{ serial: home.meterSerial, removed: false }];
  const EXCHANGED = () => [
    { serial: home.meterSerial, removed: true },
    { serial: `N-${home.meterId}`, removed: false },
  ];

  it('the office asks once, dispatch and crew see why, and no fee is charged', async () => {
    const key = randomUUID();
    const made = await order('The register stands still.', key);
    expect(await order('The register stands still.', key)).toEqual(made);
    await expect(order('Again.')).rejects.toMatchObject({
      problem: { status: 409, detail: `Order ${made.number} to exchange this meter is open already.` },
    });
    const listed = (await dispatcher.day()).orders.find((each) => each.orderId === made.orderId);
    expect(listed).toMatchObject({ kind: 'meter-exchange', state: 'listed', reason: 'The register stands still.' });
    await dispatcher.release(made.orderId);
    await dispatcher.assign(house.crewId, made.orderId);
    const job = (await crew.jobs()).jobs.find((each) => each.orderId === made.orderId);
    expect(job).toMatchObject({ kind: 'meter-exchange', reason: 'The register stands still.' });
    const charged = await rows(house.source, "SELECT 1 FROM ledger_entry WHERE account_id = $1 AND kind <> 'bill'", [
      home.accountId,
    ]);
    expect(charged).toEqual([]);
    await expect(order(' ')).rejects.toBeInstanceOf(Refusal);
    await expect(
      clerk.post(path('meter-exchange-order'), { meterId: 999_999, reason: 'x' }, exchangeOrdered, randomUUID()),
    ).rejects.toMatchObject({ problem: { status: 409 } });
    await expect(
      crew.post(path('meter-exchange-order'), { meterId: home.meterId, reason: 'x' }, exchangeOrdered, randomUUID()),
    ).rejects.toMatchObject({ problem: { status: 403 } });
  });

  it('is done once, hours later and sent twice, and the next bill counts both meters to the liter', async () => {
    const orderId = await onSite();
    house.clock.advance({ minutes: 20 });
    const at = house.clock.now();
    const action = done(orderId);
    // The tablet had no network until the evening, and the first answer was lost.
    house.clock.advance({ hours: 6 });
    expect(await crew.send(action)).toMatchObject([{ result: 'accepted', says: 'Done.' }]);
    expect(await crew.send(action)).toMatchObject([{ result: 'duplicate' }]);
    expect(await stateOf(orderId)).toBe('completed');
    expect(await meters()).toEqual(EXCHANGED());
    const [fresh] = await rows<{ id: number; device: number | null; readAt: number }>(
      house.source,
      `SELECT m.id, m.device_id AS device, (extract(epoch FROM r.read_at) * 1000)::bigint AS "readAt"
       FROM meter m JOIN meter_read r ON r.meter_id = m.id WHERE m.serial = $1`,
      [`N-${home.meterId}`],
    );
    expect(fresh).toMatchObject({ device: home.deviceId, readAt: at });
    const [told] = await rows<{ message: string; by: string }>(
      house.source,
      `SELECT facts->>'message' AS message, actor->>'role' AS by FROM journal WHERE event = 'meter.exchanged' AND account_id = $1`,
      [home.accountId],
    );
    expect(told?.by).toBe('crew');
    expect(told?.message).toContain('The register stands still. The box is full of mud.');
    // 2,000 gallons later.
    await inTransaction(house.source, (tx) =>
      storeHandRead(
        { tx, actor: CREW, now: moment('2026-03-03T10:00:00-08:00') },
        {
          meterId: fresh?.id ?? 0,
          register: '2012',
          unit: 'gal',
          at: moment('2026-03-03T10:00:00-08:00'),
          source: 'crew',
        },
        TERMS,
      ),
    );
    await run('2026-03-12');
    const [bill] = await clerk.bills(home.accountId);
    const liters = 52_300 - 40_000 + Math.floor((2_000 * 3_785_411_784) / 1_000_000_000);
    const units = Math.floor(((40_000 + liters) * 1_000) / 2_831_685) - Math.floor((40_000 * 1_000) / 2_831_685);
    expect(bill).toMatchObject({ startRegister: '40.000', endRegister: '2012', dial: { unit: 'gal' }, units });
  });

  it('what the desk exchanged meanwhile is a conflict for dispatch, not a second exchange', async () => {
    const orderId = await onSite();
    const action = done(orderId, { newMeter: { ...evidence().newMeter!, serial: `C-${home.meterId}` } });
    const desk = {
      meterId: home.meterId,
      closingRegister: '52.300',
      newSerial: `N-${home.meterId}`,
      newSize: '3/4',
      newDigits: 6,
      openingRegister: '0',
      keepsRadio: false,
      reason: 'Done by a contractor.',
    };
    await clerk.post(path('meter-exchange'), desk, meterExchanged, randomUUID());
    expect(await stateOf(orderId)).toBe('cancelled');
    const [answer] = await crew.send(action);
    expect(answer).toMatchObject({ result: 'refused', says: expect.stringContaining('kept for dispatch') });
    expect(await meters()).toEqual(EXCHANGED());
    const conflictHere = async () =>
      (await dispatcher.get('/api/dispatch/conflicts', crewConflicts)).conflicts.filter(
        (each) => each.orderId === orderId,
      );
    const [conflict] = await conflictHere();
    expect(conflict?.message).toContain('The meter was exchanged at the desk.');
    expect(conflict?.message).toContain(`meter C-${home.meterId} in`);
    const decide = (decision: 'accept' | 'dismiss') =>
      dispatcher.post(
        `/api/dispatch/conflicts/${conflict?.conflictId ?? 0}`,
        { decision, note: 'The contractor was first.' },
        crewConflict,
      );
    await expect(decide('accept')).rejects.toMatchObject({ problem: { status: 409 } });
    await decide('dismiss');
    expect(await conflictHere()).toEqual([]);
    expect(await meters()).toEqual(EXCHANGED());
  });

  it('a last reading that is doubted exchanges nothing: the office decides, and the crew completes it then', async () => {
    const orderId = await onSite();
    const [refused] = await crew.send(done(orderId, { register: '900' }));
    expect(refused).toMatchObject({
      result: 'refused',
      says: expect.stringContaining('The office sees it and decides'),
    });
    expect(await meters()).toEqual(ONE());
    expect(await stateOf(orderId)).toBe('on-site');
    const { readings } = await clerk.get('/api/doubted-readings', doubtedReadings);
    const doubted = readings.find((each) => each.meterId === home.meterId);
    expect(doubted).toMatchObject({ register: '900', account: { accountId: home.accountId } });
    const { meterId, at, version } = doubted!;
    const body = { meterId, at, version, deed: 'accept', reason: 'A pipe had burst.' };
    const response = await fetch(`${house.api.url}/api/doubted-readings/decide`, {
      method: 'POST',
      headers: { cookie: clerk.cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(204);
    house.clock.advance({ minutes: 10 });
    expect(await crew.send(done(orderId, { register: '900' }))).toMatchObject([{ result: 'accepted' }]);
    expect(await meters()).toEqual(EXCHANGED());
  });

  it('what is missing or wrong is refused in words, and the rest of the outbox goes on', async () => {
    const orderId = await onSite();
    const newMeter = evidence().newMeter!;
    const says = async (more: Partial<Evidence>): Promise<string> => {
      const [answer] = await crew.send(done(orderId, more));
      expect(answer?.result).toBe('refused');
      return answer?.says ?? '';
    };
    expect(await says({ newMeter: null })).toContain('The new meter is missing');
    expect(await says({ register: null })).toContain('The reading is missing.');
    expect(await says({ meterSerial: '77777777' })).toContain('not the meter on this order');
    expect(await says({ newMeter: { ...newMeter, serial: home.meterSerial } })).toContain('is known already');
    expect(await says({ newMeter: { ...newMeter, register: '1234567' } })).toContain('digits');
    expect(await says({ registerUnit: 'gal' })).toContain('Read it again');
    expect(await meters()).toEqual(ONE());
    expect(await crew.send(done(orderId))).toMatchObject([{ result: 'accepted' }]);
  });

  it('that cannot be done is left undone, and the office may ask again', async () => {
    const orderId = await onSite();
    const cannot = { type: 'cannot-complete', orderId, reason: 'no-access', note: 'A car stands on it.' } as const;
    expect(await crew.act({ ...cannot, position: null, positionMissing: 'denied' })).toMatchObject({
      result: 'accepted',
    });
    expect(await stateOf(orderId)).toBe('cannot-complete');
    expect(await meters()).toEqual(ONE());
    expect((await order('The car is gone.')).orderId).not.toBe(orderId);
  });
});

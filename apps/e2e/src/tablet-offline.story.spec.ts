import { randomUUID } from 'node:crypto';
import type { CrewAction } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import { MemoryStore, Outbox } from '@curbstop/outbox';
import type { SendOutcome } from '@curbstop/outbox';
import { faultsOf } from './support/books.ts';
import { closed, opened, permitFor } from './support/hands.ts';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import type { Person } from './support/person.ts';

/** A day in which the tablet has a network only now and then. */
describe('a tablet', () => {
  let house: House;
  let inTime: Place, tooLate: Place, paid: Place;
  let dispatcher: Person, crew: Person, clerk: Person;
  let network: 'up' | 'cut' | 'loses-answers' = 'up';
  let sent = 0;
  const store = new MemoryStore();

  const send = async (actions: readonly CrewAction[]): Promise<SendOutcome> => {
    if (network === 'cut') return { kind: 'no-answer' };
    sent += actions.length;
    const results = await crew.send(...actions);
    return network === 'loses-answers' ? { kind: 'no-answer' } : { kind: 'answered', results };
  };
  /** The tablet's page, opened; opened again it is another, on the same store. */
  const open = async (): Promise<Outbox> => {
    const outbox = new Outbox({
      store,
      send,
      now: () => house.clock.now(),
      newId: randomUUID,
      chance: () => 0.5,
      // Nothing is tried again by itself: the story says when the network is back.
      later: () => () => undefined,
      onError: (error) => {
        throw error;
      },
    });
    await outbox.open();
    outbox.resume(house.crewId);
    return outbox;
  };
  const found = (place: Place) => ({ meterSerial: place.meterSerial, register: '80.000', at: house.clock.now() });

  beforeAll(async () => {
    house = await House.open('2026-01-05T06:00:00-08:00');
    [inTime, tooLate, paid] = [await house.place(), await house.place(), await house.place()];
    await house.untilDay60(inTime, tooLate, paid);
    [dispatcher, crew, clerk] = [await house.as('dispatcher'), await house.as('crew'), await house.as('clerk')];
    await house.at('2026-03-16T17:00:00-07:00');
    await house.at('2026-03-17T08:30:00-07:00');
    const all = await Promise.all([inTime, tooLate, paid].map((place) => house.turnOffOf(place)));
    await dispatcher.release(...all);
    await dispatcher.assign(house.crewId, ...all);
  });
  afterAll(() => house.close());

  it('without a network works on under its permits, and keeps what it did over a reload', async () => {
    const outbox = await open();
    const permits = await Promise.all(
      [inTime, tooLate].map(async (place) => permitFor(crew, await house.turnOffOf(place))),
    );
    network = 'cut';
    const turnOff = async (place: Place, permitId: string | undefined) => {
      const orderId = await house.turnOffOf(place);
      await outbox.add({ type: 'arrive', orderId, baseVersion: 0, position: null }, house.crewId);
      await outbox.add(
        { type: 'complete', orderId, baseVersion: 0, evidence: closed(found(place), permitId ?? null) },
        house.crewId,
      );
    };
    house.clock.advance({ minutes: 5 });
    await turnOff(inTime, permits[0]);
    // Its own permit has run out by then. The tablet would not unlock the step; a crew may have turned the key all the same.
    house.clock.advance({ minutes: 10 });
    await turnOff(tooLate, permits[1]);
    await outbox.add(
      {
        type: 'cannot-complete',
        orderId: await house.turnOffOf(paid),
        baseVersion: 0,
        reason: 'dog',
        note: '',
        position: null,
      },
      house.crewId,
    );
    outbox.close();
    const reloaded = await open();
    expect(reloaded.view.waiting).toHaveLength(5);
    expect((await crew.jobs()).jobs.every((job) => job.state === 'assigned')).toBe(true);
    reloaded.close();
  });

  it('meanwhile a payment calls one of its orders off', async () => {
    await clerk.pay(paid.accountId, 12_408);
  });

  it('hours later sends what it kept; answers that are lost do no harm', async () => {
    house.clock.set('2026-03-17T15:00:00-07:00');
    network = 'loses-answers';
    const outbox = await open();
    await outbox.flush();
    expect(outbox.view.waiting).toHaveLength(5);
    await outbox.flush();
    network = 'up';
    await outbox.flush();
    expect(outbox.view).toMatchObject({ waiting: [], refused: [] });
    expect(sent).toBeGreaterThanOrEqual(15);
    outbox.close();
    const kept = await rows<{ type: string; n: number }>(
      house.source,
      'SELECT type, count(*)::int AS n FROM crew_action GROUP BY type ORDER BY type',
    );
    expect(kept).toEqual([
      { type: 'arrive', n: 2 },
      { type: 'cannot-complete', n: 1 },
      { type: 'complete', n: 2 },
    ]);
  });

  it('what was closed under its permit stands, however late it is told', async () => {
    expect(await house.ordersOf(inTime)).toMatchObject([{ state: 'completed' }]);
    expect(await clerk.account(inTime.accountId)).toMatchObject({ service: 'off', meter: { register: '80.000' } });
  });

  it('what was closed after its permit had run out is opened again at once', async () => {
    const [first, again] = await house.ordersOf(tooLate);
    expect(first).toMatchObject({ state: 'cancelled' });
    expect(again).toMatchObject({ kind: 'reconnect', state: 'assigned', urgent: true });
    const action = crew.action({ type: 'complete', orderId: again?.id ?? 0, evidence: opened(found(tooLate)) });
    expect((await crew.send(action))[0]).toMatchObject({ result: 'accepted' });
    expect((await crew.send(action, action)).map((each) => each.result)).toEqual(['duplicate', 'duplicate']);
    expect((await clerk.account(tooLate.accountId)).service).toBe('on');
  });

  it('leaves books that balance and a journal that is whole', async () => {
    expect(await house.ordersOf(paid)).toMatchObject([{ state: 'cancelled' }]);
    expect(await faultsOf(house.source)).toEqual([]);
  });
});

import { ORDER_KINDS } from '@curbstop/contracts';
import { rows } from '@curbstop/core';
import { KINDS } from '@curbstop/work-orders';
import { EveryKind } from './support/every-kind.ts';
import type { House } from './support/house.ts';
import type { Person } from './support/person.ts';
import { Wizard } from './support/wizard.ts';

/** Each kind of the table, from the list to its end: over HTTP, with what its own wizard collects and no more. */
describe('every kind of order', () => {
  let every: EveryKind;
  let house: House;
  let dispatcher: Person, crew: Person;

  beforeAll(async () => {
    every = await EveryKind.open();
    house = every.house;
    [dispatcher, crew] = await Promise.all([house.as('dispatcher'), house.as('crew')]);
  });
  afterAll(() => house?.close());

  it('has a line in the table of kinds', () => {
    expect([...KINDS.keys()].sort()).toEqual([...ORDER_KINDS].sort());
  });

  it.each([...KINDS.keys()])('%s goes from the list to completed with the evidence of its wizard', async (kind) => {
    const place = every.placeOf(kind);
    const orderId = await every.listed(kind);
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

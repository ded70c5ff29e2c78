import type { Actor } from '@curbstop/contracts';
import { day, distanceWords, policyOn, usageWords } from '@curbstop/policy';
import { aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import {
  accountBills,
  adoptPolicy,
  inTransaction,
  layPolicies,
  listHeldBills,
  makeBillRun,
  policyAt,
  scheduledRuns,
} from '../../index.ts';
import { storeHandRead } from '../../records/reads/by-hand.ts';

const ADMIN: Actor = { kind: 'staff', id: 1, name: 'A. Ross', role: 'admin' };
const TERMS = policyOn('glendora', day('2026-01-15'));

/** No scenario can try these: they change no money and no date, only what people read. */
const BY_THE_TARIFF = {
  'usage-unit': 'ccf',
  'distance-unit': 'miles',
};
const GALLONS = {
  'usage-unit': 'gal',
  'distance-unit': 'miles',
};
const METRIC = {
  'usage-unit': 'm3',
  'distance-unit': 'kilometers',
};

describe("what bills and screens count in, by the city's own setting", () => {
  let db: TestDatabase;
  let home: BuiltAccount;
  let odd: BuiltAccount;

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    for (const [from, switches] of [
      ['2026-01-10', BY_THE_TARIFF],
      ['2026-03-01', GALLONS],
      ['2026-05-01', METRIC],
    ] as const)
      await adoptPolicy(
        db.source,
        { profile: 'glendora', from: day(from), switches },
        ADMIN,
        moment('2026-01-02T08:00:00-08:00'),
      );
    home = await anAccount(db.source, { openedOn: '2025-11-12', routeGroup: 3 });
    odd = await anAccount(db.source, { openedOn: '2025-11-12', routeGroup: 3 });
    await round('2026-01-08', '2026-01-15', '40', '40');
    await round('2026-03-03', '2026-03-12', '85', '250');
    await round('2026-04-28', '2026-05-07', '130', null);
  });
  afterAll(async () => {
    layPolicies(new Map());
    await db.close();
  });

  async function read({ meterId }: BuiltAccount, on: string, register: string): Promise<void> {
    const at = moment(`${on}T12:00:00-08:00`);
    const hand = { meterId, register, at, source: 'crew' as const };
    await inTransaction(db.source, (tx) => storeHandRead({ tx, actor: ADMIN, now: at }, hand, TERMS));
  }
  /** Both homes are read and billed. */
  async function round(readOn: string, billedOn: string, ours: string, others: string | null): Promise<void> {
    await read(home, readOn, ours);
    if (others !== null) await read(odd, readOn, others);
    for (const each of scheduledRuns('glendora', day(billedOn), day(billedOn), moment(`${billedOn}T14:00:00Z`)))
      await makeBillRun(db.source, 'glendora', each, each.at);
  }
  const unitsOn = (on: string) => policyAt('glendora', moment(`${on}T12:00:00-08:00`)).screenUnits;

  it('B.1: a bill tells its water in the unit of its day, beside the hundreds of cubic feet that are priced (usage-unit)', async () => {
    const bills = (await accountBills(db.source, home.accountId)).reverse();
    expect(bills.map(({ units, lines }) => [units, lines[1]?.says])).toEqual([
      [14, 'Tier 1: 14 CCF at $2.95'],
      [16, 'Tier 1: 11,221 gal, 15 CCF at $2.95'],
      [15, 'Tier 1: 42.5 m³, 15 CCF at $2.95'],
    ]);
    const [held] = (await listHeldBills(db.source)).bills;
    expect(held?.message).toBe(
      `${usageWords(held?.units ?? 0, 'gal')}, where ${usageWords(held?.usualUnits ?? 0, 'gal')} is usual.`,
    );
    expect([unitsOn('2026-01-15').usage, unitsOn('2026-03-12').usage, unitsOn('2026-05-07').usage]).toEqual([
      'ccf',
      'gal',
      'm3',
    ]);
  });

  it('B.1: ways are told in the unit of the day (distance-unit)', async () => {
    const told = (on: string) => distanceWords(1_200, unitsOn(on).distance);
    expect([told('2026-01-15'), told('2026-03-12'), told('2026-05-07')]).toEqual(['0.7 mi', '0.7 mi', '1.2 km']);
  });
});

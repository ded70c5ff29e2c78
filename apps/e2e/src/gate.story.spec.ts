import { randomInt } from 'node:crypto';
import { runDue } from '@curbstop/core';
import { TestClock, aBill, aCity, aCrew, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import fc from 'fast-check';
import { faultsOf } from './support/books.ts';
import { disagreements } from './support/surfaces.ts';
import { Walk } from './support/walk.ts';
import type { Step } from './support/walk.ts';

/** Stops looking for more after this long, in milliseconds. */
const LIMIT_MS = 25_000;

const who = fc.constantFrom<0 | 1>(0, 1);
const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 4, 9, 13, 90, 480, 1_440) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('morning' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('dispatch' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('permit' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('report' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('complete' as const),
      permit: fc.constantFrom('newest' as const, 'newest' as const, 'oldest' as const, 'none' as const),
      turned: fc.constantFrom('now' as const, 'early' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      who,
      what: fc.constantFrom('a cent' as const, 'all but a cent' as const, 'all' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      who,
      inMinutes: fc.constantFrom(0, 3, 60),
      forMinutes: fc.constantFrom(30, 4_320, null),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lift' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('notice' as const),
      who,
      what: fc.constantFrom('returned' as const, 'mailed' as const),
    }),
  },
);

interface Start {
  readonly at: string;
  /** What has happened already. */
  readonly before: readonly Step[];
}
const RELEASED: readonly Step[] = [{ do: 'dispatch' }, { do: 'morning' }];
const START = fc.constantFrom<Start[]>(
  { at: '2026-03-16T16:59:00-07:00', before: [] },
  { at: '2026-03-17T15:50:00-07:00', before: [{ do: 'dispatch' }] },
  { at: '2026-03-20T15:00:00-07:00', before: [] },
  // At the door, and under a permit: most of what can go wrong goes wrong there.
  { at: '2026-03-16T17:30:00-07:00', before: RELEASED },
  { at: '2026-03-16T17:30:00-07:00', before: [...RELEASED, { do: 'permit' }] },
  { at: '2026-03-16T17:30:00-07:00', before: [...RELEASED, { do: 'permit' }, { do: 'send' }] },
);

describe('E.1: the gate', () => {
  let database: TestDatabase;
  let crewId: number;
  const closes = { crew: 0, valve: 0 };
  const seed = Number(process.env['CURBSTOP_SEED'] ?? randomInt(2 ** 31));

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    crewId = await aCrew(database.source);
  });
  afterAll(() => database.close());

  /** The walk under way: fast-check leaves the last one when its time is over. */
  let walking: Promise<unknown> = Promise.resolve();
  const oneMore = (start: Start, steps: readonly Step[]): Promise<void> => {
    const promise = walk(start, steps);
    walking = Promise.allSettled([promise]);
    return promise;
  };

  /** Two accounts as the evening of day 60 finds them, and then what happens to them. */
  async function walk(start: Start, steps: readonly Step[]): Promise<void> {
    const { source } = database;
    const clock = new TestClock('2026-01-15T06:00:00-08:00');
    const byCrew = await anAccount(source);
    const byValve = await anAccount(source, {
      remote: { device: `V${byCrew.accountId}`, secret: 'x', commandKey: Buffer.alloc(32, 1) },
    });
    const accounts = [byCrew, byValve] as const;
    try {
      for (const { accountId } of accounts)
        await aBill(source, accountId, { on: '2026-01-15', cents: 9_999, due: '2026-02-26', at: clock.now() });
      await runDue(source, moment('2026-02-27T10:00:00-08:00'));
      await runDue(source, moment('2026-03-16T17:00:00-07:00'));
      clock.set(start.at);
      const walk = new Walk(source, clock, crewId, accounts);
      for (const each of [...start.before, ...steps]) await walk.take(each);
      closes.crew += walk.closes.crew;
      closes.valve += walk.closes.valve;
      expect(walk.wrong).toEqual([]);
      for (const { owed, balance } of await walk.books()) expect(owed).toBe(balance);
      const ids = accounts.map(({ accountId }) => accountId);
      expect(await disagreements(source, ids, crewId, clock.now())).toEqual([]);
    } finally {
      // The next walk starts in January again: these two must not be looked at then.
      await source.query("UPDATE account SET status = 'closed', next_act_at = NULL WHERE id = ANY($1)", [
        accounts.map((account) => account.accountId),
      ]);
      await source.query('UPDATE valve_command SET look_at = NULL WHERE valve_id = $1', [byValve.valveId]);
    }
  }

  it(`lets no close through that it would refuse afresh, whatever happens in whatever order (CURBSTOP_SEED=${seed})`, async () => {
    console.info(`CURBSTOP_SEED=${seed}`);
    await fc.assert(fc.asyncProperty(START, fc.array(step, { minLength: 2, maxLength: 24, size: 'max' }), oneMore), {
      seed,
      numRuns: 150,
      interruptAfterTimeLimit: LIMIT_MS,
      markInterruptAsFailure: false,
    });
  });

  it('was tried by closes of both kinds, and the books of all walks balance', async () => {
    await walking;
    console.info(`Walks ended in ${closes.crew} closes by crews and ${closes.valve} by valves.`);
    expect(closes.crew).toBeGreaterThan(0);
    expect(closes.valve).toBeGreaterThan(0);
    expect(await faultsOf(database.source)).toEqual([]);
  });
});

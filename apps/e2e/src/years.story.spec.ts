import { randomInt } from 'node:crypto';
import { loadAccounts } from '@curbstop/core';
import { addDays, clockTime, day, toInstant } from '@curbstop/policy';
import type { Day, Instant } from '@curbstop/policy';
import { TestClock, aCity, aCrew, anAccount, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { balancesOf, faultsOf } from './support/books.ts';
import { Chance } from './support/chance.ts';
import { Town } from './support/town.ts';
import { happen } from './support/townsfolk.ts';

/** Accounts that live beside each other, days they live, and what happens to them all by chance. */
const ACCOUNTS = 64;
const DAYS = 365;
const DEEDS = 640;
/** Bills go out in so many groups, each every eight weeks. */
const GROUPS = 8;
const BEGINS = day('2026-01-08');
jest.setTimeout(1_200_000);

const HOURS = ['07:40', '09:15', '10:00', '11:59:59', '13:30', '15:50', '16:59:59', '17:00', '19:20', '23:59:59'];

describe('a town through a year', () => {
  let database: TestDatabase;
  let town: Town;
  const seed = Number(process.env['CURBSTOP_SEED'] ?? randomInt(2 ** 31));
  const chance = new Chance(seed);
  const at = (on: Day, time: string): Instant => toInstant(on, clockTime(time), 'America/Los_Angeles');

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
    const accounts: BuiltAccount[] = [];
    for (let nth = 0; nth < ACCOUNTS; nth++) {
      const of = nth % 10 === 0 ? 'commercial' : nth % 17 === 0 ? 'state' : 'residential';
      accounts.push(await anAccount(database.source, { class: of, routeGroup: (nth % GROUPS) + 1 }));
    }
    const crewId = await aCrew(database.source);
    town = new Town(database.source, new TestClock('2026-01-08T00:00:00-08:00'), chance, crewId, accounts);
  });
  afterAll(() => database.close());

  /** What is to happen, in its order: bills by their groups, and deeds by chance. */
  function calendar(): { readonly at: Instant; readonly happens: () => Promise<unknown> }[] {
    const found: { at: Instant; happens: () => Promise<unknown> }[] = [];
    for (let group = 0; group < GROUPS; group++) {
      const billed = town.accounts.filter((_, nth) => nth % GROUPS === group);
      for (let on = addDays(BEGINS, group * 7); on < addDays(BEGINS, DAYS); on = addDays(on, GROUPS * 7))
        found.push({ at: at(on, '06:00'), happens: () => town.bill(billed) });
    }
    for (let nth = 0; nth < DEEDS; nth++) {
      const on = addDays(BEGINS, 5 + chance.below(DAYS - 5));
      const account = chance.one(town.accounts);
      found.push({ at: at(on, chance.one(HOURS)), happens: () => happen(town, account) });
    }
    return found.sort((a, b) => a.at - b.at);
  }

  it(`lives it through the core's own transactions (CURBSTOP_SEED=${seed})`, async () => {
    console.info(`CURBSTOP_SEED=${seed}`);
    for (const each of calendar()) {
      await town.goOnTo(each.at);
      await each.happens();
    }
    await town.goOnTo(at(addDays(BEGINS, DAYS), '00:00'));
    console.info(town.tally);
    expect(town.wrong).toEqual([]);
    // A year in which nothing happens would pass all of this.
    for (const what of ['turn-off completed', 'water asked for', 'payment', 'return', 'plan', 'appeal', 'waiver'])
      expect([what, (town.tally[what] ?? 0) > 0]).toEqual([what, true]);
  });

  it('leaves books in which nothing is wrong', async () => {
    expect(await faultsOf(database.source)).toEqual([]);
  });

  it('leaves facts that tell of every cent: what is open, less what is unused, is the balance', async () => {
    const ids = town.accounts.map((account) => account.accountId);
    const balances = await balancesOf(database.source, ids);
    for (const { accountId, facts } of await loadAccounts(database.source, ids, town.now, { lock: false })) {
      const bills = facts.bills.reduce((sum, bill) => sum + bill.unpaidCharges + bill.unpaidPenalty, 0);
      const fees = facts.fees.reduce((sum, fee) => sum + fee.unpaid, 0);
      const { balance = 0, unused = 0 } = balances.get(accountId) ?? {};
      expect([accountId, bills + fees - unused]).toEqual([accountId, balance]);
    }
  });
});

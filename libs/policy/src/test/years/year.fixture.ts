import { addDays, day } from '../../calendar/days.ts';
import { clockTime, startOfDay, toInstant } from '../../calendar/zoned.ts';
import { cents } from '../../money/money.ts';
import { withSettings } from '../../parameters/settings.ts';
import { BILLING_PERIOD_DAYS, dueDate } from '../../sections/b/b1-billing.ts';
import { GLENDORA } from '../facts.fixture.ts';
import { PaperAccount } from './account.fixture.ts';
import { chanceOf } from './chance.fixture.ts';
import { faultsOf } from './checks.fixture.ts';
import { aMoment, anything } from './happenings.fixture.ts';
import { Life } from './life.fixture.ts';
import { pay } from './paying.fixture.ts';
import type { CustomerClass } from '../../facts/facts.ts';
import type { Tally } from './life.fixture.ts';

const DAYS = 365;
const TERMS = [
  GLENDORA,
  GLENDORA,
  withSettings(GLENDORA, { puc10010_1: true }),
  withSettings(GLENDORA, { nsfShutoff: 'literal' }),
];
const CLASSES: readonly CustomerClass[] = [
  'residential',
  'residential',
  'residential',
  'residential',
  'residential',
  'residential',
  'commercial',
  'government',
  'state',
];
/** Of a hundred bills, how many a customer pays before they are due. */
const HABITS = [98, 95, 90, 70, 40, 0];

/** A year that went wrong, for whoever has to find out why. */
export interface WrongYear {
  readonly year: number;
  readonly wrong: readonly string[];
  readonly log: readonly string[];
}

/** B.1: the bill of the period; the next one follows in eight weeks. */
function issueBill(life: Life, habit: number): void {
  const { account, chance, policy, now, today } = life;
  const due = dueDate(today, policy);
  const amount = cents(chance.between(3_000, 20_000));
  const billId = account.nextId();
  const charge = account.ledger.charge({
    kind: 'bill',
    fee: null,
    billId,
    amount,
    day: today,
    dated: today,
    due,
    at: now,
  });
  account.bills.push({ billId, kind: 'regular', billDate: today, due, charge });
  account.settle(today);
  life.tell(`Bill ${billId} of ${amount} cents, due ${due}.`);
  life.count('bill');
  life.changed();
  const paidOn = addDays(today, chance.between(1, 43));
  if (chance.often(habit)) life.later(aMoment(chance, paidOn, policy.timeZone), (then) => pay(then, amount));
  const next = addDays(today, BILLING_PERIOD_DAYS);
  life.later(toInstant(next, clockTime('06:00'), policy.timeZone), (then) => issueBill(then, habit));
}

/** What was in the year before, and still counts. */
function before({ account, chance, today }: Life): void {
  for (const was of [
    'courtesy-waiver',
    'low-income-waiver',
    'extension',
    'arrangement',
    'nsf',
    'lost-appeal',
  ] as const) {
    if (!chance.often(15)) continue;
    const on = addDays(today, -chance.between(1, 380));
    account.note(was, on);
    if (was === 'courtesy-waiver') account.waivers.push({ kind: 'courtesy', on, billId: null });
    if (was === 'low-income-waiver') account.waivers.push({ kind: 'low-income', on, billId: null });
  }
}

/** One year of one account; null when nothing in it is wrong. */
export function liveYear(seed: number, year: number, tally: Tally = {}): WrongYear | null {
  const chance = chanceOf(seed, year);
  const policy = chance.one(TERMS);
  const begins = addDays(day('2026-01-05'), chance.below(500));
  const account = new PaperAccount(chance.one(CLASSES), policy);
  const life = new Life(account, chance, tally, startOfDay(begins, policy.timeZone));
  before(life);
  const habit = chance.one(HABITS);
  life.later(toInstant(addDays(begins, chance.below(20)), clockTime('06:00'), policy.timeZone), (then) =>
    issueBill(then, habit),
  );
  for (let left = chance.between(1, 20); left > 0; left--) {
    life.later(aMoment(chance, addDays(begins, chance.below(DAYS)), policy.timeZone), anything);
  }
  try {
    life.liveUntil(startOfDay(addDays(begins, DAYS), policy.timeZone));
    life.wrong.push(...faultsOf(life));
  } catch (error) {
    life.wrong.push(String(error instanceof Error ? error.stack : error));
  }
  return life.wrong.length === 0 ? null : { year, wrong: life.wrong, log: life.log };
}

/** A year as it can be read. */
export function readable({ year, wrong, log }: WrongYear, seed: number): string {
  return [
    `Year ${year} of CURBSTOP_SEED=${seed}:`,
    ...log.map((line) => `  ${line}`),
    ...wrong.map((each) => `! ${each}`),
  ].join('\n');
}

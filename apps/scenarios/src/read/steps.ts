import { cents } from '@curbstop/policy';
import { may, need, orElse, readFields } from './fields.ts';
import type { Fields, ValuesOf } from './fields.ts';
import { switches } from './given.ts';
import type { Item } from './item.ts';
import { anyOf } from './unreadable.ts';
import { date, decimal, filledText, listOf, moneyFrom, oneOf, text, wall, whole, yesNo } from './values.ts';
import type { Wall } from './values.ts';
import { ORDER_KIND_NAMES } from './words.ts';

const some = moneyFrom(cents(1));
const any = moneyFrom(cents(0));
const kind = need(oneOf(...ORDER_KIND_NAMES));
const written = orElse(yesNo, true);
const flag = orElse(oneOf('extension-revoked', 'cash-only'), 'extension-revoked');
const evidence = orElse<'all' | readonly string[]>(
  (item) => (item.isList ? listOf(filledText)(item) : oneOf('all')(item)),
  'all',
);
const row = (item: Item) => readFields(item, { on: need(date), amount: need(some) });

/** Every step with its own fields. What a step may have besides stands in `COMMON`. */
export const STEPS = {
  'issue-bill': { amount: need(any), name: may(filledText), kind: orElse(oneOf('regular', 'final'), 'regular') },
  pay: {
    amount: need(some),
    method: orElse(oneOf('cash', 'check', 'money-order', 'cashiers-check', 'card', 'eft', 'ach'), 'cash'),
    channel: orElse(
      oneOf('counter', 'dropbox', 'website', 'bank-bill-pay', 'mail', 'other-department', 'ach'),
      'counter',
    ),
    name: may(filledText),
    'value-date': may(date),
    forwarded: may(date),
    brand: may(oneOf('visa', 'mastercard', 'amex')),
    for: may(oneOf('bill', 'nsf', 'reconnection', 'deposit')),
  },
  'return-payment': {
    payment: may(filledText),
    code: orElse(oneOf('NSF', 'R01', 'R02', 'R09', 'R10', 'bank-error'), 'NSF'),
  },
  'request-waiver': {
    kind: orElse(oneOf('courtesy', 'low-income'), 'courtesy'),
    decision: orElse(oneOf('approve', 'deny'), 'approve'),
  },
  'request-extension': { until: need(date), written },
  'revoke-extensions': { flag },
  'release-flag': { flag },
  'mail-notice': {
    kind: orElse(oneOf('disconnection', 'reminder', 'tenant'), 'disconnection'),
    left: orElse(yesNo, false),
  },
  'mail-returned': { kind: orElse(oneOf('disconnection'), 'disconnection') },
  'submit-certificate': { dated: may(date) },
  'submit-assistance': { complete: orElse(yesNo, true) },
  'review-assistance': {
    outcome: need(oneOf('ask-more', 'offer', 'not-eligible')),
    channel: orElse(oneOf('portal', 'mail'), 'portal'),
  },
  'supply-information': {},
  'request-arrangement': {},
  'sign-arrangement': {
    kind: orElse(oneOf('amortization', 'schedule', 'reduction', 'deferral'), 'amortization'),
    months: may(whole(1, 120)),
    start: may(date),
    down: may(any),
    rows: may(listOf(row)),
    fee: may(any),
    percent: may(decimal),
    fund: may(text),
    'council-action': may(text),
    until: may(date),
    covers: may(listOf(filledText)),
    signed: orElse(yesNo, true),
  },
  'pay-instalment': { amount: need(some) },
  'file-appeal': { bill: may(filledText), charge: may(filledText), written },
  'file-further-appeal': { bill: may(filledText), charge: may(filledText), written },
  'decide-appeal': {
    outcome: need(oneOf('correct', 'incorrect')),
    corrected: may(any),
    letter: orElse(yesNo, true),
    remedy: orElse(oneOf('credit', 'refund'), 'credit'),
  },
  'decide-further-appeal': {
    outcome: need(oneOf('correct', 'incorrect')),
    corrected: may(any),
    letter: orElse(yesNo, true),
    remedy: orElse(oneOf('credit', 'refund'), 'credit'),
  },
  'request-reconnection': { 'after-hours-consent': orElse(yesNo, false) },
  'request-open': {
    proof: orElse(oneOf('ownership', 'none'), 'ownership'),
    id: orElse(oneOf('valid', 'expired'), 'valid'),
    effective: may(date),
    'new-customer': may(filledText),
  },
  'request-close': { written, effective: may(date) },
  'final-read': { reading: may(whole(0, 999_999_999)) },
  'enrol-ach': { written },
  'stop-ach': { written },
  'raise-ach-concern': { written },
  'bank-account-closed': { written },
  'opt-out-smart-meter': {},
  'opt-in-smart-meter': {},
  'tenant-takes-service': {
    unit: may(whole(1, 500)),
    terms: orElse(oneOf('accepted', 'refused'), 'accepted'),
    deposit: orElse(oneOf('paid', 'unpaid', 'rent-history'), 'paid'),
    'new-customer': may(filledText),
  },
  'cancel-landlord-trust': { written },
  'sell-premise': {},
  'ask-may-close': {},
  'ask-balance': {},
  'release-order': { kind },
  'start-order': { kind },
  'complete-order': { kind, reading: may(whole(0, 999_999_999)), reason: may(text), evidence },
  'cannot-complete': { kind, reading: may(whole(0, 999_999_999)), reason: may(text), evidence },
  'valve-report': { state: need(oneOf('open', 'closed', 'partial', 'unknown')), flow: may(yesNo) },
  'save-policy': { switches: orElse(switches, []) },
  'close-website': { from: need(wall), to: need(wall) },
  'run-report': {
    report: orElse(oneOf('annual-discontinuations'), 'annual-discontinuations'),
    year: need(whole(1900, 2999)),
  },
} satisfies Record<string, Fields>;

export type StepName = keyof typeof STEPS;

export const BY = [
  'customer',
  'tenant',
  'clerk',
  'cashier',
  'dispatcher',
  'crew',
  'supervisor',
  'appeal_officer',
  'city_manager',
  'public_works_director',
  'admin_services_director',
  'asst_director_finance',
  // request-close: whose notice it is.
  'owner',
  'agent',
] as const;
export type By = (typeof BY)[number];

const COMMON = { at: need(wall), do: need(text), account: orElse(filledText, 'main'), by: may(oneOf(...BY)) };

/** One step of a given name, as its handler gets it. */
export type StepOf<N extends StepName> = N extends StepName
  ? {
      readonly do: N;
      readonly at: Wall;
      readonly account: string;
      readonly by: By | undefined;
      readonly line: number;
      /** The step's own fields. */
      readonly its: ValuesOf<(typeof STEPS)[N]>;
    }
  : never;
export type Step = StepOf<StepName>;

export function isStepName(name: string): name is StepName {
  return Object.hasOwn(STEPS, name);
}

/** Steps that are the whole city's; they ignore `account`. */
const OF_THE_CITY: readonly StepName[] = ['save-policy', 'close-website', 'run-report'];

export function readStep(item: Item, accounts: ReadonlySet<string>): Step {
  const named = item.fields.find((each) => each.name === 'do');
  if (!named) return item.fail('A step needs the field "do".');
  const name = named.text;
  if (!isStepName(name)) return named.fail(`There is no step "${name}". Allowed are ${anyOf(Object.keys(STEPS))}.`);
  const own: Fields = STEPS[name];
  const values = readFields(item.called(name), { ...COMMON, ...own });
  const { at, account, by } = values as unknown as ValuesOf<typeof COMMON>;
  if (!OF_THE_CITY.includes(name) && !accounts.has(account))
    item.fail(`There is no account "${account}". Allowed are ${anyOf([...accounts])}.`);
  const its = Object.fromEntries(Object.keys(own).map((key) => [key, values[key as keyof typeof values]]));
  return { do: name, at, account, by, line: item.line, its } as Step;
}

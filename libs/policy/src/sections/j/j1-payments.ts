import { isBusinessDay, nextBusinessDay, rollForward } from '../../calendar/days.ts';
import { dayOf, toInstant } from '../../calendar/zoned.ts';
import { dropBoxDate } from './j5-drop-box.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

export const TENDERS = ['cash', 'check', 'money-order', 'cashiers-check', 'card', 'eft', 'ach'] as const;
export type Tender = (typeof TENDERS)[number];

export const CHANNELS = ['counter', 'dropbox', 'website', 'bank-bill-pay', 'mail', 'other-department', 'ach'] as const;
export type Channel = (typeof CHANNELS)[number];

export const CARD_BRANDS = ['visa', 'mastercard', 'amex', 'discover'] as const;
export type CardBrand = (typeof CARD_BRANDS)[number];

/** What the payer says a payment is for; left out, it is laid in the policy's order (reading 9). */
export const PURPOSES = ['bill', 'nsf', 'reconnection', 'deposit'] as const;
export type Purpose = (typeof PURPOSES)[number];

export type Acceptance =
  | { readonly accepted: true; readonly clause: ClauseId }
  | { readonly accepted: false; readonly clause: ClauseId; readonly says: string };

const PAPER: readonly Channel[] = ['counter', 'dropbox', 'mail', 'other-department', 'bank-bill-pay'];

/** Where each tender can be handed over. Cards at the counter and on the website only. */
const TAKEN_AT: Readonly<Record<Tender, readonly Channel[]>> = {
  cash: ['counter', 'dropbox', 'mail', 'other-department'],
  check: PAPER,
  'money-order': PAPER,
  'cashiers-check': PAPER,
  card: ['counter', 'website'],
  eft: ['bank-bill-pay', 'website', 'ach'],
  ach: ['ach', 'website', 'bank-bill-pay'],
};

const NAMES: Readonly<Record<Tender | CardBrand, string>> = {
  cash: 'Cash',
  check: 'A check',
  'money-order': 'A money order',
  'cashiers-check': "A cashier's check",
  card: 'A card',
  eft: 'A bank transfer',
  ach: 'A bank debit',
  visa: 'Visa',
  mastercard: 'MasterCard',
  amex: 'American Express',
  discover: 'Discover',
};

const PLACES: Readonly<Record<Channel, string>> = {
  counter: 'at the counter',
  dropbox: 'in the drop box',
  website: 'on the website',
  'bank-bill-pay': "through a bank's bill payment",
  mail: 'by mail',
  'other-department': 'by another department',
  ach: 'by bank debit',
};

/** J.1: what the city takes, and where. Of cards Visa and MasterCard only. */
export function acceptsPayment(tender: Tender, channel: Channel, brand?: CardBrand): Acceptance {
  if (!TAKEN_AT[tender].includes(channel)) {
    return { accepted: false, clause: 'J.1', says: `${NAMES[tender]} is not taken ${PLACES[channel]}.` };
  }
  if (tender === 'card' && brand !== undefined && brand !== 'visa' && brand !== 'mastercard') {
    return {
      accepted: false,
      clause: 'J.1',
      says: `${NAMES[brand]} is not taken. The city takes Visa and MasterCard.`,
    };
  }
  return { accepted: true, clause: 'J.1' };
}

/** The day a payment counts from, and the rule that says so. */
export interface EffectiveDate {
  readonly day: Day;
  readonly clause: ClauseId;
}

/**
 * J.2: cash and checks count on the business day they are received. At 17:00:00 the office is still open; what comes later,
 * or on a day it is closed, counts on the next business day.
 */
export function counterDate(receivedAt: Instant, policy: PolicyParameters): EffectiveDate {
  const today = dayOf(receivedAt, policy.timeZone);
  const shuts = toInstant(today, policy.officeHours.to, policy.timeZone);
  const inTime = isBusinessDay(today, policy) && receivedAt <= shuts;
  return { day: inTime ? today : nextBusinessDay(today, policy), clause: 'J.2' };
}

/** J.2.a: what another department received counts from the business day on which Finance has it. */
export function forwardedDate(reachedFinanceOn: Day, policy: PolicyParameters): EffectiveDate {
  return { day: rollForward(reachedFinanceOn, policy), clause: 'J.2.a' };
}

/** J.4: a website payment counts on the local date on which it was completed, until the last second of it, holiday or not. */
export function websiteDate(completedAt: Instant, policy: PolicyParameters): EffectiveDate {
  return { day: dayOf(completedAt, policy.timeZone), clause: 'J.4' };
}

/** J.3: a bank transfer counts on the day the funds reach the city's bank. */
export function transferDate(bankValueDay: Day): EffectiveDate {
  return { day: bankValueDay, clause: 'J.3' };
}

/** A payment as it came in. */
export interface Received {
  readonly channel: Channel;
  readonly tender?: Tender;
  /** When it was completed, received or collected. */
  readonly at: Instant;
  /** J.3: when the funds reach the bank; left out, on the day of `at`. */
  readonly bankValueDay?: Day;
  /** J.2.a: when Finance has it; left out, at `at`. */
  readonly forwardedOn?: Day;
  /** J.5.b: the bills it may still be in time for. */
  readonly bills?: readonly BillFacts[];
}

/** J.2 to J.5: the effective date of a payment, by the way it came in. */
export function effectiveDate(received: Received, policy: PolicyParameters): EffectiveDate {
  const { channel, tender, at, bankValueDay, forwardedOn, bills } = received;
  if (bankValueDay !== undefined) return transferDate(bankValueDay);
  switch (channel) {
    case 'website':
      return websiteDate(at, policy);
    case 'dropbox':
      return dropBoxDate(at, bills ?? [], policy);
    case 'other-department':
      return forwardedDate(forwardedOn ?? counterDate(at, policy).day, policy);
    default:
      return tender === 'eft' || tender === 'ach' ? transferDate(dayOf(at, policy.timeZone)) : counterDate(at, policy);
  }
}

/** J.5: cash in the drop box is taken, and two people count it. */
export function needsSecondCounter(tender: Tender, channel: Channel): boolean {
  return tender === 'cash' && channel === 'dropbox';
}

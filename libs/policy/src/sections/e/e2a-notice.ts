import { addDays, previousBusinessDay } from '../../calendar/days.ts';
import { dayOf, instant, toInstant } from '../../calendar/zoned.ts';
import { isUnderArrangement, pastDueBills, residueOf } from '../../money/balance.ts';
import { NO_CENTS, addCents, subtractCents } from '../../money/money.ts';
import { penaltyDay } from '../c/c1-late-charge.ts';
import { leastThat } from '../j/j1-after-payment.ts';
import { policyOfBill } from '../z/z-opening.ts';
import { linkRefusal, phoneRefusal, untranslatedRefusal } from '../z/z5-notices.ts';
import { noticeMatures, payByWithTimeGiven, shutoffDay } from './e1-sixtieth-day.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { Objection } from '../../engine/decision.ts';
import type { AccountFacts, BillFacts, NoticeKind } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';
import type { Addressee } from '../z/z5-notices.ts';

/** E.2.a.ii: what is past due of one bill. */
export interface PastDueItem {
  readonly billId: number;
  readonly number: string;
  readonly billDate: Day;
  readonly charges: Cents;
  readonly penalty: Cents;
}

/** E.2.a.iv: how to dispute, with the windows of H.3.a. */
export interface AppealParagraph {
  /** The last day to appeal the bill itself. */
  readonly billUntil: Day;
  readonly billWindowPassed: boolean;
  /** The last day to appeal the late charge; null while none is posted. */
  readonly lateChargeUntil: Day | null;
}

/** E.2.a.v, HSC 116908(a)(1)(C): what a customer may ask for who cannot pay in time. */
export const PAYMENT_OPTIONS = ['amortization', 'extension', 'deferral', 'reduction', 'alternative-schedule'] as const;
export type PaymentOption = (typeof PAYMENT_OPTIONS)[number];

/** E.2.a: everything that a disconnection notice says, as facts; each language is a rendering of it. */
export interface NoticeContents {
  /** E.2.a.i. */
  readonly customer: Addressee;
  /** E.2.a.ii: itemised, and what stops the turn-off; a bill not yet due is not in it. */
  readonly items: readonly PastDueItem[];
  readonly charges: Cents;
  readonly penalty: Cents;
  /** I.3.c: instalments of a plan in force that are due: a payment falls on them first, so that without them it would not be enough. */
  readonly instalments: Cents;
  readonly total: Cents;
  /** E.2.a.iii: the last moment to pay or to arrange; null when nothing is past due. */
  readonly payBy: Instant | null;
  /** E.2.a.iv. */
  readonly appeal: AppealParagraph | null;
  /** E.2.a.v. */
  readonly options: readonly PaymentOption[];
  /** E.2.a.vi, Z.5, Z.6. */
  readonly phone: string;
  readonly policyUrl: string;
  readonly languages: readonly string[];
}

/**
 * E.2.a.ii: the bills past due, each with its charges and its late charge. Another bill that an arrangement in force stands
 * for is not in it: nothing of that has to be paid to keep the water on (I.1).
 */
export function pastDueItems(
  facts: Pick<AccountFacts, 'bills' | 'holds'>,
  about: Pick<BillFacts, 'billId'>,
  policy: PolicyParameters,
  now: Instant,
): readonly PastDueItem[] {
  return pastDueBills(facts, dayOf(now, policy.timeZone))
    .filter(({ billId }) => billId === about.billId || !isUnderArrangement(facts, billId, now))
    .map((bill) => ({
      billId: bill.billId,
      number: bill.number,
      billDate: bill.billDate,
      charges: bill.unpaidCharges,
      penalty: bill.unpaidPenalty,
    }));
}

/**
 * E.2.a.iii: the pay-by moment a notice names for a bill: with the time that was given for it (D.1). Mailed too late for
 * that day it names the last business day before the close that the notice itself allows.
 */
export function noticePayBy(
  bill: BillFacts,
  facts: Pick<AccountFacts, 'holds'>,
  mailedOn: Day,
  policy: PolicyParameters,
): Instant {
  const given = payByWithTimeGiven(bill, facts, policy);
  const last = previousBusinessDay(noticeMatures(mailedOn, bill, policy), policy);
  if (last <= shutoffDay(bill, policy)) return given;
  return instant(Math.max(given, toInstant(last, policyOfBill(bill, policy).payByTime, policy.timeZone)));
}

/** E.2.a.iv: D15 has passed by the time a notice is mailed; then it says so, and names the window of the late charge (H.3.a). */
export function appealParagraph(bill: BillFacts, today: Day, policy: PolicyParameters): AppealParagraph {
  const { filingDays } = policyOfBill(bill, policy).appeal;
  const billUntil = addDays(bill.billDate, filingDays);
  const lateChargeUntil = bill.penalty > 0 ? addDays(penaltyDay(bill), filingDays) : null;
  return { billUntil, billWindowPassed: billUntil < today, lateChargeUntil };
}

type Owing = Pick<AccountFacts, 'bills' | 'holds' | 'fees' | 'returns' | 'arrangements'>;

/** E.2.a.ii: what stops the turn-off: a payment of it leaves nothing of what the notice lists. */
function stopsTheTurnOff(facts: Owing, items: readonly PastDueItem[], today: Day): Cents {
  const listed = addCents(...items.map((item) => addCents(item.charges, item.penalty)));
  const ids = items.map((item) => item.billId);
  const settled = (after: Owing): boolean =>
    !after.bills.some((bill) => ids.includes(bill.billId) && residueOf(bill) > 0);
  return leastThat(settled, facts, null, today) ?? listed;
}

/** E.2.a.i to E.2.a.vi: what a notice about a bill says when it is printed at a moment. */
export function noticeContents(
  facts: Owing,
  bill: BillFacts,
  customer: Addressee,
  policy: PolicyParameters,
  now: Instant,
): NoticeContents {
  const today = dayOf(now, policy.timeZone);
  const items = pastDueItems(facts, bill, policy, now);
  const charges = addCents(...items.map((item) => item.charges));
  const penalty = addCents(...items.map((item) => item.penalty));
  const owed = items.length > 0 && residueOf(bill) > 0;
  const total = owed ? stopsTheTurnOff(facts, items, today) : NO_CENTS;
  return {
    customer,
    items,
    charges: owed ? charges : NO_CENTS,
    penalty: owed ? penalty : NO_CENTS,
    instalments: owed ? subtractCents(total, addCents(charges, penalty)) : NO_CENTS,
    total,
    payBy: owed ? noticePayBy(bill, facts, today, policy) : null,
    appeal: appealParagraph(bill, today, policy),
    options: PAYMENT_OPTIONS,
    phone: policy.phone,
    policyUrl: policy.policyUrl,
    languages: policy.noticeLanguages,
  };
}

/** Something a notice must say and does not. */
export type Missing = Objection;

function languagesMissing(clause: ClauseId, policy: PolicyParameters): Missing[] {
  const text = untranslatedRefusal({ policyLanguages: policy.noticeLanguages, untranslated: policy.untranslated });
  return text === null ? [] : [{ clauses: [clause, ...text.clauses], says: text.says }];
}

function placeMissing(customer: Addressee, named: boolean): Missing[] {
  const found: Missing[] = [];
  if (named && customer.name.trim() === '')
    found.push({ clauses: ['E.2.a.i'], says: "The customer's name is missing." });
  if (customer.address.trim() === '') found.push({ clauses: ['E.2.a.i'], says: 'The service address is missing.' });
  return found;
}

function contactMissing(policy: PolicyParameters): Missing[] {
  return [phoneRefusal(policy), linkRefusal(policy)].filter((each) => each !== null);
}

/** E.2.a.i to E.2.a.vi: what a disconnection notice lacks; nothing is mailed while it lacks anything. */
export function missingFrom(contents: NoticeContents, policy: PolicyParameters): readonly Missing[] {
  const found: Missing[] = [...placeMissing(contents.customer, true)];
  if (contents.total === 0) found.push({ clauses: ['E.2.a.ii'], says: 'Nothing is past due.' });
  else if (contents.payBy === null) found.push({ clauses: ['E.2.a.iii'], says: 'The date to pay by is missing.' });
  if (contents.appeal === null) found.push({ clauses: ['E.2.a.iv'], says: 'How to dispute the bill is missing.' });
  const left = PAYMENT_OPTIONS.filter((option) => !contents.options.includes(option));
  if (left.length > 0) {
    const named = left.map((option) => option.replaceAll('-', ' ')).join(', ');
    found.push({ clauses: ['E.2.a.v'], says: `What a customer may ask for is missing: ${named}.` });
  }
  return [...found, ...contactMissing(policy), ...languagesMissing('E.2.a', policy)];
}

/** The kinds of notices that are sent or left besides the disconnection notice itself. */
type OtherKind = Extract<NoticeKind, 'reminder' | 'tenant' | 'door-hanger' | 'door-hanger-final'>;

const LANGUAGES_OF: Readonly<Record<Exclude<OtherKind, 'reminder'>, ClauseId>> = {
  tenant: 'E.3.c',
  'door-hanger': 'E.2.b',
  'door-hanger-final': 'I.7',
};

/**
 * Z.5, Z.6, E.2.b, E.3.c: what another notice lacks. It goes to a place, not to a name; a reminder goes out in the languages there
 * are, because no close depends on it.
 */
export function missingFromOther(kind: OtherKind, customer: Addressee, policy: PolicyParameters): readonly Missing[] {
  if (kind === 'reminder') return contactMissing(policy);
  return [...placeMissing(customer, false), ...contactMissing(policy), ...languagesMissing(LANGUAGES_OF[kind], policy)];
}

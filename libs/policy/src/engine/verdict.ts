import type { ClauseId } from '../clauses/clause-id.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { Cents, Day, Instant } from '../units.ts';

/** One term of a verdict: the rule, whether it binds now, and until when. */
export interface Condition {
  readonly clause: ClauseId;
  /** Machine name of the term, stable: `nothing-past-due`, `day-60`, `notice-missing`, `notice-age`, `close-window`, `hold`, `statutory-floor`, `state-exempt`, `service-off`, `account-closed`. */
  readonly code: TermCode;
  readonly binds: boolean;
  /** When it stops binding by itself; null where only an act can end it. */
  readonly until: Instant | null;
  /** A sentence that can be read to a customer. */
  readonly says: string;
}

export type TermCode =
  | 'account-closed'
  | 'service-off'
  | 'state-exempt'
  | 'nothing-past-due'
  | 'day-60'
  | 'statutory-floor'
  | 'notice-missing'
  | 'notice-age'
  | 'hold'
  | 'medical'
  | 'tenant-notice'
  | 'tenants-served'
  | 'posting'
  | 'phone-contact'
  | 'returned-payment'
  | 'promise'
  | 'occupied'
  | 'landlord-trust'
  | 'final-read'
  | 'close-window';

/** The answer of the gate. It carries the facts it was given, so that it can be given again. */
export interface Verdict {
  readonly mayClose: boolean;
  /** First instant at which closing could be lawful as things stand; null when only an act can make it so. */
  readonly earliest: Instant | null;
  /** Clauses of the conditions that block, most telling first; when it may close, the clause that allows it (E.1). */
  readonly because: readonly ClauseId[];
  readonly terms: readonly Condition[];
  readonly pastDue: Cents;
  /** Bills the verdict is about. */
  readonly billIds: readonly number[];
  readonly policy: { readonly profile: string; readonly version: Day };
  readonly askedAt: Instant;
  readonly facts: AccountFacts;
}

/** Something the policy wants done to an account at a moment, once. */
export interface DueAct {
  readonly at: Instant;
  readonly act: ActName;
  readonly clause: ClauseId;
  /** `account/bill/clause/occurrence`; unique for ever. */
  readonly key: string;
  readonly billId: number | null;
  /** True for acts that are only lawful on time: done late they are skipped and the journal says so. */
  readonly onTimeOnly: boolean;
}
/**
 * - `penalty`: charge 10 % and send the reminder (C.1)
 * - `penalty-round`: charge again, in a city that does so while a bill is unpaid (C.1)
 * - `disconnection-notice`: queue and mail the E.2.a notice
 * - `list`: put the account on the turn-off list and make the order (E.1)
 * - `state-task`: a supervisor looks at a State account at day 60 (C.1.c.i)
 * - `tenant-posting`: an order to post the tenants' notice (E.3.a)
 * - `posting`: an order to post the 48-hour tag (reading 11, D.7, H.6)
 * - `phone-task`: a clerk calls before the close (reading 11)
 * - `block`: say what kept the account off the list when its day came (E.2.a, E.3.a, Z.2)
 * - `review-lapse`: the customer's time to supply papers is over (G.2-b)
 * - `offer-lapse`: an offered arrangement was not signed (G.1.c)
 * - `certificate-renewal`: a new medical certificate is asked for (G.1.a)
 * - `instalment-reminder`: an instalment was missed (I.3.c)
 * - `arrangement-default`: an arrangement has failed; the final notice is to be hung (I.7)
 * - `nsf-turn-off`: a returned payment was not made good: the order for it (K.6)
 * - `look-again`: bring what hangs on the account in line with its facts (K.6)
 * - `cash-only-ends`: the year of Cash Only is over (J.7.a)
 * - `debit-starts`: a pending bank debit becomes active (J.6)
 * - `payment-counts`: a payment is credited on the day from which it counts (J.2.a, J.3)
 * - `extension-missed`: an extension was not kept (D.7)
 * - `extension-review`: a person is asked whether extensions are to be taken away (D.8)
 * - `low-income-ends`: the evidence of a low income is over (C.1.b)
 * - `turn-off-again`: the order to close again, because an after-hours promise was not kept (F.3.b)
 * - `appeal-final`: a lost appeal was not taken further in time (H.4.a)
 * - `account-opens`, `account-closes`: the day that was asked for has come (A.1, A.3)
 * - `final-read`: see whether the radio brought the final read (A.3)
 * - `refund`: send back what a closed account has to its credit (A.2.d, A.5)
 * - `unclaimed-credit`: list a credit that is too small to be sent by itself (A.5)
 * - `review`: nothing to do but look again (a hold ends)
 */
export type ActName =
  | 'penalty'
  | 'penalty-round'
  | 'disconnection-notice'
  | 'tenant-posting'
  | 'posting'
  | 'phone-task'
  | 'block'
  | 'nsf-turn-off'
  | 'look-again'
  | 'cash-only-ends'
  | 'debit-starts'
  | 'payment-counts'
  | 'list'
  | 'state-task'
  | 'extension-missed'
  | 'extension-review'
  | 'turn-off-again'
  | 'low-income-ends'
  | 'appeal-final'
  | 'review-lapse'
  | 'offer-lapse'
  | 'certificate-renewal'
  | 'instalment-reminder'
  | 'arrangement-default'
  | 'account-opens'
  | 'account-closes'
  | 'final-read'
  | 'refund'
  | 'unclaimed-credit'
  | 'review';

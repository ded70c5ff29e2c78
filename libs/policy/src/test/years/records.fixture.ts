import type { ClauseId } from '../../clauses/clause-id.ts';
import type { ArrangementKind, CertificateFacts, HouseholdFacts, ReviewFacts } from '../../facts/facts.ts';
import type { Cents, Day, Instant } from '../../units.ts';
import type { Charge, Credit } from './ledger.fixture.ts';

/*
 * What happened to an account, as it was written down. The oracle reads these and nothing else: no hold, no ground, no verdict.
 */

export interface PaperBill {
  readonly billId: number;
  readonly kind: 'regular' | 'corrected';
  readonly billDate: Day;
  readonly due: Day;
  readonly charge: Charge;
}

export interface PaperHold {
  readonly holdId: number;
  readonly clause: ClauseId;
  readonly kind: string;
  readonly from: Instant;
  until: Instant | null;
  readonly billIds: readonly number[] | null;
  lifted: boolean;
}

export interface PaperNotice {
  readonly noticeId: number;
  readonly billIds: readonly number[];
  readonly mailedOn: Day;
  returnedAt: Instant | null;
  /** E.2.b: when the crew left it at the door; null while it has not come back, or nobody went yet. */
  hungAt: Instant | null;
}

export interface PaperExtension {
  readonly billId: number;
  readonly grantedAt: Instant;
  readonly until: Day;
  readonly hold: PaperHold;
}

export interface PaperAppeal {
  readonly appealId: number;
  readonly billId: number;
  level: 1 | 2;
  filedAt: Instant;
  state: 'open' | 'decided' | 'final';
  decidedAt: Instant | null;
  windowEndsAt: Instant | null;
  readonly overLimit: boolean;
  /** The day on which the charges were last found right; null while they were not, and again once it goes further. */
  rightOn: Day | null;
  readonly hold: PaperHold;
  upheld: PaperHold | null;
}

export interface PaperPlan {
  readonly arrangementId: number;
  readonly kind: ArrangementKind;
  state: 'offered' | 'in-force' | 'defaulted' | 'over';
  readonly billIds: readonly number[];
  readonly signedAt: Instant | null;
  readonly offerEndsAt: Instant | null;
  readonly total: Cents;
  readonly rows: readonly { readonly due: Day; readonly amount: Cents }[];
  readonly lastOn: Day | null;
  readonly hardship: boolean;
  readonly needShown: boolean;
  readonly fee: Charge | null;
  hold: PaperHold;
  /** I.7: the bills of a failed plan, with the current ones it failed by, and the day of the final notice. */
  failedBills: readonly number[];
  hungOn: Day | null;
}

export interface PaperReturn {
  readonly returnId: number;
  readonly at: Instant;
  readonly dueAt: Instant;
  readonly clause: ClauseId;
  readonly toReconnect: boolean;
  readonly afterEntry: number;
  readonly parts: readonly { readonly charge: Charge; readonly amount: number }[];
  cleared: boolean;
}

export interface PaperPayment {
  readonly paymentId: number;
  readonly credit: Credit;
  readonly receivedAt: Instant;
  readonly mayReturn: boolean;
  readonly debit: boolean;
  returned: boolean;
}

export interface PaperOrder {
  readonly orderId: number;
  readonly kind: string;
  state: 'held' | 'listed' | 'completed' | 'cancelled';
  readonly billIds: readonly number[];
  readonly dueOn: Day;
  readonly createdAt: Instant;
  finishedAt: Instant | null;
}

export interface PaperReview extends ReviewFacts {
  readonly hold: PaperHold;
}

/** A waiver that was given: on which day it was given, and for the late charge of which bill and day. */
export interface PaperWaiver {
  readonly kind: 'courtesy' | 'low-income';
  readonly on: Day;
  /** Null for one from before the year. */
  readonly billId: number | null;
}

export type { CertificateFacts, HouseholdFacts };

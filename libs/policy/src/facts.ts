import type { ClauseId } from './clauses.ts';
import type { Cents, Day, Instant } from './units.ts';

/** What the policy may know of an account. The core reads it in one go; the policy never fetches. */
export interface AccountFacts {
  readonly accountId: number;
  readonly customerClass: CustomerClass;
  readonly customerRole: CustomerRole;
  readonly dwelling: Dwelling;
  readonly open: boolean;
  /** Whether water runs at the curb stop as far as the city knows. */
  readonly service: 'on' | 'off';
  /** Oldest first, paid ones included while they are recent enough to matter. */
  readonly bills: readonly BillFacts[];
  /** Charges that belong to no bill (F.1 and the like), unpaid part only. */
  readonly fees: readonly FeeFacts[];
  readonly notices: readonly NoticeFacts[];
  readonly holds: readonly HoldFacts[];
  /** Orders of this account that are not finished, and finished turn-offs since the last turn-on. */
  readonly orders: readonly OrderFacts[];
}

export type CustomerClass = 'residential' | 'commercial' | 'state' | 'government';
export type CustomerRole = 'owner-occupant' | 'landlord' | 'tenant';
export type Dwelling = 'single-family' | 'multi-unit' | 'mobile-home';

export interface BillFacts {
  readonly billId: number;
  readonly number: string;
  readonly billDate: Day;
  /** As printed (B.2). */
  readonly due: Day;
  /** Charges of the bill itself, without penalties. */
  readonly charges: Cents;
  /** Unpaid part of `charges`, by everything posted so far. */
  readonly unpaidCharges: Cents;
  /** Unpaid part of `charges` at the end of `due`, by effective dates (C.1). */
  readonly unpaidAtDue: Cents;
  /** Penalties posted on this bill, and their unpaid part. */
  readonly penalty: Cents;
  readonly unpaidPenalty: Cents;
  /** The version of the policy in force on the bill date (Z.1). */
  readonly policyVersion: Day;
}

export interface FeeFacts {
  readonly entryId: number;
  readonly kind: FeeKind;
  readonly unpaid: Cents;
  readonly valueDate: Day;
  readonly clause: ClauseId;
}
export type FeeKind = 'reconnection-fee' | 'after-hours-reconnection-fee' | 'deposit';

export interface NoticeFacts {
  readonly noticeId: number;
  readonly kind: 'reminder' | 'disconnection' | 'restore-information';
  /** Bills whose amount the notice names. */
  readonly billIds: readonly number[];
  /** Day it was mailed or left; null while it is queued for the next mailing. */
  readonly mailedOn: Day | null;
}

/** A block on closing that stands until it ends or is lifted. Its clause says which rule placed it. */
export interface HoldFacts {
  readonly holdId: number;
  readonly clause: ClauseId;
  readonly kind: string;
  readonly from: Instant;
  /** Last instant it holds, or null while open-ended. */
  readonly until: Instant | null;
  /** Bills it covers, or null for all. */
  readonly billIds: readonly number[] | null;
}

export interface OrderFacts {
  readonly orderId: number;
  readonly kind: string;
  readonly state: string;
  readonly billIds: readonly number[];
}

import type { ClauseId } from '../clauses/clause-id.ts';
import type { Cents, Day, Instant } from '../units.ts';
import type {
  AppealFacts,
  ArrangementFacts,
  CertificateFacts,
  ClosingFacts,
  ContactFacts,
  HouseholdFacts,
  IncomingFacts,
  OpeningFacts,
  ReturnFacts,
  ReviewFacts,
  TenancyFacts,
} from './cases.ts';

export * from './cases.ts';

/** What the policy may know of an account. The core reads it in one go; the policy never fetches. */
export interface AccountFacts {
  readonly accountId: number;
  /** Limits that count per customer (D.4) count over all accounts of this one. */
  readonly customerId: number;
  readonly customerClass: CustomerClass;
  readonly customerRole: CustomerRole;
  readonly dwelling: Dwelling;
  readonly open: boolean;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  /** A.4: the owner has a Landlord Trust on file for this service point. */
  readonly landlordTrust: boolean;
  /** L.1: `manual` when the customer refused the smart meter. */
  readonly meter: 'smart' | 'manual';
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
  /** Flags that are set and not cleared. */
  readonly flags: readonly FlagFacts[];
  /** What counts in rolling windows and calendar years, of this account and of the customer's others, oldest first. */
  readonly history: readonly PastFacts[];
  /** C.1.b, G.1.b: the household's one evidence record, or null when none was given. */
  readonly household: HouseholdFacts | null;
  /** G.1.a, oldest first. */
  readonly certificates: readonly CertificateFacts[];
  /** G.2: reviews that are not decided. */
  readonly reviews: readonly ReviewFacts[];
  /** I: offered, in force, or in default; ended ones are left out. */
  readonly arrangements: readonly ArrangementFacts[];
  /** I.2: another account of the customer has an arrangement in force, or one that failed with its debt unpaid. */
  readonly arrangedElsewhere: boolean;
  /** H: appeals without a final decision, and those decided while they are recent. */
  readonly appeals: readonly AppealFacts[];
  /** E.3.d: tenants who took over their unit's service. */
  readonly tenancies: readonly TenancyFacts[];
  /** E.3.d.i: dwellings with a valve of their own; 1 where one valve serves all. */
  readonly units: number;
  /** E.3.d.i: units whose own valve is closed. */
  readonly unitsOff: readonly number[];
  /** E.2.a: true when a clerk mails this account's notices, not the clock. */
  readonly noticesByHand: boolean;
  /** Reading 11: talks with an adult of the household, oldest first. */
  readonly contacts: readonly ContactFacts[];
  /** K: returned payments whose debt is not paid, oldest first. */
  readonly returns: readonly ReturnFacts[];
  /** J.2.a, J.3: payments taken that count from a day to come. */
  readonly incoming: readonly IncomingFacts[];
  /** A.1: a sign-up whose water is still to come on; null when the customer has had water. */
  readonly opening: OpeningFacts | null;
  /** A.3: the close that was asked for, or that was; null while none is known. */
  readonly closing: ClosingFacts | null;
}

export type CustomerClass = 'residential' | 'commercial' | 'state' | 'government';
export type CustomerRole = 'owner-occupant' | 'landlord' | 'tenant';
export type Dwelling = 'single-family' | 'multi-unit' | 'mobile-home';

export interface BillFacts {
  readonly billId: number;
  readonly number: string;
  readonly kind: 'regular' | 'final' | 'corrected';
  readonly billDate: Day;
  /** As printed (B.2). */
  readonly due: Day;
  /** Charges of the bill itself, without penalties. */
  readonly charges: Cents;
  /** Unpaid part of `charges`, by everything posted so far. */
  readonly unpaidCharges: Cents;
  /** Unpaid part of `charges` at the end of `due`, by effective dates (C.1). */
  readonly unpaidAtDue: Cents;
  /** Penalties posted on this bill, less what was taken back (C.1), and their unpaid part. */
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
export const FEE_KINDS = [
  'reconnection-fee',
  'after-hours-reconnection-fee',
  'deposit',
  'nsf-fee',
  'manual-read-fee',
  'arrangement-fee',
  /** K.1: what a returned payment had paid beyond its bills. */
  'returned-payment',
] as const;
export type FeeKind = (typeof FEE_KINDS)[number];

export interface NoticeFacts {
  readonly noticeId: number;
  readonly kind: NoticeKind;
  /** Bills whose amount the notice names. */
  readonly billIds: readonly number[];
  /** Day it was mailed or left; null while it is queued for the next mailing. */
  readonly mailedOn: Day | null;
  /** When the mail came back (E.2.b); null when it did not. */
  readonly returnedAt: Instant | null;
  /** When it was left at the door, for what is hung or posted; null for mail. */
  readonly leftAt: Instant | null;
  /** Undone with the batch it was made in: it counts for nothing, and is not made again by itself. */
  readonly voided: boolean;
}

export const NOTICE_KINDS = [
  'reminder',
  'disconnection',
  'tenant',
  'door-hanger',
  'door-hanger-final',
  'restore-information',
  'decision',
  'extension-revoked',
  'nsf',
  'arrangement',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

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
  readonly dueOn: Day;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
}

export const FLAG_KINDS = [
  'cash-only',
  'extension-revoked',
  'nsf-due',
  'low-income',
  'ach-active',
  'ach-pending',
  'ach-removed',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** A mark on the account that a clause set and another clears. */
export interface FlagFacts {
  readonly flagId: number;
  readonly kind: FlagKind;
  readonly clause: ClauseId;
  readonly setAt: Instant;
  /** When it clears by itself; null when only an act clears it. */
  readonly until: Instant | null;
  /** K.4: what is to be paid, and by when. */
  readonly amount: Cents | null;
  readonly dueAt: Instant | null;
}

export const PAST_KINDS = [
  'courtesy-waiver',
  'low-income-waiver',
  'extension',
  'broken-extension',
  'arrangement',
  'broken-arrangement',
  'lost-appeal',
  'nsf',
  'ach-return',
  'cash-only',
  'cash-only-released',
  'late-bill',
] as const;
export type PastKind = (typeof PAST_KINDS)[number];

/** Something that was, and counts: `on` is the day that the clause counts from. */
export interface PastFacts {
  readonly pastId: number;
  readonly accountId: number;
  readonly was: PastKind;
  readonly on: Day;
  readonly billId: number | null;
}

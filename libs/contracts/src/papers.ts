import type {
  ArrangementKind,
  BasisPoints,
  Cents,
  ClauseId,
  Day,
  Instant,
  NoticeContents,
  RestoreInformation,
  TimeOfDay,
  UsageUnit,
} from '@curbstop/policy';

/** The facts of papers: what the records say, before a language says it. Core reads them, libs/documents prints them. */

/** Z.7: what happens to a translation that no certified translator has approved. */
export type DraftRule = 'marked' | 'accepted' | 'refused';

export interface PaperCity {
  readonly name: string;
  readonly phone: string;
  readonly policyUrl: string;
  readonly officeHours: { readonly from: TimeOfDay; readonly to: TimeOfDay };
  readonly timeZone: string;
}

export interface PaperAddress {
  readonly name: string;
  readonly address: string;
}

/** What every paper of an account shows. */
export interface PaperHead {
  readonly city: PaperCity;
  readonly account: string;
  readonly customer: string;
  /** The customer's own language: its pages come first. */
  readonly language: string;
  readonly serviceAddress: string;
  /** Where it goes; empty for what is left at the door. */
  readonly addressedTo: readonly PaperAddress[];
  readonly languages: readonly string[];
  readonly drafts: DraftRule;
  /** The moment that it is of; its day is its date. */
  readonly at: Instant;
  readonly day: Day;
  readonly clause: ClauseId;
}

/** E.2.a.v: the numbers of what a customer may ask for, as the city set them. */
export interface PaperOptions {
  readonly extensionDays: number;
  readonly downPayment: BasisPoints;
  readonly months: number;
  readonly reductionMax: BasisPoints;
  readonly deferralMonths: number;
  readonly secondLevelDays: number;
}

/** What the water coming on costs. */
export interface PaperFee {
  readonly fee: Cents;
  readonly lowIncome: Cents;
}

/** What an order at the door adds to a paper: known once a crew has it. */
export interface PaperOrder {
  readonly number: string;
  readonly crew: string | null;
  readonly leftAt: Instant | null;
}

interface Noticed extends PaperHead {
  readonly contents: NoticeContents;
  /** The first moment at which the water can be turned off if nothing is paid. */
  readonly closesFrom: Instant | null;
  readonly options: PaperOptions;
  readonly fee: PaperFee;
}

/** E.2.a. */
export interface DisconnectionPaper extends Noticed {
  readonly kind: 'disconnection';
}
/** E.2.b: the same, left at the door. */
export interface HangerPaper extends Noticed {
  readonly kind: 'door-hanger';
  readonly hours: number;
  readonly order: PaperOrder | null;
}
/** C.1. */
export interface ReminderPaper extends PaperHead {
  readonly kind: 'reminder';
  readonly contents: NoticeContents;
  /** When the bill of the reminder was due. */
  readonly due: Day;
  readonly payBy: Instant | null;
  readonly waiverMonths: number;
}
/** E.3. */
export interface TenantPaper extends PaperHead {
  readonly kind: 'tenant';
  readonly closesOn: Day;
}
/** I.7. */
export interface FinalHangerPaper extends PaperHead {
  readonly kind: 'door-hanger-final';
  readonly amount: Cents;
  readonly defaultDays: number;
  readonly businessDays: number;
  readonly order: PaperOrder | null;
}
/** The tag that is posted before a turn-off. */
export interface TagPaper extends PaperHead {
  readonly kind: 'door-tag';
  readonly hours: number;
  readonly amount: Cents;
  readonly order: PaperOrder | null;
}
/** A.3.a. */
export interface SignUpTagPaper extends PaperHead {
  readonly kind: 'blue-tag-signup';
  readonly deposit: Cents;
  readonly order: PaperOrder | null;
}
/** K.2, K.3. */
export interface ReturnedTagPaper extends PaperHead {
  readonly kind: 'blue-tag-nsf';
  readonly returned: Cents;
  readonly fee: Cents;
  readonly total: Cents;
  readonly payBy: Instant | null;
  readonly order: PaperOrder | null;
}
/** E.4. */
export interface RestorePaper extends PaperHead {
  readonly kind: 'restore';
  readonly restore: RestoreInformation;
  readonly lowIncome: { readonly day: Cents; readonly afterHours: Cents };
  readonly payBackBy: TimeOfDay;
}

export interface PaperBillLine {
  readonly label: string;
  readonly quantity: string;
  readonly amount: Cents;
}
export interface PaperRead {
  readonly on: Day;
  readonly register: string | null;
}
/** A month of the chart: null where no bill covers it. */
export interface PaperUse {
  readonly month: Day;
  readonly units: number | null;
  readonly estimated: boolean;
}
/** B.1, B.2, A.2.c, H.5. */
export interface BillPaper extends PaperHead {
  readonly kind: 'bill';
  readonly form: 'regular' | 'final' | 'corrected';
  readonly number: string;
  readonly corrects: string | null;
  readonly due: Day;
  readonly meter: { readonly serial: string; readonly dial: string } | null;
  readonly previous: PaperRead;
  readonly current: PaperRead;
  readonly units: number;
  readonly usageUnit: UsageUnit;
  readonly estimated: boolean;
  readonly lines: readonly PaperBillLine[];
  readonly amount: Cents;
  /** What was owed, or held as a credit, right before it. */
  readonly before: Cents;
  readonly payments: readonly { readonly on: Day; readonly amount: Cents }[];
  /** What the account owes with it; below zero a credit. */
  readonly balance: Cents;
  readonly chart: readonly PaperUse[];
  readonly next: {
    readonly lateChargeOn: Day | null;
    readonly lateChargeShare: BasisPoints | null;
    readonly shutoff: Instant | null;
    readonly appealUntil: Day;
  };
}

export const TENDERS = ['cash', 'check', 'money-order', 'cashiers-check', 'card', 'transfer', 'other'] as const;
export type PaperTender = (typeof TENDERS)[number];
/** J, A.2: what was received. */
export interface ReceiptPaper extends PaperHead {
  readonly kind: 'receipt';
  readonly number: string;
  readonly deposit: boolean;
  readonly amount: Cents;
  readonly takenAt: Instant;
  readonly counts: Day;
  readonly tender: PaperTender;
  readonly applied: readonly { readonly label: string; readonly amount: Cents }[];
  readonly balance: Cents;
  readonly pastDue: Cents;
}

/** I.3 to I.6: what was agreed, for both to keep. */
export interface AgreementPaper extends PaperHead {
  readonly kind: 'agreement';
  readonly arrangement: ArrangementKind;
  readonly rows: readonly { readonly due: Day; readonly amount: Cents }[];
  /** I.5: what was forgiven. */
  readonly reduction: Cents;
  readonly total: Cents;
  readonly signedAt: Instant | null;
  readonly offerEndsAt: Instant | null;
  readonly defaultDays: number;
  readonly businessDays: number;
}

export type PaperFacts =
  | DisconnectionPaper
  | HangerPaper
  | ReminderPaper
  | TenantPaper
  | FinalHangerPaper
  | TagPaper
  | SignUpTagPaper
  | ReturnedTagPaper
  | RestorePaper
  | BillPaper
  | ReceiptPaper
  | AgreementPaper;

export const PAPER_KINDS = [
  'disconnection',
  'door-hanger',
  'reminder',
  'tenant',
  'door-hanger-final',
  'door-tag',
  'blue-tag-signup',
  'blue-tag-nsf',
  'restore',
  'bill',
  'receipt',
  'agreement',
] as const satisfies readonly PaperFacts['kind'][];
export type PaperKind = (typeof PAPER_KINDS)[number];

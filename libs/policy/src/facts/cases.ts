// What an account has asked for and what the city has decided: the records that its casework leaves.
import type { ClauseId } from '../clauses/clause-id.ts';
import type { BasisPoints, Cents, Day, Instant } from '../units.ts';

export const BENEFITS = ['calworks', 'calfresh', 'general-assistance', 'medi-cal', 'ssi-ssp', 'wic'] as const;
export type Benefit = (typeof BENEFITS)[number];

export interface HouseholdFacts {
  readonly benefits: readonly Benefit[];
  /** Last day of the benefit; null while it runs. */
  readonly endsOn: Day | null;
  /** Declared income in hundredths of a per cent of the federal poverty level: 20,000 is 200 %; null when none was declared. */
  readonly incomeOfPoverty: BasisPoints | null;
  readonly verified: boolean;
  /** The day the evidence was given; it counts for a time (reading 53). */
  readonly givenOn: Day;
}

export interface CertificateFacts {
  readonly certificateId: number;
  /** The day the provider wrote on it. */
  readonly dated: Day;
  readonly receivedAt: Instant;
}

/** G.2: a review of papers, or of a request for an arrangement (I.1), with its clock. */
export interface ReviewFacts {
  readonly reviewId: number;
  readonly openedAt: Instant;
  /** Whose turn it is: the city's to reply (G.2-a), the customer's to supply (G.2-b), the city's to decide (G.2-c). */
  readonly stage: 'reply' | 'supply' | 'decide';
  /** The last moment of that turn. */
  readonly dueAt: Instant;
}

export const ARRANGEMENT_KINDS = ['amortization', 'schedule', 'reduction', 'deferral'] as const;
export type ArrangementKind = (typeof ARRANGEMENT_KINDS)[number];

export interface ArrangementFacts {
  readonly arrangementId: number;
  readonly kind: ArrangementKind;
  readonly state: 'offered' | 'in-force' | 'defaulted';
  readonly billIds: readonly number[];
  /** Null while it is only offered. */
  readonly signedAt: Instant | null;
  /** Last moment of the offer (reading 95); null once signed. */
  readonly offerEndsAt: Instant | null;
  readonly rows: readonly InstalmentFacts[];
  /** I.6: nothing is due before this day; null for other kinds. */
  readonly untilDay: Day | null;
}

export interface InstalmentFacts {
  readonly due: Day;
  readonly amount: Cents;
  readonly unpaid: Cents;
}

export interface AppealFacts {
  readonly appealId: number;
  readonly level: 1 | 2;
  /** The bill it is about; null for a charge that is no bill. */
  readonly billId: number | null;
  /** The charge it is about; null for a bill. */
  readonly entryId: number | null;
  /** When it came to its level. */
  readonly filedAt: Instant;
  /** `decided`: lost at level 1, and may still go further (H.4.a). */
  readonly state: 'open' | 'decided' | 'final';
  /** The last decision; null before there is one. */
  readonly decidedAt: Instant | null;
  /** H.4.a: when level 1 is decided, the last moment to go to level 2; null while undecided. */
  readonly windowEndsAt: Instant | null;
  /** H.1: filed after the city had heard enough of them: a person may leave it unheard. */
  readonly overLimit: boolean;
}

export interface TenancyFacts {
  readonly unit: number;
  readonly accepted: boolean;
  readonly accountId: number | null;
}

/** `phone`: a call in which the policy was offered (HSC 116908); `adult`: an adult told in person (PUC 10010.1). */
export interface ContactFacts {
  readonly contactId: number;
  readonly kind: 'phone' | 'adult';
  readonly at: Instant;
}

/** K.4: a returned payment that is not made good. */
export interface ReturnFacts {
  readonly returnId: number;
  readonly returnedAt: Instant;
  /** Last moment to make it good, and the rule that says so. */
  readonly dueAt: Instant;
  readonly clause: ClauseId;
  /** What it had paid, with its fee, as far as it is unpaid. */
  readonly parts: readonly ReturnPart[];
  /** K.7: it had bought the water back. */
  readonly toReconnect: boolean;
}

/** The open part of a charge, named as the open charges of the account are: `bill/7`, `penalty/7`, `fee/31`. */
export interface ReturnPart {
  readonly chargeId: string;
  readonly billId: number | null;
  readonly owed: Cents;
}

export interface IncomingFacts {
  readonly paymentId: number;
  readonly amount: Cents;
  readonly on: Day;
  readonly clause: ClauseId;
}

/** A.1: a sign-up that was accepted. */
export interface OpeningFacts {
  readonly opensOn: Day;
  /** The account at the place until then, which this one ends; null where nobody is the customer. */
  readonly afterAccountId: number | null;
}

/** A.3: who ended an account; `successor` is a new customer who signed up for the place. */
export const CLOSERS = ['owner', 'tenant', 'agent', 'successor'] as const;
export type Closer = (typeof CLOSERS)[number];

/** A.3: a close that is to come, or that was. */
export interface ClosingFacts {
  /** The day on which service ends, and the moment on it. */
  readonly on: Day;
  readonly at: Instant;
  readonly by: Closer;
  /** A.3.a: somebody else is the customer at the place, or has signed up for it. */
  readonly followed: boolean;
  /** A.3.b: when the final read was posted; null until it is. */
  readonly finalReadAt: Instant | null;
  readonly finalBilled: boolean;
  /** Bill runs serve the place; elsewhere the final bill is made by hand. */
  readonly onRoute: boolean;
  /** A.2.b: what was paid as a deposit and is still held. */
  readonly depositHeld: Cents;
  /** A.2.d, A.5: what the city owes the customer, since when, and whether some of it was the deposit. */
  readonly credit: Cents;
  readonly creditSince: Instant;
  readonly creditFromDeposit: boolean;
  /** The refund was undone: the next one waits until somebody asks. */
  readonly refundStopped: boolean;
}

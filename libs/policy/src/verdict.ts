import type { AccountFacts } from './facts.ts';
import type { ClauseId } from './clauses.ts';
import type { Cents, Day, Instant } from './units.ts';

/** One term of a verdict: the rule, whether it binds now, and until when. */
export interface Term {
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
  | 'close-window';

/** The answer of the gate. It carries the facts it was given, so that it can be given again. */
export interface Verdict {
  readonly mayClose: boolean;
  /** First instant at which closing could be lawful as things stand; null when only an act can make it so. */
  readonly earliest: Instant | null;
  /** Clauses of the binding terms, most telling first; when it may close, the clause that allows it (E.1). */
  readonly because: readonly ClauseId[];
  readonly terms: readonly Term[];
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
 * - `review`: nothing to do but look again (a hold ends)
 */
export type ActName = 'penalty' | 'penalty-round' | 'disconnection-notice' | 'list' | 'state-task' | 'review';

import { dayOf } from '../calendar/zoned.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../units.ts';

/** Kinds of steps, in the order in which those of one day are told. */
export const AHEAD_CODES = [
  'billed',
  'due',
  'appeal-by',
  'penalty',
  'waived',
  'notice',
  'notice-back',
  'left-at-door',
  'told',
  'hanger',
  'hanger-time',
  'tenant-posting',
  'tenant-time',
  'payment-back',
  'payment-back-due',
  'payment-counts',
  'appeal-filed',
  'appeal-charge-by',
  'appeal-decided',
  'appeal-further-by',
  'ask-by',
  'extension',
  'extension-missed',
  'extension-end',
  'papers',
  'review-due',
  'plan-offer-ends',
  'plan-signed',
  'instalment',
  'pay-by',
  'listed',
  'state-task',
  'may-close',
  'turned-off',
  'reconnection-asked',
  'turned-on',
  'account-closes',
  'strict-date',
] as const;
export type AheadCode = (typeof AHEAD_CODES)[number];

/** One dated step of a bill's way, for the timeline behind "why?". */
export interface AheadStep {
  /** The bill it is about; null for one of the account as a whole. */
  readonly billId: number | null;
  readonly code: AheadCode;
  readonly clause: ClauseId;
  readonly day: Day;
  /** The moment, where the policy sets an hour; null for a step that is a whole day. */
  readonly at: Instant | null;
  /** A title. It names no date: day and hour stand beside it. */
  readonly says: string;
  readonly happened: boolean;
  /** From this step on water can be lost. */
  readonly waterAtRisk: boolean;
}

/** Something that would stop, or now stops, the turn-off. */
export interface AheadStop {
  readonly code:
    | 'pay'
    | 'hold'
    | 'state-exempt'
    | 'service-off'
    | 'extension'
    | 'arrangement'
    | 'conditions'
    | 'appeal-charge'
    | 'appeal-bill';
  readonly clause: ClauseId;
  /** What is to be paid; null where the stop is not a payment. */
  readonly amount: Cents | null;
  readonly says: string;
  /** How and by when; empty where nothing is to be added. */
  readonly detail: string;
  /** True for what stands in the way already, false for what somebody could still do. */
  readonly stands: boolean;
}

/** Writes a step down: `when` a day, or a moment where there is an hour. */
export type Write = (
  code: AheadCode,
  clause: ClauseId,
  when: Day | Instant,
  happened: boolean,
  says: string,
) => AheadStep;

export function writer(billId: number | null, policy: PolicyParameters): Write {
  return (code, clause, when, happened, says) => {
    const at = typeof when === 'number' ? when : null;
    const on = typeof when === 'number' ? dayOf(when, policy.timeZone) : when;
    return { billId, code, clause, day: on, at, says, happened, waterAtRisk: code === 'may-close' };
  };
}

import { addDays } from '../../calendar/days.ts';
import { grant } from '../../engine/decision.ts';
import { formatDollars } from '../../money/money.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day } from '../../units.ts';

/** L.1: days on which a customer refused the smart meter: from a day until another, which is not one of them. */
export interface OptOut {
  readonly from: Day;
  readonly until: Day | null;
}

/** L.1: what a bill speaks for: the days after `from`, up to and with `to`, and how its last read was taken. */
export interface ReadCycle {
  readonly from: Day;
  readonly to: Day;
  readonly optOuts: readonly OptOut[];
  /** Null where the bill is made without a read. */
  readonly closedBy: 'radio' | 'hand' | null;
}

function isOut({ from, until }: OptOut, first: Day, last: Day): boolean {
  return from <= last && (until === null || until > first);
}

/**
 * L.1: the fee of a bill. It is charged where a day of its cycle was opted out, but for a customer who has opted in again and whose
 * cycle is closed by the radio. A radio that is dead is no refusal.
 */
export function manualReadFee(
  cycle: ReadCycle,
  policy: Pick<PolicyParameters, 'fees'>,
): { readonly amount: Cents; readonly clause: ClauseId } | null {
  const first = addDays(cycle.from, 1);
  if (!cycle.optOuts.some((each) => isOut(each, first, cycle.to))) return null;
  const outAtEnd = cycle.optOuts.some((each) => isOut(each, cycle.to, cycle.to));
  if (!outAtEnd && cycle.closedBy !== 'hand') return null;
  const { amount, clause } = policy.fees['manual-read-fee'];
  return { amount, clause };
}

/** L.1: whether a customer may refuse the smart meter now. */
export function mayOptOut(
  facts: Pick<AccountFacts, 'open' | 'meter'>,
  policy: Pick<PolicyParameters, 'fees'>,
): PolicyDecision {
  const found: Objection[] = [];
  if (!facts.open) found.push({ clauses: ['L.1'], says: 'The account is not open.' });
  if (facts.meter === 'manual') found.push({ clauses: ['L.1'], says: 'The meter is read by hand already.' });
  return grant(
    found,
    'L.1',
    `The meter is read by hand from now on, for ${formatDollars(policy.fees['manual-read-fee'].amount)} with each bill.`,
  );
}

/** L.1: whether a customer who refused the smart meter may have it again. */
export function mayOptIn(facts: Pick<AccountFacts, 'open' | 'meter'>): PolicyDecision {
  const found: Objection[] = [];
  if (!facts.open) found.push({ clauses: ['L.1'], says: 'The account is not open.' });
  if (facts.meter === 'smart') found.push({ clauses: ['L.1'], says: 'The meter is read by radio already.' });
  return grant(found, 'L.1', 'The meter is read by radio again. There is no fee once the radio has closed a bill.');
}

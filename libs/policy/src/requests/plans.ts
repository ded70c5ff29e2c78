import { ARRANGEMENT_KINDS } from '../facts/facts.ts';
import { basisPoints, formatDollars } from '../money/money.ts';
import { maySignArrangement } from '../sections/i/i1-arrangements.ts';
import { usualPlan } from '../sections/i/i3-plans.ts';
import { longDay } from '../texts.ts';
import type { AccountFacts, ArrangementKind } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { ArrangementWish, SignGrant } from '../sections/i/i1-arrangements.ts';
import type { Planned } from '../sections/i/i3-plans.ts';
import type { Instant } from '../units.ts';

/** A plan of a kind on the terms that are best for it: signed, and a reduction with a fund and of one per cent. */
function bestWish(kind: ArrangementKind): ArrangementWish {
  const wish = { ...usualPlan(kind), billIds: null, signed: true };
  return kind === 'reduction' ? { ...wish, forgiven: basisPoints(100), fund: 'a fund of the city' } : wish;
}

/** I.1: the first of the four kinds that could be signed now, else why the first could not. */
export function signAnyPlan(facts: AccountFacts, policy: PolicyParameters, now: Instant): SignGrant {
  const tried = ARRANGEMENT_KINDS.map((kind) => maySignArrangement(facts, policy, now, bestWish(kind)));
  const [first] = tried;
  if (first === undefined) throw new RangeError('There is no kind of arrangement.');
  return tried.find((each) => each.granted) ?? first;
}

/** I.3.b: what is paid first, and when all is. */
export function planDetail({ rows, lastOn }: Planned): string {
  const [first] = rows;
  return first === undefined
    ? 'One of four kinds.'
    : `${formatDollars(first.amount)} first, the rest by ${longDay(lastOn)}.`;
}

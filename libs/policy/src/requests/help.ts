import { dayOf } from '../calendar/zoned.ts';
import { grant } from '../engine/decision.ts';
import { formatDollars } from '../money/money.ts';
import { mayVerifyHousehold } from '../sections/c/c1b-low-income.ts';
import { conditionsOf } from '../sections/g/g1-conditions.ts';
import { dueNow, mayPayInstalment, standingArrangement } from '../sections/i/i1-arrangements.ts';
import { dayIn } from '../texts.ts';
import type { ArrangementFacts } from '../facts/facts.ts';
import type { Day } from '../units.ts';
import type { Asked, Tried } from './previews.ts';

/** G.1.b: proof of a low income. */
export function tryHousehold({ facts, policy, now }: Asked): Tried {
  const counts = conditionsOf(facts, policy, now).financial;
  return {
    answer: grant([], 'G.1.b', 'The proof is taken.'),
    detail: counts ? 'One on file counts already.' : 'A program, or a declared income.',
  };
}

/** C.1.b: a look at the proof that nobody has verified. */
export function tryVerification({ facts: { household } }: Asked): Tried {
  const answer = mayVerifyHousehold(household, true);
  return { answer, detail: 'It counts once it is found in order.', applies: answer.granted };
}

/** I.3.c: what is due on an arrangement today; else what comes next. */
function instalmentDetail(arrangement: ArrangementFacts, today: Day): string {
  const due = dueNow(arrangement, today);
  if (due > 0) return `${formatDollars(due)} is due now.`;
  const next = arrangement.rows.find((row) => row.unpaid > 0);
  return next
    ? `${formatDollars(next.unpaid)} on ${dayIn(next.due, today)}; nothing is due now.`
    : 'Every instalment is paid.';
}

/** I.3.c: cash toward the arrangement in force. */
export function tryInstalment({ facts, policy, now }: Asked): Tried {
  const answer = mayPayInstalment(facts);
  const standing = standingArrangement(facts);
  const applies = standing !== null;
  return answer.granted && standing
    ? { answer, detail: instalmentDetail(standing, dayOf(now, policy.timeZone)), applies }
    : { answer, applies };
}

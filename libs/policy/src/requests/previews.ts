import { dayOf } from '../calendar/zoned.ts';
import { feesOwed, pastDueTotal } from '../money/balance.ts';
import { addCents, formatDollars } from '../money/money.ts';
import { mayWaiveAsCourtesy, mayWaiveForLowIncome, penaltyToWaive } from '../sections/c/c1a-waivers.ts';
import { billToExtend, lastExtensionDay, mayExtend } from '../sections/d/d1-extensions.ts';
import { hasTenants, mayTakeService, unitsToClose } from '../sections/e/e3-tenants.ts';
import { mayReconnect } from '../sections/f/f1-reconnection.ts';
import { conditionsOf, maySubmitCertificate } from '../sections/g/g1-conditions.ts';
import { mayReview, openReview } from '../sections/g/g2-reviews.ts';
import { mayPay } from '../sections/j/j1-may-pay.ts';
import { dayIn } from '../texts.ts';
import { appealDetail, bestAppeal } from './appeals.ts';
import { planDetail, signAnyPlan } from './plans.ts';
import type { ClauseId } from '../clauses/clause-id.ts';
import type { PolicyDecision } from '../engine/decision.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { AppealMatter } from '../sections/h/h1-appeals.ts';
import type { Channel, Tender } from '../sections/j/j1-payments.ts';
import type { Instant } from '../units.ts';

/** How a request came out when it was tried. */
export interface Tried {
  readonly answer: PolicyDecision;
  /** Left out: what the answer says. */
  readonly detail?: string;
  /** Left out: true. */
  readonly applies?: boolean;
}

export interface Asked {
  readonly facts: AccountFacts;
  readonly policy: PolicyParameters;
  readonly now: Instant;
  readonly matters: readonly AppealMatter[];
}

/** What a request is called, the clause that it is asked under, and how it is tried. */
export type Try = readonly [title: string, clause: ClauseId, attempt: (asked: Asked) => Tried];

/** Where the office itself takes each tender, with its name. */
const OVER_THE_COUNTER: readonly (readonly [Tender, Channel, string])[] = [
  ['cash', 'counter', 'cash'],
  ['check', 'counter', 'check'],
  ['card', 'counter', 'card'],
  ['money-order', 'counter', 'money order'],
  ['cashiers-check', 'counter', 'cashier’s check'],
];

/** J.1, J.7: a payment over the counter, by any tender. */
export function tryPayment({ facts, policy, now }: Asked): Tried {
  const owed = addCents(pastDueTotal(facts, policy, now), feesOwed(facts));
  const answers = OVER_THE_COUNTER.map(([tender, channel, name]) => ({
    name,
    answer: mayPay(facts, { amount: owed, tender, channel, purpose: null }, policy, now, []),
  }));
  const taken = answers.filter((each) => each.answer.granted);
  const [first] = taken.length > 0 ? taken : answers;
  if (first === undefined) throw new RangeError('The office takes no tender at all.');
  const names = taken.map((each) => each.name).join(', ');
  const only = taken.length < answers.length ? ' only' : '';
  const sentence = `${names.charAt(0).toUpperCase()}${names.slice(1)}${only}.`;
  return { answer: first.answer, ...(taken.length > 0 ? { detail: sentence } : {}) };
}

/** D.1 to D.6: more time, in writing, to the last day allowed. */
export function tryExtension({ facts, policy, now }: Asked): Tried {
  const bill = billToExtend(facts);
  const until = bill === null ? dayOf(now, policy.timeZone) : lastExtensionDay(bill, policy);
  const answer = mayExtend(facts, policy, now, { until, written: true });
  const applies = bill !== null;
  return answer.granted
    ? { answer, detail: `Choose a date to ${dayIn(until, dayOf(now, policy.timeZone))}.`, applies }
    : { answer, applies };
}

/** C.1.a, C.1.b. */
export function tryWaiver(kind: 'courtesy' | 'low-income', { facts, policy, now }: Asked): Tried {
  const answer = kind === 'courtesy' ? mayWaiveAsCourtesy(facts, policy, now) : mayWaiveForLowIncome(facts, policy);
  const applies = penaltyToWaive(facts) !== null;
  return answer.granted
    ? { answer, detail: `${formatDollars(answer.amount)} is taken back.`, applies }
    : { answer, applies };
}

/** H.3.a: an appeal of what has most time left. */
export function tryAppeal(asked: Asked): Tried {
  const { answer, matter } = bestAppeal(asked.facts, asked.policy, asked.now, asked.matters);
  const detail = matter === null ? answer.says : appealDetail(matter, answer, asked.policy, asked.now);
  return { answer, detail, applies: matter !== null };
}

/** I.1: a plan of any kind, signed. */
export function tryPlan({ facts, policy, now }: Asked): Tried {
  const best = signAnyPlan(facts, policy, now);
  const applies = best.billIds.length > 0;
  return best.granted && best.planned !== null
    ? { answer: best, detail: planDetail(best.planned), applies }
    : { answer: best, applies };
}

/** G.2: an answer of the city to the papers of a review. */
export function tryReview({ facts, policy, now }: Asked): Tried {
  const applies = openReview(facts) !== null;
  const answers = (['offer', 'ask-more', 'not-eligible'] as const).map((answer) =>
    mayReview(facts, policy, now, answer),
  );
  const [first] = answers;
  if (first === undefined) throw new RangeError('There is no answer to a review.');
  const answer = answers.find((each) => each.granted) ?? first;
  return {
    answer,
    detail: answer.granted ? 'Ask for more, offer a plan, or find not eligible.' : answer.says,
    applies,
  };
}

/** F.1 to F.4: the water, in office hours. */
export function tryReconnection({ facts, policy, now }: Asked): Tried {
  const answer = mayReconnect(facts, policy, now, false);
  const applies = facts.service === 'off';
  // Asked again, it is the same request: its fee is charged once.
  const asked = facts.orders.some((order) => order.kind.startsWith('reconnect') && order.finishedAt === null);
  return asked && answer.granted
    ? { answer, detail: 'Asked for already; its order stands.', applies }
    : { answer, applies };
}

/** E.3.d: a tenant who accepts the terms and pays the deposit, in a unit that is not taken. */
export function tryTenant({ facts }: Asked): Tried {
  const unit = facts.units === 1 ? null : (unitsToClose(facts).find((each) => each !== null) ?? 1);
  const answer = mayTakeService(facts, { unit, terms: 'accepted', deposit: 'paid' });
  return { answer, applies: hasTenants(facts) };
}

/** G.1.a: a certificate of today. */
export function tryCertificate({ facts, policy, now }: Asked): Tried {
  const answer = maySubmitCertificate(facts, policy, now, dayOf(now, policy.timeZone));
  const { medical } = conditionsOf(facts, policy, now);
  const detail = medical ? 'One on file counts already.' : 'Its date, and nothing of the illness.';
  return answer.granted ? { answer, detail } : { answer, applies: false };
}

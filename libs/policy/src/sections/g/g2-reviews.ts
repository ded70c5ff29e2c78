import { addDays } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { momentIn } from '../../texts.ts';
import { endOfDay } from './g1-conditions.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, ReviewFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Instant } from '../../units.ts';

/** How the city asked for more: a portal message is there the same day, a letter travels. */
export type AskedBy = 'portal' | 'mail';
export const REVIEW_OUTCOMES = ['ask-more', 'offer', 'not-eligible'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** G.2-a: the last moment for the city's reply: seven calendar days after the papers came, to the end of that day. */
export function replyDue(receivedAt: Instant, policy: PolicyParameters): Instant {
  return endOfDay(addDays(dayOf(receivedAt, policy.timeZone), policy.review.replyDays), policy);
}

/** G.2-b: the last moment to supply what was asked for: five calendar days after it was received; a letter is presumed three days on its way. */
export function supplyDue(askedAt: Instant, by: AskedBy, policy: PolicyParameters): Instant {
  const asked = dayOf(askedAt, policy.timeZone);
  const received = by === 'mail' ? addDays(asked, policy.review.mailDays) : asked;
  return endOfDay(addDays(received, policy.review.supplyDays), policy);
}

/** G.2-c: the last moment for the city's decision: five calendar days after what it asked for came. */
export function decisionDue(suppliedAt: Instant, policy: PolicyParameters): Instant {
  return endOfDay(addDays(dayOf(suppliedAt, policy.timeZone), policy.review.decideDays), policy);
}

/** G.1.c, reading 95: the last moment of an offer. */
export function offerEnds(offeredAt: Instant, policy: PolicyParameters): Instant {
  return endOfDay(addDays(dayOf(offeredAt, policy.timeZone), policy.arrangement.offerDays), policy);
}

/** G.2: the review that runs, or null. There is one at a time. */
export function openReview(facts: Pick<AccountFacts, 'reviews'>): ReviewFacts | null {
  return facts.reviews[0] ?? null;
}

/** G.2: until when a review holds the turn-off: while the city is to answer, however late it is; else to the customer's last moment. */
export function reviewHoldUntil(review: Pick<ReviewFacts, 'stage' | 'dueAt'>): Instant | null {
  return review.stage === 'supply' ? review.dueAt : null;
}

/** G.2-b: whether what the city asked for would be in time now. */
export function maySupply(
  facts: Pick<AccountFacts, 'reviews'>,
  policy: PolicyParameters,
  now: Instant,
): PolicyDecision {
  const review = openReview(facts);
  const objections: Objection[] = [];
  if (review?.stage !== 'supply') {
    objections.push({ clauses: ['G.2-b'], says: 'The city has not asked for anything that is still missing.' });
  } else if (now > review.dueAt) {
    const last = momentIn(review.dueAt, now, policy.timeZone);
    objections.push({
      clauses: ['G.2-b'],
      says: `The last moment to supply this was ${last}. Please send your papers again.`,
    });
  }
  return grant(objections, 'G.2-b', 'It is in time.');
}

/** G.2-a, G.2-c: whether the city may give this answer now. It answers late rather than not at all. */
export function mayReview(
  facts: Pick<AccountFacts, 'reviews'>,
  policy: PolicyParameters,
  now: Instant,
  outcome: ReviewOutcome,
): PolicyDecision {
  const review = openReview(facts);
  if (review === null) {
    return grant([{ clauses: ['G.2'], says: 'There are no papers and no request to review.' }], 'G.2', '');
  }
  const objections: Objection[] = [];
  if (review.stage === 'supply' && outcome === 'not-eligible' && now <= review.dueAt) {
    const last = momentIn(review.dueAt, now, policy.timeZone);
    objections.push({ clauses: ['G.2-b'], says: `The customer may supply what was asked for until ${last}.` });
  }
  if (review.stage === 'supply' && outcome === 'ask-more') {
    objections.push({ clauses: ['G.2-b'], says: 'The city has asked already; it is for the customer to answer.' });
  }
  if (review.stage === 'decide' && outcome === 'ask-more') {
    objections.push({
      clauses: ['G.2-c'],
      says: 'After the customer has supplied what was asked for, the city decides.',
    });
  }
  return grant(objections, answerClause(review), 'The city may answer so.');
}

/** The limit that an answer of the city keeps or misses. */
export function answerClause(review: Pick<ReviewFacts, 'stage'>): 'G.2-a' | 'G.2-c' {
  return review.stage === 'reply' ? 'G.2-a' : 'G.2-c';
}

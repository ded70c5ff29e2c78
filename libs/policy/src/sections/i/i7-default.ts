import { addBusinessDays, addDays, rollForward } from '../../calendar/days.ts';
import { dayOf, startOfDay, toInstant } from '../../calendar/zoned.ts';
import { dueAct } from '../../engine/due-action.ts';
import { actedOnBills, isSmall } from '../../money/smallest-debt.ts';
import { payBy } from '../e/e1-sixtieth-day.ts';
import { certificateThrough, endOfDay, lastingCertificate } from '../g/g1-conditions.ts';
import { openReview } from '../g/g2-reviews.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts, ArrangementFacts, BillFacts, HoldFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

/** I.7: the bills that a customer under an arrangement keeps current: those issued after the signature. */
export function currentBills(
  arrangement: Pick<ArrangementFacts, 'signedAt' | 'billIds'>,
  facts: Pick<AccountFacts, 'bills'>,
  policy: PolicyParameters,
): readonly BillFacts[] {
  const { signedAt, billIds } = arrangement;
  if (signedAt === null) return [];
  const signed = dayOf(signedAt, policy.timeZone);
  const others = facts.bills.filter((bill) => bill.billDate > signed && !billIds.includes(bill.billId));
  return actedOnBills({ bills: others }, policy);
}

/** I.7: the day on which an instalment has been missed for sixty days. */
export function defaultDay(due: Day, policy: PolicyParameters): Day {
  return addDays(due, policy.arrangement.defaultDays);
}

/**
 * I.7: when an arrangement has failed, as things stand: an instalment unpaid for sixty days, or a current bill unpaid at its
 * 60th day (E.1), at the hour that decides; null while nothing is unpaid.
 */
export function defaultAt(
  arrangement: ArrangementFacts,
  facts: AccountFacts,
  policy: PolicyParameters,
): Instant | null {
  if (arrangement.state !== 'in-force') return null;
  const moments = currentBills(arrangement, facts, policy).map((bill) => payBy(bill, policy));
  for (const { due, unpaid } of arrangement.rows) {
    // Reading 10: a rest that nothing is done for fails no plan.
    if (unpaid > 0 && !isSmall(unpaid, policy))
      moments.push(toInstant(defaultDay(due, policy), policy.payByTime, policy.timeZone));
  }
  const [first, ...rest] = moments;
  return first === undefined ? null : rest.reduce((a, b) => (b < a ? b : a), first);
}

/** I.7: the last moment that the final notice at the door still holds: closing may begin on the fifth business day after it. */
export function finalNoticeHolds(hungAt: Instant, policy: PolicyParameters): Instant {
  const hung = dayOf(hungAt, policy.timeZone);
  const close = addBusinessDays(hung, policy.arrangement.finalHangerBusinessDays, policy);
  return endOfDay(addDays(close, -1), policy);
}

/**
 * I.7: while an arrangement is in force, a current bill unpaid at its 60th day makes it fail first, and nothing is closed
 * before the final notice has hung. `holdId` is 0: no record stands behind it.
 */
export function currentChargeHolds(
  bill: BillFacts,
  facts: AccountFacts,
  policy: PolicyParameters,
): readonly HoldFacts[] {
  if (facts.arrangements.length === 0) return [];
  return facts.arrangements
    .filter((each) => each.state === 'in-force' && currentBills(each, facts, policy).includes(bill))
    .map(() => ({
      holdId: 0,
      clause: 'I.7' as const,
      kind: 'arrangement',
      from: payBy(bill, policy),
      until: null,
      billIds: [bill.billId],
    }));
}

/** I.7: bills that the turn-off of a failed arrangement is for. */
export function brokenBillIds(facts: Pick<AccountFacts, 'arrangements'>): readonly number[] {
  return facts.arrangements.filter((each) => each.state === 'defaulted').flatMap((each) => each.billIds);
}

/** I.3.c: when the reminder of a missed instalment goes out: the business day after it. */
export function instalmentReminderAt(due: Day, policy: PolicyParameters): Instant {
  return toInstant(rollForward(addDays(due, 1), policy), policy.penaltyRunAt, policy.timeZone);
}

/** G.1.a: when the household is asked for a new certificate: on the first day that the last one does not count. */
function renewalActs(facts: AccountFacts, policy: PolicyParameters): DueAct[] {
  const certificate = lastingCertificate(facts);
  if (certificate === null || !facts.arrangements.some((each) => each.state === 'in-force')) return [];
  const at = startOfDay(addDays(certificateThrough(certificate, policy), 1), policy.timeZone);
  return [dueAct(facts, at, 'certificate-renewal', 'G.1.a', null, `certificate-${certificate.certificateId}`)];
}

/** G.1.c, G.2-b, I.3.c, I.7: what sections G and I want done in time. */
export function assistanceActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  const found: DueAct[] = [];
  const review = openReview(facts);
  if (review?.stage === 'supply') {
    found.push(dueAct(facts, review.dueAt, 'review-lapse', 'G.2-b', null, `review-${review.reviewId}`));
  }
  for (const each of facts.arrangements) {
    const name = `arrangement-${each.arrangementId}`;
    if (each.state === 'offered' && each.offerEndsAt !== null) {
      found.push(dueAct(facts, each.offerEndsAt, 'offer-lapse', 'G.1.c', null, name));
    }
    const failed = defaultAt(each, facts, policy);
    if (failed !== null) found.push(dueAct(facts, failed, 'arrangement-default', 'I.7', null, name));
    if (each.state !== 'in-force') continue;
    const missed = each.rows.find((row) => row.unpaid > 0);
    if (missed) {
      const at = instalmentReminderAt(missed.due, policy);
      found.push(dueAct(facts, at, 'instalment-reminder', 'I.3.c', null, `${name}/${missed.due}`));
    }
  }
  return [...found, ...renewalActs(facts, policy)];
}

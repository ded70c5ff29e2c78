import type { ArrangementFacts, Instant } from '@curbstop/policy';
import {
  addCents,
  currentBills,
  dayOf,
  missedInstalments,
  missingFromOther,
  nextBusinessDay,
  openReview,
} from '@curbstop/policy';
import { failArrangement, lapseOffer } from '../../../actions/arrangements/end-arrangement.ts';
import { letterOf } from '../../../reconcile/notices/letter.ts';
import { missingMessage, planRefusedNotice } from '../missing-from-notice.ts';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import { closeReview } from '../../../actions/assistance/running-review.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** The arrangement that an act's key ends with. */
function arrangementOf({ it: account, act }: DueAccount): ArrangementFacts {
  const found = account.facts.arrangements.find((each) =>
    act.key.split('/').includes(`arrangement-${each.arrangementId}`),
  );
  if (!found) throw new Error(`${act.key} is about an arrangement that the facts do not hold.`);
  return found;
}

/** G.2-b: the five days are over, and nothing came. The hold ends by itself at the same moment. */
function planReviewLapse({ it: account }: DueAccount, plan: Plan, now: Instant): string {
  const review = openReview(account.facts);
  if (review === null) return 'not due';
  const { accountId } = account;
  plan.writes.push((tx) =>
    closeReview({ tx, actor: SCHEDULER, now }, { accountId, reviewId: review.reviewId, outcome: 'lapsed' }),
  );
  return 'done';
}

/** G.1.c, reading 95. */
function planOfferLapse(due: DueAccount, plan: Plan, now: Instant): string {
  const { arrangementId } = arrangementOf(due);
  plan.writes.push((tx) => lapseOffer(tx, arrangementId, now));
  return 'done';
}

/** G.1.a: the certificate does not count any more; the household is asked for a new one. */
function planRenewal({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const letter = { kind: 'arrangement' as const, clause: act.clause, billIds: [], amount: null, actKey: act.key };
  plan.notices.push(letterOf(account, letter, now));
  return 'done';
}

/** I.3.c: an instalment was missed, and the customer is reminded of all that are. */
function planReminder(due: DueAccount, plan: Plan, now: Instant): string {
  const { it: account, act } = due;
  const arrangement = arrangementOf(due);
  const missed = missedInstalments(arrangement, dayOf(now, policyAt(account.profile, now).timeZone));
  if (missed.length === 0) return 'not due';
  const amount = addCents(...missed.map((row) => row.unpaid));
  const letter = {
    kind: 'reminder' as const,
    clause: act.clause,
    billIds: arrangement.billIds,
    amount,
    actKey: act.key,
  };
  plan.notices.push(letterOf(account, letter, now));
  return 'done';
}

/** I.7: the arrangement has failed. Nothing is closed for it before the final notice has hung at the door for its days. */
function planDefault(due: DueAccount, plan: Plan, now: Instant): string {
  const { it: account, act } = due;
  const arrangement = arrangementOf(due);
  const policy = policyAt(account.profile, now);
  const current = currentBills(arrangement, account.facts, policy).map((bill) => bill.billId);
  const billIds = [...arrangement.billIds, ...current];
  const missing = missingFromOther('door-hanger-final', account.customer, policy);
  if (missing.length > 0) planRefusedNotice(due, missing, plan, now);
  plan.writes.push((tx) => failArrangement(tx, account, arrangement.arrangementId, billIds, now));
  if (!account.facts.open) return 'done';
  plan.orders.push({
    accountId: account.accountId,
    kind: 'door-hanger-final',
    state: missing.length > 0 ? 'held' : 'listed',
    clause: act.clause,
    urgent: false,
    dueOn: nextBusinessDay(dayOf(now, policy.timeZone), policy),
    billIds,
    amount: null,
    verdict: null,
    outcome: missing.length > 0 ? missingMessage(missing).says : null,
    followsId: null,
    crewOnly: true,
    actKey: act.key,
  });
  return 'done';
}

/** G.1.a, G.1.c, G.2-b, I.3.c, I.7. */
export const assistance: Planners<
  'review-lapse' | 'offer-lapse' | 'certificate-renewal' | 'instalment-reminder' | 'arrangement-default'
> = {
  'review-lapse': planReviewLapse,
  'offer-lapse': planOfferLapse,
  'certificate-renewal': planRenewal,
  'instalment-reminder': planReminder,
  'arrangement-default': planDefault,
};

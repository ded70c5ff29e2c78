import type { Instant } from '@curbstop/policy';
import { dayOf, missingFrom, missingFromOther, noticeContents, payBy, penalty, penaltyDay } from '@curbstop/policy';
import { planRefusedNotice } from '../../notices/refuse.ts';
import { termsAt } from '../../policy/terms.ts';
import { billOf } from '../plan.ts';
import type { DueCase, Plan, Planners } from '../plan.ts';

/** C.1: the late charge and its reminder. */
function planPenalty(due: DueCase, plan: Plan, now: Instant): string {
  const { it, act } = due;
  const bill = billOf(due);
  const terms = termsAt(it.profile, now);
  const amount = penalty(bill, terms);
  plan.entries.push({
    accountId: it.accountId,
    kind: 'penalty',
    amount,
    valueDate: penaltyDay(bill),
    clause: 'C.1',
    billId: bill.billId,
    paymentId: null,
    actKey: act.key,
  });
  if (it.facts.noticesByHand) return 'done';
  const missing = missingFromOther('reminder', it.customer, terms);
  if (missing.length > 0) {
    planRefusedNotice(due, missing, plan, now);
    return 'done';
  }
  plan.notices.push({
    accountId: it.accountId,
    kind: 'reminder',
    clause: 'C.1',
    billIds: [bill.billId],
    languages: terms.noticeLanguages,
    amount: null,
    payBy: payBy(bill, terms),
    mailedOn: dayOf(now, terms.timeZone),
    actKey: `${act.key}/reminder`,
  });
  return 'done';
}

/** E.2.a: the disconnection notice, with the past-due amount of today. What lacks a part of E.2.a.i to vi is not mailed. */
function planNotice(due: DueCase, plan: Plan, now: Instant): string {
  const { it, act } = due;
  const terms = termsAt(it.profile, now);
  const bill = billOf(due);
  const contents = noticeContents(it.facts, bill, it.customer, terms, now);
  const missing = missingFrom(contents, terms);
  if (missing.length > 0) {
    planRefusedNotice(due, missing, plan, now);
    return 'refused';
  }
  plan.notices.push({
    accountId: it.accountId,
    kind: 'disconnection',
    clause: 'E.2.a',
    billIds: [bill.billId],
    languages: terms.noticeLanguages,
    amount: contents.total,
    payBy: contents.payBy,
    mailedOn: dayOf(now, terms.timeZone),
    actKey: act.key,
    contents,
  });
  return 'done';
}

/** C.1.c.i: a person looks at the account of the State. */
function planStateTask(due: DueCase, plan: Plan): string {
  plan.tasks.push({
    accountId: due.it.accountId,
    clause: due.act.clause,
    says: `Bill ${billOf(due).number} of the State is unpaid on day 60. Nothing is done by itself.`,
    actKey: due.act.key,
    kind: 'state-account',
    role: 'supervisor',
    dueAt: due.act.at,
  });
  return 'done';
}

/** C.1, C.1.c.i, E.2.a. */
export const delinquency: Planners<'penalty' | 'disconnection-notice' | 'state-task'> = {
  penalty: planPenalty,
  'disconnection-notice': planNotice,
  'state-task': planStateTask,
};

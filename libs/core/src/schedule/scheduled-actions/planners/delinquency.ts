import type { Instant } from '@curbstop/policy';
import {
  addCents,
  awaitsVerification,
  dayOf,
  isArrangedByDue,
  isSmall,
  lowIncomeWaiver,
  missingFrom,
  missingFromOther,
  noticeContents,
  payByWithTimeGiven,
  penaltyDay,
  penaltyEarned,
  residueOf,
  policyOfBill,
  writtenLanguages,
} from '@curbstop/policy';
import { VERIFY_TASK } from '../../../actions/assistance/income-evidence.ts';
import { planRefusedNotice } from '../missing-from-notice.ts';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import { waiveAnew } from '../../../reconcile/late-charges/waive.ts';
import { billOf } from '../due-action.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** C.1.b: a household with a low income is charged and forgiven in one go, which is true then; evidence that nobody has looked at makes a task. */
function planWaiver(due: DueAccount, plan: Plan, now: Instant): boolean {
  const { it: account, act } = due;
  const bill = billOf(due);
  const policy = policyAt(account.profile, now);
  const { household } = account.facts;
  if (lowIncomeWaiver(bill, account.facts, policy).granted) {
    plan.writes.push((tx) => waiveAnew({ tx, actor: SCHEDULER, now }, account.accountId));
    return true;
  }
  if (awaitsVerification(household, policy, penaltyDay(bill)))
    plan.tasks.push({
      accountId: account.accountId,
      kind: VERIFY_TASK,
      role: 'clerk',
      clause: 'C.1.b',
      says: `Evidence of a low income waits to be looked at; it may waive the late charge on bill ${bill.number}.`,
      dueAt: null,
      actKey: `${act.key}/${VERIFY_TASK}`,
    });
  return false;
}

/** C.1: the late charge and its reminder. */
function planPenalty(due: DueAccount, plan: Plan, now: Instant): string {
  const { it: account, act } = due;
  const bill = billOf(due);
  const policy = policyAt(account.profile, now);
  if (isArrangedByDue(bill, account.facts, policy)) return 'arranged';
  const amount = penaltyEarned(bill, account.facts, policy);
  let owed = residueOf(bill);
  if (amount > 0) {
    plan.entries.push({
      accountId: account.accountId,
      kind: 'penalty',
      amount,
      valueDate: penaltyDay(bill),
      clause: 'C.1',
      billId: bill.billId,
      paymentId: null,
      actKey: act.key,
    });
    if (!planWaiver(due, plan, now)) owed = addCents(owed, amount);
  }
  if (account.facts.noticesByHand || owed === 0 || isSmall(owed, policyOfBill(bill, policy))) return 'done';
  const missing = missingFromOther('reminder', account.customer, policy);
  if (missing.length > 0) {
    planRefusedNotice(due, missing, plan, now);
    return 'done';
  }
  plan.notices.push({
    accountId: account.accountId,
    kind: 'reminder',
    clause: 'C.1',
    billIds: [bill.billId],
    languages: writtenLanguages(policy),
    amount: owed,
    payBy: payByWithTimeGiven(bill, account.facts, policy),
    mailedOn: dayOf(now, policy.timeZone),
    actKey: `${act.key}/reminder`,
  });
  return 'done';
}

/** E.2.a: the disconnection notice, with the past-due amount of today. What lacks a part of E.2.a.i to vi is not mailed. */
function planNotice(due: DueAccount, plan: Plan, now: Instant): string {
  const { it: account, act } = due;
  const policy = policyAt(account.profile, now);
  const bill = billOf(due);
  const contents = noticeContents(account.facts, bill, account.customer, policy, now);
  const missing = missingFrom(contents, policy);
  if (missing.length > 0) {
    planRefusedNotice(due, missing, plan, now);
    return 'refused';
  }
  plan.notices.push({
    accountId: account.accountId,
    kind: 'disconnection',
    clause: 'E.2.a',
    billIds: [bill.billId],
    languages: writtenLanguages(policy),
    amount: contents.total,
    payBy: contents.payBy,
    mailedOn: dayOf(now, policy.timeZone),
    actKey: act.key,
    contents,
  });
  return 'done';
}

/** C.1.c.i: a person looks at the account of the State. */
function planStateTask(due: DueAccount, plan: Plan): string {
  plan.tasks.push({
    accountId: due.it.accountId,
    clause: due.act.clause,
    says: `Bill ${billOf(due).number} of the State is unpaid on day 60. Nothing is done by itself.`,
    actKey: due.act.key,
    kind: 'state-account',
    role: 'supervisor',
    // The policy sets no day for it; opened on day 60, it is not late the same second.
    dueAt: null,
  });
  return 'done';
}

/** C.1, C.1.c.i, E.2.a. */
export const delinquency: Planners<'penalty' | 'disconnection-notice' | 'state-task'> = {
  penalty: planPenalty,
  'disconnection-notice': planNotice,
  'state-task': planStateTask,
};

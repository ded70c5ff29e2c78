import type { BillFacts, DueAct, Instant } from '@curbstop/policy';
import {
  NO_CENTS,
  dayOf,
  hasLapsed,
  mayList,
  nextBusinessDay,
  pastDueTotal,
  payBy,
  penalty,
  penaltyDay,
} from '@curbstop/policy';
import type { Case } from '../accounts/facts.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { append } from '../journal/append.ts';
import type { Happening } from '../journal/append.ts';
import { postEntries } from '../ledger/post.ts';
import type { NewEntry } from '../ledger/post.ts';
import { mailNotices } from '../notices/mail.ts';
import type { NewNotice } from '../notices/mail.ts';
import { createOrders, orderCreated } from '../orders/create.ts';
import type { NewOrder } from '../orders/create.ts';
import { SCHEDULER } from '../orders/events.ts';
import { termsAt } from '../policy/terms.ts';

/** One act that is due, with the account it is due on. */
export interface DueCase {
  readonly it: Case;
  readonly act: DueAct;
}

interface Plan {
  readonly entries: NewEntry[];
  readonly notices: NewNotice[];
  readonly orders: NewOrder[];
  readonly tasks: { accountId: number; clause: string; says: string; actKey: string; dueAt: Instant }[];
  readonly outcomes: string[];
  readonly skipped: Happening[];
}

function billOf(due: DueCase): BillFacts {
  const bill = due.it.facts.bills.find((each) => each.billId === due.act.billId);
  if (!bill) throw new Error(`${due.act.key} is about a bill that the facts do not hold.`);
  return bill;
}

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

/** E.2.a: the disconnection notice, with the past-due amount of today. */
function planNotice(due: DueCase, plan: Plan, now: Instant): string {
  const { it, act } = due;
  const terms = termsAt(it.profile, now);
  const bill = billOf(due);
  plan.notices.push({
    accountId: it.accountId,
    kind: 'disconnection',
    clause: 'E.2.a',
    billIds: [bill.billId],
    languages: terms.noticeLanguages,
    amount: pastDueTotal(it.facts, terms, now),
    payBy: payBy(bill, terms),
    mailedOn: dayOf(now, terms.timeZone),
    actKey: act.key,
  });
  return 'done';
}

/** E.1: onto the turn-off list, with an order for the next close window; the gate has the last word. */
function planListing(due: DueCase, plan: Plan, now: Instant): string {
  const { it, act } = due;
  const terms = termsAt(it.profile, now);
  if (hasLapsed(act, terms, now)) {
    plan.skipped.push({
      event: 'act.skipped',
      facts: { key: act.key, act: act.act, why: 'The list is not made late; the next one takes its place.' },
      at: now,
      actor: SCHEDULER,
      clause: act.clause,
      accountId: it.accountId,
    });
    return 'skipped';
  }
  const answer = mayList(it.facts, terms, now);
  if (!answer.mayList) return 'not due';
  const { verdict } = answer;
  plan.orders.push({
    accountId: it.accountId,
    kind: 'turn-off',
    state: 'listed',
    clause: 'E.1',
    urgent: false,
    dueOn:
      verdict.earliest === null
        ? nextBusinessDay(dayOf(now, terms.timeZone), terms)
        : dayOf(verdict.earliest, terms.timeZone),
    billIds: verdict.billIds,
    amount: verdict.pastDue,
    verdict,
    outcome: null,
    followsId: null,
    crewOnly: false,
    actKey: act.key,
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
    dueAt: due.act.at,
  });
  return 'done';
}

const PLANNERS: Readonly<Record<DueAct['act'], (due: DueCase, plan: Plan, now: Instant) => string>> = {
  penalty: planPenalty,
  'disconnection-notice': planNotice,
  list: planListing,
  'state-task': planStateTask,
  review: () => 'done',
};

/** Marks the keys as done and returns those that were not before: only these may be carried out. */
async function claimActs(tx: Tx, due: readonly DueCase[], now: Instant): Promise<DueCase[]> {
  const made = (await tx.query(
    `INSERT INTO act (key, account_id, act, clause, bill_id, due_at, done_at, outcome)
     SELECT key, account_id, act, clause, bill_id, due_at, $7, 'done'
     FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])
       AS it (key, account_id, act, clause, bill_id, due_at)
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [
      due.map(({ act }) => act.key),
      due.map(({ it }) => it.accountId),
      due.map(({ act }) => act.act),
      due.map(({ act }) => act.clause),
      due.map(({ act }) => act.billId),
      due.map(({ act }) => sqlInstant(act.at)),
      sqlInstant(now),
    ],
  )) as { key: string }[];
  const fresh = new Set(made.map((each) => each.key));
  return due.filter(({ act }) => fresh.has(act.key));
}

async function openTasks(tx: Tx, plan: Plan, now: Instant): Promise<Happening[]> {
  const happenings: Happening[] = [];
  for (const task of plan.tasks) {
    const [made] = (await tx.query(
      `INSERT INTO task (account_id, kind, role, clause, says, due_at, opened_at, act_key)
       VALUES ($1, 'state-account', 'finance', $2, $3, $4, $5, $6) RETURNING id`,
      [task.accountId, task.clause, task.says, sqlInstant(task.dueAt), sqlInstant(now), task.actKey],
    )) as { id: number }[];
    happenings.push({
      event: 'task.opened',
      facts: { taskId: made?.id ?? 0, kind: 'state-account', role: 'finance', due: task.dueAt },
      at: now,
      actor: SCHEDULER,
      clause: 'C.1.c.i',
      accountId: task.accountId,
    });
  }
  return happenings;
}

/**
 * Carries out one act for each of many locked accounts: plans in memory, then one statement a
 * table. A key that is already in `act` is left alone, so a second run does nothing.
 */
export async function carryOut(tx: Tx, all: readonly DueCase[], now: Instant): Promise<number> {
  const due = await claimActs(tx, all, now);
  const plan: Plan = { entries: [], notices: [], orders: [], tasks: [], outcomes: [], skipped: [] };
  for (const each of due) plan.outcomes.push(PLANNERS[each.act.act](each, plan, now));

  const happenings: Happening[] = [...plan.skipped];
  const ids = await postEntries(tx, plan.entries, now);
  plan.entries.forEach((entry, nth) => {
    happenings.push({
      event: 'charge.posted',
      facts: {
        entryId: ids[nth] ?? 0,
        billId: entry.billId,
        kind: entry.kind,
        amount: entry.amount,
        valueDate: entry.valueDate,
      },
      at: now,
      actor: SCHEDULER,
      clause: entry.clause,
      accountId: entry.accountId,
    });
  });
  happenings.push(...(await mailNotices(tx, plan.notices, SCHEDULER, now)));
  for (const order of await createOrders(tx, plan.orders, now)) {
    happenings.push(
      {
        event: 'list.entered',
        facts: { orderId: order.id, pastDue: order.amount ?? NO_CENTS },
        at: now,
        actor: SCHEDULER,
        clause: 'E.1',
        accountId: order.accountId,
      },
      orderCreated(order, now, SCHEDULER),
    );
  }
  happenings.push(...(await openTasks(tx, plan, now)));
  await append(tx, happenings);
  const undone = due.filter((_, nth) => plan.outcomes[nth] !== 'done');
  if (undone.length > 0) {
    await tx.query(
      'UPDATE act SET outcome = it.outcome FROM unnest($1::text[], $2::text[]) AS it (key, outcome) WHERE act.key = it.key',
      [undone.map(({ act }) => act.key), plan.outcomes.filter((outcome) => outcome !== 'done')],
    );
  }
  return due.length;
}

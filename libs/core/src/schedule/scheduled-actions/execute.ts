import type { Instant } from '@curbstop/policy';
import { NO_CENTS, dayOf } from '@curbstop/policy';
import { batchActions } from './batch-of-actions.ts';
import { rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import type { JournalEntry } from '../../journal/append.ts';
import { chargesPosted, postEntries } from '../../records/ledger/post.ts';
import { mailNotices } from '../../records/notices/mail.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import { SCHEDULER } from '../../journal/system-actors.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { makeTasks } from '../../records/tasks/tasks.ts';
import { PostRunFacts } from './post-run-facts.ts';
import type { Executed } from './post-run-facts.ts';
import { emptyPlan } from './due-action.ts';
import type { DueAccount } from './due-action.ts';
import { PLANNERS } from './planners/index.ts';

/** Marks the keys as done and returns those that were not before: only these may be carried out. */
async function claimActs(tx: Tx, due: readonly DueAccount[], now: Instant): Promise<DueAccount[]> {
  const made = await rows<{ key: string }>(
    tx,
    `INSERT INTO act (key, account_id, act, clause, bill_id, due_at, done_at, outcome)
     SELECT key, account_id, act, clause, bill_id, due_at, $7, 'done'
     FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::int[], $6::timestamptz[])
       AS it (key, account_id, act, clause, bill_id, due_at)
     ON CONFLICT (key) DO NOTHING RETURNING key`,
    [
      due.map(({ act }) => act.key),
      due.map(({ it: account }) => account.accountId),
      due.map(({ act }) => act.act),
      due.map(({ act }) => act.clause),
      due.map(({ act }) => act.billId),
      due.map(({ act }) => sqlInstant(act.at)),
      sqlInstant(now),
    ],
  );
  const fresh = new Set(made.map((each) => each.key));
  return due.filter(({ act }) => fresh.has(act.key));
}

/**
 * Carries out one act for each of many locked accounts: plans in memory, then one statement a
 * table. A key that is already in `act` is left alone, so a second run does nothing.
 */
export async function execute(tx: Tx, all: readonly DueAccount[], now: Instant): Promise<Executed> {
  const due = await claimActs(tx, all, now);
  const plan = emptyPlan();
  const after = new PostRunFacts(all, due);
  const outcomes = due.map((each) => after.watch(each, plan, () => PLANNERS[each.act.act](each, plan, now)));

  const ids = await postEntries(tx, plan.entries, now);
  const happenings: JournalEntry[] = [
    ...plan.happenings,
    ...chargesPosted(plan.entries, ids, { actor: SCHEDULER, now }),
  ];
  const mailed = await mailNotices({ tx, actor: SCHEDULER, now }, plan.notices);
  happenings.push(...mailed);
  const orders = await createOrders(tx, plan.orders, now);
  const listed = new Set<number>();
  for (const order of orders) {
    // A building whose units are closed one by one is listed once.
    if (order.kind === 'turn-off' && !listed.has(order.accountId)) {
      listed.add(order.accountId);
      happenings.push({
        event: 'list.entered',
        facts: { orderId: order.id, pastDue: order.amount ?? NO_CENTS },
        at: now,
        actor: SCHEDULER,
        // E.3.d.i says which units are closed; why the account is listed is E.1 all the same.
        clause: order.unit === null ? order.clause : 'E.1',
        accountId: order.accountId,
      });
    }
    happenings.push(orderCreated(order, now, SCHEDULER));
  }
  happenings.push(...(await makeTasks({ tx, actor: SCHEDULER, now }, plan.tasks)));
  await append(tx, happenings);
  const [first] = due;
  if (first) {
    const today = dayOf(now, policyAt(first.it.profile, now).timeZone);
    await batchActions(tx, plan, { entryIds: ids, mailed, orders }, today, now);
  }
  for (const write of plan.writes) await write(tx);
  const undone = due.filter((_, nth) => outcomes[nth] !== 'done');
  if (undone.length > 0) {
    await tx.query(
      'UPDATE act SET outcome = it.outcome FROM unnest($1::text[], $2::text[]) AS it (key, outcome) WHERE act.key = it.key',
      [undone.map(({ act }) => act.key), outcomes.filter((outcome) => outcome !== 'done')],
    );
  }
  return { count: due.length, ...after.tell(plan, mailed, orders) };
}

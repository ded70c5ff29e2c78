import {
  dayOf,
  hangerAllows,
  hangerDueOn,
  isGoodFaithAttempt,
  nextBusinessDay,
  residueOf,
  writtenLanguages,
} from '@curbstop/policy';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { ReconcileRule } from './rule.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { endHoldAt } from '../../records/holds/holds.ts';
import { append } from '../../journal/append.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import type { OnOrderClosed } from '../../records/orders/closed-order.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { mailNotices } from '../../records/notices/mail.ts';

/** E.2.b: sends a crew to leave at the door what the mail did not bring. */
export async function orderHanger(
  change: Change,
  each: {
    readonly accountId: number;
    readonly billIds: readonly number[];
    readonly dueOn: AccountSnapshot['facts']['openedOn'];
  },
  actKey: string,
): Promise<void> {
  const { tx, actor, now } = change;
  const made = await createOrders(
    tx,
    [
      {
        accountId: each.accountId,
        kind: 'door-hanger',
        state: 'listed',
        clause: 'E.2.b',
        urgent: false,
        dueOn: each.dueOn,
        billIds: each.billIds,
        amount: null,
        verdict: null,
        outcome: null,
        followsId: null,
        crewOnly: true,
        actKey,
      },
    ],
    now,
  );
  await append(
    tx,
    made.map((order) => orderCreated(order, now, actor)),
  );
}

/** The visits for one notice that came back, counted. */
export function hangerKey(accountId: number, noticeId: number, visit: number): string {
  return `${accountId}/-/E.2.b/notice-${noticeId}-visit-${visit}`;
}

function visitOf(actKey: string | null): { noticeId: number; visit: number } | null {
  const match = /\/notice-(\d+)-visit-(\d+)$/.exec(actKey ?? '');
  return match ? { noticeId: Number(match[1]), visit: Number(match[2]) } : null;
}

/** Visits for a notice that a crew made in vain, besides one; what was called off was no visit. */
async function triedBefore(
  tx: Tx,
  order: { readonly id: number; readonly accountId: number },
  noticeId: number,
): Promise<number> {
  const found = await row<{ tried: number }>(
    tx,
    `SELECT count(*)::int AS tried FROM work_order
     WHERE account_id = $1 AND id <> $2 AND state = 'cannot-complete' AND act_key LIKE $3`,
    [order.accountId, order.id, hangerKey(order.accountId, noticeId, 0).replace(/0$/, '%')],
  );
  return found?.tried ?? 0;
}

/**
 * E.2.b: a payment calls the visit off, and the mail has come back all the same: when that payment is itself returned, a crew goes
 * after all. Nothing else would ever end the hold.
 */
export const reconcileReturnedMail: ReconcileRule = async (tx, { it: account, orders, cause }, now) => {
  const { accountId, facts } = account;
  const hold = facts.holds.find((each) => each.kind === 'undeliverable' && each.until === null);
  if (!hold || !facts.open || orders.some((order) => order.kind === 'door-hanger')) return false;
  const covers = (billId: number): boolean => hold.billIds?.includes(billId) ?? true;
  if (!facts.bills.some((bill) => residueOf(bill) > 0 && covers(bill.billId))) return false;
  const last = await row<{ actKey: string | null }>(
    tx,
    `SELECT act_key AS "actKey" FROM work_order WHERE account_id = $1 AND kind = 'door-hanger' AND clause = 'E.2.b'
     ORDER BY id DESC LIMIT 1`,
    [accountId],
  );
  const visited = visitOf(last?.actKey ?? null);
  if (visited === null) return false;
  const dueOn = hangerDueOn(now, policyAt(account.profile, now));
  const key = hangerKey(accountId, visited.noticeId, visited.visit + 1);
  await orderHanger({ tx, actor: cause.actor, now }, { accountId, billIds: hold.billIds ?? [], dueOn }, key);
  return true;
};

/** E.2.b: the notice hangs at the door, or the visit was tried; from then on the hours run. A gate that was locked is tried again. */
export const endDoorHanger: OnOrderClosed = async (change, order, end) => {
  const { tx, now } = change;
  const { accountId, billIds } = order;
  const { profile } = await lockAccountSnapshot(tx, accountId, now);
  const policy = policyAt(profile, now);
  const visited = visitOf(order.actKey);
  if (!end.done && visited && !isGoodFaithAttempt(end.reason, await triedBefore(tx, order, visited.noticeId))) {
    const dueOn = nextBusinessDay(dayOf(now, policy.timeZone), policy);
    const key = hangerKey(accountId, visited.noticeId, visited.visit + 1);
    await orderHanger(change, { accountId, billIds, dueOn }, key);
    return;
  }
  const at = end.done ? end.at : now;
  if (end.done) {
    const mailedOn = dayOf(at, policy.timeZone);
    await append(
      tx,
      await mailNotices(change, [
        {
          accountId,
          kind: 'door-hanger',
          clause: 'E.2.b',
          billIds,
          languages: writtenLanguages(policy),
          amount: null,
          payBy: null,
          mailedOn,
          actKey: `${accountId}/-/E.2.b/order-${order.id}`,
          leftAt: at,
        },
      ]),
    );
  }
  const hold = await row<{ id: number }>(
    tx,
    `SELECT id FROM hold WHERE account_id = $1 AND kind = 'undeliverable' AND lifted_at IS NULL AND until_at IS NULL
     ORDER BY id LIMIT 1`,
    [accountId],
  );
  if (hold) await endHoldAt(change, hold.id, hangerAllows(at, policy));
};

import type { Instant } from '@curbstop/policy';
import { addCents, dayOf, finalNoticeHolds, residueOf, writtenLanguages } from '@curbstop/policy';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { row } from '../../db/tx.ts';
import { endHoldAt } from '../../records/holds/holds.ts';
import { append } from '../../journal/append.ts';
import { mailNotices } from '../../records/notices/mail.ts';
import type { OnOrderClosed } from '../../records/orders/closed-order.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { holdOf } from '../../records/holds/arrangement-hold.ts';

/**
 * I.7: the final notice hangs at the door, in every language: from its fifth business day on the water may be turned off. A crew
 * that could not hang it is sent again by the dispatcher; nothing is closed before.
 */
export const endFinalHanger: OnOrderClosed = async (change, order, end) => {
  const { tx, now } = change;
  if (!end.done) return;
  const { accountId } = order;
  const failed = await row<{ id: number }>(
    tx,
    `SELECT id FROM arrangement WHERE account_id = $1 AND state = 'defaulted'`,
    [accountId],
  );
  if (!failed) return;
  const hold = await holdOf(tx, failed.id);
  if (hold.until !== null) return;
  const account = await lockAccountSnapshot(tx, accountId, now);
  const policy = policyAt(account.profile, now);
  const hungAt: Instant = end.at;
  const owed = account.facts.bills.filter((bill) => hold.billIds.includes(bill.billId)).map(residueOf);
  const notice = {
    accountId,
    kind: 'door-hanger-final' as const,
    clause: 'I.7' as const,
    billIds: hold.billIds,
    languages: writtenLanguages(policy),
    amount: addCents(...owed),
    payBy: null,
    mailedOn: dayOf(hungAt, policy.timeZone),
    leftAt: hungAt,
    actKey: `${accountId}/-/I.7/order-${order.id}`,
  };
  await append(tx, await mailNotices(change, [notice]));
  await endHoldAt(change, hold.holdId, finalNoticeHolds(hungAt, policy));
};

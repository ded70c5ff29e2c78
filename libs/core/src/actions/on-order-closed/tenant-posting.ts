import { dayOf, writtenLanguages } from '@curbstop/policy';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { append } from '../../journal/append.ts';
import { mailNotices } from '../../records/notices/mail.ts';
import { tenantContentsOf } from '../../reconcile/notices/contents.ts';
import type { OnOrderClosed } from '../../records/orders/closed-order.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** E.3.a, D.7, H.6: what a crew has posted is a notice left at the door: to the tenants, or the 48-hour tag. */
export const endDoorTag: OnOrderClosed = async (change, order, end) => {
  const { tx, now } = change;
  if (!end.done) return;
  const { accountId, billIds, clause } = order;
  const account = await lockAccountSnapshot(tx, accountId, now);
  const policy = policyAt(account.profile, now);
  const leftOn = dayOf(end.at, policy.timeZone);
  const forTenants = clause === 'E.3.a';
  await append(
    tx,
    await mailNotices(change, [
      {
        accountId,
        kind: forTenants ? 'tenant' : 'door-hanger',
        clause,
        billIds,
        languages: writtenLanguages(policy),
        amount: null,
        payBy: null,
        mailedOn: leftOn,
        actKey: `${accountId}/-/${clause}/order-${order.id}`,
        leftAt: end.at,
        contents: forTenants ? tenantContentsOf(account, billIds, leftOn, policy) : undefined,
      },
    ]),
  );
};

import type { BillFacts, Day, TenantNoticeContents, PolicyParameters } from '@curbstop/policy';
import { opensAfter, shutoffDay, tenantNoticeContents } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';

/** The bill a notice of several is judged by: the oldest that is named. */
export function leadingBill(account: AccountSnapshot, billIds: readonly number[]): BillFacts | null {
  return account.facts.bills.find((bill) => billIds.includes(bill.billId)) ?? null;
}

/** E.3.b: what the notice to the tenants says when it is left on a day; null when its bill is gone. */
export function tenantContentsOf(
  account: AccountSnapshot,
  billIds: readonly number[],
  leftOn: Day,
  policy: PolicyParameters,
): TenantNoticeContents | null {
  const bill = leadingBill(account, billIds);
  return (
    bill && tenantNoticeContents(leftOn, bill, account.facts, policy, opensAfter(shutoffDay(bill, policy), policy))
  );
}

import { finalBillBy } from '@curbstop/policy';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { issueFinalBill } from '../billing/final-bill.ts';
import type { Change } from '../../db/change.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { openTask } from '../../records/tasks/tasks.ts';
import { FINAL_BILL_TASK } from '../../records/bills/final-bill-task.ts';

/**
 * A.2.c, A.3: a closed account whose final read is posted is billed for the last time: by its reads where bill runs serve the
 * place, by a clerk elsewhere, and where the reads make no sense. Asked again it does nothing.
 */
export async function finishAccount(change: Change, accountId: number): Promise<void> {
  const { tx, now } = change;
  const account = await lockAccountSnapshot(tx, accountId, now);
  const { closing, open } = account.facts;
  if (open || closing === null || closing.finalReadAt === null || closing.finalBilled) return;
  if (closing.onRoute && (await issueFinalBill(change, account))) return;
  const policy = policyAt(account.profile, now);
  const says = 'The account is closed and the final read is posted. Make the final bill.';
  const task = { accountId, kind: FINAL_BILL_TASK, role: 'clerk' as const, clause: 'A.3' as const, says };
  const dueAt = finalBillBy(closing.on, policy);
  await openTask(change, { ...task, dueAt, actKey: `${accountId}/-/A.3/final-bill` });
}

import type { Actor } from '@curbstop/contracts';
import type { Instant, LostEvening } from '@curbstop/policy';
import { givenBack, lastEvenings, momentIn } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { loadAccounts } from '../../facts/account-facts.ts';
import { NotFound, Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { placeHold } from '../../records/holds/holds.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';
import { Bill } from '../../records/bills/bill.entity.ts';

/** J.4.a: a supervisor gives one business day more for a lost evening: to pay without the late charge, or to stay off the list. */
export async function restorePayBy(
  source: DataSource,
  one: { readonly accountId: number; readonly taskId: number },
  actor: Actor,
  now: Instant,
): Promise<{ readonly until: Instant; readonly says: string }> {
  const { accountId, taskId } = one;
  return changeAccounts(source, { request: 'extend-pay-by', accountIds: [accountId], actor, now }, async (change) => {
    const { tx, accept } = change;
    mustBe(actor, ['supervisor'], 'J.4.a', 'Only a supervisor gives a day more for a lost evening.');
    const [found] = await loadAccounts(tx, [accountId], now, { lock: true });
    if (!found) throw new NotFound('There is no such account.');
    const task = await row<{ subject: { billId: number; what: LostEvening['what'] }; open: boolean }>(
      tx,
      "SELECT subject, done_at IS NULL AS open FROM task WHERE id = $1 AND account_id = $2 AND kind = 'website-outage'",
      [taskId, accountId],
    );
    if (!task) throw new NotFound('There is no such task.');
    if (!task.open) throw new Refused('This was decided already.', ['J.4.a']);
    const policy = policyAt(found.profile, now);
    const bill = found.facts.bills.find((each) => each.billId === task.subject.billId);
    const lost = bill && lastEvenings(bill, policy).find((each) => each.what === task.subject.what);
    if (!bill || !lost) throw new Refused('The bill is paid.', ['J.4.a']);
    const { on, until } = givenBack(lost, bill, policy);
    await accept('J.4.a');
    if (lost.what === 'due-date') await tx.update(Bill, bill.billId, { countsUntil: on });
    else {
      const hold = {
        accountId,
        kind: 'extension',
        clause: 'J.4.a',
        reason: 'The website was down.',
        until,
        billIds: [bill.billId],
      } as const;
      await placeHold(change, hold);
    }
    const says = `May be paid until ${momentIn(until, now, policy.timeZone)}.`;
    await closeTasks(change, { accountId, kind: 'website-outage', outcome: says, taskId });
    return { until, says };
  });
}

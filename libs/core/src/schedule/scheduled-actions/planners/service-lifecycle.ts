import type { Instant } from '@curbstop/policy';
import { NO_CENTS, creditRefund, formatDollars } from '@curbstop/policy';
import { changeInside } from '../../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../../facts/account-facts.ts';
import { stopService } from '../../../actions/stop-service/stop-service.ts';
import { takeRadioRead } from '../../../actions/stop-service/final-read.ts';
import { finishAccount } from '../../../actions/stop-service/finish-account.ts';
import { beginAccount } from '../../../actions/start-service/begin-account.ts';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import { UNCLAIMED_TASK, makeRefund } from '../../../actions/billing/refund.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** A.1: the day from which service was asked for. */
function planOpening({ it: { accountId } }: DueAccount, plan: Plan, now: Instant): string {
  const of = { accountIds: [accountId], actor: SCHEDULER, now };
  plan.writes.push((tx) => changeInside(tx, of, () => beginAccount({ tx, actor: SCHEDULER, now }, accountId, null)));
  return 'done';
}

/** A.3: the day on which service ends. */
function planClosing({ it: { accountId } }: DueAccount, plan: Plan, now: Instant): string {
  const of = { accountIds: [accountId], actor: SCHEDULER, now };
  plan.writes.push((tx) =>
    changeInside(tx, of, async (change) => {
      await change.touch(...(await stopService({ tx, actor: SCHEDULER, now }, accountId)));
    }),
  );
  return 'done';
}

/** A.3: a reading that the radio brought near the close spares the crew its way. */
function planFinalRead({ it: { accountId } }: DueAccount, plan: Plan, now: Instant): string {
  const of = { accountIds: [accountId], actor: SCHEDULER, now };
  plan.writes.push((tx) =>
    changeInside(tx, of, async () => {
      const account = await lockAccountSnapshot(tx, accountId, now);
      if (await takeRadioRead({ tx, actor: SCHEDULER, now }, account))
        await finishAccount({ tx, actor: SCHEDULER, now }, accountId);
    }),
  );
  return 'done';
}

/** A.2.d, A.5. */
function planRefund({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const { closing } = account.facts;
  const refund = closing === null ? null : creditRefund(closing, policyAt(account.profile, now));
  if (refund === null) return 'not due';
  const { amount, clause } = refund;
  const of = { accountIds: [account.accountId], actor: SCHEDULER, now };
  plan.writes.push((tx) =>
    changeInside(tx, of, async () => {
      const locked = await lockAccountSnapshot(tx, account.accountId, now);
      await makeRefund({ tx, actor: SCHEDULER, now }, locked, { amount, clause, actKey: act.key });
    }),
  );
  return 'done';
}

/** A.5: too small to be sent by itself. */
function planUnclaimed({ it: account, act }: DueAccount, plan: Plan): string {
  const credit = account.facts.closing?.credit ?? NO_CENTS;
  if (credit === 0) return 'not due';
  plan.tasks.push({
    accountId: account.accountId,
    kind: UNCLAIMED_TASK,
    role: 'finance',
    clause: 'A.5',
    says: `The closed account has a credit of ${formatDollars(credit)}. It is listed for unclaimed property, and paid when the customer asks.`,
    dueAt: null,
    actKey: act.key,
  });
  return 'done';
}

/** A.1, A.2.d, A.3, A.5. */
export const tenurePlanners: Planners<
  'account-opens' | 'account-closes' | 'final-read' | 'refund' | 'unclaimed-credit'
> = {
  'account-opens': planOpening,
  'account-closes': planClosing,
  'final-read': planFinalRead,
  refund: planRefund,
  'unclaimed-credit': planUnclaimed,
};

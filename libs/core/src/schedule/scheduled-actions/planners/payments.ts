import type { ClauseId, Instant, Purpose } from '@curbstop/policy';
import { dayOf, formatDollars, nextBusinessDay } from '@curbstop/policy';
import { changeInside } from '../../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../../facts/account-facts.ts';
import { startDebit } from '../../../actions/autopay/debit.ts';
import { clearFlags } from '../../../records/flags/account-flags.ts';
import { append } from '../../../journal/append.ts';
import { SCHEDULER } from '../../../journal/system-actors.ts';
import { creditPayment } from '../../../actions/payments/credit-payment.ts';
import { Payment } from '../../../records/payments/payment.entity.ts';
import { policyAt } from '../../../records/policy-versions/policy-in-force.ts';
import { makeNsfTurnOff } from '../../../reconcile/returned-payments/turn-off-order.ts';
import type { DueAccount, Plan, Planners } from '../due-action.ts';

/** K.6: the hour of the blue tag has passed. */
function planNsfTurnOff({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const policy = policyAt(account.profile, now);
  const clause: ClauseId = 'K.6';
  const dueOn = nextBusinessDay(dayOf(now, policy.timeZone), policy);
  plan.writes.push(async (tx) => {
    const wanted = { clause, urgent: false, dueOn, actKey: act.key, followsId: null };
    await makeNsfTurnOff({ tx, actor: SCHEDULER, now }, await lockAccountSnapshot(tx, account.accountId, now), wanted);
  });
  return 'done';
}

/** What hangs on the account follows its facts again. */
function planLook({ it: account }: DueAccount, plan: Plan, now: Instant): string {
  const of = { accountIds: [account.accountId], actor: SCHEDULER, now };
  plan.writes.push((tx) => changeInside(tx, of, () => Promise.resolve()));
  return 'done';
}

/** J.7.a. */
function planCashOnlyEnd({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const flag = account.facts.flags.find((each) => act.key.endsWith(`/flag-${each.flagId}`));
  if (!flag) return 'not due';
  const over = {
    accountId: account.accountId,
    kind: flag.kind,
    flagId: flag.flagId,
    clause: act.clause,
    why: 'Its year is over.',
  };
  plan.writes.push(async (tx) => {
    await clearFlags({ tx, actor: SCHEDULER, now }, over);
  });
  return 'done';
}

/** J.6. */
function planDebitStart({ it: account }: DueAccount, plan: Plan, now: Instant): string {
  plan.writes.push((tx) => startDebit({ tx, actor: SCHEDULER, now }, account.accountId));
  return 'done';
}

/** J.2.a, J.3. */
function planCredit({ it: account, act }: DueAccount, plan: Plan, now: Instant): string {
  const coming = account.facts.incoming.find((each) => act.key.endsWith(`/payment-${each.paymentId}`));
  if (!coming) return 'not due';
  const { accountId } = account;
  const { paymentId, amount, on, clause } = coming;
  const of = { accountIds: [accountId], actor: SCHEDULER, now };
  plan.writes.push((tx) =>
    changeInside(tx, of, async (change) => {
      const { purpose } = await tx.findOneByOrFail(Payment, { id: paymentId });
      const counted = {
        paymentId,
        accountId,
        amount,
        effective: on,
        clause,
        purpose: purpose satisfies Purpose | null,
      };
      await creditPayment(change, counted, dayOf(now, policyAt(account.profile, now).timeZone));
      await append(tx, [
        { event: 'payment.credited', facts: { paymentId, amount }, at: now, actor: SCHEDULER, clause, accountId },
      ]);
      const says = `Paid ${formatDollars(amount)}.`;
      change.causedBy({ paid: { amount, clause, says } });
    }),
  );
  return 'done';
}

/** J.2.a, J.3, J.6, J.7.a, K.6. */
export const paymentPlanners: Planners<
  'nsf-turn-off' | 'look-again' | 'cash-only-ends' | 'debit-starts' | 'payment-counts'
> = {
  'nsf-turn-off': planNsfTurnOff,
  'look-again': planLook,
  'cash-only-ends': planCashOnlyEnd,
  'debit-starts': planDebitStart,
  'payment-counts': planCredit,
};

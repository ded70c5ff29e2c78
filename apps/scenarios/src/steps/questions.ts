import { askEveryGate, balanceOf, loadAccounts } from '@curbstop/core';
import type { AccountSnapshot } from '@curbstop/core';
import { amountsToPay, formatDollars, mostPressing, pastDueTotal, toPaySays } from '@curbstop/policy';
import type { Step } from '../read/steps.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';

async function caseOf(world: World, step: Step): Promise<AccountSnapshot> {
  const [account] = await loadAccounts(world.source, [world.accountId(step)], world.now, { lock: false });
  if (!account) throw new Error(`The account ${step.account} is gone.`);
  return account;
}

/** Questions that change nothing. */
export const stepsOfQuestions: StepHandlers = {
  'ask-may-close': async (world, step) => {
    const verdict = askEveryGate(await caseOf(world, step), world.now);
    const says = verdict.terms
      .filter((term) => term.binds)
      .map((term) => term.says)
      .join(' ');
    world.answered(
      step.account,
      'answer',
      {
        'may-close': verdict.mayClose,
        earliest: verdict.earliest,
        because: verdict.mayClose ? [] : verdict.because,
      },
      says === '' ? 'The water may be turned off now.' : says,
    );
  },
  'ask-balance': async (world, step) => {
    const account = await caseOf(world, step);
    const balance = await balanceOf(world.source, account.accountId);
    const pastDue = pastDueTotal(account.facts, world.policy, world.now);
    const pressing = mostPressing(amountsToPay(account.facts, world.policy, world.now), pastDue);
    const toPay = pressing === null ? '' : ` ${toPaySays(pressing, world.policy, world.now)}`;
    const says = `The balance is ${formatDollars(balance)}, of which ${formatDollars(pastDue)} is past due.${toPay}`;
    world.answered(step.account, 'balance', { amount: balance, 'past-due': pastDue }, says);
  },
};

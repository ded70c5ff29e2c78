import { issueManualBill } from '@curbstop/core';
import type { StepHandlers } from './handler.ts';

/** Bills by hand (B). */
export const stepsOfMoney: StepHandlers = {
  'issue-bill': async (world, step) => {
    const { amount, kind, name } = step.its;
    const accountId = world.accountId(step);
    const bill = await issueManualBill(
      world.source,
      { accountId, amount, kind },
      world.actor(step, 'clerk'),
      world.now,
    );
    if (name !== undefined) world.names.nameBill(bill.billId, name);
  },
};

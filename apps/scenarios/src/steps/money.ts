import { randomUUID } from 'node:crypto';
import { issueBillOf, takePayment } from '@curbstop/core';
import { asked } from './asked.ts';
import type { StepHandlers } from './handler.ts';

/** Bills by hand and payments (B, J). */
export const stepsOfMoney: StepHandlers = {
  'issue-bill': async (world, step) => {
    const { amount, kind, name } = step.its;
    const accountId = world.accountId(step);
    const bill = await issueBillOf(world.source, { accountId, amount, kind }, world.actor(step, 'clerk'), world.now);
    if (name !== undefined) world.names.nameBill(bill.billId, name);
  },
  pay: async (world, step) => {
    const { amount, method, channel, name } = step.its;
    const accountId = world.accountId(step);
    for (const field of ['value-date', 'forwarded', 'brand', 'for'] as const)
      if (step.its[field] !== undefined) world.cannot(step, `pay cannot be given ${field} in this version.`);
    if (channel === 'other-department') return world.cannot(step, 'pay cannot be given this channel in this version.');
    await asked(world, step, channel === 'counter' ? 'cashier' : 'customer', async (actor) => {
      const input = { accountId, amount, method, channel, reference: '', idempotencyKey: randomUUID() };
      const receipt = await takePayment(world.source, input, actor, world.now);
      if (name !== undefined) world.names.namePayment(accountId, name, receipt.paymentId);
      return receipt.clause;
    });
  },
};

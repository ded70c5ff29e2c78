import { randomUUID } from 'node:crypto';
import {
  bankAccountClosed,
  openOutage,
  enrolDebit,
  disputeDebit,
  releaseCashOnly,
  restoreExtensions,
  recordReturnedPayment,
  row,
  stopDebit,
  takePayment,
} from '@curbstop/core';
import type { PaymentInput } from '@curbstop/core';
import type { By, StepOf } from '../read/steps.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';

/** Who hands a payment over. */
function payer({ channel }: StepOf<'pay'>['its']): By {
  return channel === 'counter' || channel === 'dropbox' ? 'cashier' : 'customer';
}

/** A transfer and a bank debit have their own way in; neither is handed over at a counter. */
function channelOf({ method, channel }: StepOf<'pay'>['its']): PaymentInput['channel'] {
  if (channel !== 'counter') return channel;
  return method === 'eft' ? 'bank-bill-pay' : method === 'ach' ? 'ach' : 'counter';
}

async function latestPayment(world: World, accountId: number): Promise<number | null> {
  const found = await row<{ id: number }>(
    world.source,
    'SELECT id FROM payment WHERE account_id = $1 ORDER BY id DESC LIMIT 1',
    [accountId],
  );
  return found?.id ?? null;
}

/** Payments, what comes back of them, bank debits and the website (J, K). */
export const stepsOfPayments: StepHandlers = {
  pay: async (world, step) => {
    const { amount, method, name, brand, for: purpose, 'value-date': valueDate, forwarded } = step.its;
    const accountId = world.accountId(step);
    const input: PaymentInput = {
      accountId,
      amount,
      method,
      channel: channelOf(step.its),
      reference: '',
      idempotencyKey: randomUUID(),
      // Whoever writes a scenario means what it says.
      amountAgain: amount,
      ...(brand === undefined ? {} : { brand }),
      ...(purpose === undefined ? {} : { purpose }),
      ...(valueDate === undefined ? {} : { valueDate }),
      ...(forwarded === undefined ? {} : { forwardedOn: forwarded }),
    };
    await world.unlessRefused(async () => {
      const receipt = await takePayment(world.source, input, world.actor(step, payer(step.its)), world.now);
      if (name !== undefined) world.names.namePayment(accountId, name, receipt.paymentId);
    });
  },
  'return-payment': async (world, step) => {
    const accountId = world.accountId(step);
    const { payment, code } = step.its;
    const paymentId =
      payment === undefined ? await latestPayment(world, accountId) : world.names.paymentId(accountId, payment);
    if (paymentId === null)
      return world.cannot(
        step,
        `The account "${step.account}" has no payment "${payment ?? ''}" that could come back.`,
      );
    const input = { paymentId, code, idempotencyKey: randomUUID() };
    await world.unlessRefused(() => recordReturnedPayment(world.source, input, world.actor(step, 'clerk'), world.now));
  },
  'enrol-ach': async (world, step) => {
    const asked = { accountId: world.accountId(step), written: step.its.written };
    await world.unlessRefused(() => enrolDebit(world.source, asked, world.actor(step, 'customer'), world.now));
  },
  'stop-ach': async (world, step) => {
    const asked = { accountId: world.accountId(step), written: step.its.written };
    await world.unlessRefused(() => stopDebit(world.source, asked, world.actor(step, 'customer'), world.now));
  },
  'raise-ach-concern': async (world, step) => {
    const asked = { accountId: world.accountId(step), concern: 'The customer asks about the amount.' };
    await world.unlessRefused(() => disputeDebit(world.source, asked, world.actor(step, 'customer'), world.now));
  },
  'bank-account-closed': async (world, step) => {
    const accountId = world.accountId(step);
    await world.unlessRefused(() => bankAccountClosed(world.source, accountId, world.actor(step, 'clerk'), world.now));
  },
  'release-flag': async (world, step) => {
    const accountId = world.accountId(step);
    const actor = world.actor(step, 'asst_director_finance');
    const why = 'Released by the Assistant Director of Finance.';
    await world.unlessRefused(async () => {
      if (step.its.flag === 'cash-only') await releaseCashOnly(world.source, { accountId, why }, actor, world.now);
      else await restoreExtensions(world.source, accountId, actor, world.now);
    });
  },
  'close-website': async (world, step) => {
    const window = { from: world.moment(step.its.from), to: world.moment(step.its.to), reason: 'Maintenance.' };
    await world.unlessRefused(() => openOutage(world.source, window, world.actor(step, 'supervisor'), world.now));
  },
};

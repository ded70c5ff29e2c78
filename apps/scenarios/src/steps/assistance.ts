import { randomUUID } from 'node:crypto';
import {
  payInstalment,
  requestArrangement,
  reviewAssistance,
  signArrangement,
  submitAssistance,
  submitCertificate,
  supplyDocuments,
} from '@curbstop/core';
import type { ArrangementWish, BasisPoints } from '@curbstop/policy';
import type { StepOf } from '../read/steps.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';

type Signing = StepOf<'sign-arrangement'>;

async function billIds(world: World, step: Signing): Promise<number[] | null> {
  const { covers } = step.its;
  if (covers === undefined) return null;
  const found: number[] = [];
  for (const name of covers) {
    const id = await world.names.billId(world.accountId(step), name);
    found.push(id ?? world.cannot(step, `The account "${step.account}" has no bill "${name}" when this step comes.`));
  }
  return found;
}

/** A share in per cent, to the hundredth. */
function share(world: World, step: Signing): BasisPoints | null {
  const { percent } = step.its;
  if (percent === undefined) return null;
  const hundredths = Math.round(percent * 100);
  const exact = Math.abs(hundredths - percent * 100) < 1e-6 && hundredths >= 0 && hundredths <= 10_000;
  if (!exact) world.cannot(step, `percent is from 0 to 100 with at most two decimals, not ${percent}.`);
  return hundredths as BasisPoints;
}

async function wishOf(world: World, step: Signing): Promise<ArrangementWish> {
  const { kind, months, start, down, rows, fee, fund, until, signed } = step.its;
  return {
    kind,
    months: months ?? null,
    start: start ?? null,
    down: down ?? null,
    rows: rows ?? null,
    fee: fee ?? null,
    forgiven: share(world, step),
    fund: fund ?? null,
    councilAction: step.its['council-action'] ?? null,
    until: until ?? null,
    hardship: step.by === 'supervisor',
    billIds: await billIds(world, step),
    signed,
  };
}

/** Papers, their review, and arrangements (G, I). */
export const stepsOfAssistance: StepHandlers = {
  'submit-certificate': async (world, step) => {
    const input = { accountId: world.accountId(step), dated: step.its.dated ?? null };
    await world.unlessRefused(() => submitCertificate(world.source, input, world.actor(step, 'customer'), world.now));
  },
  'submit-assistance': async (world, step) => {
    const input = { accountId: world.accountId(step), complete: step.its.complete };
    await world.unlessRefused(() => submitAssistance(world.source, input, world.actor(step, 'customer'), world.now));
  },
  'review-assistance': async (world, step) => {
    const { outcome, channel } = step.its;
    const input = { accountId: world.accountId(step), outcome, by: channel };
    await world.unlessRefused(() => reviewAssistance(world.source, input, world.actor(step, 'clerk'), world.now));
  },
  'supply-information': async (world, step) => {
    const accountId = world.accountId(step);
    await world.unlessRefused(() => supplyDocuments(world.source, accountId, world.actor(step, 'customer'), world.now));
  },
  'request-arrangement': async (world, step) => {
    const accountId = world.accountId(step);
    await world.unlessRefused(() =>
      requestArrangement(world.source, accountId, world.actor(step, 'customer'), world.now),
    );
  },
  'sign-arrangement': async (world, step) => {
    const wish = await wishOf(world, step);
    const input = { accountId: world.accountId(step), wish, idempotencyKey: randomUUID() };
    await world.unlessRefused(() => signArrangement(world.source, input, world.actor(step, 'customer'), world.now));
  },
  'pay-instalment': async (world, step) => {
    const { amount } = step.its;
    const input = { accountId: world.accountId(step), amount, amountAgain: amount, idempotencyKey: randomUUID() };
    await world.unlessRefused(() => payInstalment(world.source, input, world.actor(step, 'cashier'), world.now));
  },
};

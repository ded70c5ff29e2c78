import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { requestExtension, requestReconnection, requestWaiver, revokeExtensions } from '@curbstop/core';
import type { StepOf } from '../read/steps.ts';
import type { World } from '../world.ts';
import type { StepHandlers } from './handler.ts';

/** Who decides a courtesy: whoever of the staff takes the step, else a clerk. */
function decider(world: World, step: StepOf<'request-waiver'>): Actor {
  const taker = world.actor(step, 'clerk');
  return taker.kind === 'staff' ? taker : world.actor({ ...step, by: undefined }, 'clerk');
}

/** What customers ask for: waivers, extensions, the water back (C, D, F). */
export const stepsOfRequests: StepHandlers = {
  'request-waiver': async (world, step) => {
    const { kind, decision } = step.its;
    const reason = decision === 'approve' ? 'Seldom late before.' : 'Often late before.';
    const input = {
      accountId: world.accountId(step),
      kind,
      billId: null,
      decision: kind === 'courtesy' ? { outcome: decision, reason, by: decider(world, step) } : null,
      idempotencyKey: randomUUID(),
    };
    await world.unlessRefused(() => requestWaiver(world.source, input, world.actor(step, 'customer'), world.now));
  },
  'request-extension': async (world, step) => {
    const { until, written } = step.its;
    const input = { accountId: world.accountId(step), until, written, billId: null, idempotencyKey: randomUUID() };
    await world.unlessRefused(() => requestExtension(world.source, input, world.actor(step, 'customer'), world.now));
  },
  'revoke-extensions': async (world, step) => {
    const accountId = world.accountId(step);
    if (step.its.flag === 'cash-only')
      return world.cannot(step, 'Cash Only is set by returned payments (K.8), never by a person.');
    await world.unlessRefused(() => revokeExtensions(world.source, accountId, world.actor(step, 'clerk'), world.now));
  },
  'request-reconnection': async (world, step) => {
    const input = {
      accountId: world.accountId(step),
      idempotencyKey: randomUUID(),
      afterHoursConsent: step.its['after-hours-consent'],
    };
    await world.unlessRefused(() => requestReconnection(world.source, input, world.actor(step, 'customer'), world.now));
  },
};

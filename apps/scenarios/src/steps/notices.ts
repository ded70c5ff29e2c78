import { mailNotice, recordReturnedMail } from '@curbstop/core';
import type { StepHandlers } from './handler.ts';

/** Papers that a clerk sends or gets back (E.2, E.3). */
export const stepsOfNotices: StepHandlers = {
  'mail-notice': async (world, step) => {
    const { kind, left } = step.its;
    const notice = { accountId: world.accountId(step), kind, left };
    await world.unlessRefused(() => mailNotice(world.source, notice, world.actor(step, 'clerk'), world.now));
  },
  'mail-returned': async (world, step) => {
    await world.unlessRefused(() =>
      recordReturnedMail(world.source, world.accountId(step), world.actor(step, 'clerk'), world.now),
    );
  },
};

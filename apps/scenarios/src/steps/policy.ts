import { adoptPolicy } from '@curbstop/core';
import { dayOf } from '@curbstop/policy';
import { written } from '../given/policy.ts';
import type { StepHandlers } from './handler.ts';

/** The city's policy itself (Z). */
export const stepsOfPolicy: StepHandlers = {
  'save-policy': async (world, step) => {
    const version = {
      profile: world.profile,
      from: dayOf(world.now, world.timeZone),
      switches: written(step.its.switches),
    };
    await world.unlessRefused(() =>
      adoptPolicy(world.source, version, world.actor(step, 'asst_director_finance'), world.now),
    );
  },
};

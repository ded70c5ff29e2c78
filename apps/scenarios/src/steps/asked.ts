import type { Actor } from '@curbstop/contracts';
import { changeAccounts } from '@curbstop/core';
import type { ClauseId } from '@curbstop/policy';
import type { By, Step } from '../read/steps.ts';
import type { World } from '../world.ts';

/**
 * Asks for something by a transaction of the core that throws its refusal: the refusal is journaled under the step's name.
 * Where `work` gives a clause the acceptance is journaled too; where it gives null, the transaction has done so itself.
 */
export async function asked(
  world: World,
  step: Step,
  normally: By,
  work: (actor: Actor) => Promise<ClauseId | null>,
): Promise<boolean> {
  const actor = world.actor(step, normally);
  // `work` has a transaction of its own, which locks the account: this one, which only journals, must not hold it.
  const request = { request: step.do, about: world.accountId(step), accountIds: [], actor, now: world.now };
  return world.unlessRefused(() =>
    changeAccounts(world.source, request, async ({ accept }) => {
      const clause = await work(actor);
      if (clause !== null) await accept(clause);
    }),
  );
}

import type { OrderKind } from '@curbstop/contracts';
import { Refused, mustBeStaff, row } from '@curbstop/core';
import type { ClauseId } from '@curbstop/policy';
import { kindOf } from '@curbstop/work-orders';
import { reportValve } from '../edge/valves.ts';
import type { World } from '../world.ts';
import { asked } from './asked.ts';
import { arrive, completeByCrew, handOver, leaveUndone, openOrder, release } from './field.ts';
import type { FieldOrder } from './field.ts';
import type { StepHandlers } from './handler.ts';

const BY_STAFF = "Orders are carried out by the city's dispatchers and crews.";

/** A remote valve does what it was told and says so; refused when nothing was sent to it. */
async function completeByValve(world: World, account: string, order: FieldOrder): Promise<void> {
  const place = world.names.place(account);
  if (!place) throw new Error(`There is no account ${account}.`);
  const command = await row<{ state: string; why: string | null; clause: ClauseId | null }>(
    world.source,
    `SELECT c.state, c.why, (SELECT j.clause FROM journal j WHERE j.event = 'gate.refused'
       AND (j.facts->>'orderId')::int = c.order_id ORDER BY j.seq DESC LIMIT 1) AS clause
     FROM valve_command c WHERE c.order_id = $1 ORDER BY c.queued_at DESC LIMIT 1`,
    [order.id],
  );
  if (!command || !['sent', 'acked', 'executed'].includes(command.state)) {
    const says = command?.why ?? `The valve has not been told to act for order ${order.id} yet.`;
    throw new Refused(says, command?.clause ? [command.clause] : ['E.1']);
  }
  const off = kindOf(order.kind).effect === 'off';
  await reportValve(world, place, off ? 'closed' : 'open', !off);
}

/** Work orders, the valve, and the water back on (E, F). */
export const stepsOfOrders: StepHandlers = {
  'release-order': async (world, step) => {
    await asked(world, step, 'dispatcher', async (actor) => {
      const order = await openOrder(world, world.accountId(step), step.its.kind);
      mustBeStaff(actor, order.clause, BY_STAFF);
      await release(world, order, actor);
      return order.clause;
    });
  },
  'start-order': async (world, step) => {
    await asked(world, step, 'crew', async (actor) => {
      const order = await openOrder(world, world.accountId(step), step.its.kind);
      mustBeStaff(actor, order.clause, BY_STAFF);
      const handed = await handOver(world, order, world.staff('dispatcher'));
      if (!handed.remote) await arrive(world, handed, actor);
      return order.clause;
    });
  },
  'complete-order': async (world, step) => {
    const { kind, reading, evidence } = step.its;
    await asked(world, step, 'crew', async (actor) => {
      const order = await openOrder(world, world.accountId(step), kind satisfies OrderKind);
      mustBeStaff(actor, order.clause, BY_STAFF);
      const handed = await handOver(world, order, world.staff('dispatcher'));
      if (handed.remote) await completeByValve(world, step.account, handed);
      else {
        await arrive(world, handed, actor);
        await completeByCrew(world, handed, { account: step.account, reading, evidence }, actor);
      }
      return order.clause;
    });
  },
  'cannot-complete': async (world, step) => {
    await asked(world, step, 'crew', async (actor) => {
      const order = await openOrder(world, world.accountId(step), step.its.kind);
      mustBeStaff(actor, order.clause, BY_STAFF);
      const handed = await handOver(world, order, world.staff('dispatcher'));
      if (handed.remote)
        throw new Refused('A remote valve carries this order out; it says itself what it could not do.');
      await arrive(world, handed, actor);
      await leaveUndone(world, handed, step.its.reason ?? 'no-access', actor);
      return order.clause;
    });
  },
  'valve-report': async (world, step) => {
    const { state, flow } = step.its;
    const valve = state === 'partial' ? 'moving' : state;
    // A closed valve that says no more has no flow; where it stands half-way nobody can tell.
    const seen = flow ?? (state === 'closed' ? false : state === 'open' ? true : null);
    const place = world.place(step);
    if (!place.remote) world.cannot(step, `The account "${step.account}" has no remote valve that could report.`);
    await reportValve(world, place, valve, seen);
  },
};

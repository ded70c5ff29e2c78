import type { Actor, OrderKind } from '@curbstop/contracts';
import { CANNOT_REASONS } from '@curbstop/contracts';
import { Refused, assignOrders, applyCrewAction, issuePermit, releaseOrders, row } from '@curbstop/core';
import type { ClauseId } from '@curbstop/policy';
import { isOpen, isWithCrew, kindOf } from '@curbstop/work-orders';
import type { OrderState } from '@curbstop/contracts';
import { action, evidenceOf } from '../edge/crew.ts';
import type { EvidenceGiven } from '../edge/crew.ts';
import { sendCommands } from '../edge/valves.ts';
import type { World } from '../world.ts';
import { refuseWithoutOrder } from './no-order.ts';

/** An order as the field sees it. */
export interface FieldOrder {
  readonly id: number;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly clause: ClauseId;
  readonly outcome: string | null;
  /** A remote valve carries it out: it has a device, and no crew was ordered instead. */
  readonly remote: boolean;
}

const SELECT = `SELECT o.id, o.kind, o.state, o.clause, o.outcome,
    (NOT o.crew_only AND v.device_id IS NOT NULL) AS remote
  FROM work_order o LEFT JOIN valve v ON v.service_point_id = o.service_point_id`;

async function orderNow(world: World, orderId: number): Promise<FieldOrder> {
  return world.one<FieldOrder>(`${SELECT} WHERE o.id = $1`, [orderId]);
}

/** The open order of a kind that an account has; refused when it has none. */
export async function openOrder(world: World, accountId: number, kind: OrderKind): Promise<FieldOrder> {
  const found = await row<FieldOrder>(
    world.source,
    `${SELECT} WHERE o.account_id = $1 AND o.kind = $2 AND o.state NOT IN ('completed', 'cancelled', 'cannot-complete')
     ORDER BY o.id LIMIT 1`,
    [accountId, kind],
  );
  return found ? withEffect(found) : refuseWithoutOrder(world, accountId, kind);
}

function withEffect(order: FieldOrder): FieldOrder {
  return { ...order, remote: order.remote && kindOf(order.kind).effect !== 'none' };
}

/** Releases an order as a dispatcher does; throws what the policy has against it. A remote valve gets its command at once. */
export async function release(world: World, order: FieldOrder, actor: Actor): Promise<FieldOrder> {
  const result = await releaseOrders(world.source, [order.id], actor, world.now);
  const [refused] = result.refused;
  if (refused) throw new Refused(refused.says, refused.clauses);
  await sendCommands(world);
  return withEffect(await orderNow(world, order.id));
}

/** What is missing until the crew, or the valve, has the order: its release and its crew. */
export async function handOver(world: World, order: FieldOrder, dispatcher: Actor): Promise<FieldOrder> {
  const released = order.state === 'listed' || order.state === 'held' ? await release(world, order, dispatcher) : order;
  if (released.remote || isWithCrew(released.state)) return released;
  const result = await assignOrders(world.source, [released.id], world.crewId, dispatcher, world.now);
  const [refused] = result.refused;
  if (refused) throw new Refused(refused.says, refused.clauses);
  return withEffect(await orderNow(world, released.id));
}

async function act(world: World, crew: Actor, each: Record<string, unknown>): Promise<void> {
  const sent = action(world, each);
  const result = await applyCrewAction(world.source, { crewId: world.crewId, actor: crew }, sent, world.now);
  if (result.result === 'refused') throw new Refused(result.says, result.clauses);
}

/** The crew arrives. */
export async function arrive(world: World, order: FieldOrder, crew: Actor): Promise<void> {
  if (order.state !== 'on-site') await act(world, crew, { type: 'arrive', orderId: order.id, position: null });
}

/** The crew asks the gate at the door, does the work and reports it. */
export async function completeByCrew(
  world: World,
  order: FieldOrder,
  found: { readonly account: string; readonly reading: number | undefined; readonly evidence: EvidenceGiven },
  crew: Actor,
): Promise<void> {
  const place = world.names.place(found.account);
  if (!place) throw new Error(`There is no account ${found.account}.`);
  let permitId: string | null = null;
  if (kindOf(order.kind).effect === 'off') {
    const asked = { crewId: world.crewId, orderId: order.id };
    const answer = await issuePermit(world.source, asked, () => 'for one tablet', crew, world.now);
    if (!answer.mayClose) throw new Refused(answer.says, answer.clauses);
    ({ permitId } = answer.permit);
  }
  const evidence = await evidenceOf(world, place, { ...found, kind: order.kind, permitId });
  await act(world, crew, { type: 'complete', orderId: order.id, evidence });
  const after = await orderNow(world, order.id);
  if (after.state !== 'completed' && isOpen(after.state)) throw new Error(`Order ${order.id} is ${after.state}.`);
}

/** The tablet offers a few reasons; what was said in other words goes under the one that it is, and into the note. */
const IN_OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/gate|lock|access/, 'no-access'],
  [/dog/, 'dog'],
  [/stuck/, 'valve-stuck'],
];

export async function leaveUndone(world: World, order: FieldOrder, reason: string, crew: Actor): Promise<void> {
  const known = Object.hasOwn(CANNOT_REASONS, reason);
  const meant = IN_OTHER_WORDS.find(([words]) => words.test(reason))?.[1] ?? 'other';
  const why = known ? { reason, note: '' } : { reason: meant, note: reason };
  await act(world, crew, { type: 'cannot-complete', orderId: order.id, ...why, position: null });
}

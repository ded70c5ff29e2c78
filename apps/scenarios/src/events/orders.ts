import type { OrderEvent } from '@curbstop/contracts';
import type { ClauseId } from '@curbstop/policy';
import type { FieldValue } from '../happened.ts';
import type { Names, Projected, Projectors } from './projection.ts';

function orderFields(
  kind: string,
  state: string,
  unit: number | null,
  due: string,
  clause: ClauseId | null,
): Projected {
  const fields: Record<string, FieldValue> = { kind, state, due, clause };
  return { event: 'work-order', fields: unit === null ? fields : { ...fields, unit } };
}

/** An order as it stands in a row; its due date is told when it is made. */
function order(state: string) {
  return ({ facts, clause }: { facts: OrderEvent; clause: ClauseId | null }, names: Names): Projected => {
    const made = names.order(facts.orderId);
    return orderFields(facts.kind, state, facts.unit ?? made?.unit ?? null, made?.due ?? '', clause);
  };
}

const COMMAND_STATES: Readonly<Record<string, string>> = {
  sent: 'sent',
  verified: 'confirmed',
  withdrawn: 'withdrawn',
  failed: 'failed',
  expired: 'failed',
};

/** Orders, the list, commands to valves, and the water itself. */
export const eventsOfOrders: Projectors = {
  'order.created': ({ facts, clause }, names) => {
    names.keepOrder(facts.orderId, { kind: facts.kind, unit: facts.unit ?? null, due: facts.due });
    return orderFields(facts.kind, 'created', facts.unit ?? null, facts.due, clause);
  },
  'order.held': order('held'),
  'order.released': order('released'),
  'order.completed': order('completed'),
  'order.cancelled': order('cancelled'),
  // An order that could not be done is over, as one that was called off is.
  'order.cannot-complete': order('cancelled'),
  'gate.refused': ({ facts, clause }, names) => {
    const made = facts.orderId === null ? null : names.order(facts.orderId);
    return made && orderFields(made.kind, 'refused', made.unit, made.due, clause);
  },
  'list.entered': ({ clause }) => ({ event: 'list', fields: { state: 'listed', clause } }),
  'list.left': ({ clause }) => ({ event: 'list', fields: { state: 'delisted', clause } }),
  'service.off': ({ clause }) => ({ event: 'service', fields: { state: 'off', clause } }),
  'service.on': ({ clause }) => ({ event: 'service', fields: { state: 'on', clause } }),
  'valve.command': ({ facts, clause }, names) => {
    const state = COMMAND_STATES[facts.state];
    // Queued anew, it is another command to the valve; sent again, it is the same one.
    if (facts.state === 'queued')
      names.remember(`turn ${facts.commandId}`, Number(names.remembered(`turn ${facts.commandId}`) ?? 0) + 1);
    const turn = Number(names.remembered(`turn ${facts.commandId}`) ?? 0);
    if (state === undefined || !names.first(`command ${facts.commandId} ${turn} ${state}`)) return null;
    return { event: 'valve-command', fields: { command: facts.action, state, clause } };
  },
};

import type { DispatchOrder } from '@curbstop/contracts';
import { shapeOf, stateWord } from '@curbstop/ui';
import { isWithCrew } from '@curbstop/work-orders';

/** Where an order stands in the pool. */
export const GROUPS = [
  'recalled',
  'to-release',
  'unassigned',
  'remote',
  'with-crew',
  'held',
  'cannot',
  'done',
  'off',
] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_WORDS: Readonly<Record<Group, string>> = {
  recalled: 'Recalled',
  'to-release': 'To release',
  unassigned: 'Unassigned',
  remote: 'At the remote valve',
  'with-crew': 'Assigned',
  held: 'Held',
  cannot: 'Cannot complete',
  done: 'Done',
  off: 'Called off',
};

/** States of a valve command that may still end well; after the others a person is needed. */
const RUNNING = new Set(['queued', 'sent', 'acked', 'executed']);

/** A recall that the crew has not answered yet: STOP, whatever state the order is in. */
export function isRecalled(order: DispatchOrder): boolean {
  return order.recall !== null && order.recall.answered === null && order.state !== 'completed';
}

/** A remote valve has the order in hand. */
export function isAtValve(order: DispatchOrder): boolean {
  return order.state === 'released' && order.command !== null && RUNNING.has(order.command.state);
}

/** The word for how an order stands: `On site`, `Recalled`, `At the valve`. */
export function stateInWords(order: DispatchOrder): string {
  return isAtValve(order) ? 'At the valve' : stateWord(order.state, isRecalled(order));
}

export function groupOf(order: DispatchOrder): Group {
  if (isRecalled(order)) return 'recalled';
  if (isWithCrew(order.state)) return 'with-crew';
  switch (order.state) {
    case 'draft':
    case 'listed':
      return 'to-release';
    case 'held':
      return 'held';
    case 'completed':
      return 'done';
    case 'cannot-complete':
      return 'cannot';
    case 'cancelled':
      return 'off';
    default:
      return isAtValve(order) ? 'remote' : 'unassigned';
  }
}

/** Urgent first, then along the streets, so that neighbours stand together. */
export function byStreet(a: DispatchOrder, b: DispatchOrder): number {
  if (a.urgent !== b.urgent) return a.urgent ? -1 : 1;
  const [numberA, streetA] = houseOf(a.address);
  const [numberB, streetB] = houseOf(b.address);
  return streetA.localeCompare(streetB) || numberA - numberB || a.orderId - b.orderId;
}

function houseOf(address: string): [number, string] {
  const parts = /^(\d+)\s+(.*)$/.exec(address);
  return parts ? [Number(parts[1]), parts[2] ?? ''] : [0, address];
}

/** Orders by group, each group in the order of its list. */
export function grouped(orders: Iterable<DispatchOrder>): Map<Group, DispatchOrder[]> {
  const groups = new Map<Group, DispatchOrder[]>(GROUPS.map((group) => [group, []]));
  for (const order of orders) groups.get(groupOf(order))?.push(order);
  for (const list of groups.values()) list.sort(byStreet);
  return groups;
}

/** The four families of work, by the shape of their mark. */
export const FAMILIES = ['off', 'on', 'read', 'post'] as const;
export type Family = (typeof FAMILIES)[number];

export function familyOf(order: Pick<DispatchOrder, 'kind'>): Family {
  switch (shapeOf(order.kind)) {
    case 'square':
      return 'off';
    case 'diamond':
      return 'read';
    case 'triangle':
      return 'post';
    default:
      return 'on';
  }
}

const FAMILY_WORDS: Readonly<Record<Family, readonly [string, string]>> = {
  off: ['turn-off', 'turn-offs'],
  on: ['turn-on', 'turn-ons'],
  read: ['read', 'reads'],
  post: ['posting', 'postings'],
};

/** An exchange is no reading: a family that holds one is named by the meter. */
const METER_WORDS = ['meter order', 'meter orders'] as const;

/** `6 turn-offs and 1 read`; one kind of work alone is named, none is `0 orders`. */
export function familiesInWords(orders: readonly Pick<DispatchOrder, 'kind'>[]): string {
  const parts = FAMILIES.flatMap((family) => {
    const own = orders.filter((order) => familyOf(order) === family);
    const words = own.some((order) => order.kind === 'meter-exchange') ? METER_WORDS : FAMILY_WORDS[family];
    return own.length === 0 ? [] : [`${own.length} ${words[own.length === 1 ? 0 : 1]}`];
  });
  const last = parts.pop();
  if (last === undefined) return '0 orders';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

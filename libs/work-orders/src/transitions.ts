import type { OrderState } from '@curbstop/contracts';

/** What can happen to an order. */
export type OrderStep =
  | 'list'
  | 'hold'
  | 'resume'
  | 'release'
  | 'assign'
  | 'unassign'
  | 'depart'
  | 'arrive'
  | 'complete'
  | 'cannot'
  | 'cancel'
  | 'relist'
  | 'park';

/**
 * The one table of an order's life. A step that has no row for a state is not offered on any screen
 * and is refused by the server.
 *
 * `complete` is possible from `released` for a remote valve, whose status completes the order, and
 * from `assigned` and `en-route` because a tablet may have been offline when the crew set out.
 */
export const TRANSITIONS: Readonly<Record<OrderState, Partial<Record<OrderStep, OrderState>>>> = {
  draft: { list: 'listed', hold: 'held', cancel: 'cancelled' },
  held: { resume: 'listed', cancel: 'cancelled' },
  listed: { release: 'released', hold: 'held', cancel: 'cancelled' },
  released: {
    assign: 'assigned',
    complete: 'completed',
    relist: 'listed',
    hold: 'held',
    cancel: 'cancelled',
    cannot: 'cannot-complete',
  },
  assigned: {
    assign: 'assigned',
    unassign: 'released',
    depart: 'en-route',
    arrive: 'on-site',
    complete: 'completed',
    cannot: 'cannot-complete',
    relist: 'listed',
    park: 'assigned',
    cancel: 'cancelled',
  },
  'en-route': {
    assign: 'assigned',
    unassign: 'released',
    arrive: 'on-site',
    complete: 'completed',
    cannot: 'cannot-complete',
    park: 'assigned',
    cancel: 'cancelled',
  },
  'on-site': {
    unassign: 'released',
    park: 'assigned',
    complete: 'completed',
    cannot: 'cannot-complete',
    cancel: 'cancelled',
  },
  'cannot-complete': { relist: 'listed', cancel: 'cancelled' },
  completed: {},
  cancelled: {},
};

/** The state after a step, or null when the table does not allow it. */
export function after(state: OrderState, step: OrderStep): OrderState | null {
  return TRANSITIONS[state][step] ?? null;
}

/** Steps that the table allows now. */
export function stepsFrom(state: OrderState): OrderStep[] {
  return Object.keys(TRANSITIONS[state]) as OrderStep[];
}

/** States in which an order still stands. */
export const OPEN_STATES: readonly OrderState[] = [
  'draft',
  'held',
  'listed',
  'released',
  'assigned',
  'en-route',
  'on-site',
];

export function isOpen(state: OrderState): boolean {
  return OPEN_STATES.includes(state);
}

/** States in which a crew has the order on its tablet. */
export const CREW_STATES: readonly OrderState[] = ['assigned', 'en-route', 'on-site'];

export function isWithCrew(state: OrderState): boolean {
  return CREW_STATES.includes(state);
}

import type { DispatchDay, DispatchOrder } from '@curbstop/contracts';
import { dispatchDay } from '@curbstop/contracts';
import { anOrder } from '../testing/an-order.ts';
import { hearOrder, readDay } from './day-state.ts';

function aDay(orders: readonly DispatchOrder[], day = '2026-03-17'): DispatchDay {
  return dispatchDay.parse({
    day,
    now: 1,
    businessDay: true,
    closeWindow: { from: 1, to: 2 },
    orders,
    crews: [],
    blocked: [],
    cameOff: [],
  });
}

describe('the day as the screen knows it', () => {
  it('takes a newer state of an order and leaves an older one', () => {
    const state = readDay(aDay([anOrder({ version: 4, state: 'assigned' })]), null);
    expect(hearOrder(state, anOrder({ version: 3, state: 'released' }))).toBe(state);
    expect(hearOrder(state, anOrder({ version: 5, state: 'completed' })).orders.get(1)?.state).toBe('completed');
  });

  it('keeps a live fact that overtook a whole answer of the same day', () => {
    const before = hearOrder(
      readDay(aDay([anOrder({ version: 1 })]), null),
      anOrder({ version: 7, state: 'cancelled' }),
    );
    expect(readDay(aDay([anOrder({ version: 6 })]), before).orders.get(1)?.state).toBe('cancelled');
  });

  it('does not carry orders of one day into the next', () => {
    const before = readDay(aDay([anOrder({ version: 9, state: 'completed' })]), null);
    expect(readDay(aDay([anOrder({ version: 2 })], '2026-03-18'), before).orders.get(1)?.version).toBe(2);
    expect(readDay(aDay([], '2026-03-18'), before).orders.size).toBe(0);
  });

  it('leaves an unknown order of a later day to the server, and takes one that is due', () => {
    const state = readDay(aDay([]), null);
    expect(hearOrder(state, anOrder({ dueOn: '2026-03-18' })).orders.size).toBe(0);
    expect(hearOrder(state, anOrder({ dueOn: '2026-03-16' })).orders.size).toBe(1);
  });
});

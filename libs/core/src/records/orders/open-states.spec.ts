import { ORDER_STATES } from '@curbstop/contracts';
import { CREW_STATES, OPEN_STATES } from '@curbstop/work-orders';
import { OPEN, WITH_CREW } from './open-states.ts';

const named = (sql: string): string[] => [...sql.matchAll(/'([\w-]+)'/g)].flatMap(([, state]) => state ?? []);

describe('the states of an order in SQL', () => {
  it('are open but for those that the table of transitions ends in', () => {
    const closed = ORDER_STATES.filter((state) => !OPEN_STATES.includes(state));
    expect(named(OPEN).sort()).toEqual([...closed].sort());
  });

  it('are with a crew where the table says so', () => {
    expect(named(WITH_CREW)).toEqual(CREW_STATES);
  });
});

import { anOrder, aStop } from '../testing/an-order.ts';
import { happenings } from './activity.ts';

const name = (crewId: number): string => `Crew ${crewId}`;

describe('activity', () => {
  it('has nothing to tell of a list that is not released', () => {
    expect(happenings([anOrder({ state: 'listed' })], [], name)).toEqual([]);
  });
  it('tells the last state and every receipt of a recall, newest first', () => {
    const stop = aStop(2, 7, 1, {
      since: 10,
      state: 'cancelled',
      outcome: 'Paid',
      recall: { at: 10, says: 'Paid', clauses: ['J.4'], paid: null, deliveredAt: 12, seenAt: 30, answered: 'open' },
    });
    const lines = happenings([anOrder({ since: 20 }), stop], [], name);
    expect(lines.map((line) => line.at)).toEqual([30, 20, 12, 10, 10]);
    expect(lines[0]?.says).toBe('Recall seen by the crew, Crew 7; the valve is open');
  });
});

import { anOrder, aStop } from '../testing/an-order.ts';
import { giveBack, putInOrder, undoOfAssign, undoTitle } from './undo.ts';
import type { Undo } from './undo.ts';

describe('undo of an assignment', () => {
  const before = new Map(
    [anOrder({ orderId: 1 }), aStop(2, 7, 2), aStop(3, 7, 1), aStop(4, 8, 1)].map((order) => [order.orderId, order]),
  );

  it('gives each order back to whom it came from, and only those that the server moved', () => {
    const undo = undoOfAssign(before, [1, 2, 4]);
    expect(undo.what === 'assign' && giveBack(undo)).toEqual([
      { call: 'assign', orderIds: [1], crewId: null },
      { call: 'assign', orderIds: [2], crewId: 7 },
      { call: 'assign', orderIds: [4], crewId: 8 },
    ]);
    expect(undoTitle(undo)).toBe('Undo 3');
  });

  it('then restores the givers’ driving orders, without what was finished meanwhile', () => {
    const undo = undoOfAssign(before, [2]);
    const now = [aStop(2, 7, 9), aStop(3, 7, 1, { state: 'completed' }), aStop(5, 7, 2)];
    expect(putInOrder(undo, now)).toEqual([{ call: 'sequence', crewId: 7, plan: { orderIds: [2, 5], pinned: [] } }]);
  });

  it('makes no call for a crew that has nothing open any more', () => {
    expect(putInOrder(undoOfAssign(before, [4]), [])).toEqual([]);
  });
});

describe('undo of a driving order', () => {
  it('sends the earlier order of the stops', () => {
    const undo: Undo = { what: 'sequence', crewId: 7, plan: { orderIds: [3, 2], pinned: [3] } };
    expect(putInOrder(undo, [aStop(2, 7, 1), aStop(3, 7, 2)])).toEqual([
      { call: 'sequence', crewId: 7, plan: { orderIds: [3, 2], pinned: [3] } },
    ]);
    expect(undoTitle(undo)).toBe('Undo');
  });
});

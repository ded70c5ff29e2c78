import { anOrder, aStop } from '../testing/an-order.ts';
import { giveBack, putInOrder, undoOfAssign, undoTitle } from './undo.ts';
import type { Undo } from './undo.ts';

describe('undo of an assignment', () => {
  const before = new Map(
    [anOrder({ orderId: 1 }), aStop(2, 7, 2), aStop(3, 7, 1), aStop(4, 8, 1)].map((order) => [order.orderId, order]),
  );

  const done = (orderId: number, version: number) => ({ orderId, number: '', address: '', says: '', version });

  it('gives each order back to whom it came from, as the deed left it, and only those that the server moved', () => {
    const undo = undoOfAssign(before, [done(1, 5), done(2, 6), done(4, 7), done(3, 1)]);
    expect(undo.what === 'assign' && giveBack(undo)).toEqual([
      { call: 'assign', orders: [{ orderId: 1, version: 5 }], crewId: null },
      { call: 'assign', orders: [{ orderId: 2, version: 6 }], crewId: 7 },
      { call: 'assign', orders: [{ orderId: 4, version: 7 }], crewId: 8 },
    ]);
    expect(undoTitle(undo)).toBe('Undo 3');
  });

  it('then restores the givers’ driving orders by the versions that are its own, without what was finished meanwhile', () => {
    const undo = undoOfAssign(before, [done(2, 6)]);
    const now = [aStop(2, 7, 9, { version: 8 }), aStop(3, 7, 1, { version: 4 })];
    const back = new Map([[2, 8]]);
    expect(putInOrder(undo, now, back)).toEqual({
      calls: [
        {
          call: 'sequence',
          crewId: 7,
          // Stop 3 was changed by somebody: the version seen before the deed goes, so that the server says so.
          orders: [
            { orderId: 3, version: 1 },
            { orderId: 2, version: 8 },
          ],
          pinned: [],
        },
      ],
      changedCrews: [],
    });
    expect(
      putInOrder(undo, [aStop(2, 7, 9, { version: 8 }), aStop(3, 7, 1, { state: 'completed' })], back).calls,
    ).toMatchObject([{ orders: [{ orderId: 2, version: 8 }] }]);
  });

  it('leaves the order of stops alone when another stop came to the crew since', () => {
    const undo = undoOfAssign(before, [done(2, 6)]);
    expect(putInOrder(undo, [aStop(2, 7, 9), aStop(3, 7, 1), aStop(5, 7, 2)], new Map([[2, 8]]))).toEqual({
      calls: [],
      changedCrews: [7],
    });
  });

  it('makes no call for a crew that has nothing open any more', () => {
    expect(putInOrder(undoOfAssign(before, [done(4, 2)]), [], new Map()).calls).toEqual([]);
  });
});

describe('undo of a driving order', () => {
  it('sends the earlier order of the stops, with the versions that the deed left', () => {
    const versions = new Map([
      [2, 4],
      [3, 5],
    ]);
    const undo: Undo = { what: 'sequence', crewId: 7, plan: { orderIds: [3, 2], pinned: [3] }, versions };
    expect(putInOrder(undo, [aStop(2, 7, 1), aStop(3, 7, 2)], versions).calls).toEqual([
      {
        call: 'sequence',
        crewId: 7,
        orders: [
          { orderId: 3, version: 5 },
          { orderId: 2, version: 4 },
        ],
        pinned: [3],
      },
    ]);
    expect(undoTitle(undo)).toBe('Undo');
  });
});

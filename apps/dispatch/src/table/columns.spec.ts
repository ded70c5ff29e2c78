import { anOrder, aStop } from '../testing/an-order.ts';
import { nextSorting, SORTS, sorted } from './columns.ts';

const orders = [
  anOrder({ orderId: 1, address: '9 Ash Way', pastDue: 500, customer: 'C' }),
  aStop(2, 7, 2, { address: '1 Birch Way', pastDue: 300, customer: 'A', state: 'completed' }),
  aStop(3, 7, 1, { address: '2 Birch Way', pastDue: 900, customer: 'B' }),
];
const order = (by: (typeof SORTS)[number], down = false): number[] =>
  sorted(orders, { by, down }, new Map()).map((one) => one.orderId);

describe('the table', () => {
  it('sorts by each column without losing a row', () => {
    for (const by of SORTS) expect(order(by).sort()).toEqual([1, 2, 3]);
  });
  it.each([
    ['address', false, [1, 2, 3]],
    ['owed', true, [3, 1, 2]],
    ['customer', false, [2, 3, 1]],
    ['crew', false, [3, 2, 1]],
    ['state', false, [1, 3, 2]],
  ] as const)('%s, down %s', (by, down, want) => {
    expect(order(by, down)).toEqual(want);
  });
  it('turns the same column round; money begins with the most', () => {
    expect(nextSorting({ by: 'owed', down: true }, 'owed')).toEqual({ by: 'owed', down: false });
    expect(nextSorting({ by: 'address', down: false }, 'owed')).toEqual({ by: 'owed', down: true });
    expect(nextSorting({ by: 'owed', down: true }, 'due')).toEqual({ by: 'due', down: false });
  });
});

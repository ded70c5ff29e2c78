import fc from 'fast-check';
import { anOrder, aStop } from '../testing/an-order.ts';
import { dayStops, fitted, movedTo, openStops, pinToggled, planOf } from './sequence.ts';

describe('driving order', () => {
  const orders = [
    aStop(1, 7, 3),
    aStop(2, 7, 1),
    aStop(3, 8, 1),
    aStop(4, 7, null),
    aStop(5, 7, 2, { state: 'completed' }),
    anOrder({ orderId: 6 }),
  ];

  it('is the crew’s open stops by place, those without a place last', () => {
    expect(openStops(orders, 7).map((stop) => stop.orderId)).toEqual([2, 1, 4]);
  });
  it('of the day has the finished ones too', () => {
    expect(dayStops(orders, 7).map((stop) => stop.orderId)).toEqual([4, 2, 5, 1]);
  });
  it.each([
    [0, 2, ['b', 'c', 'a', 'd']],
    [3, 0, ['d', 'a', 'b', 'c']],
    [1, 1, ['a', 'b', 'c', 'd']],
    [0, 4, ['a', 'b', 'c', 'd']],
    [-1, 2, ['a', 'b', 'c', 'd']],
  ])('from place %i to %i', (from, to, want) => {
    expect(movedTo(['a', 'b', 'c', 'd'], from, to)).toEqual(want);
  });
  it('never loses or doubles a stop, and a move back restores it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.nat(), fc.nat(), (list, a, b) => {
        const [from, to] = [a % list.length, b % list.length];
        const moved = movedTo(list, from, to);
        expect([...moved].sort()).toEqual([...list].sort());
        expect(movedTo(moved, to, from)).toEqual(list);
      }),
    );
  });
  it('pins and loosens', () => {
    const plan = planOf([aStop(1, 7, 1), aStop(2, 7, 2, { pinned: true })]);
    expect(plan).toEqual({ orderIds: [1, 2], pinned: [2] });
    expect(pinToggled(plan, 2).pinned).toEqual([]);
    expect(pinToggled(plan, 1).pinned).toEqual([2, 1]);
  });
  it('an earlier plan is brought to what is open now: gone ones out, new ones last', () => {
    expect(fitted({ orderIds: [3, 1, 2], pinned: [1, 3] }, [1, 2, 9])).toEqual({ orderIds: [1, 2, 9], pinned: [1] });
  });
});

import { anOrder } from '../testing/an-order.ts';
import { matches, NO_FILTER, shown, toggleFamily } from './search.ts';

describe('search', () => {
  it.each(['crane', 'CRANE ford', '1448', '304 1228', '30412281701', '4188 2307', 'quintanilla', 'w-1', ''])(
    'finds by %j',
    (query) => {
      expect(matches(anOrder(), query)).toBe(true);
    },
  );
  it.each(['crain', '99999', 'ford quintero'])('does not find by %j', (query) => {
    expect(matches(anOrder(), query)).toBe(false);
  });
  it.each([
    ['Nuñez', 'nunez'],
    ['Nunez', 'NUÑEZ'],
    ['Nuñez', 'nun\u0303ez'],
    ['Nguyễn Thị Đào', 'dao nguyen'],
    ['Weiß', 'WEISS'],
    ['Łukasz Sørensen', 'sorensen lukasz'],
    ['Smith-Jones', 'smith jones'],
    ['O’Brien', "o'brien"],
  ])('finds %s by %s', (customer, query) => {
    expect(matches(anOrder({ customer }), query)).toBe(true);
  });
  it('leaves out a family that is switched off, and takes it back', () => {
    const orders = [anOrder({ orderId: 1 }), anOrder({ orderId: 2, kind: 'reconnect' })];
    const off = toggleFamily(NO_FILTER, 'off');
    expect(shown(orders, off).map((order) => order.orderId)).toEqual([2]);
    expect(shown(orders, toggleFamily(off, 'off'))).toHaveLength(2);
  });
});

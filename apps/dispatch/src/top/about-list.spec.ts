import { anOrder } from '../testing/an-order.ts';
import { aboutList } from './about-list.ts';

describe('where the list comes from', () => {
  it.each([
    [[{}], 'Route group 3 · bills of Jan 15'],
    [[{}, { routeGroup: 1, billDate: '2026-01-08' }], 'Route groups 1, 3 · bills of Jan 8, Jan 15'],
    [[1, 2, 4, 5].map((routeGroup) => ({ routeGroup })), '4 route groups · bills of Jan 15'],
    [[{ billDate: null }], ''],
    [[], ''],
  ])('%j: %s', (parts, says) => {
    expect(aboutList(parts.map((part) => anOrder(part)))).toBe(says);
  });
});

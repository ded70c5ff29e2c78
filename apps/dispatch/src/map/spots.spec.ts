import { anOrder } from '../testing/an-order.ts';
import { NOTHING } from '../selection/selection.ts';
import { firstView, orderSpots } from './spots.ts';

const LAYERS = { done: true, routes: true, trucks: true };
const spots = (...orders: Parameters<typeof anOrder>[0][]) =>
  orderSpots(
    orders.map((parts, at) => anOrder({ orderId: at + 1, ...parts })),
    NOTHING,
    LAYERS,
  );
const ids = (list: ReturnType<typeof spots>): number[] => firstView(list).map(({ id }) => id);

describe('what the map opens on', () => {
  it.each([
    ['the turn-offs, not a posting at the other end of the city', [{}, { kind: 'door-tag' }, {}], [1, 3]],
    ['an urgent turn-on too', [{}, { kind: 'reconnect', urgent: true }, { kind: 'reconnect' }], [1, 2]],
    ['everything when there is no turn-off', [{ kind: 'door-tag' }, { kind: 'reconnect' }], [1, 2]],
    ['nothing when there is nothing', [], []],
  ])('is %s', (_, orders, expected) => {
    expect(ids(spots(...orders))).toEqual(expected);
  });
});

import { anOrder } from '../testing/an-order.ts';
import { countStates } from './counts.ts';
import { byStreet, familiesInWords, grouped, groupOf } from './groups.ts';

const recall = {
  at: 1,
  says: 'Paid $147.84 online 9:40',
  clauses: ['J.4'],
  paid: 14_784,
  deliveredAt: null,
  seenAt: null,
  answered: null,
};
const command = { commandId: 'c', action: 'close', state: 'queued', since: 1, why: null };

describe('groups of the pool', () => {
  it.each([
    ['listed', {}, 'to-release'],
    ['released', {}, 'unassigned'],
    ['assigned', {}, 'with-crew'],
    ['on-site', {}, 'with-crew'],
    ['held', {}, 'held'],
    ['completed', {}, 'done'],
    ['cannot-complete', {}, 'cannot'],
    ['cancelled', {}, 'off'],
    ['cancelled', { recall }, 'recalled'],
    ['on-site', { recall }, 'recalled'],
    ['cancelled', { recall: { ...recall, answered: 'open' } }, 'off'],
    ['released', { command }, 'remote'],
    ['released', { command: { ...command, state: 'expired' } }, 'unassigned'],
    ['released', { command: { ...command, state: 'failed' } }, 'unassigned'],
  ])('%s %j stands under %s', (state, parts, group) => {
    expect(groupOf(anOrder({ state, ...parts }))).toBe(group);
  });

  it('lists urgent ones first, then neighbours side by side by house number', () => {
    const orders = [
      anOrder({ orderId: 1, address: '1448 Crane Ford Drive' }),
      anOrder({ orderId: 2, address: '84 Ash Brook Drive' }),
      anOrder({ orderId: 3, address: '96 Crane Ford Drive' }),
      anOrder({ orderId: 4, address: '1 Zinc Way', urgent: true }),
    ];
    expect(orders.sort(byStreet).map((order) => order.orderId)).toEqual([4, 2, 3, 1]);
  });

  it('puts every order in exactly one group', () => {
    const orders = ['listed', 'released', 'assigned', 'completed', 'cancelled'].map((state, at) =>
      anOrder({ orderId: at + 1, state }),
    );
    expect([...grouped(orders).values()].flat()).toHaveLength(orders.length);
  });
});

describe('counts over the map', () => {
  it('counts each order once, leaves out zeros and called-off ones', () => {
    const orders = [
      anOrder({ state: 'completed' }),
      anOrder({ state: 'on-site', recall }),
      anOrder({ state: 'cancelled' }),
      anOrder({}),
    ];
    expect(countStates(orders).map(({ key, n }) => [key, n])).toEqual([
      ['done', 1],
      ['unassigned', 1],
      ['recalled', 1],
    ]);
  });
});

describe('kinds of work in words', () => {
  it.each([
    [[], '0 orders'],
    [['turn-off'], '1 turn-off'],
    [['turn-off', 'turn-off-nsf', 'manual-read'], '2 turn-offs and 1 read'],
    [['meter-exchange', 'manual-read'], '2 meter orders'],
    [['turn-off', 'reconnect', 'door-hanger'], '1 turn-off, 1 turn-on and 1 posting'],
  ])('%j is %s', (kinds, words) => {
    expect(familiesInWords(kinds.map((kind) => anOrder({ kind })))).toBe(words);
  });
});

import type { BulkResult } from '@curbstop/contracts';
import { anOrder } from '../testing/an-order.ts';
import { isWholeList, releaseView } from './release-words.ts';

const remote = { kind: 'remote', state: 'open', reportedAt: null };
const orders = new Map(
  [
    anOrder({ orderId: 1 }),
    anOrder({ orderId: 2, valve: remote }),
    anOrder({ orderId: 3, kind: 'manual-read', valve: remote }),
  ].map((order) => [order.orderId, order]),
);
const preview = (...ids: number[]): BulkResult => ({
  at: 1 as BulkResult['at'],
  done: ids.map((orderId) => ({ orderId, number: '', address: '', says: '', version: 1 })),
  refused: [],
});

describe('the release dialog', () => {
  it.each([
    [[1], 'Release 1 turn-off?', 0],
    [[1, 2], 'Release 2 turn-offs?', 1],
    [[1, 2, 3], 'Release 3 orders?', 1],
    [[], 'Nothing can be released now', 0],
  ])('%j: %s, %i by remote valve', (ids, title, n) => {
    const view = releaseView(preview(...ids), orders);
    expect(view.title).toBe(title);
    expect(view.remote).toHaveLength(n);
    expect(view.byCrew).toBe(ids.length - n);
  });

  it.each([
    ['every turn-off that is listed', [1, 2], true],
    ['with others beside them', [1, 2, 3], true],
    ['one of them', [1], false],
    ['none of them', [3], false],
  ])('tells who is not on the list when it releases %s: %j', (_, ids, whole) => {
    const day = new Map(
      [
        anOrder({ orderId: 1, state: 'listed' }),
        anOrder({ orderId: 2, state: 'listed' }),
        anOrder({ orderId: 3, kind: 'door-tag', state: 'listed' }),
        anOrder({ orderId: 4, state: 'released' }),
      ].map((order) => [order.orderId, order]),
    );
    expect(isWholeList(ids, day)).toBe(whole);
    expect(isWholeList(ids, new Map())).toBe(false);
  });
});

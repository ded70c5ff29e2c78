import { hashOf, parseRoute } from './route.ts';

describe('the address of a screen', () => {
  it.each(['#/', '#/job/612', '#/cannot/612', '#/outbox', '#/tablet'])('%s comes back to the same screen', (hash) => {
    expect(hashOf(parseRoute(hash))).toBe(hash);
  });
  it.each(['', '#/job/', '#/job/x', '#/nowhere'])('%p is the list', (hash) => {
    expect(parseRoute(hash)).toEqual({ page: 'stops' });
  });
});

import { spanTo } from './days.ts';

describe('the days of the list of batches', () => {
  it.each([
    [null, { from: '2026-03-04', until: '2026-03-17', earlier: '2026-03-03', later: null }],
    ['2026-03-17', { from: '2026-03-04', until: '2026-03-17', earlier: '2026-03-03', later: null }],
    ['2026-04-01', { from: '2026-03-04', until: '2026-03-17', earlier: '2026-03-03', later: null }],
    ['2026-03-16', { from: '2026-03-03', until: '2026-03-16', earlier: '2026-03-02', later: '2026-03-17' }],
    ['2026-03-03', { from: '2026-02-18', until: '2026-03-03', earlier: '2026-02-17', later: '2026-03-17' }],
    ['2026-01-02', { from: '2025-12-20', until: '2026-01-02', earlier: '2025-12-19', later: '2026-01-16' }],
  ])('until %s', (until, span) => {
    expect(spanTo(until, '2026-03-17')).toEqual(span);
  });
});

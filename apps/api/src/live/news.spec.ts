import type { JournalRow } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { newsOf } from './news.ts';

const row = (event: string, accountId: number | null, facts: Record<string, unknown>): JournalRow => ({
  seq: 1,
  xid: '1',
  stream: 'city',
  at: 0 as Instant,
  accountId,
  event,
  clause: null,
  facts,
  actor: { kind: 'system', part: 'billing' },
});

describe('what journal rows are about', () => {
  it('names each order and account once', () => {
    const news = newsOf([
      row('payment.received', 7, { paymentId: 1 }),
      row('order.cancelled', 7, { orderId: 31 }),
      row('list.left', 7, { orderId: 31 }),
      row('service.on', 8, { orderId: null }),
      row('journal.sealed', null, {}),
    ]);
    expect(news).toEqual({ orderIds: [31], accountIds: [7, 8], day: true, tasks: false });
  });

  it('says when tasks changed', () => {
    expect(newsOf([row('task.late', 7, { taskId: 3 })]).tasks).toBe(true);
  });

  it.each([
    ['order.on-site', false],
    ['valve.reported', false],
    ['list.entered', true],
    ['hold.placed', true],
  ])('%s changes the lists beside the orders: %s', (event, day) => {
    expect(newsOf([row(event, 1, {})]).day).toBe(day);
  });
});

import type { CrewAction, CrewJob, Recall } from '@curbstop/contracts';
import { afterJob, recallDue, recallKey } from './due.ts';

const recall = (at: number, change: Partial<Recall> = {}): Recall =>
  ({ at, says: 'Paid.', answered: null, ...change }) as Recall;
const job = (orderId: number, each: Recall | null): CrewJob => ({ orderId, recall: each }) as CrewJob;
const nobody: ReadonlySet<string> = new Set();

describe('a recall', () => {
  it('stands until the crew has answered, even when the order leaves the list', () => {
    const standing = afterJob([], job(1, recall(10)), nobody, 12);
    expect(recallDue(standing, [])).toMatchObject({ job: { orderId: 1 }, heardAt: 12 });
    expect(recallDue(afterJob(standing, job(2, null), nobody, 13), [])?.job.orderId).toBe(1);
  });

  it('keeps the moment at which it first came', () => {
    const standing = afterJob(afterJob([], job(1, recall(10)), nobody, 12), job(1, recall(10)), nobody, 99);
    expect(recallDue(standing, [])?.heardAt).toBe(12);
  });

  it('is not shown again while its answer waits to be sent, nor after', () => {
    const standing = afterJob([], job(1, recall(10)), nobody, 12);
    expect(recallDue(standing, [{ type: 'recall-seen', orderId: 1 } as CrewAction])).toBeNull();
    expect(afterJob(standing, job(1, recall(10, { answered: 'open' })), nobody, 13)).toEqual([]);
    expect(afterJob([], job(1, recall(10)), new Set([recallKey(1, recall(10))]), 13)).toEqual([]);
  });

  it('of another day is another recall; the oldest is shown first', () => {
    const answered = new Set([recallKey(1, recall(10))]);
    const standing = afterJob(afterJob([], job(2, recall(30)), answered, 31), job(1, recall(20)), answered, 32);
    expect(recallDue(standing, [])?.job.orderId).toBe(1);
  });
});

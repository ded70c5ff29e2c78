import type { CrewJob } from '@curbstop/contracts';
import { cashierAnswers } from './cashier.ts';

const job = (found: 'paid' | 'not-paid' | null, change: Partial<CrewJob> = {}): CrewJob =>
  ({
    orderId: 612,
    address: '1401 Larch Crest Lane',
    recall: null,
    parked: {
      at: 1,
      taskId: 9,
      note: '',
      answer: found && { found, message: 'Nothing since May.', at: 20, by: 'A clerk' },
    },
    ...change,
  }) as CrewJob;
const nothing: ReadonlySet<string> = new Set();

describe('the cashier’s answer on the tablet', () => {
  it('is said in words, once, and only when there is one', () => {
    const [answer, ...others] = cashierAnswers([job(null), job('not-paid'), job(null, { parked: null })], nothing);
    expect(answer?.message).toBe(
      '1401 Larch Crest Lane: No payment was found. You may go on. Nothing since May. (A clerk)',
    );
    expect(others).toEqual([]);
    expect(cashierAnswers([job('not-paid')], new Set([answer?.key ?? '']))).toEqual([]);
  });

  it('is left to STOP when the order was called off', () => {
    expect(cashierAnswers([job('paid', { recall: {} as CrewJob['recall'] })], nothing)).toEqual([]);
  });
});

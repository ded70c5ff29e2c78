import type { FileLine } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import { beforeSays, kindOf, tallyOf, tallySays, toPostSays } from './files.ts';

const line = (nth: number, outcome: FileLine['outcome'], amount: number): FileLine => ({
  line: nth,
  account: '30412281709',
  accountId: null,
  customer: '',
  amount: cents(amount),
  outcome,
  clauses: [],
  says: '',
});

describe('a bank’s file', () => {
  it.each([
    ['bill-pay.csv', 'account,amount,method,date,reference', 'payments'],
    ['returns.txt', '101 091000010', 'nacha-returns'],
    ['returns.txt', '\uFEFF101 091000010', 'nacha-returns'],
    ['RETURNS.ACH', '', 'nacha-returns'],
    ['101.csv', 'account,amount', 'payments'],
  ])('%s that begins with “%s” holds %s', (name, content, kind) => {
    expect(kindOf(name, content)).toBe(kind);
  });

  it('is told by what its lines come to', () => {
    const tally = tallyOf([
      line(2, 'posted', 500),
      line(3, 'task', 0),
      line(4, 'refused', 700),
      line(5, 'unknown', 100),
      line(6, 'done-before', 900),
    ]);
    expect(tallySays(tally, false)).toBe('2 lines to post, $5.00; 1 posted before; 2 for a person, $8.00');
    expect(tallySays(tally, true)).toBe('2 lines posted, $5.00; 1 posted before; 2 for a person, $8.00');
    expect(beforeSays(tally)).toBe('1 line was posted before, and stays as it is.');
    expect(beforeSays(tallyOf([]))).toBe('');
    expect(toPostSays(tally)).toBe('Post 2 lines, $5.00');
    expect(toPostSays(tallyOf([line(2, 'done-before', 900)]))).toBe('Posted before');
    expect(toPostSays(tallyOf([line(2, 'unknown', 900)]))).toBe('Leave 1 line to a clerk');
  });
});

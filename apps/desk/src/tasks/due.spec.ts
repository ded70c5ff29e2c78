import { cityFormats } from '@curbstop/ui';
import { dueWords } from './due.ts';

const formats = cityFormats('America/Los_Angeles');
const at = (text: string): number => Date.parse(text);
const NOW = at('2026-03-17T09:00:00-07:00');

describe('the deadline of a task', () => {
  it.each([
    [null, 'No deadline', 'plain'],
    [at('2026-03-16T17:00:00-07:00'), 'Late since Mon, Mar 16, 5:00 pm', 'stop'],
    [NOW - 1, 'Late since Tue, Mar 17, 8:59 am', 'stop'],
    [NOW, 'Today, 9:00 am', 'warn'],
    [at('2026-03-17T23:59:59-07:00'), 'Today, 11:59 pm', 'warn'],
    [at('2026-03-18T00:00:00-07:00'), 'Wed, Mar 18, 12:00 am', 'plain'],
  ])('%s is read as %s', (dueAt, says, tone) => {
    expect(dueWords(dueAt, NOW, formats)).toEqual({ says, tone });
  });
});

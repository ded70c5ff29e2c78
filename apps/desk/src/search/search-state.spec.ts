import type { AccountHit } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import { chosen, EMPTY_SEARCH, nextSearch } from './search-state.ts';
import type { SearchEvent, SearchState } from './search-state.ts';

const hit = (accountId: number): AccountHit => ({
  accountId,
  number: '30412281709',
  customer: 'Ines Calloway',
  address: '1440 Larch Crest Lane',
  meterSerial: null,
  balance: cents(0),
  pastDue: cents(0),
  toPay: '',
  service: 'on',
});

function after(...events: SearchEvent[]): SearchState {
  return events.reduce(nextSearch, EMPTY_SEARCH);
}
const typed = (text: string): SearchEvent => ({ type: 'typed', text });
const answered = (text: string, ...ids: number[]): SearchEvent => ({
  type: 'answered',
  text,
  hits: ids.map(hit),
  more: false,
});

describe('the find box', () => {
  it('does not ask for one letter, and forgets what it found when the text is taken away', () => {
    expect(after(typed('l')).open).toBe(false);
    expect(after(typed('la'), answered('la', 1), typed('l'))).toEqual({ ...EMPTY_SEARCH, text: 'l' });
  });

  it('leaves out an answer to an earlier text', () => {
    expect(after(typed('larch'), typed('larch c'), answered('larch', 1, 2)).hits).toEqual([]);
    expect(after(typed('larch '), answered('larch', 1, 2)).hits).toHaveLength(2);
  });

  it('goes through the lines with the arrow keys, around at the ends', () => {
    const found = [typed('larch'), answered('larch', 1, 2, 3)];
    const down: SearchEvent = { type: 'key', key: 'ArrowDown' };
    const up: SearchEvent = { type: 'key', key: 'ArrowUp' };
    expect(after(...found).marked).toBe(-1);
    expect(after(...found, down).marked).toBe(0);
    expect(after(...found, down, down, down, down).marked).toBe(0);
    expect(after(...found, up).marked).toBe(2);
    expect(after(...found, down, up).marked).toBe(2);
    expect(after(...found, { type: 'key', key: 'End' }).marked).toBe(2);
    expect(after(typed('larch'), answered('larch'), down).marked).toBe(-1);
  });

  it('opens the marked line, or the only one found', () => {
    expect(chosen(after(typed('larch'), answered('larch', 1, 2), { type: 'key', key: 'End' }))?.accountId).toBe(2);
    expect(chosen(after(typed('larch'), answered('larch', 5)))?.accountId).toBe(5);
    expect(chosen(after(typed('larch'), answered('larch', 1, 2)))).toBeNull();
    expect(chosen(after(typed('larch'), answered('larch', 5), typed('larch w')))).toBeNull();
  });

  it('says so when it failed, until it is asked again', () => {
    const failed = after(typed('larch'), { type: 'failed', text: 'larch', error: new Error('no') });
    expect(failed.error).toBeInstanceOf(Error);
    expect(nextSearch(failed, answered('larch', 1)).error).toBeNull();
  });
});

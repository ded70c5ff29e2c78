import type { JournalLine } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { addNewest, addOlder, factsOf } from './pages.ts';

const line = (seq: number, facts: Record<string, unknown> = {}): JournalLine => ({
  seq,
  at: seq as Instant,
  event: 'bill.issued',
  clause: null,
  actor: 'system',
  says: `line ${seq}`,
  facts,
});
const page = (seqs: number[], before: number | null) => ({ lines: seqs.map((seq) => line(seq)), before });
const seqs = (pages: { lines: readonly JournalLine[] }): number[] => pages.lines.map((one) => one.seq);

describe('the journal in pages', () => {
  it('adds older lines below, each once', () => {
    const all = addOlder(page([9, 8, 7], 7), page([7, 6, 5], null));
    expect(seqs(all)).toEqual([9, 8, 7, 6, 5]);
    expect(all.before).toBeNull();
  });

  it('puts new lines on top and keeps how far back it was read', () => {
    const all = addNewest(page([9, 8, 7, 6], 6), page([11, 10, 9], 9));
    expect(seqs(all)).toEqual([11, 10, 9, 8, 7, 6]);
    expect(all.before).toBe(6);
  });

  it('starts again rather than leave a gap', () => {
    const all = addNewest(page([9, 8], null), page([30, 29, 28], 28));
    expect(seqs(all)).toEqual([30, 29, 28]);
    expect(all.before).toBe(28);
  });

  it('takes the first page as it is', () => {
    expect(seqs(addNewest(null, page([3, 2], 2)))).toEqual([3, 2]);
    expect(addNewest(page([], null), page([3], null)).lines).toHaveLength(1);
  });

  it('writes facts as words', () => {
    expect(factsOf(line(1, { billId: 4, kind: 'regular', languages: ['en', 'es'] }))).toEqual([
      { name: 'bill id', value: '4' },
      { name: 'kind', value: 'regular' },
      { name: 'languages', value: '["en","es"]' },
    ]);
  });
});

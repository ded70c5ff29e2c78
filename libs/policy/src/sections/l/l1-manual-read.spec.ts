import fc from 'fast-check';
import { addDays, day } from '../../calendar/days.ts';
import { account, GLENDORA } from '../../test/facts.fixture.ts';
import { manualReadFee, mayOptIn, mayOptOut } from './l1-manual-read.ts';
import type { OptOut, ReadCycle } from './l1-manual-read.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const out = (from: string, until: string | null = null): OptOut => ({
  from: day(from),
  until: until === null ? null : day(until),
});
/** The cycle that the bill of 2026-03-12 closes. */
const cycle = (optOuts: readonly OptOut[], closedBy: ReadCycle['closedBy'] = 'radio') =>
  manualReadFee({ from: day('2026-01-07'), to: day('2026-03-04'), optOuts, closedBy }, GLENDORA);

describe('L.1', () => {
  it.each([
    ['opted out', [out('2025-01-01')], 'hand', true],
    ['opted out on the last day', [out('2026-03-04')], 'hand', true],
    ['opted out the day after', [out('2026-03-05')], 'hand', false],
    ['opted in 2026-03-01, a radio read closes the cycle', [out('2025-01-01', '2026-03-01')], 'radio', false],
    ['opted in 2026-03-01, a crew read it once more', [out('2025-01-01', '2026-03-01')], 'hand', true],
    ['opted in on the day the cycle begins', [out('2025-01-01', '2026-01-08')], 'hand', false],
    ['a dead radio, nobody opted out', [], 'hand', false],
    ['no read at all, opted out', [out('2025-01-01')], null, true],
  ] as const)('L.1 boundary: %s (%s, closed by %s): fee %p', (_name, optOuts, closedBy, charged) =>
    expect(cycle(optOuts, closedBy)).toEqual(charged ? { amount: 4_586, clause: 'L.1' } : null),
  );

  it(`L.1 one fee at most, and none without a refused day (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), fc.boolean(), (shift, length, radio) => {
        const from = addDays(day('2025-10-01'), shift);
        const until = addDays(from, length);
        const charged = cycle([{ from, until }], radio ? 'radio' : 'hand') !== null;
        const overlaps = from <= day('2026-03-04') && until > day('2026-01-08');
        expect(charged && !overlaps).toBe(false);
        if (overlaps && (!radio || until > day('2026-03-04'))) expect(charged).toBe(true);
      }),
      { seed },
    );
  });

  it('L.1 who has opted out may opt in, and the other way round', () => {
    const smart = account();
    const manual = account({ meter: 'manual' });
    expect([mayOptOut(smart, GLENDORA).granted, mayOptOut(manual, GLENDORA).granted]).toEqual([true, false]);
    expect([mayOptIn(smart).granted, mayOptIn(manual).granted]).toEqual([false, true]);
    expect(mayOptOut(account({ open: false }), GLENDORA)).toMatchObject({ granted: false, clauses: ['L.1'] });
    expect(mayOptOut(smart, GLENDORA).says).toContain('$45.86');
  });
});

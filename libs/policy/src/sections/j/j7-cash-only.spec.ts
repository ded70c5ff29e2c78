import fc from 'fast-check';
import { addDays, addMonths, day } from '../../calendar/days.ts';
import { account, at, GLENDORA } from '../../test/facts.fixture.ts';
import { TENDERS } from './j1-payments.ts';
import {
  cashOnlyActs,
  cashOnlyBy,
  cashOnlyEnds,
  cashOnlyRefusal,
  mayReleaseCashOnly,
  returnsInYear,
} from './j7-cash-only.ts';
import type { FlagFacts, PastFacts, PastKind } from '../../facts/facts.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

function past(was: PastKind, on: string, accountId = 77): PastFacts {
  return { pastId: 1, accountId, was, on: day(on), billId: null };
}
function cashOnly(setOn: string): FlagFacts {
  const until = cashOnlyEnds(day(setOn), GLENDORA);
  return { flagId: 4, kind: 'cash-only', clause: 'K.8', setAt: at(`${setOn} 10:00`), until, amount: null, dueAt: null };
}

describe('J.7', () => {
  const flagged = account({ flags: [cashOnly('2026-02-02')] });

  it("J.7 boundary: a personal check is refused, a cashier's check is taken", () => {
    const now = at('2026-03-02 10:00');
    expect(cashOnlyRefusal(flagged, 'check', now)?.clauses).toEqual(['J.7']);
    expect(cashOnlyRefusal(flagged, 'cashiers-check', now)).toBeNull();
  });

  it('J.7 takes exactly four tenders', () => {
    const taken = TENDERS.filter((tender) => cashOnlyRefusal(flagged, tender, at('2026-03-02 10:00')) === null);
    expect(taken).toEqual(['cash', 'money-order', 'cashiers-check', 'card']);
    expect(TENDERS.every((tender) => cashOnlyRefusal(account(), tender, at('2026-03-02 10:00')) === null)).toBe(true);
  });

  it('J.7.a boundary: set 2025-03-16, a check is refused on 2026-03-15 and taken on 2026-03-16', () => {
    const facts = account({ flags: [cashOnly('2025-03-16')] });
    expect(cashOnlyRefusal(facts, 'check', at('2026-03-15 23:59:59'))).not.toBeNull();
    expect(cashOnlyRefusal(facts, 'check', at('2026-03-16 00:00:00'))).toBeNull();
    expect(cashOnlyActs(facts)).toMatchObject([{ act: 'cash-only-ends', at: at('2026-03-16 00:00') }]);
  });

  it('J.7.a only the Assistant Director of Finance releases it', () => {
    const now = at('2026-03-02 10:00');
    expect(mayReleaseCashOnly(flagged, 'asst-director-finance', now).granted).toBe(true);
    expect(mayReleaseCashOnly(flagged, 'clerk', now)).toMatchObject({ granted: false, clauses: ['J.7.a', 'Z.4'] });
    expect(mayReleaseCashOnly(account(), 'asst-director-finance', now).granted).toBe(false);
  });

  it('J.7.b boundary: released in 2024, the first return of 2026 sets it again', () => {
    const facts = account({ history: [past('cash-only', '2023-05-01'), past('cash-only-released', '2024-01-10')] });
    expect(cashOnlyBy(facts, GLENDORA, at('2026-03-02 10:00'))).toBe('J.7.b');
  });

  it('J.7.b does not count what another account of the customer was', () => {
    const facts = account({ history: [past('cash-only', '2023-05-01', 78)] });
    expect(cashOnlyBy(facts, GLENDORA, at('2026-03-02 10:00'))).toBeNull();
  });
});

describe('K.8', () => {
  const facts = account({ history: [past('nsf', '2025-04-01'), past('nsf', '2025-10-01')] });

  it('K.8 boundary: the third within the year sets it, a day later the first has fallen out', () => {
    expect(cashOnlyBy(facts, GLENDORA, at('2026-03-31 10:00'))).toBe('K.8');
    expect(cashOnlyBy(facts, GLENDORA, at('2026-04-01 10:00'))).toBeNull();
  });

  it('K.8 counts returned bank debits too (K.9)', () => {
    const mixed = account({ history: [past('nsf', '2026-01-05'), past('ach-return', '2026-02-05')] });
    expect(cashOnlyBy(mixed, GLENDORA, at('2026-03-02 10:00'))).toBe('K.8');
  });

  it('K.8 an account that is Cash Only already is not set again', () => {
    expect(cashOnlyBy({ ...facts, flags: [cashOnly('2026-03-01')] }, GLENDORA, at('2026-03-31 10:00'))).toBeNull();
  });

  it(`K.8 counts each return on exactly the days of its year (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.array(fc.nat(900), { maxLength: 6 }), fc.nat(1_300), (days, after) => {
        const first = day('2023-02-01');
        const today = addDays(first, after);
        const history = days.map((nth) => past('nsf', addDays(first, nth)));
        const counted = returnsInYear(account({ history }), today, GLENDORA).map((each) => each.on);
        const expected = history
          .map((each) => each.on)
          .filter((on) => {
            for (let back = 0; back < 370; back++) {
              const then = addDays(today, -back);
              if (then === on) return addMonths(on, 12) > today;
            }
            return false;
          });
        expect(counted).toEqual(expected);
      }),
      { seed, numRuns: 200 },
    );
  });
});

import fc from 'fast-check';
import { addDays, day } from '../../calendar/days.ts';
import { basisPoints, cents } from '../../money/money.ts';
import { account, at, bill, GLENDORA, R } from '../../test/facts.fixture.ts';
import { penaltyEarned, penaltyTooLittle, penaltyTooMuch } from './c1-corrections.ts';
import { receivedInTime } from './c1-late-charge.ts';
import { lowIncomeWaiver, mayWaive, mayWaiveAsCourtesy, mayWaiveForLowIncome } from './c1a-waivers.ts';
import { awaitsVerification, lowIncomeClause } from './c1b-low-income.ts';
import type { ArrangementFacts, HouseholdFacts, PastFacts, PastKind } from '../../facts/facts.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

function past(was: PastKind, on: string, billId: number | null = null): PastFacts {
  return { pastId: 1, accountId: 77, was, on: day(on), billId };
}
function household(more: Partial<HouseholdFacts> = {}): HouseholdFacts {
  return {
    benefits: ['calfresh'],
    endsOn: null,
    incomeOfPoverty: null,
    verified: true,
    givenOn: day('2025-10-01'),
    ...more,
  };
}
function arrangement(signed: string | null, billIds: readonly number[] = [1]): ArrangementFacts {
  return {
    arrangementId: 1,
    kind: 'amortization',
    state: signed === null ? 'offered' : 'in-force',
    billIds,
    signedAt: signed === null ? null : at(signed),
    offerEndsAt: null,
    rows: [],
    untilDay: null,
  } as ArrangementFacts;
}

describe('C.1, once posted', () => {
  it('C.1 boundary: a payment posted late that counts from D42 takes back what it would have saved', () => {
    const late = { ...R, unpaidAtDue: cents(2_345) };
    expect(penaltyTooMuch(late, account(), GLENDORA)).toBe(1_000);
    expect(penaltyTooMuch({ ...R, unpaidAtDue: cents(0) }, account(), GLENDORA)).toBe(1_235);
    expect(penaltyTooMuch(R, account(), GLENDORA)).toBe(0);
  });

  it('C.1 a payment that came back adds what it had saved', () => {
    const partly = { ...R, penalty: cents(235) };
    expect(penaltyTooLittle(partly, account(), GLENDORA)).toBe(1_000);
    expect(penaltyTooLittle(R, account(), GLENDORA)).toBe(0);
  });

  it('C.1 a waived penalty is left alone', () => {
    const facts = account({ history: [past('courtesy-waiver', '2026-03-02', 1)] });
    expect(penaltyTooMuch({ ...R, unpaidAtDue: cents(0) }, facts, GLENDORA)).toBe(0);
    expect(penaltyTooLittle({ ...R, penalty: cents(235) }, facts, GLENDORA)).toBe(0);
  });

  it.each([
    ['signed on D42', '2026-02-26 23:59:59', [1], 0],
    ['signed on D43', '2026-02-27 00:00', [1], 1_235],
    ['for another bill', '2026-02-20 12:00', [2], 1_235],
    ['only offered', null, [1], 1_235],
  ])('C.1 boundary: no penalty on what an arrangement covers, %s', (_name, signed, billIds, earned) => {
    const facts = account({ arrangements: [arrangement(signed, billIds)] });
    expect(penaltyEarned(R, facts, GLENDORA)).toBe(earned);
  });

  it('C.1.c boundary: a county is charged, it is not the State', () => {
    expect(penaltyEarned(R, account({ customerClass: 'government' }), GLENDORA)).toBe(1_235);
  });

  it('C.1.c.i boundary: the State is not charged', () => {
    expect(penaltyEarned(R, account({ customerClass: 'state' }), GLENDORA)).toBe(0);
  });

  it(`what is taken back or added always ends at what the bill has earned (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(20_000), fc.nat(3_000), (charges, unpaid, posted) => {
        const of = bill('2026-01-15', {
          charges: cents(charges),
          unpaidAtDue: cents(Math.min(charges, unpaid)),
          penalty: cents(posted),
        });
        const less = penaltyTooMuch(of, account(), GLENDORA);
        const more = penaltyTooLittle(of, account(), GLENDORA);
        expect(Math.min(less, more)).toBe(0);
        expect(posted - less + more).toBe(penaltyEarned(of, account(), GLENDORA));
      }),
      { seed },
    );
  });
});

describe('C.1.a', () => {
  it.each([
    ['2026-02-26 12:00', false],
    ['2026-02-27 00:00', true],
  ])('C.1.a boundary: waived 2025-02-27, asked %s: %p', (moment, granted) => {
    const facts = account({ history: [past('courtesy-waiver', '2025-02-27')] });
    expect(mayWaiveAsCourtesy(facts, GLENDORA, at(moment))).toMatchObject({ granted, clauses: ['C.1.a'], billId: 1 });
  });

  it('C.1.a the latest charge that stands is meant; one that is named instead', () => {
    const next = bill('2026-03-12', { billId: 2, penalty: cents(500) });
    const facts = account({ bills: [R, next] });
    expect(mayWaiveAsCourtesy(facts, GLENDORA, at('2026-05-01'))).toMatchObject({ billId: 2, amount: 500 });
    expect(mayWaive('courtesy', facts, GLENDORA, at('2026-05-01'), 1)).toMatchObject({ billId: 1, amount: 1_235 });
  });

  it('C.1.a without a late charge there is nothing to waive, and all that refuses is said', () => {
    const facts = account({ bills: [bill('2026-01-15')], history: [past('courtesy-waiver', '2026-01-02')] });
    const answer = mayWaiveAsCourtesy(facts, GLENDORA, at('2026-02-20'));
    expect(answer).toMatchObject({ granted: false, clauses: ['C.1.a'], billId: null });
    expect(answer.says).toContain('no late charge');
    expect(answer.says).toContain('Sat Jan 2, 2027');
  });

  it('C.1.a a waiver of another account of the customer does not count', () => {
    const other = { ...past('courtesy-waiver', '2026-01-02'), accountId: 78 };
    expect(mayWaiveAsCourtesy(account({ history: [other] }), GLENDORA, at('2026-03-01')).granted).toBe(true);
  });
});

describe('C.1.b', () => {
  it('C.1.b boundary: with both waivers available the low-income one has its own count', () => {
    const facts = account({ household: household(), history: [past('courtesy-waiver', '2026-01-02')] });
    expect(mayWaiveForLowIncome(facts, GLENDORA)).toMatchObject({ granted: true, billId: 1, amount: 1_235 });
  });

  it.each([
    ['2026-02-26', null],
    ['2026-02-27', 'C.1.b.i'],
  ])('C.1.b.i boundary: CalFresh ends %s, the charge is of 2026-02-27: %p', (ends, clause) => {
    const evidence = household({ endsOn: day(ends) });
    expect(lowIncomeClause(evidence, GLENDORA, day('2026-02-27'))).toBe(clause);
    expect(lowIncomeWaiver(R, account({ household: evidence }), GLENDORA)).toMatchObject(
      clause === null ? { granted: false, clauses: ['C.1.b.i', 'C.1.b'] } : { granted: true, clauses: [clause] },
    );
  });

  it.each([
    ['2025-02-28', false],
    ['2025-02-27', true],
  ])('C.1.b.i boundary: once in twelve months, the last of %s: %p', (on, granted) => {
    const facts = account({ household: household(), history: [past('low-income-waiver', on)] });
    expect(lowIncomeWaiver(R, facts, GLENDORA)).toMatchObject({ granted, clauses: ['C.1.b.i'] });
  });

  it('C.1.b.i a waiver of a later charge uses up an earlier one too', () => {
    const facts = account({ household: household(), history: [past('low-income-waiver', '2026-04-24', 2)] });
    expect(lowIncomeWaiver(R, facts, GLENDORA).granted).toBe(false);
  });

  it.each([
    [20_000, null],
    [19_999, 'C.1.b.ii'],
  ])('C.1.b.ii boundary: a declared income of %d hundredths of a per cent: %p', (income, clause) => {
    const evidence = household({ benefits: [], incomeOfPoverty: basisPointsOf(income) });
    expect(lowIncomeClause(evidence, GLENDORA, day('2026-02-27'))).toBe(clause);
    expect(lowIncomeWaiver(R, account({ household: evidence }), GLENDORA).clauses).toEqual(
      clause === null ? ['C.1.b.ii', 'C.1.b'] : [clause],
    );
  });

  it('C.1.b without any evidence the refusal is of the heading', () => {
    expect(lowIncomeWaiver(R, account(), GLENDORA)).toMatchObject({ granted: false, clauses: ['C.1.b'] });
  });

  it.each([
    ['2026-09-30', 'C.1.b.i'],
    ['2026-10-01', null],
  ])('C.1.b evidence of 2025-10-01 counts for twelve months: on %s %p', (on, clause) => {
    expect(lowIncomeClause(household(), GLENDORA, day(on))).toBe(clause);
  });

  it('C.1.b nothing is waived on evidence that nobody has verified; a clerk is asked', () => {
    const evidence = household({ verified: false });
    expect(lowIncomeClause(evidence, GLENDORA, day('2026-02-27'))).toBeNull();
    expect(awaitsVerification(evidence, GLENDORA, day('2026-02-27'))).toBe(true);
    expect(awaitsVerification(household(), GLENDORA, day('2026-02-27'))).toBe(false);
  });

  it(`two waivers of a kind are never less than twelve months apart (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.array(fc.nat(900), { maxLength: 12 }), (days) => {
        const history: PastFacts[] = [];
        for (const each of [...days].sort((a, b) => a - b)) {
          const on = addDays(day('2024-01-10'), each);
          const facts = account({ history, household: household({ givenOn: day('2026-06-01') }) });
          const of = bill('2024-01-10', { due: addDays(on, -1), penalty: cents(100) });
          if (lowIncomeWaiver(of, facts, GLENDORA).granted) history.push(past('low-income-waiver', on));
        }
        for (const [nth, each] of history.entries()) {
          const next = history[nth + 1];
          if (next) expect(next.on >= addDays(each.on, 365)).toBe(true);
        }
      }),
      { seed },
    );
  });
});

function basisPointsOf(value: number): HouseholdFacts['incomeOfPoverty'] {
  return value <= 10_000 ? basisPoints(value) : (value as NonNullable<HouseholdFacts['incomeOfPoverty']>);
}

describe('C.2', () => {
  it.each([
    ['in hand on D60 at 17:00:00', '2026-03-16 17:00:00', true],
    ['one second later', '2026-03-16 17:00:01', false],
    ['postmarked 2026-03-13, in hand on the day after D60', '2026-03-17 09:00', false],
    ['a letter of D59 that is here', '2026-03-16 09:00', true],
  ])('C.2 boundary: %s', (_name, moment, inTime) => expect(receivedInTime(R, GLENDORA, at(moment))).toBe(inTime));
});

import { cents } from '../../money/money.ts';
import { at, bill, GLENDORA, H, R, T } from '../../test/facts.fixture.ts';
import { isStateExempt, penalty, penaltyDay, penaltyRunAt } from './c1-late-charge.ts';
import type { BillFacts, CustomerClass } from '../../facts/facts.ts';

describe('C.1', () => {
  it.each([
    ['R with nothing paid', 12_345, 1_235],
    ['R with $100.00 paid by Thu 2026-02-26 23:59', 2_345, 235],
    ['R paid in full by D42', 0, 0],
  ])('C.1 %s', (_name, unpaidAtDue, charged) => {
    expect(penalty(bill('2026-01-15', { unpaidAtDue: cents(unpaidAtDue) }), GLENDORA)).toBe(charged);
  });

  it('C.1 what is paid on D43 before the run does not lower it, and no penalty is charged on a penalty', () => {
    const paidLate: BillFacts = { ...R, unpaidCharges: cents(0) };
    expect(penalty(paidLate, GLENDORA)).toBe(1_235);
  });

  it.each([
    ['R', R, '2026-02-27', '2026-02-27 10:00'],
    ['H', H, '2026-05-08', '2026-05-08 10:00'],
    ['T, D43 a holiday: dated Friday, charged Monday', T, '2026-11-27', '2026-11-30 10:00'],
  ])('C.1 %s', (_name, of, valueDate, run) => {
    expect(penaltyDay(of)).toBe(valueDate);
    expect(penaltyRunAt(of, GLENDORA)).toBe(at(run));
  });
});

describe('C.1.c', () => {
  it.each<[CustomerClass, boolean]>([
    ['state', true],
    ['government', false],
    ['commercial', false],
    ['residential', false],
  ])('C.1.c.i %s exempt: %p', (customerClass, exempt) => expect(isStateExempt({ customerClass })).toBe(exempt));
});

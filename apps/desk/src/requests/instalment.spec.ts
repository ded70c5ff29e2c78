import { cents, day } from '@curbstop/policy';
import { instalmentAmounts, instalmentSays, unpaidOf } from './instalment.ts';

const row = (due: string, amount: number, unpaid = amount) => ({
  due: day(due),
  amount: cents(amount),
  unpaid: cents(unpaid),
});
const PLAN = { rows: [row('2026-03-17', 2_716, 716), row('2026-04-17', 5_432), row('2026-05-17', 5_432)] };
const ON = day('2026-03-17');

describe('cash toward an arrangement', () => {
  it('I.3.c: offers what is due, what is next and all of it, each once', () => {
    expect(unpaidOf(PLAN)).toBe(11_580);
    expect(instalmentAmounts(PLAN, ON).map(({ label, cents: each }) => [label, each])).toEqual([
      ['Due now', 716],
      ['Next', 5_432],
      ['All of it', 11_580],
    ]);
    const last = { rows: [row('2026-05-17', 5_432)] };
    expect(instalmentAmounts(last, ON).map(({ label }) => label)).toEqual(['Next']);
    expect(instalmentAmounts({ rows: [] }, ON)).toEqual([]);
  });

  it.each([
    [715, '$0.01 of what is due now is still missing'],
    [716, 'The plan is in step after it; $108.64 stays to be paid.'],
    [11_579, '$0.01 stays to be paid.'],
    [11_580, 'With it the plan is paid.'],
    [11_581, '$0.01 goes to what else is owed'],
  ])('I.3.c: %d cents', (amount, says) => {
    expect(instalmentSays(cents(amount), PLAN, ON)).toContain(says);
  });
});

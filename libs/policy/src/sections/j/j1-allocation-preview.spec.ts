import { day } from '../../calendar/days.ts';
import { cents } from '../../money/money.ts';
import { inForce, row } from '../../test/assistance.fixture.ts';
import { at, bill, R } from '../../test/facts.fixture.ts';
import { whereItFalls } from './j1-allocation-preview.ts';
import type { AccountFacts, FeeFacts } from '../../facts/facts.ts';
import type { Purpose, Tender } from './j1-payments.ts';

const NEXT = bill('2026-03-12', { billId: 2, number: '2', charges: cents(8_000) });
const fee = (entryId: number, kind: FeeFacts['kind'], unpaid: number): FeeFacts => ({
  entryId,
  kind,
  unpaid: cents(unpaid),
  valueDate: day('2026-03-16'),
  clause: 'K.1',
});

/** $60.00 of bill R had been paid by a check that came back; the water is off and a deposit is due. */
const OWING: Pick<AccountFacts, 'bills' | 'fees' | 'returns' | 'arrangements'> = {
  arrangements: [],
  bills: [R, NEXT],
  fees: [fee(31, 'nsf-fee', 2_500), fee(32, 'reconnection-fee', 7_000), fee(33, 'deposit', 20_000)],
  returns: [
    {
      returnId: 1,
      returnedAt: at('2026-03-16 09:00'),
      dueAt: at('2026-03-17 17:00'),
      clause: 'K.2',
      parts: [
        { chargeId: 'bill/1', billId: 1, owed: cents(6_000) },
        { chargeId: 'fee/31', billId: null, owed: cents(2_500) },
      ],
      toReconnect: false,
    },
  ],
};

function falls(tender: Tender, purpose: Purpose | null, amount: number): readonly (readonly [string, number])[] {
  const { parts, left } = whereItFalls(OWING, { tender, purpose, amount: cents(amount) }, day('2026-03-17'));
  expect(parts.reduce<number>((sum, part) => sum + part.amount, left)).toBe(amount);
  return parts.map((part) => [part.chargeId, part.amount]);
}

describe('where a payment falls', () => {
  it.each<[Tender, Purpose | null, number, readonly (readonly [string, number])[]]>([
    [
      'cash',
      null,
      20_000,
      [
        ['bill/1', 12_345],
        ['penalty/1', 1_235],
        ['fee/31', 2_500],
        ['fee/32', 3_920],
      ],
    ],
    [
      'cash',
      'reconnection',
      8_000,
      [
        ['fee/32', 7_000],
        ['bill/1', 1_000],
      ],
    ],
    ['cash', 'deposit', 20_000, [['fee/33', 20_000]]],
    [
      'card',
      'nsf',
      8_500,
      [
        ['bill/1', 6_000],
        ['fee/31', 2_500],
      ],
    ],
    [
      'card',
      'nsf',
      10_000,
      [
        ['bill/1', 7_500],
        ['fee/31', 2_500],
      ],
    ],
    [
      'check',
      'bill',
      9_235,
      [
        ['penalty/1', 1_235],
        ['bill/2', 8_000],
      ],
    ],
    [
      'check',
      null,
      7_580,
      [
        ['bill/1', 6_345],
        ['penalty/1', 1_235],
      ],
    ],
  ])('reading 9, K.5: %s for %s', (tender, purpose, amount, wanted) => {
    expect(falls(tender, purpose, amount)).toEqual(wanted);
  });

  it('reading 9: what no charge takes is left as a credit', () => {
    const paid = { tender: 'cash', purpose: null, amount: cents(60_000) } as const;
    expect(whereItFalls(OWING, paid, day('2026-03-17')).left).toBe(60_000 - 12_345 - 1_235 - 29_500 - 8_000);
  });

  it('I.3.c: pays the bill of the day before what a plan has put off, and what the plan asks for by now before both', () => {
    const plan = (asked: number) => ({
      bills: [R, NEXT],
      fees: [],
      returns: [],
      arrangements: [inForce([row('2026-03-16', 2_716, asked), row('2026-04-16', 10_864)])],
    });
    const falls = (asked: number) =>
      whereItFalls(plan(asked), { tender: 'card', amount: cents(9_000), purpose: null }, day('2026-03-17')).parts.map(
        (part) => [part.chargeId, part.amount],
      );
    expect(falls(0)).toEqual([
      ['bill/2', 8_000],
      ['bill/1', 1_000],
    ]);
    expect(falls(716)).toEqual([
      ['bill/1', 716 + 284],
      ['bill/2', 8_000],
    ]);
  });
});

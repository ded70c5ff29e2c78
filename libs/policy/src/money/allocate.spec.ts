import fc from 'fast-check';
import { addDays, day } from '../calendar/days.ts';
import { inForce, row } from '../test/assistance.fixture.ts';
import { account, bill, fee, R } from '../test/facts.fixture.ts';
import { allocate, allocated, openCharges, plansOn, underPlans } from './allocate.ts';
import { addCents, cents } from './money.ts';
import type { ArrangementFacts } from '../facts/facts.ts';
import type { OpenCharge } from './allocate.ts';

const SECOND = bill('2026-03-12', { billId: 2, charges: cents(9_000) });
const facts = account({ bills: [SECOND, R], fees: [fee(7_000)] });
const CHARGES = openCharges(facts);
const parts = (amount: number, on: string) =>
  allocate(cents(amount), CHARGES, day(on)).parts.map((part) => [part.chargeId, part.amount]);

describe('allocation (reading 9)', () => {
  it.each([
    ['part of the oldest bill', 10_000, '2026-03-16', [['bill/1', 10_000]]],
    [
      'its charges, then its penalty',
      13_000,
      '2026-03-16',
      [
        ['bill/1', 12_345],
        ['penalty/1', 655],
      ],
    ],
    [
      'then fees, before a bill not yet due',
      15_000,
      '2026-03-18',
      [
        ['bill/1', 12_345],
        ['penalty/1', 1_235],
        ['fee/9', 1_420],
      ],
    ],
    [
      'then the bill not yet due',
      25_000,
      '2026-03-18',
      [
        ['bill/1', 12_345],
        ['penalty/1', 1_235],
        ['fee/9', 7_000],
        ['bill/2', 4_420],
      ],
    ],
    ['on its due date a bill is not past due', 1_000, '2026-02-26', [['fee/9', 1_000]]],
    [
      'once past due the second bill goes before fees',
      14_580,
      '2026-04-24',
      [
        ['bill/1', 12_345],
        ['penalty/1', 1_235],
        ['bill/2', 1_000],
      ],
    ],
  ])('%s', (_name, amount, on, expected) => expect(parts(amount, on)).toEqual(expected));

  it('I.3.c, I.7 under an arrangement: what its instalments ask for in its turn, then the bill of the day, the rest last', () => {
    const plan = inForce([row('2026-03-16', 2_716, 716), row('2026-04-16', 5_432), row('2026-05-16', 5_432)]);
    const under = (amount: number, on: string, state: ArrangementFacts['state'] = 'in-force') => {
      const open = underPlans(CHARGES, plansOn([{ ...plan, state }], day(on)));
      return allocate(cents(amount), open, day(on)).parts.map((part) => [part.chargeId, part.amount]);
    };
    const [bill1, fee9, bill2] = ['bill/1', 'fee/9', 'bill/2'];
    expect(under(16_000, '2026-04-15')).toEqual([
      [bill1, 716],
      [fee9, 7_000],
      [bill2, 8_284],
    ]);
    expect(under(16_000, '2026-04-16')).toEqual([
      [bill1, 6_148],
      [fee9, 7_000],
      [bill2, 2_852],
    ]);
    expect(under(20_000, '2026-04-15')).toEqual([
      [bill1, 4_000],
      [fee9, 7_000],
      [bill2, 9_000],
    ]);
    expect(under(16_000, '2026-04-15', 'defaulted')).toEqual([
      [bill1, 12_345],
      ['penalty/1', 1_235],
      [fee9, 2_420],
    ]);
  });

  it('keeps what nothing takes as a credit', () => {
    expect(allocate(cents(30_000), CHARGES, day('2026-03-18')).left).toBe(420);
    expect(allocate(cents(500), [], day('2026-03-18'))).toEqual({ parts: [], left: 500 });
  });

  it('refuses a payment below zero', () =>
    expect(() => allocate(cents(-1), CHARGES, day('2026-03-18'))).toThrow(RangeError));

  const charge = fc.record({
    kind: fc.constantFrom<OpenCharge['kind'][]>('bill', 'penalty', 'fee'),
    billId: fc.nat(5),
    shift: fc.integer({ min: -200, max: 60 }),
    unpaid: fc.nat(50_000),
    later: fc.nat(60_000),
  });
  const charges = fc.array(charge, { maxLength: 12 }).map((all) =>
    all.map(({ kind, billId, shift, unpaid, later }, index): OpenCharge => {
      const dated = addDays(day('2026-03-16'), shift);
      return {
        chargeId: `c${index}`,
        kind,
        billId: kind === 'fee' ? null : billId,
        dated,
        due: kind === 'fee' ? dated : addDays(dated, 42),
        unpaid: cents(unpaid),
        later: cents(later),
      };
    }),
  );

  it('conserves every cent, overpays nothing, and leaves a credit only when all is paid', () => {
    fc.assert(
      fc.property(fc.nat(400_000), charges, (amount, open) => {
        const found = allocate(cents(amount), open, day('2026-03-16'));
        expect(addCents(allocated(found), found.left)).toBe(amount);
        for (const part of found.parts) {
          expect(part.amount).toBeGreaterThan(0);
          expect(part.amount).toBeLessThanOrEqual(open.find((each) => each.chargeId === part.chargeId)?.unpaid ?? -1);
        }
        expect(new Set(found.parts.map((part) => part.chargeId)).size).toBe(found.parts.length);
        const owed = addCents(...open.map((each) => each.unpaid));
        expect(found.left).toBe(Math.max(0, amount - owed));
      }),
    );
  });

  it('does not depend on the order in which charges are told', () => {
    fc.assert(
      fc.property(fc.nat(200_000), charges, (amount, open) => {
        expect(allocate(cents(amount), [...open].reverse(), day('2026-03-16'))).toEqual(
          allocate(cents(amount), open, day('2026-03-16')),
        );
      }),
    );
  });
});

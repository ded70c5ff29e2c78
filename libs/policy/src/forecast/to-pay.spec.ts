import { day } from '../calendar/days.ts';
import { cents } from '../money/money.ts';
import { account, at, bill, fee, GLENDORA, hold, inForce, notice, order, R } from '../test/facts.fixture.ts';
import { amountsToPay } from './to-pay.ts';
import type { HouseholdFacts, ReturnFacts } from '../facts/facts.ts';

const CALFRESH: HouseholdFacts = {
  benefits: ['calfresh'],
  endsOn: null,
  incomeOfPoverty: null,
  givenOn: day('2026-01-20'),
  verified: true,
};

describe('what is to be paid', () => {
  it('E.1: every bill past its 60th day, by five on it', () => {
    expect(amountsToPay(account(), GLENDORA, at('2026-03-10 09:00'))).toEqual({
      keepOn: { amount: 13_580, by: at('2026-03-16 17:00'), clause: 'E.1', purpose: null, later: null },
      turnOn: null,
      clearReturn: null,
      keepPlan: null,
    });
  });

  it('D.7: by the end of an extension, not by the day before it was given', () => {
    const extended = account({ holds: [hold('D.1', '2026-03-10 09:00', '2026-03-26 17:00', [1])] });
    expect(amountsToPay(extended, GLENDORA, at('2026-03-11 09:00')).keepOn).toMatchObject({
      amount: 13_580,
      by: at('2026-03-26 17:00'),
    });
  });

  it('E.1: before the valve closes, once the list is made', () => {
    expect(amountsToPay(account(), GLENDORA, at('2026-03-16 17:00:01')).keepOn).toMatchObject({
      amount: 13_580,
      by: null,
    });
  });

  const unposted = { bills: [bill('2026-01-15')], notices: [] };
  it.each([
    ['on the due date, by its end', '2026-02-26 09:00', 12_345, '2026-02-26 23:59:59.999', null],
    ['before the run of the late charge, with it by day 60', '2026-02-27 09:00', 12_345, '2026-03-16 17:00', 13_580],
    ['over a weekend before it', '2026-02-27 09:59:59', 12_345, '2026-03-16 17:00', 13_580],
  ])('C.1 %s', (_, now, amount, by, later) => {
    const { keepOn } = amountsToPay(account(unposted), GLENDORA, at(now));
    expect(keepOn).toMatchObject({ amount });
    expect(keepOn?.by).toBe(by.endsWith('.999') ? at('2026-02-27') - 1 : at(by));
    expect(keepOn?.later ?? null).toEqual(later === null ? null : { amount: later, from: at('2026-02-27 10:00') });
  });

  it.each([
    ['C.1.b a household whose late charge is waived', account({ ...unposted, household: CALFRESH })],
    ['H.5 a corrected invoice', account({ ...unposted, bills: [bill('2026-01-15', { kind: 'corrected' })] })],
    ['C.1 one that has its late charge already', account({ notices: [] })],
  ])('C.1 no late charge is told of to %s', (_, facts) => {
    expect(amountsToPay(facts, GLENDORA, at('2026-02-27 09:00')).keepOn?.later).toBeNull();
  });

  it('D.1 a notice that is still to be mailed leaves the end of an extension the day to pay by', () => {
    const extended = account({ notices: [], holds: [hold('D.1', '2026-02-20 09:00', '2026-03-26 17:00', [1])] });
    const { keepOn } = amountsToPay(extended, GLENDORA, at('2026-03-02 09:00'));
    expect(keepOn).toMatchObject({ amount: 13_580, by: at('2026-03-26 17:00') });
  });

  it('I.3.c what a plan asks for: what is due, by the end of its day, else the next instalment', () => {
    const plan = (first: number) =>
      account({
        arrangements: [
          inForce(
            [1],
            [
              ['2026-03-16', first],
              ['2026-04-16', 10_864],
            ],
          ),
        ],
      });
    const asked = (first: number, now: string) => amountsToPay(plan(first), GLENDORA, at(now)).keepPlan;
    expect(asked(1_000, '2026-03-16 12:00')).toMatchObject({ amount: 1_000, by: at('2026-03-17') - 1 });
    expect(asked(1_000, '2026-03-17 12:00')).toMatchObject({ amount: 1_000, by: null });
    expect(asked(0, '2026-03-17 12:00')).toMatchObject({ amount: 10_864, by: at('2026-04-17') - 1 });
    expect(asked(1_000, '2026-04-16 12:00')).toMatchObject({ amount: 11_864, by: null });
  });

  it('I.3.c an instalment that comes due before the named day is paid first, and so is in the amount of that day', () => {
    const facts = account({
      bills: [R, bill('2026-03-12', { billId: 2, penalty: cents(1_235), unpaidPenalty: cents(1_235) })],
      notices: [notice('2026-02-27', [1]), notice('2026-04-24', [2])],
      holds: [hold('I.1', '2026-03-16 10:00', null, [1])],
      arrangements: [inForce([1], [['2026-04-25', 2_000]])],
    });
    expect(amountsToPay(facts, GLENDORA, at('2026-04-24 10:00')).keepOn).toMatchObject({
      amount: 13_580,
      by: at('2026-05-11 17:00'),
      later: { amount: 15_580, from: at('2026-04-25') },
    });
  });

  it('H.2: on no day while an appeal is open', () => {
    const appealed = account({ holds: [hold('H.2', '2026-03-10 09:00', null)] });
    expect(amountsToPay(appealed, GLENDORA, at('2026-03-11 09:00')).keepOn).toMatchObject({ amount: 13_580, by: null });
  });

  it('I.1: not what an arrangement stands for', () => {
    const arranged = account({ holds: [hold('I.1', '2026-03-10 09:00', null, [1])] });
    expect(amountsToPay(arranged, GLENDORA, at('2026-03-11 09:00')).keepOn).toBeNull();
  });

  it('K.2: a returned payment by its own deadline, with its fee', () => {
    const returned: ReturnFacts = {
      returnId: 1,
      returnedAt: at('2026-02-20 10:00'),
      dueAt: at('2026-02-23 17:00'),
      clause: 'K.2',
      toReconnect: false,
      parts: [
        { chargeId: 'bill/1', billId: 1, owed: cents(12_345) },
        { chargeId: 'fee/9', billId: null, owed: cents(2_500) },
      ],
    };
    const unpaid = account({
      bills: [bill('2026-01-15')],
      fees: [fee(2_500, 'nsf-fee')],
      returns: [returned],
    });
    expect(amountsToPay(unpaid, GLENDORA, at('2026-02-20 11:00')).clearReturn).toEqual({
      amount: 14_845,
      by: at('2026-02-23 17:00'),
      clause: 'K.2',
      purpose: 'nsf',
      later: null,
    });
  });

  it('F.3.b, K.7: what a promise held back is paid with it', () => {
    const returned: ReturnFacts = {
      returnId: 1,
      returnedAt: at('2026-02-13 09:00'),
      dueAt: at('2026-02-14 17:00'),
      clause: 'K.7',
      toReconnect: true,
      parts: [{ chargeId: 'bill/2', billId: 2, owed: cents(1) }],
    };
    const promised = account({
      bills: [R, bill('2026-03-12', { billId: 2 })],
      notices: [],
      returns: [returned],
      orders: [order('completed', 'reconnect-after-hours', { finishedAt: at('2026-03-11 20:00') })],
    });
    // The returned cent lies on a bill that is not due: it is reached when what is past due is paid.
    expect(amountsToPay(promised, GLENDORA, at('2026-03-12 04:00')).keepOn).toEqual({
      amount: 13_581,
      by: at('2026-03-12 10:00'),
      clause: 'F.3.b',
      purpose: null,
      later: null,
    });
  });

  const off = {
    service: 'off',
    orders: [order('completed', 'turn-off', { finishedAt: at('2026-03-17 09:00') })],
  } as const;
  it.each([
    ['the fee that asking will charge', account(off), 20_580, 7_000],
    ['F.4: the capped fee of a low income', account({ ...off, household: CALFRESH }), 18_580, 5_000],
    [
      'no second fee once it was asked for',
      account({ ...off, fees: [fee(7_000)], orders: [...off.orders, order('held', 'reconnect', { orderId: 9 })] }),
      20_580,
      0,
    ],
    ['F.2: no bill that is not due', account({ ...off, bills: [R, bill('2026-03-12', { billId: 2 })] }), 20_580, 7_000],
  ])('F.1, F.2: with the water off, %s', (_, facts, amount, charged) => {
    expect(amountsToPay(facts, GLENDORA, at('2026-03-18 10:00')).turnOn).toMatchObject({ amount, fee: charged });
  });

  it('F.3.a: the after-hours fee beside the normal one', () => {
    expect(amountsToPay(account(off), GLENDORA, at('2026-03-18 20:00')).turnOn).toMatchObject({
      owed: 13_580,
      fee: 7_000,
      afterHoursFee: 10_000,
    });
  });
});

import fc from 'fast-check';
import { day } from '../../calendar/days.ts';
import { agenda } from '../../engine/agenda.ts';
import { mayCloseAtAll, mayCloseFor } from '../../engine/gate-kinds.ts';
import { mayClose, mayList } from '../../engine/gate.ts';
import { cents } from '../../money/money.ts';
import { withWritten } from '../../parameters/settings.ts';
import { account, at, bill, fee, GLENDORA, hold, order } from '../../test/facts.fixture.ts';
import { lowIncomeCap, mayReconnect, reconnectionCharge } from './f1-reconnection.ts';
import { promisePayBy } from './f3b-promise.ts';
import type { AccountFacts, HouseholdFacts } from '../../facts/facts.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const LOW: HouseholdFacts = {
  benefits: ['medi-cal'],
  endsOn: null,
  incomeOfPoverty: null,
  verified: true,
  givenOn: day('2026-01-02'),
};

/** Cut off for bill E of 2026-03-19, opened after hours on Fri 2026-05-22 at 20:00; Monday is Memorial Day. */
const E = bill('2026-03-19', { penalty: cents(1_235), unpaidPenalty: cents(1_235) });
function opened(more: Partial<AccountFacts> = {}): AccountFacts {
  return account({
    bills: [E],
    notices: [{ ...account().notices[0]!, mailedOn: day('2026-05-01') }],
    fees: [{ ...fee(10_000, 'after-hours-reconnection-fee'), valueDate: day('2026-05-22'), clause: 'F.3.a' }],
    orders: [
      order('completed', 'turn-off', { finishedAt: at('2026-05-20 09:00') }),
      order('completed', 'reconnect-after-hours', { orderId: 8, finishedAt: at('2026-05-22 20:00') }),
    ],
    ...more,
  });
}
const again = (facts: AccountFacts) => agenda(facts, GLENDORA).filter((due) => due.act === 'turn-off-again');

describe('F.3.b', () => {
  it.each([
    ['Fri 20:00 before Memorial Day', '2026-05-22 20:00', '2026-05-26 10:00'],
    ['a Tuesday evening', '2026-03-17 19:00', '2026-03-18 10:00'],
    ['before the office opens', '2026-03-18 02:00', '2026-03-18 10:00'],
    ['by a crew that came late, in office hours', '2026-03-18 09:00', '2026-03-19 10:00'],
    ['on a Saturday', '2026-03-21 11:00', '2026-03-23 10:00'],
  ])('F.3.b boundary: opened %s', (_name, openedAt, payBy) =>
    expect(promisePayBy(at(openedAt), GLENDORA)).toBe(at(payBy)),
  );

  it('F.3.b boundary: unpaid on Tue 2026-05-26 at 10:00 is closed again; at 9:59 not yet', () => {
    expect(again(opened())).toMatchObject([{ at: at('2026-05-26 10:00'), clause: 'F.3.b' }]);
    expect(mayCloseFor('turn-off-again', opened(), GLENDORA, at('2026-05-26 09:59'))).toMatchObject({
      mayClose: false,
      because: ['F.3.b'],
      earliest: at('2026-05-26 10:00'),
    });
    expect(mayCloseFor('turn-off-again', opened(), GLENDORA, at('2026-05-26 10:00:01'))).toMatchObject({
      mayClose: true,
      because: ['F.3.b'],
      pastDue: 23_580,
      billIds: [1],
    });
  });

  it('F.3.b asked whether it may be closed at all, the promise answers; without one the gate of E.1 does', () => {
    const asked = (facts: AccountFacts, moment: string) => mayCloseAtAll(facts, GLENDORA, at(moment));
    expect(asked(opened(), '2026-05-26 09:59')).toMatchObject({
      mayClose: false,
      because: ['F.3.b'],
      earliest: at('2026-05-26 10:00'),
    });
    expect(asked(opened(), '2026-05-26 10:01').mayClose).toBe(true);
    const plain = opened({ orders: [] });
    expect(asked(plain, '2026-05-26 09:59')).toEqual(mayClose(plain, GLENDORA, at('2026-05-26 09:59')));
  });

  it('F.3.b the list of E.1 does not take the account before the promise is over', () => {
    expect(mayList(opened(), GLENDORA, at('2026-05-25 17:00')).mayList).toBe(false);
    expect(mayCloseFor('turn-off', opened(), GLENDORA, at('2026-05-26 09:00'))).toMatchObject({
      mayClose: false,
      because: ['F.3.b'],
    });
    expect(mayList(opened(), GLENDORA, at('2026-05-26 17:00')).mayList).toBe(true);
  });

  it('F.3.b paid in full there is nothing to close for; one cent of the fee is enough', () => {
    const paid = { ...E, unpaidCharges: cents(0), unpaidPenalty: cents(0) };
    const all = opened({ bills: [paid], fees: [] });
    expect(again(all)).toEqual([]);
    expect(mayCloseFor('turn-off-again', all, GLENDORA, at('2026-05-26 11:00'))).toMatchObject({
      mayClose: false,
      earliest: null,
    });
    const [first] = opened().fees;
    expect(again(opened({ bills: [paid], fees: first ? [{ ...first, unpaid: cents(1) }] : [] }))).toHaveLength(1);
  });

  it('F.3.b a bill that became due since is no part of the promise', () => {
    const paid = { ...E, unpaidCharges: cents(0), unpaidPenalty: cents(0) };
    const young = bill('2026-04-11', { billId: 2 });
    expect(again(opened({ bills: [paid, young], fees: [] }))).toEqual([]);
  });

  it('F.3.b an appeal, or any other hold, stands in the way until it ends', () => {
    const open = opened({ holds: [hold('H.2', '2026-05-25 09:00', null)] });
    expect(again(open)).toEqual([]);
    expect(mayCloseFor('turn-off-again', open, GLENDORA, at('2026-05-26 11:00'))).toMatchObject({
      mayClose: false,
      because: ['H.2'],
    });
    const ends = opened({ holds: [hold('G.2', '2026-05-25 09:00', '2026-05-27 23:00')] });
    expect(again(ends)).toMatchObject([{ at: at('2026-05-28 08:00') }]);
  });

  it('F.3.b after the close window it waits for the morning', () => {
    expect(mayCloseFor('turn-off-again', opened(), GLENDORA, at('2026-05-26 16:00'))).toMatchObject({
      mayClose: false,
      because: ['E.1'],
      earliest: at('2026-05-27 08:00'),
    });
  });

  it('F.3.b turned off again it is over, and while an order is out none is made', () => {
    const [off, on] = opened().orders;
    const closed = order('completed', 'turn-off-again', { orderId: 9, finishedAt: at('2026-05-26 11:00') });
    if (!off || !on) throw new Error('The fixture has two orders.');
    expect(again(opened({ orders: [off, on, closed], service: 'off' }))).toEqual([]);
    expect(again(opened({ orders: [off, on, order('listed', 'turn-off-again')] }))).toEqual([]);
  });

  it(`F.3.b is always 10:00 of a business day, within the days to the office's next opening (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.nat(365 * 24 * 60), (minutes) => {
        const openedAt = (at('2026-01-05') + minutes * 60_000) as ReturnType<typeof at>;
        const payBy = promisePayBy(openedAt, GLENDORA);
        expect(payBy).toBeGreaterThan(openedAt);
        expect(payBy - openedAt).toBeLessThanOrEqual(6 * 86_400_000);
      }),
      { seed },
    );
  });
});

describe('F.4', () => {
  it.each([
    ['in office hours, $70.00', 'reconnection-fee', LOW, 5_000, 'F.4'],
    ['after hours, $100.00: a cap is not a price', 'after-hours-reconnection-fee', LOW, 10_000, 'F.3.a'],
    ['without a low income', 'reconnection-fee', null, 7_000, 'F.1'],
    ['not verified', 'reconnection-fee', { ...LOW, verified: false }, 7_000, 'F.1'],
  ] as const)('F.4 boundary: %s', (_name, kind, household, amount, clause) =>
    expect(reconnectionCharge(kind, household, GLENDORA, day('2026-05-22'))).toEqual({ amount, clause }),
  );

  it('F.4 a fee of exactly the cap stays what it is', () => {
    const policy = withWritten(GLENDORA, { 'reconnection-fee': '50.00' });
    expect(reconnectionCharge('reconnection-fee', LOW, policy, day('2026-05-22'))).toEqual({
      amount: 5_000,
      clause: 'F.1',
    });
  });

  it('F.4 the caps follow the index of prices', () => {
    expect(lowIncomeCap('reconnection-fee', withWritten(GLENDORA, { 'cap-index': '1.215' }))).toBe(6_075);
  });
});

describe('F.1, the request', () => {
  const off = account({ service: 'off' });
  it('F.1 is taken whatever is owed, and says what it costs', () => {
    const answer = mayReconnect(off, GLENDORA, at('2026-03-18 10:00'), false);
    expect(answer).toMatchObject({ granted: true, clauses: ['F.1'], charge: { amount: 7_000 } });
    expect(answer.says).toContain('$70.00');
  });
  it('F.1 boundary: with the water on it is refused; A.3.c: so it is where nobody is the customer', () => {
    expect(mayReconnect(account(), GLENDORA, at('2026-03-18 10:00'), false)).toMatchObject({
      granted: false,
      clauses: ['F.1'],
    });
    expect(mayReconnect({ ...off, open: false }, GLENDORA, at('2026-03-18 10:00'), false).clauses).toEqual(['A.3.c']);
  });
});

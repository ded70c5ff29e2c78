import type { PastPayment } from '@curbstop/contracts';
import { cents, day, instant } from '@curbstop/policy';
import { aPage } from '../account/page.fixture.ts';
import { policyFor } from '../requests/terms.ts';
import { foreseeReturn, returnRefusal } from './foresee-return.ts';

/** Wed Mar 11, 9:20 am. */
const NOW = instant(Date.parse('2026-03-11T09:20:00-07:00'));

const CHECK: PastPayment = {
  paymentId: 5,
  amount: cents(8_000),
  method: 'check',
  channel: 'counter',
  reference: '1201',
  receivedAt: instant(Date.parse('2026-03-06T10:00:00-08:00')),
  effective: day('2026-03-06'),
  credited: true,
  returnedAt: null,
  returnCode: null,
  toReconnect: false,
  doubt: null,
  setAside: false,
};
const DEBIT: PastPayment = { ...CHECK, method: 'ach', channel: 'ach' };
const past = (pastId: number, on: string, was = 'nsf') => ({ pastId, accountId: 7, was, on, billId: null });
const flag = (kind: string) => ({
  flagId: 1,
  kind,
  clause: 'J.6',
  setAt: NOW,
  until: null,
  amount: null,
  dueAt: null,
});

function told(payment: PastPayment, code: string, facts: Parameters<typeof aPage>[1] = {}, now = NOW) {
  const page = aPage({}, facts);
  const policy = policyFor(page.policy, now);
  if (!policy) throw new Error('The fixture has a policy.');
  return foreseeReturn(payment, code, page.facts, policy, now);
}
const says = (...given: Parameters<typeof told>) =>
  told(...given).map(({ clause, says: sentence }) => `${clause} ${sentence}`);

describe('what the return of a payment does', () => {
  it('K.1 to K.6: the first check, before noon', () => {
    expect(says(CHECK, 'NSF')).toEqual([
      'K.1 $80.00 is taken off the books, and what it had paid is owed again.',
      'K.1 A fee of $25.00 is charged: the first return of this account.',
      'K.2 A blue tag and a letter ask for $105.00 by Thu Mar 12, 5:00 pm.',
      'K.4 The account is flagged: $105.00 by Thu Mar 12, 2026, 5:00 pm.',
      'K.5 It is made good by cash, money order, cashier’s check or card only.',
      'K.6 If it is not paid by then, a turn-off order is made.',
      'K.8 Return 1 of 3 within a year: not Cash Only.',
    ]);
  });

  it('K.3: from noon on, the second business day', () => {
    const noon = instant(Date.parse('2026-03-11T12:00:00-07:00'));
    expect(told(CHECK, 'NSF', {}, noon)[2]).toMatchObject({ clause: 'K.3', says: expect.stringMatching(/Fri Mar 13/) });
  });

  it('K.1, K.8: the third within a year costs the higher fee, and makes the account Cash Only', () => {
    const lines = says(CHECK, 'NSF', { history: [past(1, '2025-04-01'), past(2, '2025-10-01')] });
    expect(lines[1]).toBe('K.1 A fee of $35.00 is charged: a return after the first.');
    expect(lines.at(-1)).toBe('K.8 The account becomes Cash Only until Mar 11, 2027: 3 returns within a year.');
  });

  it('J.7.b: whoever was Cash Only is again', () => {
    const lines = says(CHECK, 'NSF', { history: [past(1, '2024-01-05', 'cash-only-released')] });
    expect(lines.at(-1)).toMatch(/^J\.7\.b .* it was Cash Only before\.$/);
  });

  it('K.9.a: a closed account ends the bank debit, where there is one', () => {
    expect(says(DEBIT, 'R02', { flags: [flag('ach-active')] }).at(-1)).toBe(
      'K.9.a The bank debit is removed, and the customer told.',
    );
    expect(told(DEBIT, 'R02').map((each) => each.clause)).not.toContain('K.9.a');
    expect(told(DEBIT, 'R01', { flags: [flag('ach-active')] }).map((each) => each.clause)).not.toContain('K.9.a');
  });

  it('K.7: what had bought the water back closes it again, without the tag’s days', () => {
    const order = {
      orderId: 1,
      kind: 'turn-off',
      state: 'completed',
      billIds: [1],
      dueOn: '2026-03-05',
      createdAt: Date.parse('2026-03-04T17:00:00-08:00'),
      finishedAt: null,
    };
    const clauses = told({ ...CHECK, toReconnect: true }, 'NSF', { orders: [order] }).map((each) => each.clause);
    expect(clauses).toContain('K.7');
    expect(clauses).not.toContain('K.6');
  });

  it.each([
    ['R10', DEBIT, 'K.9'],
    ['bank-error', CHECK, 'K.1'],
  ])('%s costs nothing and counts for nothing', (code, payment, clause) => {
    const lines = told(payment, code);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({ clause, says: expect.stringMatching(/^No fee and no count/) });
  });

  it('is refused for cash and cards, and for what came back already', () => {
    expect(returnRefusal(CHECK)).toBeNull();
    expect(returnRefusal({ ...CHECK, method: 'cash' })?.clauses).toEqual(['K.1']);
    expect(returnRefusal({ ...DEBIT, returnedAt: NOW })?.clauses).toEqual(['K.9']);
  });
});

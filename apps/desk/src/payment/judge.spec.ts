import type { PaymentTaken } from '@curbstop/contracts';
import { cents, day, instant } from '@curbstop/policy';
import { aPage } from '../account/page.fixture.ts';
import { policyFor } from '../requests/terms.ts';
import { judgePayment } from './judge.ts';

const at = (text: string) => instant(Date.parse(text));
/** Wed Mar 11, 2:20 pm. */
const NOW = at('2026-03-11T14:20:00-07:00');
const CHECK: PaymentTaken = { amount: cents(14_784), method: 'check', channel: 'counter', reference: '1201' };

function judged(part: Partial<PaymentTaken>, now = NOW, facts: Parameters<typeof aPage>[1] = {}) {
  const page = aPage({}, facts);
  return judgePayment(
    { ...CHECK, ...part },
    { facts: page.facts, policy: policyFor(page.policy, now), now, windows: [] },
  );
}

describe('a payment while it is typed', () => {
  it.each<[string, Partial<PaymentTaken>, string, string, string, boolean]>([
    ['J.2 in office hours', {}, '2026-03-11T16:59:00-07:00', '2026-03-11', 'J.2', false],
    ['J.2 after five', {}, '2026-03-13T17:01:00-07:00', '2026-03-16', 'J.2', false],
    [
      'J.2.a forwarded tomorrow',
      { channel: 'other-department', forwardedOn: day('2026-03-12') },
      '2026-03-11T10:00:00-07:00',
      '2026-03-12',
      'J.2.a',
      true,
    ],
    [
      'J.3 reaches the bank on Friday',
      { method: 'eft', channel: 'bank-bill-pay', valueDate: day('2026-03-13') },
      '2026-03-11T10:00:00-07:00',
      '2026-03-13',
      'J.3',
      true,
    ],
    [
      'J.4 a minute before midnight',
      { method: 'card', channel: 'website', brand: 'visa' },
      '2026-03-14T23:59:00-07:00',
      '2026-03-14',
      'J.4',
      false,
    ],
    ['J.5.b out of the box', { channel: 'dropbox' }, '2026-03-11T08:40:00-07:00', '2026-03-11', 'J.5.b', false],
    [
      'J.5.b the box of the day after the due date',
      { channel: 'dropbox', collectedAt: at('2026-02-27T08:30:00-08:00') },
      '2026-02-27T10:00:00-08:00',
      '2026-02-26',
      'J.5.b',
      false,
    ],
    [
      'J.2.a dated back',
      { datedBack: { on: day('2026-03-09'), why: 'It lay.' } },
      '2026-03-11T10:00:00-07:00',
      '2026-03-09',
      'J.2.a',
      false,
    ],
  ])('%s', (_, part, now, counts, clause, toCome) => {
    const found = judged(part, at(now));
    expect(found?.answer.granted).toBe(true);
    expect(found?.day).toMatchObject({ day: counts, clause, toCome });
    expect(found?.day.says).toMatch(/\.$/);
  });

  it('reading 9: tells what it pays, oldest first', () => {
    expect(judged({ amount: cents(15_000) })?.falls).toEqual({
      parts: [
        { chargeId: 'bill/1', amount: 13_440 },
        { chargeId: 'penalty/1', amount: 1_344 },
      ],
      left: 216,
    });
  });

  const CASH_ONLY = [
    { flagId: 1, kind: 'cash-only', clause: 'K.8', setAt: NOW, until: null, amount: null, dueAt: null },
  ];
  const RETURNED = [
    {
      returnId: 1,
      returnedAt: NOW,
      dueAt: NOW + 1,
      clause: 'K.2',
      parts: [{ chargeId: 'bill/1', billId: 1, owed: 13_440 }],
      toReconnect: false,
    },
  ];
  it.each<[string, Partial<PaymentTaken>, Parameters<typeof aPage>[1]]>([
    ['J.1', { method: 'card', brand: 'amex' }, {}],
    ['J.1', { method: 'cash', channel: 'website' }, {}],
    ['J.6', { method: 'ach', channel: 'ach' }, {}],
    ['J.7', {}, { flags: CASH_ONLY }],
    ['K.5', {}, { returns: RETURNED }],
  ])('refused by %s, with its sentence', (clause, part, facts) => {
    const answer = judged(part, NOW, facts)?.answer;
    expect(answer).toMatchObject({ granted: false });
    expect(answer?.clauses).toContain(clause);
    expect(answer?.says).toMatch(/\.$/);
  });

  it('J.4.a: is refused on the website while it is down, and taken at the counter', () => {
    const page = aPage();
    const windows = [{ from: NOW, to: at('2026-03-11T16:00:00-07:00') }];
    const basis = { facts: page.facts, policy: policyFor(page.policy, NOW), now: NOW, windows };
    const card = { ...CHECK, method: 'card', brand: 'visa' } as const;
    expect(judgePayment({ ...card, channel: 'website' }, basis)?.answer).toMatchObject({
      granted: false,
      clauses: ['J.4.a'],
    });
    expect(judgePayment(card, basis)?.answer.granted).toBe(true);
  });

  it('is left to the server when this page is older than the policy', () => {
    const { facts } = aPage();
    expect(judgePayment(CHECK, { facts, policy: null, now: NOW, windows: [] })).toBeNull();
  });
});

import fc from 'fast-check';
import { addBusinessDays, addDays, day, isBusinessDay } from '../../calendar/days.ts';
import { dayOf, instant, timeOfDay } from '../../calendar/zoned.ts';
import { disconnectionCases } from '../../engine/eligibility.ts';
import { cents } from '../../money/money.ts';
import { account, at, bill, GLENDORA, R } from '../../test/facts.fixture.ts';
import { mayPay } from '../j/j1-may-pay.ts';
import {
  countsAsReturn,
  endsBankDebit,
  nsfFee,
  nsfFlag,
  repaymentRefusal,
  returnedNotPastDue,
  returnKind,
  tagPreconditions,
  tagDue,
  tagHungOn,
} from './k1-returned-payments.ts';
import type { PastFacts, PastKind, ReturnFacts } from '../../facts/facts.ts';
import type { Tender } from '../j/j1-payments.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

function past(was: PastKind, on: string): PastFacts {
  return { pastId: 1, accountId: 77, was, on: day(on), billId: null };
}
/** A check for all of R came back, fee $25.00. */
function returned(more: Partial<ReturnFacts> = {}): ReturnFacts {
  return {
    returnId: 3,
    returnedAt: at('2026-05-22 11:00'),
    dueAt: at('2026-05-26 17:00'),
    clause: 'K.2',
    parts: [
      { chargeId: 'bill/1', billId: 1, owed: R.unpaidCharges },
      { chargeId: 'fee/31', billId: null, owed: cents(2_500) },
    ],
    toReconnect: false,
    ...more,
  };
}
const fee = {
  entryId: 31,
  kind: 'nsf-fee',
  unpaid: cents(2_500),
  valueDate: day('2026-05-22'),
  clause: 'K.1',
} as const;

describe('K.1', () => {
  it('K.1 boundary: $25.00 the first time, $35.00 the second and the third', () => {
    const fees = [[], [past('nsf', '2026-01-05')], [past('nsf', '2026-01-05'), past('nsf', '2026-02-05')]].map(
      (history) => nsfFee(account({ history }), GLENDORA).amount,
    );
    expect(fees).toEqual([2_500, 3_500, 3_500]);
  });

  it('K.1 counts for the life of the account, bank debits too, and only its own', () => {
    expect(nsfFee(account({ history: [past('ach-return', '2009-01-05')] }), GLENDORA).amount).toBe(3_500);
    const other = { ...past('nsf', '2026-01-05'), accountId: 78 };
    expect(nsfFee(account({ history: [other] }), GLENDORA).amount).toBe(2_500);
  });
});

describe('K.2, K.3', () => {
  it('K.2 boundary: Fri 2026-05-22 11:59:59 is due Tue 2026-05-26 17:00, over Memorial Day', () => {
    expect(tagDue(at('2026-05-22 11:59:59'), GLENDORA)).toEqual({ dueAt: at('2026-05-26 17:00'), clause: 'K.2' });
  });

  it('K.3 boundary: Fri 2026-05-22 12:00:00 is due Wed 2026-05-27 17:00', () => {
    expect(tagDue(at('2026-05-22 12:00:00'), GLENDORA)).toEqual({ dueAt: at('2026-05-27 17:00'), clause: 'K.3' });
  });

  it('K.2, K.3 a tag of a Saturday goes by its own hour too', () => {
    expect(tagDue(at('2026-05-16 11:59:59'), GLENDORA)).toEqual({ dueAt: at('2026-05-18 17:00'), clause: 'K.2' });
    expect(tagDue(at('2026-05-16 12:00:00'), GLENDORA)).toEqual({ dueAt: at('2026-05-19 17:00'), clause: 'K.3' });
  });

  it('K.2 the tag is hung the same day while crews are out', () => {
    expect(tagHungOn(at('2026-05-22 15:59'), GLENDORA)).toBe('2026-05-22');
    expect(tagHungOn(at('2026-05-22 16:00'), GLENDORA)).toBe('2026-05-26');
    expect(tagHungOn(at('2026-05-23 09:00'), GLENDORA)).toBe('2026-05-26');
  });

  it(`K.2, K.3 are due at the close of a business day, one or two on, never earlier for a later tag of office days (CURBSTOP_SEED=${seed})`, () => {
    const moment = fc
      .tuple(fc.nat(600), fc.nat(86_399))
      .map(([days, second]) => instant(at(`${addDays(day('2026-01-05'), days)} 00:00`) + second * 1_000));
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const { dueAt, clause } = tagDue(first, GLENDORA);
        const on = dayOf(dueAt, GLENDORA.timeZone);
        expect(isBusinessDay(on, GLENDORA)).toBe(true);
        expect(timeOfDay(dueAt, GLENDORA.timeZone)).toBe('17:00:00');
        const [issuedOn, later] = [dayOf(first, GLENDORA.timeZone), dayOf(second, GLENDORA.timeZone)];
        expect(on).toBe(addBusinessDays(issuedOn, clause === 'K.2' ? 1 : 2, GLENDORA));
        if (isBusinessDay(issuedOn, GLENDORA) && isBusinessDay(later, GLENDORA))
          expect(tagDue(second, GLENDORA).dueAt).toBeGreaterThanOrEqual(dueAt);
      }),
      { seed, numRuns: 400 },
    );
  });
});

describe('K.4', () => {
  it('K.4 boundary: a check of $80.00 is flagged with $105.00 and its hour', () => {
    expect(nsfFlag(cents(8_000), cents(2_500), at('2026-05-26 17:00'), GLENDORA)).toEqual({
      amount: 10_500,
      says: '$105.00 by Tue May 26, 2026, 5:00 pm.',
    });
  });
});

describe('K.5', () => {
  const current = bill('2026-05-07', { billId: 2, number: '2' });
  const paidR = { ...R, unpaidPenalty: cents(0) };
  const facts = account({ bills: [paidR, current], fees: [fee], returns: [returned()] });
  const now = at('2026-05-22 14:00');
  const asks = (tender: Tender, purpose: 'bill' | 'nsf' | null, amount = 12_345) =>
    mayPay(facts, { amount: cents(amount), tender, channel: 'counter', purpose }, GLENDORA, now, []);

  it('K.5 boundary: a check for the debt is refused, a check for the current bill is taken', () => {
    expect(asks('check', 'nsf')).toMatchObject({ granted: false, clauses: ['K.5'] });
    expect(asks('check', 'bill')).toMatchObject({ granted: true });
  });

  it('K.5 a check that would fall on the debt is refused', () => {
    expect(asks('check', null)).toMatchObject({ granted: false, clauses: ['K.5'] });
  });

  it.each(['cash', 'money-order', 'cashiers-check'] as const)('K.5 %s makes it good', (tender) => {
    expect(asks(tender, 'nsf')).toMatchObject({ granted: true });
  });

  it('K.5 a check for another bill is refused where there is none', () => {
    const alone = { ...facts, bills: [paidR] };
    const check = { tender: 'check', amount: cents(12_345), purpose: 'bill' } as const;
    expect(repaymentRefusal(alone, check, day('2026-05-22'))?.clauses).toEqual(['K.5']);
  });

  it('K.5 what of the bill the check had not paid may be paid by check', () => {
    const part = returned({ parts: [{ chargeId: 'bill/1', billId: 1, owed: cents(2_345) }] });
    const some = { ...facts, bills: [paidR], fees: [], returns: [part] };
    const check = (amount: number) => ({ tender: 'check', amount: cents(amount), purpose: null }) as const;
    expect(repaymentRefusal(some, check(10_000), day('2026-05-22'))).toBeNull();
    expect(repaymentRefusal(some, check(10_001), day('2026-05-22'))).not.toBeNull();
  });

  it('K.5, J.7 says everything that stands against a payment', () => {
    const until = at('2027-05-22 00:00');
    const flag = { flagId: 1, kind: 'cash-only', clause: 'K.8', setAt: now, until, amount: null, dueAt: null } as const;
    const offered = { amount: cents(100), tender: 'card', channel: 'mail', purpose: 'nsf' } as const;
    const both = { ...facts, flags: [flag] };
    expect(mayPay(both, offered, GLENDORA, now, []).clauses).toEqual(['J.1']);
    expect(mayPay(both, { ...offered, tender: 'check' }, GLENDORA, now, []).clauses).toEqual(['J.7', 'K.5']);
  });

  it('K.7 a reconnection after a bad check for one is paid in good funds', () => {
    const again = { ...facts, returns: [returned({ toReconnect: true })] };
    const check = { tender: 'check', amount: cents(7_000), purpose: 'reconnection' } as const;
    expect(repaymentRefusal(again, check, day('2026-05-22'))?.clauses).toEqual(['K.7']);
    expect(repaymentRefusal(facts, check, day('2026-05-22'))).toBeNull();
  });
});

describe('K.6, reading 143', () => {
  it('K.6 a bill that a returned check had paid is no ground for the list until the tag is over', () => {
    const facts = account({ returns: [returned({ dueAt: at('2026-03-19 17:00') })] });
    expect(tagPreconditions(R, facts, GLENDORA)).toMatchObject([{ clause: 'K.2', opens: at('2026-03-20 08:00') }]);
    expect(disconnectionCases(facts, GLENDORA)[0]?.preconditions).toHaveLength(1);
    expect(tagPreconditions({ billId: 2 }, facts, GLENDORA)).toEqual([]);
  });

  it('K.6 before a turn-on the returned part of a bill that is not due is paid too', () => {
    const facts = account({ returns: [returned()] });
    expect(returnedNotPastDue(facts, day('2026-02-26'))).toBe(12_345);
    expect(returnedNotPastDue(facts, day('2026-02-27'))).toBe(0);
  });
});

describe('K.9', () => {
  it('K.9 boundary: an unauthorised debit (R10) does not count and is looked at', () => {
    expect(countsAsReturn('R10')).toBe(false);
    expect(returnKind('R10')).toBe('review');
  });

  it.each([
    ['NSF', 'funds', true],
    ['R01', 'funds', true],
    ['R09', 'funds', true],
    ['R02', 'account-closed', true],
    ['R03', 'review', false],
    ['bank-error', 'bank-error', false],
  ] as const)('K.9 %s is %s', (code, kind, counts) => {
    expect(returnKind(code)).toBe(kind);
    expect(countsAsReturn(code)).toBe(counts);
  });

  it('K.9.a boundary: a closed account ends the debit with its first return; want of funds with the second', () => {
    expect(endsBankDebit(account(), 'R02', GLENDORA)).toBe(true);
    expect(endsBankDebit(account(), 'R01', GLENDORA)).toBe(false);
    expect(endsBankDebit(account({ history: [past('ach-return', '2025-02-05')] }), 'R01', GLENDORA)).toBe(true);
    expect(endsBankDebit(account({ history: [past('nsf', '2025-02-05')] }), 'R01', GLENDORA)).toBe(false);
    expect(endsBankDebit(account({ history: [past('ach-return', '2025-02-05')] }), 'R10', GLENDORA)).toBe(false);
  });
});

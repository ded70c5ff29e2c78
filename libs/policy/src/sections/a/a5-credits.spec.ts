import fc from 'fast-check';
import { addDays, day, daysBetween, isBusinessDay } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { mayList } from '../../engine/gate.ts';
import { cents } from '../../money/money.ts';
import { account, at, closing, GLENDORA } from '../../test/facts.fixture.ts';
import {
  depositRefundDay,
  depositToApply,
  finalBillAmount,
  finalBillBy,
  mayRefund,
  nextRefundRun,
  creditRefund,
  unclaimedFrom,
} from './a5-credits.ts';
import { accountActs } from './due-actions.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const billed = { finalBilled: true, at: '2026-01-02 10:00', on: '2026-01-02', since: '2026-01-02 15:00' } as const;

describe('A.2.b to A.2.d', () => {
  it('A.2.b boundary: R is unpaid on day 60 and $200.00 is held: listed, the deposit untouched', () => {
    const facts = account();
    expect(mayList(facts, GLENDORA, at('2026-03-16 17:00')).mayList).toBe(true);
    expect(depositToApply(cents(20_000), false)).toBe(0);
    expect(depositToApply(cents(20_000), true)).toBe(20_000);
  });

  it.each([
    [23_000, 20_000, 3_000],
    [20_000, 20_000, 0],
    [19_690, 20_000, 0],
  ])('A.2.c boundary: final %p with %p held: the bill comes to %p', (charges, deposit, left) =>
    expect(finalBillAmount(cents(charges), cents(deposit))).toBe(left),
  );

  it('A.2.d boundary: closed Fri 2026-01-02, $3.10 left: day 30 is a Sunday, the check is of Mon 2026-02-02', () => {
    expect(depositRefundDay(day('2026-01-02'), GLENDORA)).toBe('2026-02-02');
    const each = closing({ ...billed, credit: 310, fromDeposit: true });
    expect(creditRefund(each, GLENDORA)).toEqual({ at: at('2026-02-02 08:00'), amount: 310, clause: 'A.2.d' });
    expect(finalBillBy(day('2026-01-02'), GLENDORA)).toBe(at('2026-02-02'));
  });

  it('A.2.d a final bill made later than day 30 sends the rest in the next run', () => {
    const each = closing({ ...billed, credit: 310, fromDeposit: true, since: '2026-02-04 11:00' });
    expect(creditRefund(each, GLENDORA)?.at).toBe(at('2026-02-05 08:00'));
  });

  it(`A.2.d never before day 30, never on a closed day, never more than ten days late (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.nat(700), (shift) => {
        const closedOn = addDays(day('2026-01-01'), shift);
        const due = depositRefundDay(closedOn, GLENDORA);
        expect(isBusinessDay(due, GLENDORA)).toBe(true);
        expect(daysBetween(closedOn, due)).toBeGreaterThanOrEqual(30);
        expect(daysBetween(closedOn, due)).toBeLessThanOrEqual(40);
      }),
      { seed },
    );
  });
});

describe('A.5', () => {
  it.each([
    [499, null],
    [500, { at: at('2026-01-05 08:00'), amount: 500, clause: 'A.5' }],
  ])('A.5 boundary: a credit of %p: %p', (credit, expected) =>
    expect(creditRefund(closing({ ...billed, credit }), GLENDORA)).toEqual(expected),
  );

  it.each([
    ['2026-01-05 07:59:59', '2026-01-05 08:00'],
    ['2026-01-05 08:00', '2026-01-06 08:00'],
    ['2026-01-16 12:00', '2026-01-20 08:00'],
  ])('A.5 the run after %s is %s', (after, run) => expect(nextRefundRun(at(after), GLENDORA)).toBe(at(run)));

  it('A.5 closed from midnight, a credit waits for the end of that day, which may bring the final bill', () => {
    const fromMidnight = {
      at: '2026-01-02 00:00',
      on: '2026-01-02',
      since: '2025-12-31 09:00',
      credit: 10_500,
    } as const;
    expect(creditRefund(closing(fromMidnight), GLENDORA)?.at).toBe(at('2026-01-05 08:00'));
    expect(creditRefund(closing({ ...fromMidnight, at: '2026-01-05 00:00', on: '2026-01-05' }), GLENDORA)?.at).toBe(
      at('2026-01-06 08:00'),
    );
  });

  it('A.5 nothing is sent while the final bill is to come, or after the refund was undone', () => {
    const onRoute = closing({ ...billed, finalBilled: false, onRoute: true, credit: 900 });
    expect(creditRefund(onRoute, GLENDORA)).toBeNull();
    expect(creditRefund({ ...onRoute, finalBilled: true }, GLENDORA)).not.toBeNull();
    expect(creditRefund({ ...onRoute, onRoute: false }, GLENDORA)).not.toBeNull();
    expect(creditRefund({ ...onRoute, onRoute: false, depositHeld: cents(1) }, GLENDORA)).toBeNull();
    expect(creditRefund(closing({ ...billed, credit: 900, stopped: true }), GLENDORA)).toBeNull();
  });

  it('A.5 a smaller credit is listed for unclaimed property once, and paid on request', () => {
    const facts = account({ open: false, bills: [], meter: 'manual', closing: closing({ ...billed, credit: 499 }) });
    expect(accountActs(facts, GLENDORA)).toMatchObject([{ act: 'unclaimed-credit', clause: 'A.5' }]);
    expect(unclaimedFrom(closing({ ...billed, credit: 500 }), GLENDORA)).toBeNull();
    expect(mayRefund(facts)).toMatchObject({ granted: true, amount: 499, clauses: ['A.5'] });
    expect(mayRefund(account({ closing: facts.closing })).granted).toBe(false);
    expect(mayRefund({ open: false, closing: closing({ ...billed, credit: 0 }) }).granted).toBe(false);
    expect(mayRefund({ open: false, closing: closing({ credit: 5, onRoute: true }) }).granted).toBe(false);
  });

  it('A.2.d, A.5 the act of a refund is of its run', () => {
    const facts = account({ open: false, bills: [], meter: 'manual', closing: closing({ ...billed, credit: 500 }) });
    const [act] = accountActs(facts, GLENDORA);
    expect(act).toMatchObject({ act: 'refund', key: '77/-/A.5/refund-2026-01-05' });
    expect(act && dayOf(act.at, GLENDORA.timeZone)).toBe('2026-01-05');
  });
});

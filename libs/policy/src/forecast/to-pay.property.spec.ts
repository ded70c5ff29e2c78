import fc from 'fast-check';
import { addDays, day } from '../calendar/days.ts';
import { dayOf, instant } from '../calendar/zoned.ts';
import { mayClose, mayList } from '../engine/gate.ts';
import { cents, subtractCents } from '../money/money.ts';
import { mayOpen } from '../sections/f/f1-reconnection.ts';
import { mayCloseAgain } from '../sections/f/f3b-turn-off-again.ts';
import { returnsOwed } from '../sections/k/k1-returned-payments.ts';
import { mayCloseForReturn } from '../sections/k/k6-turn-off.ts';
import { account, at, bill, GLENDORA, notice, order } from '../test/facts.fixture.ts';
import { afterPayment, amountsToPay } from './to-pay.ts';
import type { AccountFacts, HoldFacts, OrderFacts, ReturnFacts } from '../facts/facts.ts';
import type { Cents, Instant } from '../units.ts';

/** Other accounts every time; the one that failed again with CURBSTOP_SEED. */
const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const FIRST = day('2026-01-15');
const CENT = cents(1);

const someBills = fc.option(fc.subarray([1, 2, 3], { minLength: 1 }));
const facts = fc
  .record({
    weeks: fc.uniqueArray(fc.constantFrom(0, 8, 16), { minLength: 1, maxLength: 3 }),
    paid: fc.array(fc.nat(13_580), { minLength: 3, maxLength: 3 }),
    noticed: fc.boolean(),
    off: fc.boolean(),
    fee: fc.option(fc.integer({ min: 1, max: 10_000 })),
    lowIncome: fc.boolean(),
    cashOnly: fc.boolean(),
    holds: fc.array(
      fc.record({
        clause: fc.constantFrom<HoldFacts['clause'][]>('D.1', 'H.2', 'I.1', 'G.2'),
        days: fc.option(fc.nat(120)),
        bills: someBills,
      }),
      { maxLength: 2 },
    ),
    back: fc.option(
      fc.record({
        billId: fc.constantFrom(1, 2, 3),
        part: fc.integer({ min: 1, max: 12_345 }),
        due: fc.integer({ min: 30, max: 120 }),
        toReconnect: fc.boolean(),
      }),
    ),
    promised: fc.boolean(),
    asked: fc.boolean(),
    at: fc.record({ days: fc.integer({ min: 43, max: 130 }), minutes: fc.nat(24 * 60 - 1) }),
  })
  .map((it): { facts: AccountFacts; now: Instant } => {
    const now = instant(at(addDays(FIRST, it.at.days)) + it.at.minutes * 60_000);
    const today = dayOf(now, GLENDORA.timeZone);
    const bills = it.weeks
      .toSorted((a, b) => a - b)
      .map((weeks, nth) => {
        const paid = it.paid[nth] ?? 0;
        const isLate = addDays(FIRST, weeks * 7 + 43) <= today;
        const charges = Math.max(0, 12_345 - paid);
        return bill(addDays(FIRST, weeks * 7), {
          billId: nth + 1,
          number: String(nth + 1),
          unpaidCharges: cents(charges),
          unpaidAtDue: cents(charges),
          penalty: cents(isLate ? 1_235 : 0),
          unpaidPenalty: cents(isLate ? Math.min(1_235, 13_580 - paid) : 0),
        });
      })
      .filter((each) => each.billDate <= today);
    const returned = bills.find((each) => each.billId === it.back?.billId);
    const returns: ReturnFacts[] =
      it.back === null || returned === undefined || at(`${addDays(FIRST, it.back.due - 1)} 09:00`) > now
        ? []
        : [
            {
              returnId: 1,
              returnedAt: at(`${addDays(FIRST, it.back.due - 1)} 09:00`),
              dueAt: at(`${addDays(FIRST, it.back.due)} 17:00`),
              clause: it.back.toReconnect ? 'K.7' : 'K.2',
              toReconnect: it.back.toReconnect,
              parts: [
                {
                  chargeId: `bill/${returned.billId}`,
                  billId: returned.billId,
                  owed: cents(Math.min(it.back.part, returned.unpaidCharges)),
                },
                { chargeId: 'fee/31', billId: null, owed: cents(2_500) },
              ].filter((part) => part.owed > 0) as ReturnFacts['parts'],
            },
          ];
    const orders: OrderFacts[] = [];
    if (it.promised && !it.off)
      orders.push(
        order('completed', 'reconnect-after-hours', { orderId: 8, finishedAt: instant(now - 20 * 3_600_000) }),
      );
    if (it.off) orders.push(order('completed', 'turn-off', { finishedAt: instant(now - 3 * 86_400_000) }));
    if (it.off && it.asked) orders.push(order('held', 'reconnect', { orderId: 9 }));
    return {
      now,
      facts: account({
        service: it.off ? 'off' : 'on',
        bills,
        notices: it.noticed ? [notice(addDays(FIRST, 43), [1, 2, 3])] : [],
        fees: [
          ...(it.fee === null
            ? []
            : [
                {
                  entryId: 9,
                  kind: 'reconnection-fee',
                  unpaid: cents(it.fee),
                  valueDate: FIRST,
                  clause: 'F.1',
                } as const,
              ]),
          ...(returns.length === 0
            ? []
            : [{ entryId: 31, kind: 'nsf-fee', unpaid: cents(2_500), valueDate: FIRST, clause: 'K.1' } as const]),
        ],
        returns,
        orders,
        holds: it.holds.map((hold, nth) => ({
          holdId: nth + 1,
          clause: hold.clause,
          kind: hold.clause === 'D.1' ? 'extension' : hold.clause === 'H.2' ? 'appeal' : 'arrangement',
          from: at(FIRST),
          until: hold.days === null ? null : at(`${addDays(FIRST, hold.days)} 17:00`),
          billIds: hold.bills,
        })),
        household: it.lowIncome
          ? { benefits: ['calfresh'], endsOn: null, incomeOfPoverty: null, givenOn: FIRST, verified: true }
          : null,
        flags: it.cashOnly
          ? [
              {
                flagId: 1,
                kind: 'cash-only',
                clause: 'J.7',
                setAt: at(FIRST),
                until: null,
                amount: null,
                dueAt: null,
              } as const,
            ]
          : [],
      }),
    };
  });

const GATES = [mayClose, mayCloseForReturn, mayCloseAgain];

/** The first moment at which any gate would let the valve be closed, and whether one does at a moment. */
const firstClose = (of: AccountFacts, now: Instant): Instant | null => {
  const found = GATES.map((gate) => gate(of, GLENDORA, now).earliest).filter((each) => each !== null);
  return found.length === 0 ? null : instant(Math.min(...found));
};
const closable = (of: AccountFacts, when: Instant): boolean => GATES.some((gate) => gate(of, GLENDORA, when).mayClose);

describe(`what is to be paid (CURBSTOP_SEED=${seed})`, () => {
  const runs = { seed, numRuns: 150 };
  const pay = (of: AccountFacts, amount: Cents, purpose: 'nsf' | null, now: Instant) =>
    afterPayment(of, amount, purpose, dayOf(now, GLENDORA.timeZone));

  it('to keep the water on keeps it on at the next close, and a cent less does not', () => {
    let tried = 0;
    fc.assert(
      fc.property(facts, ({ facts: owing, now }) => {
        const { keepOn } = amountsToPay(owing, GLENDORA, now);
        const closes = firstClose(owing, now);
        if (closes === null || owing.service === 'off') return;
        expect(keepOn).not.toBeNull();
        if (keepOn === null) return;
        tried += 1;
        const purpose = keepOn.purpose === 'nsf' ? 'nsf' : null;
        expect(closable(pay(owing, keepOn.amount, purpose, now), closes)).toBe(false);
        expect(closable(pay(owing, subtractCents(keepOn.amount, CENT), purpose, now), closes)).toBe(true);
        // By the named moment it is not listed yet, and the valve not closed.
        if (keepOn.by !== null) {
          expect(keepOn.by).toBeGreaterThanOrEqual(now);
          // F.3.b: the promise runs to the second at which the valve may be closed again.
          expect(keepOn.by).toBeLessThanOrEqual(closes);
          if (keepOn.by > now) expect(mayList(owing, GLENDORA, instant(keepOn.by - 1)).mayList).toBe(false);
        }
      }),
      runs,
    );
    expect(tried).toBeGreaterThan(10);
  });

  it('for the water to come on opens the valve, and a cent less does not', () => {
    let tried = 0;
    fc.assert(
      fc.property(facts, ({ facts: owing, now }) => {
        const { turnOn } = amountsToPay(owing, GLENDORA, now);
        expect(turnOn === null).toBe(owing.service === 'on');
        if (turnOn === null) return;
        // F.1: asking charges the fee.
        const today = dayOf(now, GLENDORA.timeZone);
        const fee = {
          entryId: 99,
          kind: 'reconnection-fee',
          unpaid: turnOn.fee,
          valueDate: today,
          clause: 'F.1',
        } as const;
        const asked = turnOn.fee === 0 ? owing : { ...owing, fees: [...owing.fees, fee] };
        const mayBeOpened = (of: AccountFacts) => mayOpen(of, GLENDORA, now, 'reconnect').mayOpen;
        expect(mayBeOpened(pay(asked, turnOn.amount, null, now))).toBe(true);
        if (turnOn.amount === 0) return;
        tried += 1;
        expect(mayBeOpened(pay(asked, subtractCents(turnOn.amount, CENT), null, now))).toBe(false);
      }),
      runs,
    );
    expect(tried).toBeGreaterThan(10);
  });

  it('to make a returned payment good clears it, and a cent less does not', () => {
    let tried = 0;
    fc.assert(
      fc.property(facts, ({ facts: owing, now }) => {
        const { clearReturn } = amountsToPay(owing, GLENDORA, now);
        expect(clearReturn === null).toBe(returnsOwed(owing.returns) === 0);
        if (clearReturn === null) return;
        tried += 1;
        expect(returnsOwed(pay(owing, clearReturn.amount, 'nsf', now).returns)).toBe(0);
        expect(returnsOwed(pay(owing, subtractCents(clearReturn.amount, CENT), 'nsf', now).returns)).toBe(1);
      }),
      runs,
    );
    expect(tried).toBeGreaterThan(10);
  });
});

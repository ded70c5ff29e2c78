import { day } from '../../calendar/days.ts';
import { pastDueTotal } from '../../money/balance.ts';
import { cents } from '../../money/money.ts';
import { withSettings } from '../../parameters/settings.ts';
import { account, at, bill, fee, GLENDORA, H, hold, inForce, notice, R, T } from '../../test/facts.fixture.ts';
import {
  billsPastPayBy,
  needsRestoreInformation,
  noticeDueAt,
  noticeFor,
  noticeMatures,
  owedToComeOff,
  payBy,
  shutoffDay,
} from './e1-sixtieth-day.ts';
import { restoreInformation } from './e4-restore.ts';
import type { ReturnFacts } from '../../facts/facts.ts';

describe('E.1', () => {
  it.each([
    ['R', R, '2026-03-16 17:00'],
    ['H, D60 is Memorial Day', H, '2026-05-26 17:00'],
    ['T', T, '2026-12-14 17:00'],
  ])('E.1 %s is to be paid by %#', (_name, of, moment) => expect(payBy(of, GLENDORA)).toBe(at(moment)));

  it('E.1 a city that does not roll keeps Memorial Day', () => {
    expect(shutoffDay(H, withSettings(GLENDORA, { rollDay60: 'none' }))).toBe('2026-05-25');
  });

  it('E.1 with the strict anchor R runs to D102, Mon 2026-04-27 (reading 66)', () => {
    expect(shutoffDay(R, withSettings(GLENDORA, { delinquencyAnchor: 'due-date' }))).toBe('2026-04-27');
  });

  it('E.1 boundary: the bill is past its pay-by at 17:00:00 and not a second before', () => {
    expect(billsPastPayBy(account(), GLENDORA, at('2026-03-16 16:59:59'))).toEqual([]);
    expect(billsPastPayBy(account(), GLENDORA, at('2026-03-16 17:00:00'))).toEqual([R]);
  });

  const next = bill('2026-03-12', { billId: 2, number: '2', charges: cents(9_000) });
  it.each([
    ['everything unpaid', 12_345, 1_235, 13_580],
    ['only the penalty left', 0, 1_235, 1_235],
    ['one cent left', 0, 1, 1],
    ['paid', 0, 0, 0],
  ])('E.1 comes off the list for its own residue, %s', (_name, charges, late, owed) => {
    const facts = account({ bills: [{ ...R, unpaidCharges: cents(charges), unpaidPenalty: cents(late) }, next] });
    expect(owedToComeOff(facts, GLENDORA, at('2026-03-16 17:00'))).toBe(owed);
  });
});

describe('E.2.a', () => {
  it.each([
    ['R', R, '2026-02-27 10:00'],
    ['T, D43 a holiday', T, '2026-11-30 10:00'],
  ])('E.2.a the notice of %s is made right after the penalty', (_name, of, moment) =>
    expect(noticeDueAt(of, GLENDORA)).toBe(at(moment)),
  );

  it.each([
    ['Fri 2026-03-06', '2026-03-06', '2026-03-17'],
    ['Mon 2026-03-09', '2026-03-09', '2026-03-18'],
    ['D43', '2026-02-27', '2026-03-10'],
  ])('E.2.a mailed %s', (_name, mailed, first) => expect(noticeMatures(day(mailed), R, GLENDORA)).toBe(first));

  it('E.2.a the earliest mailed notice that names the bill counts; a reminder, a queued one, another bill do not', () => {
    const notices = [
      notice('2026-03-09'),
      notice('2026-03-06'),
      notice('2026-02-27', [1], 'reminder'),
      notice(null),
      notice('2026-02-20', [2]),
    ];
    expect(noticeFor(R, { notices })?.mailedOn).toBe('2026-03-06');
    expect(noticeFor(R, { notices: notices.slice(2) })).toBeNull();
  });

  it('E.2.a.ii R shows $135.80, the next bill left out', () => {
    const facts = account({ bills: [R, bill('2026-03-12', { billId: 2 })] });
    expect(pastDueTotal(facts, GLENDORA, at('2026-03-13 09:00'))).toBe(13_580);
  });

  it('E.2.a.ii a bill is past due from midnight after its due date', () => {
    const facts = account({ bills: [bill('2026-01-15')] });
    expect(pastDueTotal(facts, GLENDORA, at('2026-02-26 23:59:59'))).toBe(0);
    expect(pastDueTotal(facts, GLENDORA, at('2026-02-27 00:00'))).toBe(12_345);
  });
});

describe('E.4', () => {
  it('E.4 boundary: every way to turn the water off ends with telling how to get it back', () => {
    const kinds = ['turn-off', 'turn-off-nsf', 'turn-off-again'];
    expect(kinds.every(needsRestoreInformation)).toBe(true);
    expect(needsRestoreInformation('door-hanger')).toBe(false);
  });

  it.each([
    ['turn-off', true],
    ['turn-off-nsf', true],
    ['turn-off-again', true],
    ['turn-off-vacant', false],
    ['reconnect', false],
    ['turn-on', false],
  ])('E.4 %s: %p', (kind, needed) => expect(needsRestoreInformation(kind)).toBe(needed));

  it('E.4 says what to pay and where to call', () => {
    const told = restoreInformation(account(), GLENDORA, at('2026-03-17 09:30'));
    expect(told).toMatchObject({
      pastDue: 13_580,
      fee: 7_000,
      afterHoursFee: 10_000,
      total: 20_580,
      phone: '(626) 914-8239',
      clause: 'E.4',
    });
  });

  it('E.4 asks for what F.2 will ask for: nothing that an arrangement stands for, and what came back from the bank (K.6)', () => {
    const returns: ReturnFacts[] = [
      {
        returnId: 1,
        returnedAt: at('2026-02-23 10:00'),
        dueAt: at('2026-02-24 17:00'),
        clause: 'K.2',
        parts: [{ chargeId: 'bill/1', billId: 1, owed: R.unpaidCharges }],
        toReconnect: false,
      },
    ];
    const back = restoreInformation(account({ returns }), GLENDORA, at('2026-02-25 10:00'));
    expect(back).toMatchObject({ pastDue: 0, returned: 12_345, total: 19_345 });
    const arranged = account({
      holds: [hold('I.1', '2026-03-16 10:00', null, [1])],
      arrangements: [inForce([1], [['2026-04-16', 13_580]])],
    });
    expect(restoreInformation(arranged, GLENDORA, at('2026-03-17 09:30'))).toMatchObject({ pastDue: 0, total: 7_000 });
  });

  it('E.4, F.3.b a fee still unpaid of an earlier reconnection does not take the place of the next', () => {
    expect(restoreInformation(account({ fees: [fee(7_000)] }), GLENDORA, at('2026-03-17 11:00')).total).toBe(27_580);
  });
});

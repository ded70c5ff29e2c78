import { day } from '../../calendar/days.ts';
import { agenda } from '../../engine/agenda.ts';
import { mayCloseFor } from '../../engine/gate-kinds.ts';
import { cents } from '../../money/money.ts';
import { withSettings } from '../../parameters/settings.ts';
import { account, at, bill, fee, GLENDORA, hold, notice, order, R } from '../../test/facts.fixture.ts';
import {
  boughtTheWaterBack,
  cutAgainFrom,
  cutAgainOn,
  heldForTheFloor,
  isGuarded,
  nsfListMoment,
  returnedPaymentActs,
} from './k6-turn-off.ts';
import type { AccountFacts, ReturnFacts } from '../../facts/facts.ts';

const LITERAL = withSettings(GLENDORA, { nsfShutoff: 'literal' });

/** Bill R paid by a bad check on 2026-02-20; the tag is due 2026-02-25. */
function returned(more: Partial<ReturnFacts> = {}): ReturnFacts {
  return {
    returnId: 3,
    returnedAt: at('2026-02-23 13:00'),
    dueAt: at('2026-02-25 17:00'),
    clause: 'K.3',
    parts: [{ chargeId: 'bill/1', billId: 1, owed: R.unpaidCharges }],
    toReconnect: false,
    ...more,
  };
}
function owing(more: Partial<AccountFacts> = {}): AccountFacts {
  return account({ bills: [bill('2026-01-15')], returns: [returned()], ...more });
}
const gate = (facts: AccountFacts, moment: string, policy = GLENDORA) =>
  mayCloseFor('turn-off-nsf', facts, policy, at(moment));

describe('K.6', () => {
  it('K.6 boundary: guarded, a home may be closed for a missed tag on Tue 2026-03-17, not a second before', () => {
    expect(gate(owing(), '2026-02-26 09:00')).toMatchObject({ mayClose: false, earliest: at('2026-03-17 08:00') });
    expect(gate(owing(), '2026-03-17 07:59:59').mayClose).toBe(false);
    expect(gate(owing(), '2026-03-17 08:00')).toMatchObject({ mayClose: true, because: ['K.6'] });
  });

  it('Z.2 the statute holds the order through day 60, and after it no more; as written it holds nothing', () => {
    expect(heldForTheFloor(gate(owing(), '2026-02-26 09:00'))).toBe(at('2026-03-17 08:00'));
    expect(heldForTheFloor(gate(owing(), '2026-03-17 08:00'))).toBeNull();
    expect(heldForTheFloor(gate(owing(), '2026-02-26 09:00', LITERAL))).toBeNull();
  });

  it('K.6 guarded, and never noticed: only an act can bring the close', () => {
    expect(gate(owing({ notices: [] }), '2026-03-17 09:00')).toMatchObject({ mayClose: false, earliest: null });
  });

  it('K.6 literal: the next business day after the tag is missed', () => {
    expect(gate(owing(), '2026-02-25 17:00', LITERAL)).toMatchObject({
      mayClose: false,
      earliest: at('2026-02-26 08:00'),
    });
    expect(gate(owing(), '2026-02-26 08:00', LITERAL).mayClose).toBe(true);
  });

  it('K.6 literal: not before the hour of the tag', () => {
    const verdict = gate(owing(), '2026-02-25 09:00', LITERAL);
    expect(verdict).toMatchObject({ mayClose: false, earliest: at('2026-02-26 08:00') });
    expect(verdict.because).toEqual(['K.6']);
  });

  it('K.6, F.3.b: nobody is cut off for a returned payment before the day on which all was promised is over', () => {
    const opened = order('completed', 'reconnect-after-hours', { finishedAt: at('2026-02-26 19:00') });
    const facts = owing({
      orders: [opened],
      fees: [fee(10_000)].map((each) => ({ ...each, valueDate: day('2026-02-26') })),
    });
    expect(gate(facts, '2026-02-27 09:00', LITERAL)).toMatchObject({
      mayClose: false,
      because: ['F.3.b'],
      earliest: at('2026-03-02 08:00'),
    });
    expect(gate(facts, '2026-03-02 08:00', LITERAL).mayClose).toBe(true);
  });

  it('K.6 a shop is not guarded', () => {
    expect(isGuarded(owing({ customerClass: 'commercial' }), GLENDORA)).toBe(false);
    expect(gate(owing({ customerClass: 'commercial' }), '2026-02-26 08:00').mayClose).toBe(true);
  });

  it.each([
    ['H.2', null, null],
    ['D.1', '2026-03-05 17:00', '2026-03-06 08:00'],
  ] as const)('K.6 literal: a hold (%s) keeps the water on', (clause, until, earliest) => {
    const verdict = gate(owing({ holds: [hold(clause, '2026-02-20 10:00', until)] }), '2026-02-26 09:00', LITERAL);
    expect(verdict.mayClose).toBe(false);
    expect(verdict.because).toContain(clause);
    expect(verdict.earliest).toBe(earliest === null ? null : at(earliest));
  });

  it('K.6 literal: a hold over another bill does not', () => {
    const facts = owing({ holds: [hold('I.1', '2026-02-20 10:00', null, [2])] });
    expect(gate(facts, '2026-02-26 09:00', LITERAL).mayClose).toBe(true);
  });

  it('K.6 nothing owed, nothing closed', () => {
    for (const policy of [GLENDORA, LITERAL])
      expect(gate(owing({ returns: [] }), '2026-03-18 09:00', policy)).toMatchObject({
        mayClose: false,
        earliest: null,
      });
  });

  it('K.6 the order is made when the hour passes, before the list of that moment, and once', () => {
    expect(returnedPaymentActs(owing(), GLENDORA)).toMatchObject([
      { act: 'nsf-turn-off', at: at('2026-02-25 17:00'), key: '77/-/K.6/return-3' },
    ]);
    const listed = owing({ orders: [order('listed', 'turn-off-nsf')] });
    expect(returnedPaymentActs(listed, GLENDORA)).toEqual([]);
    const late = owing({ returns: [returned({ dueAt: at('2026-03-18 17:00') })] });
    const acts = agenda(late, GLENDORA).map((act) => act.act);
    expect(acts.indexOf('nsf-turn-off')).toBeLessThan(acts.indexOf('list'));
  });

  it('K.6 a held order is looked at again in the evening before the first lawful close', () => {
    const held = owing({ orders: [order('held', 'turn-off-nsf')] });
    expect(nsfListMoment(held, GLENDORA)).toBe(at('2026-03-16 17:00'));
    expect(returnedPaymentActs(held, GLENDORA)).toMatchObject([{ act: 'look-again', at: at('2026-03-16 17:00') }]);
    const extended = { ...held, holds: [hold('D.1', '2026-02-20 10:00', '2026-03-05 17:00')] };
    expect(nsfListMoment(extended, LITERAL)).toBe(at('2026-03-05 17:00'));
  });

  it('K.6 after a return past day 60 the list waits for the tag (reading 143)', () => {
    const late = owing({ returns: [returned({ dueAt: at('2026-03-19 17:00') })], notices: [notice('2026-02-27')] });
    expect(agenda(late, GLENDORA).find((act) => act.act === 'list')?.at).toBe(at('2026-03-19 17:00'));
  });
});

describe('K.7', () => {
  const again = owing({ returns: [returned({ toReconnect: true, returnedAt: at('2026-03-27 16:30') })] });

  it('K.7 boundary: returned on Fri 2026-03-27 16:30: cut from Mon 2026-03-30 08:00, not on Friday night', () => {
    expect(cutAgainFrom(at('2026-03-27 16:30'), GLENDORA)).toBe(at('2026-03-30 08:00'));
    expect(gate(again, '2026-03-27 16:30')).toMatchObject({ mayClose: false, earliest: at('2026-03-30 08:00') });
    expect(gate(again, '2026-03-30 08:00')).toMatchObject({ mayClose: true, because: ['K.7'] });
  });

  it('K.7 a second before four is the same day, four is the next', () => {
    expect(cutAgainOn(at('2026-03-27 15:59:59'), GLENDORA)).toBe('2026-03-27');
    expect(cutAgainOn(at('2026-03-27 16:00:00'), GLENDORA)).toBe('2026-03-30');
    expect(cutAgainFrom(at('2026-03-27 11:00'), GLENDORA)).toBe(at('2026-03-27 11:00'));
  });

  it('K.7 is not guarded, and yet a protection stands', () => {
    expect(isGuarded(again, GLENDORA)).toBe(false);
    const appealed = { ...again, holds: [hold('H.2', '2026-03-20 10:00', null)] };
    expect(gate(appealed, '2026-03-30 09:00')).toMatchObject({ mayClose: false, because: ['H.2'] });
  });

  it('K.7 is for a payment that bought the water back after a turn-off', () => {
    const turnedOff = account({ orders: [order('completed')] });
    const paid = { toReconnect: true, receivedAt: at('2026-03-18 10:00') };
    expect(boughtTheWaterBack(paid, turnedOff)).toBe(true);
    expect(boughtTheWaterBack({ ...paid, toReconnect: false }, turnedOff)).toBe(false);
    expect(boughtTheWaterBack(paid, account())).toBe(false);
    expect(boughtTheWaterBack({ ...paid, receivedAt: at('2026-03-16 16:00') }, turnedOff)).toBe(false);
  });

  it('K.7 what is paid in good funds stops it', () => {
    const part = { chargeId: 'bill/1', billId: 1, owed: cents(0) };
    const paid = owing({ returns: [returned({ toReconnect: true, parts: [part] })] });
    expect(gate(paid, '2026-03-30 09:00').mayClose).toBe(false);
  });
});

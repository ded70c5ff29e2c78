import { day } from '../../calendar/days.ts';
import { mayClose, mayList } from '../../engine/gate.ts';
import { cents } from '../../money/money.ts';
import { withWritten } from '../../parameters/settings.ts';
import { certificate, household, inForce, offered, row, wish } from '../../test/assistance.fixture.ts';
import { account, at, bill, GLENDORA, H, R } from '../../test/facts.fixture.ts';
import {
  coveredBills,
  dueNow,
  mayRequestArrangement,
  maySignArrangement,
  missedInstalments,
  signatureClause,
  standingArrangement,
  startedInYear,
  usualOffer,
} from './i1-arrangements.ts';
import type { AccountFacts, PastFacts } from '../../facts/facts.ts';

const SIGNING = at('2026-03-16 16:00');

function past(...days: string[]): PastFacts[] {
  return days.map((on, nth) => ({ pastId: nth, accountId: 77, was: 'arrangement', on: day(on), billId: null }));
}

const may = (facts: AccountFacts, more = {}, now = SIGNING) => maySignArrangement(facts, GLENDORA, now, wish(more));

describe('I.1 and I.2, who may have an arrangement', () => {
  it('I.1 boundary: asked Tue 2026-03-17 08:10 with the crew on its way: taken, and the close at 08:40 is held', () => {
    expect(mayRequestArrangement(account())).toMatchObject({ granted: true, clauses: ['I.1'] });
    const held = { holdId: 1, clause: 'G.2' as const, kind: 'assistance-review', from: at('2026-03-17 08:10') };
    const facts = account({ holds: [{ ...held, until: null, billIds: null }] });
    expect(mayClose(facts, GLENDORA, at('2026-03-17 08:40'))).toMatchObject({ mayClose: false, because: ['G.2'] });
    expect(mayClose(account(), GLENDORA, at('2026-03-17 08:40')).mayClose).toBe(true);
  });

  it.each<[string, Partial<AccountFacts>, string[]]>([
    ['I.1 after the valve has closed', { service: 'off' }, ['I.1']],
    ['I.1 with nothing owed', { bills: [] }, ['I.1']],
    ['I.2 with one in force', { arrangements: [inForce([row('2026-04-03', 100)])] }, ['I.2', 'I.7']],
    ['I.7 with a failed one', { arrangements: [inForce([], { state: 'defaulted' })] }, ['I.7']],
  ])('%s a request is refused', (_, more, clauses) => {
    expect(mayRequestArrangement(account(more))).toMatchObject({ granted: false, clauses });
  });

  it('I.2 boundary: two in 2026, the second done: a third on 2026-12-31 is refused, and allowed to who meets G.1', () => {
    const third = { history: past('2026-02-01', '2026-07-01'), bills: [bill('2026-11-05')] };
    const eve = at('2026-12-31 10:00');
    expect(may(account(third), {}, eve)).toMatchObject({ granted: false, clauses: ['I.2'] });
    expect(may(account(third), {}, at('2027-01-02 10:00')).granted).toBe(true);
    const need = { certificates: [certificate('2026-11-20', '2026-12-01 10:00')], household: household() };
    expect(may(account({ ...third, ...need }), {}, eve).granted).toBe(true);
    const partly = { ...third, ...need, bills: [bill('2026-11-05'), bill('2026-11-06', { billId: 2 })] };
    expect(may(account(partly), { billIds: [1] }, eve)).toMatchObject({ granted: false, clauses: ['I.2'] });
  });

  it('I.2 one that runs over New Year counts in the year it began', () => {
    const history = past('2025-12-31', '2026-01-01');
    expect(startedInYear({ accountId: 77, history }, GLENDORA, day('2026-03-01'))).toBe(1);
  });

  it("I.2 a customer's other accounts count, unless the city counts each account", () => {
    const each = withWritten(GLENDORA, { 'arrangements-per': 'account' });
    const other = { accountId: 78, history: past('2026-01-01') };
    expect(startedInYear(other, GLENDORA, day('2026-03-01'))).toBe(1);
    expect(startedInYear(other, each, day('2026-03-01'))).toBe(0);

    const elsewhere = account({ arrangedElsewhere: true });
    expect(maySignArrangement(elsewhere, GLENDORA, SIGNING, wish()).clauses).toEqual(['I.2']);
    expect(maySignArrangement(elsewhere, each, SIGNING, wish()).granted).toBe(true);
  });

  it('I.2 whoever meets G.1 has a plan for this home, whatever the customer has arranged for another', () => {
    const need = { certificates: [certificate('2026-03-01', '2026-03-02 10:00')], household: household() };
    expect(may(account({ arrangedElsewhere: true, ...need })).granted).toBe(true);
    const partly = { arrangedElsewhere: true, ...need, bills: [bill('2026-01-15'), bill('2026-01-16', { billId: 2 })] };
    expect(may(account(partly), { billIds: [1] })).toMatchObject({ granted: false, clauses: ['I.2'] });
  });

  it("I.2 the number in a year is the city's to set", () => {
    const one = withWritten(GLENDORA, { 'arrangements-per-year': '1' });
    const second = account({ history: past('2026-02-01') });
    expect(maySignArrangement(second, one, SIGNING, wish()).clauses).toEqual(['I.2']);
    expect(maySignArrangement(second, GLENDORA, SIGNING, wish()).granted).toBe(true);
  });

  it('I.2, I.7 there is never a second beside one in force or failed; an offer is none', () => {
    expect(may(account({ arrangements: [inForce([row('2026-04-03', 100)])] })).clauses).toEqual(['I.2', 'I.7']);
    expect(may(account({ arrangements: [inForce([], { state: 'defaulted' })] })).clauses).toEqual(['I.7']);
    expect(may(account({ arrangements: [offered('2026-03-12 10:00')] })).granted).toBe(true);
    expect(standingArrangement({ arrangements: [offered('2026-03-12 10:00')] })).toBeNull();
  });

  it('I.3.a boundary: unsigned it does not count, and R is listed', () => {
    expect(may(account(), { signed: false })).toMatchObject({ granted: false, clauses: ['I.3.a'] });
    expect(mayList(account(), GLENDORA, at('2026-03-16 17:00')).mayList).toBe(true);
  });

  it('I.4.a boundary: signed 2026-03-16 16:59, at 17:00 R is not listed', () => {
    const held = { holdId: 1, clause: 'I.1' as const, kind: 'arrangement', from: at('2026-03-16 16:59') };
    const signed = account({ holds: [{ ...held, until: null, billIds: [1] }] });
    expect(mayList(signed, GLENDORA, at('2026-03-16 17:00')).mayList).toBe(false);
    expect(may(account(), { kind: 'schedule', signed: false }).clauses).toEqual(['I.4.a']);
    expect(may(account(), { kind: 'schedule' }).clauses).toEqual(['I.4.a']);
  });

  it('I.5, I.6 are in writing and signed too', () => {
    expect(signatureClause('reduction')).toBe('I.5');
    expect(may(account(), { kind: 'deferral', signed: false }).clauses).toEqual(['I.6']);
  });

  it('every clause that refuses is named', () => {
    const facts = account({
      history: past('2026-02-01', '2026-02-02'),
      arrangements: [inForce([row('2026-04-03', 1)])],
    });
    expect(may(facts, { signed: false, months: 12, start: day('2026-04-01') }).clauses).toEqual([
      'I.2',
      'I.7',
      'I.3.a',
      'I.3.b',
    ]);
  });

  it('covers every unpaid bill unless some are named; nothing owed is refused', () => {
    const both = account({ bills: [R, { ...H, billId: 2 }] });
    expect(coveredBills(both, null).map((each) => each.billId)).toEqual([1, 2]);
    expect(usualOffer(both).billIds).toEqual([1, 2]);
    expect(may(both, { billIds: [2] }).billIds).toEqual([2]);
    expect(may(both, { billIds: [9] })).toMatchObject({ granted: false, clauses: ['I.1'], planned: null });
  });

  it('an instalment is missed from the day after it, and due on its day', () => {
    const plan = inForce([row('2026-03-16', 2_716, 716), row('2026-04-16', 1_810)]);
    expect(missedInstalments(plan, day('2026-03-16'))).toEqual([]);
    expect(missedInstalments(plan, day('2026-03-17'))).toHaveLength(1);
    expect(dueNow(plan, day('2026-03-16'))).toBe(cents(716));
    expect(dueNow(plan, day('2026-04-16'))).toBe(cents(2_526));
    expect(dueNow(plan, day('2026-03-15'))).toBe(cents(0));
  });
});

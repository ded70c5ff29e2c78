import { cents } from '../../money/money.ts';
import { account, at, bill, GLENDORA, R } from '../../test/facts.fixture.ts';
import { debitActs, debitRefusal, debitStartsAt, mayEnrol, mayRaiseConcern, mayStopDebit } from './j6-bank-debit.ts';
import type { FlagFacts } from '../../facts/facts.ts';

function flag(kind: FlagFacts['kind'], setAt = '2026-01-20 10:00'): FlagFacts {
  return { flagId: 3, kind, clause: 'J.6', setAt: at(setAt), until: null, amount: null, dueAt: null };
}
const unpaid = { ...R, penalty: cents(0), unpaidPenalty: cents(0) };
const active = account({ bills: [unpaid], flags: [flag('ach-active')] });

describe('J.6', () => {
  it('J.6 boundary: five business days before the due date is in time, four are not', () => {
    expect(mayRaiseConcern(active, GLENDORA, at('2026-02-19 16:00'))).toMatchObject({ granted: true });
    expect(mayRaiseConcern(active, GLENDORA, at('2026-02-20 08:00'))).toMatchObject({
      granted: false,
      clauses: ['J.6'],
    });
  });

  it('J.6 starts with the second bill, after 112 days at the latest', () => {
    const enrolled = at('2026-01-20 10:00');
    expect(debitStartsAt(enrolled, [], GLENDORA)).toBe(at('2026-05-12 00:00'));
    const bills = [bill('2026-01-15'), bill('2026-03-12'), bill('2026-05-07')];
    expect(debitStartsAt(enrolled, bills, GLENDORA)).toBe(at('2026-05-07 00:00'));
    expect(debitStartsAt(enrolled, bills.slice(0, 2), GLENDORA)).toBe(at('2026-05-12 00:00'));
  });

  it('J.6 a pending debit starts by itself, once', () => {
    const pending = account({ bills: [], flags: [flag('ach-pending')] });
    expect(debitActs(pending, GLENDORA)).toMatchObject([{ act: 'debit-starts', at: at('2026-05-12 00:00') }]);
    expect(debitActs(active, GLENDORA)).toEqual([]);
  });

  it.each([
    ['a signed form', account(), true, []],
    ['no form', account(), false, ['J.6']],
    ['a closed account', account({ open: false }), true, ['J.6']],
    ['set up already', active, true, ['J.6']],
    ['Cash Only, and no form', account({ flags: [flag('cash-only')] }), false, ['J.6', 'J.7']],
  ])('J.6 enrolling with %s', (_name, facts, written, clauses) => {
    const answer = mayEnrol(facts, written, at('2026-02-02 10:00'));
    expect(answer.granted).toBe(clauses.length === 0);
    if (!answer.granted) expect(answer.clauses).toEqual(clauses);
  });

  it('J.6 is stopped in writing only', () => {
    expect(mayStopDebit(active, true).granted).toBe(true);
    expect(mayStopDebit(active, false).granted).toBe(false);
    expect(mayStopDebit(account(), true).granted).toBe(false);
  });

  it('J.6, K.9.a a debit is taken only while it is active', () => {
    expect(debitRefusal(active)).toBeNull();
    expect(debitRefusal(account())?.clauses).toEqual(['J.6']);
    expect(debitRefusal(account({ flags: [flag('ach-pending')] }))?.clauses).toEqual(['J.6']);
    expect(debitRefusal(account({ flags: [flag('ach-removed')] }))?.clauses).toEqual(['K.9.a']);
  });
});

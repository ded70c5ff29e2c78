import { agenda } from '../../engine/agenda.ts';
import { cents } from '../../money/money.ts';
import { account, at, bill, GLENDORA, R } from '../../test/facts.fixture.ts';
import { penalty, penaltyDay, penaltyRounds, penaltyRunAt, repeatedPenalty } from './c1-late-charge.ts';
import type { AccountFacts, ArrangementFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';

const REPEATING: PolicyParameters = { ...GLENDORA, penaltyForm: { kind: 'percent-repeating', everyDays: 30 } };
const FLAT: PolicyParameters = { ...GLENDORA, penaltyForm: { kind: 'flat', amount: cents(2_500) } };

describe('C.1, the forms of the late charge', () => {
  it.each([
    [12_345, 2_500],
    [1, 2_500],
    [0, 0],
  ])('C.1 flat: %i unpaid costs %i', (unpaidAtDue, charged) => {
    expect(penalty(bill('2026-01-15', { unpaidAtDue: cents(unpaidAtDue) }), FLAT)).toBe(charged);
  });

  it('C.1 repeating: each round is of what is unpaid of the bill itself, without earlier charges', () => {
    expect(penalty(R, REPEATING)).toBe(1_235);
    expect(repeatedPenalty({ ...R, unpaidCharges: cents(2_345) }, REPEATING)).toBe(235);
  });

  it.each([
    [1, '2026-02-27', '2026-02-27 10:00'],
    [2, '2026-03-29', '2026-03-30 10:00'],
    [3, '2026-04-28', '2026-04-28 10:00'],
  ])('C.1 repeating: round %i counts from %s and is charged %s', (round, valueDate, run) => {
    expect(penaltyDay(R, 30, round)).toBe(valueDate);
    expect(penaltyRunAt(R, REPEATING, round)).toBe(at(run));
  });

  it('C.1 repeating: no rounds for a paid bill, nor in a city that charges once', () => {
    expect(penaltyRounds(R, REPEATING)).toHaveLength(12);
    expect(penaltyRounds({ ...R, unpaidCharges: cents(0) }, REPEATING)).toEqual([]);
    for (const policy of [GLENDORA, FLAT]) {
      expect(penaltyRounds(R, policy)).toEqual([]);
      expect(repeatedPenalty(R, policy)).toBe(0);
    }
  });

  const rounds = (more: Partial<AccountFacts>, policy: PolicyParameters) =>
    agenda(account(more), policy)
      .filter((due) => due.act === 'penalty-round')
      .map((due) => due.key);

  it('C.1 repeating: the agenda has the rounds after the first, once each, and none for a paid or arranged bill', () => {
    expect(rounds({}, REPEATING).slice(0, 2)).toEqual(['77/1/C.1/2', '77/1/C.1/3']);
    expect(rounds({}, GLENDORA)).toEqual([]);
    expect(rounds({ bills: [{ ...R, unpaidCharges: cents(0) }] }, REPEATING)).toEqual([]);
    expect(rounds({ customerClass: 'state' }, REPEATING)).toEqual([]);
    const arrangement: ArrangementFacts = {
      arrangementId: 1,
      kind: 'schedule',
      state: 'in-force',
      billIds: [1],
      signedAt: at('2026-03-01'),
      offerEndsAt: null,
      rows: [],
      untilDay: null,
    };
    expect(rounds({ arrangements: [arrangement] }, REPEATING)).toEqual([]);
    expect(rounds({ arrangements: [{ ...arrangement, state: 'defaulted' }] }, REPEATING)).toHaveLength(12);
  });
});

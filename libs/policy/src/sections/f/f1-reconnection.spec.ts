import { cents } from '../../money/money.ts';
import { account, at, bill, fee, GLENDORA, hold, R } from '../../test/facts.fixture.ts';
import {
  mayOpen,
  nextOfficeHours,
  owedBeforeReconnection,
  reconnectionChoice,
  requestClass,
} from './f1-reconnection.ts';

const PAID = { ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0) };
const CURRENT = bill('2026-03-12', { billId: 2, charges: cents(9_000) });
const NOW = at('2026-03-18 10:00');

describe('F.1, F.2', () => {
  it('F.1 boundary: all paid but the fee: blocked by $70.00', () => {
    const verdict = mayOpen(account({ bills: [PAID, CURRENT], fees: [fee(7_000)] }), GLENDORA, NOW, 'reconnect');
    expect(verdict).toMatchObject({ mayOpen: false, because: ['F.1'], debt: { total: 7_000 } });
    expect(verdict.says).toContain('$70.00');
  });

  it('F.2 boundary: past due nothing, $90.00 not yet due: allowed', () => {
    expect(mayOpen(account({ bills: [PAID, CURRENT] }), GLENDORA, NOW, 'reconnect')).toMatchObject({
      mayOpen: true,
      debt: { total: 0 },
    });
  });

  it('F.2 one cent past due: blocked', () => {
    const facts = account({ bills: [{ ...PAID, unpaidPenalty: cents(1) }, CURRENT] });
    expect(mayOpen(facts, GLENDORA, NOW, 'reconnect')).toMatchObject({
      mayOpen: false,
      because: ['F.2'],
      debt: { total: 1 },
    });
  });

  it('F.1, F.2 both are named', () => {
    const debt = owedBeforeReconnection(account({ fees: [fee(7_000)] }), GLENDORA, NOW);
    expect(debt).toMatchObject({ pastDue: 13_580, fees: 7_000, total: 20_580, clauses: ['F.1', 'F.2'] });
  });

  it('F.2 an arrangement in force counts as satisfied for its bills', () => {
    const covered = account({ holds: [hold('I.1', '2026-03-17 12:00', null, [1])] });
    expect(mayOpen(covered, GLENDORA, NOW, 'reconnect').mayOpen).toBe(true);
    const other = account({ holds: [hold('I.1', '2026-03-17 12:00', null, [2])] });
    expect(mayOpen(other, GLENDORA, NOW, 'reconnect').mayOpen).toBe(false);
  });

  it('F.3.b after hours the consent is enough', () => {
    expect(mayOpen(account(), GLENDORA, at('2026-03-18 20:00'), 'reconnect-after-hours')).toMatchObject({
      mayOpen: true,
      because: ['F.3.b'],
    });
  });
});

describe('F.3', () => {
  it.each([
    ['Fri 16:59:59', '2026-03-20 16:59:59', 'normal'],
    ['Fri 17:00:00', '2026-03-20 17:00:00', 'after-hours'],
    ['Sat 11:00', '2026-03-21 11:00', 'after-hours'],
    ['Mon 07:59:59', '2026-03-23 07:59:59', 'after-hours'],
    ['Mon 08:00:00', '2026-03-23 08:00:00', 'normal'],
    ['Memorial Day noon', '2026-05-25 12:00', 'after-hours'],
  ])('F.3 boundary: %s', (_name, moment, kind) => expect(requestClass(at(moment), GLENDORA)).toBe(kind));

  it.each([
    ['in hours', '2026-03-20 12:00', '2026-03-20 12:00'],
    ['early', '2026-03-20 06:00', '2026-03-20 08:00'],
    ['Friday evening', '2026-03-20 17:00', '2026-03-23 08:00'],
    ['before Memorial Day', '2026-05-22 20:00', '2026-05-26 08:00'],
  ])('F.3 the office opens, %s', (_name, moment, opens) =>
    expect(nextOfficeHours(at(moment), GLENDORA)).toBe(at(opens)),
  );

  it('F.3.a boundary: 19:00 without consent: 08:00 next business day for the normal fee', () => {
    expect(reconnectionChoice(at('2026-03-18 19:00'), false, GLENDORA)).toEqual({
      requestClass: 'after-hours',
      feeKind: 'reconnection-fee',
      fee: 7_000,
      clause: 'F.1',
      workOrder: 'reconnect',
      from: at('2026-03-19 08:00'),
    });
  });

  it('F.3.a 19:00 with consent: now, for the after-hours fee instead of the normal one', () => {
    expect(reconnectionChoice(at('2026-03-18 19:00'), true, GLENDORA)).toMatchObject({
      feeKind: 'after-hours-reconnection-fee',
      fee: 10_000,
      clause: 'F.3.a',
      workOrder: 'reconnect-after-hours',
      from: at('2026-03-18 19:00'),
    });
  });

  it('F.3.a consent in hours costs nothing more', () => {
    expect(reconnectionChoice(at('2026-03-18 09:00'), true, GLENDORA)).toMatchObject({
      fee: 7_000,
      workOrder: 'reconnect',
    });
  });
});

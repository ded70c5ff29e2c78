import { cents } from '../money/money.ts';
import { withSettings } from '../parameters/settings.ts';
import { account, at, bill, GLENDORA, H, hold, notice, R } from '../test/facts.fixture.ts';
import { earliestClose, mayClose, mayList } from './gate.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { TermCode } from './verdict.ts';

const PAID = { ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0) };
const ON_H = { bills: [H], notices: [notice('2026-05-08')] };

function binding(facts: AccountFacts, moment: string, policy = GLENDORA): TermCode[] {
  return mayClose(facts, policy, at(moment))
    .terms.filter((term) => term.binds)
    .map((term) => term.code);
}

describe('the gate, E.1', () => {
  it.each<[string, Partial<AccountFacts>, string, boolean, string | null]>([
    ['E.1 R Mon 16:59: not yet', {}, '2026-03-16 16:59', false, '2026-03-17 08:00'],
    [
      'E.1 R Mon 17:00:00: listed, but closed no sooner than the morning (reading 68)',
      {},
      '2026-03-16 17:00',
      false,
      '2026-03-17 08:00',
    ],
    ['E.1 R Tue 07:59:59', {}, '2026-03-17 07:59:59', false, '2026-03-17 08:00'],
    ['E.1 R Tue 08:00:00', {}, '2026-03-17 08:00', true, '2026-03-17 08:00'],
    ['E.1 R Tue 15:59:59', {}, '2026-03-17 15:59:59', true, '2026-03-17 15:59:59'],
    ['E.1 R Tue 16:00:00: the crew goes home', {}, '2026-03-17 16:00', false, '2026-03-18 08:00'],
    ['E.1 R Friday evening: Monday', {}, '2026-03-20 18:00', false, '2026-03-23 08:00'],
    ['E.1 R Saturday noon: Monday', {}, '2026-03-21 12:00', false, '2026-03-23 08:00'],
    ['E.1 R on a holiday: the day after', {}, '2026-05-25 10:00', false, '2026-05-26 08:00'],
    ['E.1 H on Memorial Day', ON_H, '2026-05-25 17:00', false, '2026-05-27 08:00'],
    ['E.1 H Tue 2026-05-26 10:00: the pay-by was rolled to 17:00', ON_H, '2026-05-26 10:00', false, '2026-05-27 08:00'],
    ['E.1 H Wed 2026-05-27', ON_H, '2026-05-27 08:00', true, '2026-05-27 08:00'],
    ['E.2.a no notice', { notices: [] }, '2026-03-17 10:00', false, null],
    ['E.2.a a queued notice is not mailed', { notices: [notice(null)] }, '2026-03-17 10:00', false, null],
    [
      'E.2.a a reminder is no notice',
      { notices: [notice('2026-02-27', [1], 'reminder')] },
      '2026-03-17 10:00',
      false,
      null,
    ],
    ['E.2.a a notice of another bill', { notices: [notice('2026-02-27', [2])] }, '2026-03-17 10:00', false, null],
    ['E.2.a mailed Fri 2026-03-06', { notices: [notice('2026-03-06')] }, '2026-03-17 08:00', true, '2026-03-17 08:00'],
    ['E.2.a mailed Mon 2026-03-09', { notices: [notice('2026-03-09')] }, '2026-03-17 08:00', false, '2026-03-18 08:00'],
    [
      'D.7 extended to Fri 2026-03-20 17:00: that Friday',
      { holds: [hold('D.1', '2026-02-24', '2026-03-20 17:00')] },
      '2026-03-20 15:00',
      false,
      '2026-03-23 08:00',
    ],
    [
      'D.7 extended to Fri 2026-03-20 17:00: Monday',
      { holds: [hold('D.1', '2026-02-24', '2026-03-20 17:00')] },
      '2026-03-23 08:00',
      true,
      '2026-03-23 08:00',
    ],
    [
      'G.2-b a hold that ended on Saturday 2026-03-28',
      { holds: [hold('G.2', '2026-03-16', '2026-03-28 23:59:59')] },
      '2026-03-28 10:00',
      false,
      '2026-03-30 08:00',
    ],
    [
      'G.1 a hold lifted at 09:00 lets go on the next business day',
      { holds: [hold('G.1', '2026-03-01', '2026-03-17 09:00')] },
      '2026-03-17 10:00',
      false,
      '2026-03-18 08:00',
    ],
    [
      'H.2 an appeal filed at 08:59, crew on site at 09:00',
      { holds: [hold('H.2', '2026-03-17 08:59', null)] },
      '2026-03-17 09:00',
      false,
      null,
    ],
    [
      'H.2 an appeal filed a minute later did not stand at 08:58',
      { holds: [hold('H.2', '2026-03-17 08:59', null)] },
      '2026-03-17 08:58',
      true,
      '2026-03-17 08:58',
    ],
    [
      'I.1 an arrangement over this bill',
      { holds: [hold('I.1', '2026-03-01', null, [1])] },
      '2026-03-17 09:00',
      false,
      null,
    ],
    [
      'I.1 an arrangement over another bill',
      { holds: [hold('I.1', '2026-03-01', null, [2])] },
      '2026-03-17 09:00',
      true,
      '2026-03-17 09:00',
    ],
    ['E.1 paid in full before the valve closes', { bills: [PAID] }, '2026-03-17 08:41', false, null],
    [
      'E.1 one cent of the penalty left (reading 10)',
      { bills: [{ ...PAID, unpaidPenalty: cents(1) }] },
      '2026-03-17 08:41',
      true,
      '2026-03-17 08:41',
    ],
    ['C.1.c.i the State', { customerClass: 'state' }, '2026-03-17 09:00', false, null],
    [
      'C.1.c.i a county is not the State',
      { customerClass: 'government' },
      '2026-03-17 09:00',
      true,
      '2026-03-17 09:00',
    ],
    ['A.3 a closed account', { open: false }, '2026-03-17 09:00', false, null],
    ['E.1 the water is off already', { service: 'off' }, '2026-03-17 09:00', false, null],
  ])('%s', (_name, more, moment, may, earliest) => {
    const verdict = mayClose(account(more), GLENDORA, at(moment));
    expect(verdict.mayClose).toBe(may);
    expect(verdict.earliest).toBe(earliest === null ? null : at(earliest));
    expect(earliestClose(account(more), GLENDORA, at(moment))).toBe(verdict.earliest);
  });

  it.each<[string, Partial<AccountFacts>, string, readonly string[]]>([
    ['may close: E.1 allows it', {}, '2026-03-17 09:00', ['E.1']],
    ['the night after day 60: E.1', {}, '2026-03-17 02:00', ['E.1']],
    ['before day 60: E.1 and the floor', {}, '2026-03-16 10:00', ['E.1', 'Z.2']],
    ['no notice', { notices: [] }, '2026-03-17 09:00', ['E.2.a']],
    ['young notice', { notices: [notice('2026-03-09')] }, '2026-03-17 09:00', ['E.2.a']],
    ['held', { holds: [hold('G.1', '2026-03-01', null)] }, '2026-03-17 09:00', ['G.1']],
    [
      'held at night: the hold is named first',
      { holds: [hold('H.2', '2026-03-01', null)] },
      '2026-03-17 20:00',
      ['H.2', 'E.1'],
    ],
    ['the State', { customerClass: 'state' }, '2026-03-17 09:00', ['C.1.c.i']],
    ['paid', { bills: [PAID] }, '2026-03-17 09:00', ['E.1']],
  ])('because, %s', (_name, more, moment, because) => {
    expect(mayClose(account(more), GLENDORA, at(moment)).because).toEqual(because);
  });

  it('names every term, binding or not, with a sentence', () => {
    const verdict = mayClose(
      account({ holds: [hold('D.1', '2026-02-24', '2026-02-28 17:00')] }),
      GLENDORA,
      at('2026-03-17 09:00'),
    );
    expect(verdict.terms.map((term) => [term.code, term.clause, term.binds])).toEqual([
      ['account-closed', 'A.3', false],
      ['service-off', 'E.1', false],
      ['state-exempt', 'C.1.c.i', false],
      ['nothing-past-due', 'E.1', false],
      ['hold', 'D.1', false],
      ['notice-missing', 'E.2.a', false],
      ['notice-age', 'E.2.a', false],
      ['day-60', 'E.1', false],
      ['statutory-floor', 'Z.2', false],
      ['close-window', 'E.1', false],
    ]);
    for (const term of verdict.terms) expect(term.says).toMatch(/^[A-Z].*\.$/);
    expect(verdict).toMatchObject({
      pastDue: 13_580,
      billIds: [1],
      policy: { profile: 'glendora', version: '2020-01-14' },
    });
  });

  it('Z.2 a city that sets day 45 does not pass the floor of residential accounts, others it does (Z.8)', () => {
    const hasty = withSettings(GLENDORA, { shutoffDay: 45 });
    const noticed = { notices: [notice('2026-02-13')] };
    expect(binding(account(noticed), '2026-03-10 09:00', hasty)).toEqual(['statutory-floor']);
    expect(earliestClose(account(noticed), hasty, at('2026-03-10 09:00'))).toBe(at('2026-03-17 08:00'));
    expect(mayClose(account({ ...noticed, customerClass: 'commercial' }), hasty, at('2026-03-10 09:00')).mayClose).toBe(
      true,
    );
  });

  it('reading 66: with the strict anchor R is closed no sooner than Tue 2026-04-28', () => {
    const strict = withSettings(GLENDORA, { delinquencyAnchor: 'due-date' });
    expect(earliestClose(account(), strict, at('2026-03-16 17:00'))).toBe(at('2026-04-28 08:00'));
  });
});

describe('several bills', () => {
  const second = bill('2026-03-12', { billId: 2, number: '2', charges: cents(9_000) });

  it('a bill not yet due is in neither the past-due amount nor the disconnection cases', () => {
    const verdict = mayClose(account({ bills: [PAID, second] }), GLENDORA, at('2026-03-17 09:00'));
    expect(verdict).toMatchObject({ mayClose: false, pastDue: 0, billIds: [] });
    expect(binding(account({ bills: [PAID, second] }), '2026-03-17 09:00')).toContain('nothing-past-due');
  });

  it('I.1 an arrangement over the first bill does not protect the second, once that has its own sixty days and notice', () => {
    const facts = account({
      bills: [R, second],
      notices: [notice('2026-02-27', [1]), { ...notice('2026-04-24', [2]), noticeId: 2 }],
      holds: [hold('I.1', '2026-03-10', null, [1])],
    });
    expect(mayClose(facts, GLENDORA, at('2026-05-11 12:00'))).toMatchObject({
      mayClose: false,
      earliest: at('2026-05-12 08:00'),
    });
    expect(mayClose(facts, GLENDORA, at('2026-05-12 08:00')).mayClose).toBe(true);
  });

  it('a second bill without a notice does not shield the first', () => {
    const facts = account({ bills: [R, second] });
    expect(mayClose(facts, GLENDORA, at('2026-05-12 08:00'))).toMatchObject({
      mayClose: true,
      billIds: [1, 2],
      pastDue: 22_580,
    });
  });
});

describe('the list', () => {
  it.each<[string, Partial<AccountFacts>, string, boolean, string | null]>([
    [
      'D.6 an order made at Mon 16:59 is refused, the list is not open',
      {},
      '2026-03-16 16:59',
      false,
      '2026-03-16 17:00',
    ],
    ['E.1 Mon 17:00:00', {}, '2026-03-16 17:00', true, '2026-03-16 17:00'],
    ['E.1 during the night', {}, '2026-03-17 02:00', true, '2026-03-16 17:00'],
    ['E.1 after the window of that day: from the evening on', {}, '2026-03-17 16:30', false, '2026-03-17 17:00'],
    [
      'D.7 extension to Fri 17:00, at 16:59:59',
      { holds: [hold('D.1', '2026-02-24', '2026-03-20 17:00')] },
      '2026-03-20 16:59:59',
      false,
      '2026-03-20 17:00',
    ],
    [
      'D.7 extension to Fri 17:00, at 17:00:00',
      { holds: [hold('D.1', '2026-02-24', '2026-03-20 17:00')] },
      '2026-03-20 17:00',
      true,
      '2026-03-20 17:00',
    ],
    [
      'E.2.a young notice: the eve of its first day',
      { notices: [notice('2026-03-09')] },
      '2026-03-16 17:00',
      false,
      '2026-03-17 17:00',
    ],
    ['E.2.a no notice', { notices: [] }, '2026-03-16 17:00', false, null],
    ['H on Memorial Day', ON_H, '2026-05-25 17:00', false, '2026-05-26 17:00'],
    ['C.1.c.i the State', { customerClass: 'state' }, '2026-03-16 17:00', false, null],
  ])('%s', (_name, more, moment, may, opens) => {
    const asked = mayList(account(more), GLENDORA, at(moment));
    expect([asked.mayList, asked.opens]).toEqual([may, opens === null ? null : at(opens)]);
  });
});

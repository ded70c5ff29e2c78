import { cents } from '../money/money.ts';
import { account, at, bill, GLENDORA, H, hold, notice, R, T, order } from '../test/facts.fixture.ts';
import { agenda, hasLapsed, nextAct, nextListMoment } from './agenda.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { DueAct } from './verdict.ts';

const FRESH = bill('2026-01-15');
const PAID = { ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0), unpaidAtDue: cents(0), penalty: cents(0) };

const told = (acts: readonly DueAct[]) => acts.map((act) => [act.act, act.key, act.at]);

describe('agenda', () => {
  it('C.1, E.2.a a fresh bill: the penalty, and the notice right after it', () => {
    expect(told(agenda(account({ bills: [FRESH], notices: [] }), GLENDORA))).toEqual([
      ['penalty', '77/1/C.1/1', at('2026-02-27 10:00')],
      ['disconnection-notice', '77/1/E.2.a/1', at('2026-02-27 10:00')],
    ]);
  });

  it('C.1 T: both roll to Mon 2026-11-30', () => {
    expect(agenda(account({ bills: [T], notices: [] }), GLENDORA).map((act) => act.at)).toEqual([
      at('2026-11-30 10:00'),
      at('2026-11-30 10:00'),
    ]);
  });

  it('E.1 with the notice mailed: the list at the pay-by moment, only on time', () => {
    expect(agenda(account(), GLENDORA)).toEqual([
      {
        at: at('2026-03-16 17:00'),
        act: 'list',
        clause: 'E.1',
        key: '77/1/E.1/2026-03-16',
        billId: 1,
        onTimeOnly: true,
      },
    ]);
  });

  it.each<[string, Partial<AccountFacts>, string | null]>([
    ['H rolls over Memorial Day', { bills: [H], notices: [notice('2026-05-08')] }, '2026-05-26 17:00'],
    [
      'E.2.a a notice mailed Mon 2026-03-09: the eve of Wed 2026-03-18',
      { notices: [notice('2026-03-09')] },
      '2026-03-17 17:00',
    ],
    [
      'D.7 an extension to Fri 2026-03-20',
      { holds: [hold('D.1', '2026-02-24', '2026-03-20 17:00')] },
      '2026-03-20 17:00',
    ],
    [
      'G.2-b a hold to Sat 2026-03-28',
      { holds: [hold('G.2', '2026-03-16', '2026-03-28 23:59:59')] },
      '2026-03-28 23:59:59',
    ],
    ['H.2 an open appeal', { holds: [hold('H.2', '2026-01-30', null)] }, null],
    ['no notice', { notices: [notice(null)] }, null],
    ['an open order', { orders: [order('listed')] }, null],
    ['an order of another kind of turn-off', { orders: [order('held', 'turn-off-nsf')] }, null],
    ['an order that could not be done', { orders: [order('cannot-complete')] }, '2026-03-16 17:00'],
    ['a reconnect order', { orders: [order('listed', 'reconnect')] }, '2026-03-16 17:00'],
    ['the water is off', { service: 'off' }, null],
    ['the account is closed', { open: false }, null],
    ['paid', { bills: [PAID] }, null],
  ])('E.1 list, %s', (_name, more, moment) => {
    const list = agenda(account(more), GLENDORA).find((act) => act.act === 'list');
    expect(list?.at ?? null).toBe(moment === null ? null : at(moment));
  });

  it('C.1.c.i the State: one task on day 60 and nothing else', () => {
    const state = account({ customerClass: 'state', bills: [FRESH], notices: [] });
    expect(told(agenda(state, GLENDORA))).toEqual([['state-task', '77/1/C.1.c.i/1', at('2026-03-16 17:00')]]);
    expect(agenda(state, GLENDORA, new Set(['77/1/C.1.c.i/1']))).toEqual([]);
  });

  it('C.1 a penalty is due once: not when posted, not when its key is done', () => {
    expect(agenda(account(), GLENDORA).some((act) => act.act === 'penalty')).toBe(false);
    const done = agenda(account({ bills: [FRESH], notices: [] }), GLENDORA, new Set(['77/1/C.1/1']));
    expect(done.map((act) => act.act)).toEqual(['disconnection-notice']);
  });

  it('C.1 what was unpaid on D42 is charged, though it is paid since; no notice is owed then', () => {
    const facts = account({ bills: [{ ...FRESH, unpaidCharges: cents(0) }], notices: [] });
    expect(agenda(facts, GLENDORA).map((act) => act.act)).toEqual(['penalty']);
  });

  it('E.2.a the notice goes out on schedule during an appeal (reading 72)', () => {
    const facts = account({ bills: [FRESH], notices: [], holds: [hold('H.2', '2026-01-30', null)] });
    expect(agenda(facts, GLENDORA).map((act) => act.act)).toEqual(['penalty', 'disconnection-notice']);
  });

  it('E.2.a a queued notice is not queued again; until it is mailed, it is what keeps the account off the list', () => {
    const facts = account({ notices: [notice(null)] });
    expect(told(agenda(facts, GLENDORA))).toEqual([['block', '77/1/E.2.a/block', at('2026-03-16 17:00')]]);
  });

  it('D.1 looks again when a hold ends, before the list of the same moment', () => {
    const facts = account({ holds: [hold('D.1', '2026-02-24', '2026-03-20 17:00')] });
    expect(told(agenda(facts, GLENDORA))).toEqual([
      ['review', '77/-/D.1/hold-1', at('2026-03-20 17:00')],
      ['extension-missed', '77/1/D.7/hold-1', at('2026-03-20 17:00')],
      ['list', '77/1/D.7/2026-03-20', at('2026-03-20 17:00')],
    ]);
  });

  it('nextAct is the first, or null when all is paid', () => {
    expect(nextAct(account(), GLENDORA)?.act).toBe('list');
    expect(nextAct(account({ bills: [PAID] }), GLENDORA)).toBeNull();
  });

  it('two bills: each has its own acts, and one list', () => {
    const second = bill('2026-03-12', { billId: 2 });
    const acts = agenda(account({ bills: [R, second] }), GLENDORA);
    expect(acts.map((act) => act.key)).toEqual(['77/1/E.1/2026-03-16', '77/2/C.1/1', '77/2/E.2.a/1']);
  });
});

describe('a list that was missed', () => {
  const list = { at: at('2026-03-16 17:00'), onTimeOnly: true };

  it.each([
    ['two seconds late', '2026-03-16 17:00:02', false],
    ['during the night', '2026-03-17 07:59:59', false],
    ['the window it was for has opened', '2026-03-17 08:00', true],
    ['a week later', '2026-03-23 12:00', true],
  ])('%s', (_name, now, lapsed) => expect(hasLapsed(list, GLENDORA, at(now))).toBe(lapsed));

  it('other acts never lapse', () =>
    expect(hasLapsed({ ...list, onTimeOnly: false }, GLENDORA, at('2026-06-01'))).toBe(false));

  it.each([
    ['still good in the night', '2026-03-17 06:00', '2026-03-16 17:00'],
    ['next morning: that evening', '2026-03-17 09:00', '2026-03-17 17:00'],
    ['after a week of outage', '2026-03-24 09:00', '2026-03-24 17:00'],
    ['on a Saturday: the list of Friday evening still stands for Monday', '2026-03-28 12:00', '2026-03-27 17:00'],
  ])('with now, %s', (_name, now, moment) => {
    expect(agenda(account(), GLENDORA, new Set(), at(now)).map((act) => act.at)).toEqual([at(moment)]);
  });

  it('a skipped or used list is followed by the next evening', () => {
    const done = new Set(['77/1/E.1/2026-03-16', '77/1/E.1/2026-03-17']);
    expect(agenda(account(), GLENDORA, done).map((act) => act.key)).toEqual(['77/1/E.1/2026-03-18']);
  });

  it.each([
    ['before its day', '2026-03-01', '2026-03-16 17:00'],
    ['at the moment', '2026-03-16 17:00', '2026-03-16 17:00'],
    ['just after', '2026-03-16 17:00:01', '2026-03-17 17:00'],
    ['Friday night', '2026-03-20 18:00', '2026-03-23 17:00'],
    ['before Memorial Day', '2026-05-22 17:30', '2026-05-26 17:00'],
  ])('nextListMoment, %s', (_name, now, moment) =>
    expect(nextListMoment(account(), GLENDORA, at(now))).toBe(at(moment)),
  );

  it('nextListMoment is null for the State, and while a hold is open', () => {
    expect(nextListMoment(account({ customerClass: 'state' }), GLENDORA, at('2026-03-01'))).toBeNull();
    expect(
      nextListMoment(account({ holds: [hold('H.2', '2026-01-30', null)] }), GLENDORA, at('2026-03-01')),
    ).toBeNull();
  });
});

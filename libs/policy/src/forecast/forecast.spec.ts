import { day } from '../calendar/days.ts';
import { cents, formatDollars } from '../money/money.ts';
import { account, at, bill, GLENDORA, hold, notice, R } from '../test/facts.fixture.ts';
import { ahead } from './forecast.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { ArrangementFacts } from '../facts/facts.ts';

const story = (facts: AccountFacts, now: string) =>
  ahead(facts, GLENDORA, at(now)).steps.map((step) => [
    step.day,
    step.code,
    step.clause,
    step.happened,
    step.waterAtRisk,
  ]);

describe('why?', () => {
  it('a fresh bill: everything is ahead, the notice and the close on their planned days', () => {
    expect(story(account({ bills: [bill('2026-01-15')], notices: [] }), '2026-01-20 09:00')).toEqual([
      ['2026-01-15', 'billed', 'B.1', true, false],
      ['2026-01-30', 'appeal-by', 'H.3.a', false, false],
      ['2026-02-26', 'due', 'B.2', false, false],
      ['2026-02-27', 'penalty', 'C.1', false, false],
      ['2026-02-27', 'notice', 'E.2.a', false, false],
      ['2026-03-15', 'ask-by', 'D.3', false, false],
      ['2026-03-16', 'pay-by', 'E.1', false, false],
      ['2026-03-17', 'may-close', 'E.1', false, true],
      ['2026-04-27', 'strict-date', 'Z.2', false, false],
    ]);
  });

  it('C.1, H.5: a corrected invoice is due and earns no late charge', () => {
    const corrected = bill('2026-03-17', { kind: 'corrected', due: day('2026-03-27'), charges: cents(4_000) });
    const told = ahead(account({ bills: [corrected], notices: [] }), GLENDORA, at('2026-03-17 09:00'));
    expect(told.steps.filter((step) => step.code === 'penalty')).toEqual([]);
    expect(told.steps.find((step) => step.code === 'due')).toMatchObject({ clause: 'H.5', day: '2026-03-27' });
    expect(told.steps.find((step) => step.code === 'may-close')?.says).toBe(
      `May be turned off if ${formatDollars(corrected.unpaidCharges)} is not paid`,
    );
  });

  it('on the list: all but the strict date has happened, and what is owed is told', () => {
    const told = ahead(account(), GLENDORA, at('2026-03-17 08:00'));
    expect(told.steps.map((step) => step.happened)).toEqual([...Array.from({ length: 9 }, () => true), false]);
    expect(told.steps.map((step) => step.says)).toEqual([
      'Bill 1, $123.45',
      'Last day to appeal this bill',
      'Last day to pay without a late charge',
      'Late charge $12.35',
      'Disconnection notice mailed',
      'Last day to appeal the late charge',
      'Last day to ask for more time',
      'Last moment to pay and stay off the list',
      'May be turned off if $135.80 is not paid',
      'Day 60 counted from the due date',
    ]);
    expect(told.stops[0]).toEqual({
      code: 'pay',
      clause: 'E.1',
      amount: 13_580,
      says: 'Pay $135.80 before the valve closes',
      detail: 'The water stays on, with no reconnection fee.',
      stands: false,
    });
  });

  it('I.1 what is to be paid leaves out a bill that an arrangement stands for', () => {
    const next = bill('2026-02-05', { billId: 2, number: '2' });
    const plan: ArrangementFacts = {
      arrangementId: 1,
      kind: 'amortization',
      state: 'in-force',
      billIds: [1],
      signedAt: at('2026-03-16 10:00'),
      offerEndsAt: null,
      rows: [],
      untilDay: null,
    };
    const holds = [hold('I.1', '2026-03-16 10:00', null, [1])];
    const facts = account({ bills: [R, next], arrangements: [plan], holds });
    const [pay] = ahead(facts, GLENDORA, at('2026-04-07 08:00')).stops.filter((stop) => stop.code === 'pay');
    expect(pay?.amount).toBe(12_345);
    const covered = account({ holds: [hold('I.1', '2026-03-16 10:00', null, [1])] });
    expect(ahead(covered, GLENDORA, at('2026-03-17 08:00')).stops.map((stop) => stop.code)).not.toContain('pay');
  });

  it('a title names what is to come, and no date: that stands beside it', () => {
    const told = ahead(account({ bills: [bill('2026-01-15')], notices: [] }), GLENDORA, at('2026-01-20 09:00'));
    const says = told.steps.map((step) => step.says);
    expect(says).toContainEqual(expect.stringMatching(/^A late charge of \$[\d.]+ is added$/));
    expect(says).toContain('Disconnection notice goes out');
    for (const title of says) expect(title).not.toMatch(/Jan|Feb|Mar|Apr|2026| [ap]m/);
  });

  it('E.2.a a notice that was not mailed is told from today', () => {
    const steps = ahead(account({ notices: [] }), GLENDORA, at('2026-03-17 09:00')).steps;
    expect(steps.find((step) => step.code === 'notice')).toMatchObject({ day: '2026-03-17', happened: false });
    expect(steps.find((step) => step.code === 'may-close')).toMatchObject({
      at: at('2026-03-26 08:00'),
      happened: false,
    });
  });

  it('a hold is told with its clause and its end; while it is open no close is told', () => {
    const dated = ahead(
      account({ holds: [hold('D.1', '2026-02-24', '2026-03-20 17:00')] }),
      GLENDORA,
      at('2026-03-16 09:00'),
    );
    expect(dated.stops[0]).toMatchObject({
      code: 'hold',
      clause: 'D.1',
      says: 'More time was given',
      detail: 'The water stays on until Mon Mar 23, 8:00 am.',
      stands: true,
    });
    expect(dated.steps.find((step) => step.code === 'may-close')?.at).toBe(at('2026-03-23 08:00'));
    const open = ahead(account({ holds: [hold('H.2', '2026-01-30', null)] }), GLENDORA, at('2026-03-16 09:00'));
    expect(open.steps.some((step) => step.waterAtRisk)).toBe(false);
  });

  it('C.1.c.i the State has neither charge nor notice nor close ahead', () => {
    const state = account({ customerClass: 'state', bills: [bill('2026-01-15')], notices: [] });
    expect(story(state, '2026-03-20 09:00').map((step) => step[1])).toEqual([
      'billed',
      'appeal-by',
      'due',
      'state-task',
    ]);
    expect(ahead(state, GLENDORA, at('2026-03-20 09:00')).stops.map((stop) => stop.clause)).toEqual(['C.1.c.i']);
  });

  it('paid: nothing is ahead', () => {
    const paid = account({ bills: [{ ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0) }] });
    expect(ahead(paid, GLENDORA, at('2026-03-17 09:00'))).toEqual({ steps: [], stops: [] });
  });

  it('two bills are told in order of time, and only the first is to be paid now', () => {
    const facts = account({
      bills: [R, bill('2026-03-12', { billId: 2, charges: cents(9_000) })],
      notices: [notice('2026-02-27')],
    });
    const told = ahead(facts, GLENDORA, at('2026-03-17 09:00'));
    const days = told.steps.map((step) => step.day);
    expect(days).toEqual([...days].sort());
    expect(told.stops[0]?.amount).toBe(13_580);
  });

  it('water off: no close is ahead', () => {
    const off = ahead(account({ service: 'off' }), GLENDORA, at('2026-03-18 09:00'));
    expect(off.steps.some((step) => step.code === 'may-close')).toBe(false);
    expect(off.stops.map((stop) => stop.code)).toEqual(['service-off']);
  });
});

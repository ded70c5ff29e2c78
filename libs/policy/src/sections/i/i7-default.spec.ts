import { day } from '../../calendar/days.ts';
import { agenda } from '../../engine/agenda.ts';
import { earliestClose, mayClose } from '../../engine/gate.ts';
import { withWritten } from '../../parameters/settings.ts';
import { certificate, inForce, offered, review, row } from '../../test/assistance.fixture.ts';
import { account, at, bill, GLENDORA, notice, R } from '../../test/facts.fixture.ts';
import { assistanceActs, brokenBillIds, currentBills, defaultAt, defaultDay, finalNoticeHolds } from './i7-default.ts';
import type { DueAct } from '../../engine/verdict.ts';

const PLAN = inForce([row('2026-03-03', 2_716, 0), row('2026-04-16', 5_432), row('2026-05-16', 5_432)]);
/** A bill of Thu 2026-03-12, after the signature: D60 is Mon 2026-05-11. */
const CURRENT = bill('2026-03-12', { billId: 2, number: '2' });
const told = (acts: readonly DueAct[]) => acts.map(({ act, at: moment, key }) => [act, moment, key]);

describe('I.7, when an arrangement fails', () => {
  it('I.7 boundary: the instalment of 2026-04-16 missed: default Mon 2026-06-15; hung Tue 2026-06-16: closing from Wed 2026-06-24', () => {
    expect(defaultDay(day('2026-04-16'), GLENDORA)).toBe('2026-06-15');
    expect(defaultAt(PLAN, account({ arrangements: [PLAN] }), GLENDORA)).toBe(at('2026-06-15 17:00'));
    const until = finalNoticeHolds(at('2026-06-16 09:30'), GLENDORA);
    expect(until).toBe(at('2026-06-24 00:00') - 1);
    const held = {
      holdId: 1,
      clause: 'I.7' as const,
      kind: 'arrangement',
      from: at('2026-06-15 17:00'),
      until,
      billIds: [1],
    };
    expect(earliestClose(account({ holds: [held] }), GLENDORA, at('2026-06-16 09:30'))).toBe(at('2026-06-24 08:00'));
  });

  it('I.7 the oldest missed instalment counts, and none that is paid', () => {
    const paid = inForce([row('2026-04-16', 5_432, 0), row('2026-05-16', 5_432)]);
    expect(defaultAt(paid, account({ arrangements: [paid] }), GLENDORA)).toBe(at('2026-07-15 17:00'));
    const kept = inForce([row('2026-04-16', 5_432, 0)]);
    expect(defaultAt(kept, account({ bills: [], arrangements: [kept] }), GLENDORA)).toBeNull();
    expect(defaultAt(offered('2026-03-12 10:00'), account(), GLENDORA)).toBeNull();
  });

  it("I.7 the days are the city's to set, above the statute's", () => {
    const ninety = withWritten(GLENDORA, { 'default-days': '90', 'final-hanger-business-days': '6' });
    expect(defaultAt(PLAN, account(), ninety)).toBe(at('2026-07-15 17:00'));
    expect(finalNoticeHolds(at('2026-06-16 09:30'), ninety)).toBe(at('2026-06-25 00:00') - 1);
  });

  it('I.7 a current bill unpaid at its own 60th day fails it too; a bill left out at the signature does not', () => {
    const facts = account({ bills: [R, CURRENT], arrangements: [PLAN] });
    expect(currentBills(PLAN, facts, GLENDORA)).toEqual([CURRENT]);
    expect(defaultAt(PLAN, facts, GLENDORA)).toBe(at('2026-05-11 17:00'));
    const before = bill('2026-02-12', { billId: 2, number: '2' });
    expect(currentBills(PLAN, account({ bills: [R, before] }), GLENDORA)).toEqual([]);
  });

  it('I.7 a current bill is not closed for before the arrangement has failed; one that was left out is', () => {
    const notices = [notice('2026-02-27', [1]), { ...notice('2026-03-27', [2]), noticeId: 2 }];
    const holds = [
      {
        holdId: 1,
        clause: 'I.1' as const,
        kind: 'arrangement',
        from: at('2026-03-03 10:00'),
        until: null,
        billIds: [1],
      },
    ];
    const life = account({ bills: [R, CURRENT], notices, holds, arrangements: [PLAN] });
    expect(mayClose(life, GLENDORA, at('2026-05-12 09:00'))).toMatchObject({ mayClose: false, earliest: null });
    expect(agenda(life, GLENDORA).find((act) => act.act === 'list')).toBeUndefined();
    const out = account({ ...life, bills: [R, bill('2026-02-12', { billId: 2, number: '2' })] });
    expect(mayClose(out, GLENDORA, at('2026-05-12 09:00')).mayClose).toBe(true);
  });

  it('I.7 the turn-off is for the bills of what failed', () => {
    expect(brokenBillIds({ arrangements: [inForce([], { state: 'defaulted', billIds: [1, 2] })] })).toEqual([1, 2]);
    expect(brokenBillIds({ arrangements: [PLAN] })).toEqual([]);
  });
});

describe('what sections G and I want done', () => {
  it('I.3.c, I.7: the reminder on the business day after the missed instalment, then the default', () => {
    const facts = account({ bills: [], arrangements: [PLAN] });
    expect(told(agenda(facts, GLENDORA))).toEqual([
      ['instalment-reminder', at('2026-04-17 10:00'), '77/-/I.3.c/arrangement-4/2026-04-16'],
      ['arrangement-default', at('2026-06-15 17:00'), '77/-/I.7/arrangement-4'],
    ]);
  });

  it('G.1.c an offer lapses at its last moment', () => {
    expect(told(assistanceActs(account({ arrangements: [offered('2026-03-12 10:00')] }), GLENDORA))).toEqual([
      ['offer-lapse', at('2026-03-20 00:00') - 1, '77/-/G.1.c/arrangement-4'],
    ]);
  });

  it('G.1.a a new certificate is asked for when the last one ends under an arrangement', () => {
    const covered = account({
      certificates: [certificate('2026-02-20')],
      arrangements: [inForce([row('2027-01-15', 100)])],
    });
    expect(told(assistanceActs(covered, GLENDORA))).toContainEqual([
      'certificate-renewal',
      at('2027-02-20 00:00'),
      '77/-/G.1.a/certificate-1',
    ]);
    expect(assistanceActs(account({ certificates: [certificate('2026-02-20')] }), GLENDORA)).toEqual([]);
  });

  it('while the city is to answer nothing lapses', () => {
    expect(assistanceActs(account({ reviews: [review('reply', '2026-03-23 23:59:59')] }), GLENDORA)).toEqual([]);
  });
});

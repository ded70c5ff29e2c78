import fc from 'fast-check';
import { addDays, day, isBusinessDay } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { agenda } from '../../engine/agenda.ts';
import { mayClose } from '../../engine/gate.ts';
import { withWritten } from '../../parameters/settings.ts';
import { account, at, bill, GLENDORA, hold, R } from '../../test/facts.fixture.ts';
import { penaltyRunAt } from '../c/c1-late-charge.ts';
import {
  appealBy,
  appealOfficer,
  decidesFurther,
  furtherAppealBy,
  isOverAppealLimit,
  mayDecideAppeal,
  mayDecline,
  mayFileAppeal,
  mayFileFurther,
  pendingAppeals,
} from './h1-appeals.ts';
import type { AppealFacts, PastFacts } from '../../facts/facts.ts';
import type { AppealMatter, AppealWish } from './h1-appeals.ts';

/** Another day every time; the one that failed again with CURBSTOP_SEED. */
const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const LAST = (on: string) => at(`${on} 23:59:59`) + 999;
const BILL: AppealMatter = { billId: 1, entryId: null, dated: R.billDate, policyVersion: R.policyVersion };
const NSF: AppealMatter = { billId: null, entryId: 9, dated: day('2026-03-09'), policyVersion: null };
const wish = (more: Partial<AppealWish> = {}): AppealWish => ({
  matter: BILL,
  written: true,
  lateReason: null,
  ...more,
});
const lost = (on: string, accountId = 77): PastFacts => ({
  pastId: 1,
  accountId,
  was: 'lost-appeal',
  on: day(on),
  billId: null,
});
function appeal(more: Partial<AppealFacts> = {}): AppealFacts {
  return {
    appealId: 4,
    level: 1,
    billId: 1,
    entryId: null,
    filedAt: at('2026-01-28 10:00'),
    state: 'open',
    decidedAt: null,
    windowEndsAt: null,
    overLimit: false,
    ...more,
  };
}
/** Lost on Thu 2026-03-12; its second day is a Saturday. */
const LOST = appeal({
  state: 'decided',
  decidedAt: at('2026-03-12 11:00'),
  windowEndsAt: furtherAppealBy(day('2026-03-12'), GLENDORA),
});

describe('H.1, how many appeals are heard', () => {
  it('H.1 boundary: lost 2025-03-20 and 2025-09-01: over the limit on 2026-03-19, and not on 2026-03-20', () => {
    const facts = account({ history: [lost('2025-03-20'), lost('2025-09-01')] });
    expect(isOverAppealLimit(facts, GLENDORA, day('2026-03-19'))).toBe(true);
    expect(isOverAppealLimit(facts, GLENDORA, day('2026-03-20'))).toBe(false);
  });

  it("H.1 the limit is the customer's, over all accounts, and the city sets the number", () => {
    const [one, both] = [[lost('2025-09-01')], [lost('2025-09-01'), lost('2025-10-01', 78)]];
    expect(isOverAppealLimit(account({ history: one }), GLENDORA, day('2026-03-01'))).toBe(false);
    expect(isOverAppealLimit(account({ history: both }), GLENDORA, day('2026-03-01'))).toBe(true);
    const strict = withWritten(GLENDORA, { 'lost-appeals-per-year': '1' });
    expect(isOverAppealLimit(account({ history: one }), strict, day('2026-03-01'))).toBe(true);
  });

  it('H.1 the filing is taken all the same; only a person leaves it unheard, and only what is over the limit', () => {
    const facts = account({ history: [lost('2025-09-01'), lost('2025-10-01')] });
    expect(mayFileAppeal(facts, GLENDORA, at('2026-01-20 09:00'), wish()).granted).toBe(true);
    expect(mayDecline(account({ appeals: [appeal({ overLimit: true })] }))).toMatchObject({ granted: true });
    expect(mayDecline(account({ appeals: [appeal()] }))).toMatchObject({ granted: false, clauses: ['H.1'] });
    expect(mayDecline(account({ appeals: [LOST] }))).toMatchObject({ granted: false, clauses: ['H.3'] });
  });
});

describe('H.2, what an appeal keeps', () => {
  it('H.2 boundary: filed at 08:59, crew on site at 09:00: closing is refused', () => {
    const facts = account({ holds: [hold('H.2', '2026-03-17 08:59', null)], appeals: [appeal()] });
    expect(mayClose(facts, GLENDORA, at('2026-03-17 09:00'))).toMatchObject({ mayClose: false, because: ['H.2'] });
    expect(mayClose(account(), GLENDORA, at('2026-03-17 09:00')).mayClose).toBe(true);
  });

  it('H.2 a lost appeal is pending while it may go further, and not after', () => {
    const final = appeal({ appealId: 5, state: 'final' });
    const facts = account({ appeals: [LOST, final] });
    expect(pendingAppeals(facts)).toEqual([LOST]);
  });
});

describe('H.3, the first level', () => {
  it('H.3.a boundary: R is appealed in time to Fri 2026-01-30 23:59, and too late on Sat 2026-01-31 00:00', () => {
    expect(appealBy(BILL, GLENDORA)).toBe(LAST('2026-01-30'));
    expect(mayFileAppeal(account(), GLENDORA, at('2026-01-30 23:59'), wish()).granted).toBe(true);
    const late = mayFileAppeal(account(), GLENDORA, at('2026-01-31 00:00'), wish());
    expect(late).toMatchObject({ granted: false, clauses: ['H.3.a'] });
    expect(late.says).toContain('Fri Jan 30, 11:59:59 pm');
  });

  it('H.3.a what is not in writing is refused; a late one may be taken with a reason', () => {
    const now = at('2026-01-31 00:00');
    expect(mayFileAppeal(account(), GLENDORA, now, wish({ written: false, lateReason: 'In hospital.' }))).toMatchObject(
      {
        granted: false,
        clauses: ['H.3.a'],
      },
    );
    expect(mayFileAppeal(account(), GLENDORA, now, wish({ lateReason: 'In hospital.' })).granted).toBe(true);
  });

  it('H.3 boundary: a fee may be appealed, fifteen days from its own day', () => {
    const fee = wish({ matter: NSF });
    expect(mayFileAppeal(account(), GLENDORA, at('2026-03-24 23:59:59'), fee)).toMatchObject({
      granted: true,
      clauses: ['H.3.a'],
    });
    expect(mayFileAppeal(account(), GLENDORA, at('2026-03-25 00:00'), fee).granted).toBe(false);
  });

  it('H.3 one appeal at a time of one thing, and none of what is decided for good', () => {
    const now = at('2026-01-29 09:00');
    const once = account({ appeals: [appeal()] });
    expect(mayFileAppeal(once, GLENDORA, now, wish())).toMatchObject({ granted: false, clauses: ['H.3'] });
    expect(mayFileAppeal(once, GLENDORA, now, wish({ matter: { ...NSF, dated: day('2026-01-20') } })).granted).toBe(
      true,
    );
    const final = account({ appeals: [appeal({ state: 'final' })] });
    expect(mayFileAppeal(final, GLENDORA, now, wish())).toMatchObject({ granted: false, clauses: ['H.4.a'] });
    expect(mayFileAppeal(account(), GLENDORA, now, wish({ matter: null })).granted).toBe(false);
  });

  it('H.3.b boundary: the late charge runs on day 43 while an appeal is pending', () => {
    const facts = account({ bills: [bill('2026-01-15')], holds: [hold('H.2', '2026-01-28', null)] });
    expect(agenda(facts, GLENDORA)[0]).toMatchObject({ act: 'penalty', at: penaltyRunAt(R, GLENDORA), clause: 'C.1' });
  });

  it('H.3.b money goes to Finance, water to Public Works', () => {
    expect(appealOfficer('billing')).toBe('Assistant Finance Director');
    expect(appealOfficer('water-use')).toBe('Assistant Director of Public Works');
  });

  it('H.3.c boundary: a decision without its letter is refused', () => {
    const facts = account({ appeals: [appeal()] });
    expect(mayDecideAppeal(facts, 1, false)).toMatchObject({ granted: false, clauses: ['H.3.c'] });
    expect(mayDecideAppeal(facts, 1, true)).toMatchObject({ granted: true, clauses: ['H.3.c'] });
    expect(mayDecideAppeal(account(), 1, false).clauses).toEqual(['H.3', 'H.3.c']);
    expect(mayDecideAppeal(facts, 2, true)).toMatchObject({ granted: false, clauses: ['H.4'] });
  });
});

describe('H.4, the second level', () => {
  it('H.4 boundary: while level 1 is open there is nothing to take further', () => {
    const facts = account({ appeals: [appeal()] });
    expect(mayFileFurther(facts, GLENDORA, at('2026-03-12 10:00'), true)).toMatchObject({
      granted: false,
      clauses: ['H.4'],
    });
    expect(mayFileFurther(account(), GLENDORA, at('2026-03-12 10:00'), true).clauses).toEqual(['H.4']);
  });

  it('H.4.a boundary: decided Thu 2026-03-12, in time to Mon 2026-03-16 23:59; on Tuesday it is late', () => {
    expect(LOST.windowEndsAt).toBe(LAST('2026-03-16'));
    const facts = account({ appeals: [LOST] });
    expect(mayFileFurther(facts, GLENDORA, at('2026-03-16 23:59:59'), true).granted).toBe(true);
    expect(mayFileFurther(facts, GLENDORA, at('2026-03-17 00:00'), true)).toMatchObject({
      granted: false,
      clauses: ['H.4.a'],
    });
    const final = account({ appeals: [{ ...LOST, state: 'final' }] });
    expect(mayFileFurther(final, GLENDORA, at('2026-03-17 00:00'), true).clauses).toEqual(['H.4.a']);
    expect(mayFileFurther(facts, GLENDORA, at('2026-03-13 09:00'), false).clauses).toEqual(['H.4.a']);
  });

  it('H.4.a a working second day is the last; the lapse comes at its end', () => {
    expect(furtherAppealBy(day('2026-03-10'), GLENDORA)).toBe(LAST('2026-03-12'));
    const [act] = agenda(account({ bills: [], appeals: [LOST] }), GLENDORA);
    expect(act).toMatchObject({
      act: 'appeal-final',
      at: LAST('2026-03-16'),
      clause: 'H.4.a',
      key: '77/-/H.4.a/appeal-4',
    });
    expect(agenda(account({ bills: [], appeals: [{ ...LOST, level: 2, state: 'open' }] }), GLENDORA)).toEqual([]);
  });

  it('H.4 what is at the second level goes no further', () => {
    const facts = account({ appeals: [{ ...LOST, level: 2, state: 'open' }] });
    expect(mayFileFurther(facts, GLENDORA, at('2026-03-13 09:00'), true).clauses).toEqual(['H.4']);
    expect(mayDecideAppeal(facts, 2, true)).toMatchObject({ granted: true, clauses: ['H.4.a'] });
  });

  it('H.4.a three decide it, and nobody else', () => {
    const three = ['city-manager', 'public-works-director', 'admin-services-director'];
    expect(three.every(decidesFurther)).toBe(true);
    expect(['clerk', 'appeal-officer', 'asst-director-finance', 'admin'].some(decidesFurther)).toBe(false);
  });

  it(`H.4.a the window is never shorter than two days and ends on a working day (CURBSTOP_SEED=${seed})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), (offset) => {
        const decided = addDays(day('2026-01-01'), offset);
        const last = dayOf(furtherAppealBy(decided, GLENDORA), GLENDORA.timeZone);
        expect(last >= addDays(decided, 2)).toBe(true);
        expect(isBusinessDay(last, GLENDORA)).toBe(true);
      }),
      { seed },
    );
  });
});

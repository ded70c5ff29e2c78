import { cents } from '../../money/money.ts';
import { at, GLENDORA, H, R } from '../../test/facts.fixture.ts';
import { givenBack, lostEvenings, websiteRefusal } from './j4a-outages.ts';

const evening = { from: at('2026-03-16 22:00'), to: at('2026-03-17 00:00') };

describe('J.4.a', () => {
  it('J.4.a boundary: a window on the evening of day 60 names the bill', () => {
    expect(lostEvenings([R], evening, GLENDORA)).toEqual([{ billId: 1, what: 'day-60', on: '2026-03-16' }]);
  });

  it('J.4.a refuses from its first moment up to its end, and says when the website is back', () => {
    expect(websiteRefusal([evening], at('2026-03-16 21:59:59'), GLENDORA)).toBeNull();
    const refusal = websiteRefusal([evening], at('2026-03-16 22:00'), GLENDORA);
    expect(refusal?.clauses).toEqual(['J.4.a']);
    expect(refusal?.says).toContain('until Tue Mar 17, 12:00 am');
    expect(websiteRefusal([evening], at('2026-03-17 00:00'), GLENDORA)).toBeNull();
  });

  it.each([
    ['the evening of the due date', '2026-02-26 20:00', '2026-02-26 21:00', ['due-date']],
    ['in office hours', '2026-02-26 09:00', '2026-02-26 17:00', []],
    ['from midnight on', '2026-02-27 00:00', '2026-02-27 06:00', []],
    ['all three weeks', '2026-02-20 00:00', '2026-03-18 00:00', ['due-date', 'day-60']],
  ])('J.4.a %s', (_name, from, to, what) => {
    const lost = lostEvenings([R], { from: at(from), to: at(to) }, GLENDORA);
    expect(lost.map((each) => each.what)).toEqual(what);
  });

  it('J.4.a a paid bill loses nothing', () => {
    const paid = { ...R, unpaidCharges: cents(0), unpaidPenalty: cents(0) };
    expect(lostEvenings([paid], evening, GLENDORA)).toEqual([]);
  });

  it('J.4.a a supervisor may give until the same hour of the next business day', () => {
    expect(givenBack({ billId: 1, what: 'day-60', on: H.due }, H, GLENDORA).until).toBe(at('2026-05-08 17:00'));
    const due = givenBack({ billId: 1, what: 'due-date', on: R.due }, R, GLENDORA);
    expect(due).toEqual({ on: '2026-02-27', until: at('2026-02-28 00:00') - 1 });
  });
});

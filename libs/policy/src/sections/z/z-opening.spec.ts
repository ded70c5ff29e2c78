import { day } from '../../calendar/days.ts';
import { clockTime } from '../../calendar/zoned.ts';
import { basisPoints } from '../../money/money.ts';
import { laterVersion, withSettings, withWritten } from '../../parameters/settings.ts';
import { bill, GLENDORA, R } from '../../test/facts.fixture.ts';
import { penalty } from '../c/c1-late-charge.ts';
import {
  answersForService,
  hasResidentialProtections,
  runsBilling,
  statutoryFloor,
  policyOfBill,
} from './z-opening.ts';
import { floorBreaks, floorRefusal } from './z2-floor.ts';
import { linkRefusal, phoneRefusal, untranslatedRefusal } from './z5-notices.ts';

describe('Z.1', () => {
  const second = laterVersion(GLENDORA, day('2026-02-01'), { penaltyRate: basisPoints(2_000) });

  it('Z.1 boundary: a bill of the day before a version keeps the old rules, one of its first day has the new', () => {
    const before = bill('2026-01-31', {}, GLENDORA);
    const on = bill('2026-02-01', {}, second);
    expect([penalty(before, second), penalty(on, second)]).toEqual([1_235, 2_469]);
    expect(policyOfBill(R, second).version).toBe('2020-01-14');
  });

  it('Z.1 a version of a version finds the rules of all before it', () => {
    const third = laterVersion(second, day('2026-06-01'), { penaltyRate: basisPoints(500) });
    expect(
      [R, bill('2026-03-12', {}, second), bill('2026-07-01', {}, third)].map((each) => penalty(each, third)),
    ).toEqual([1_235, 2_469, 617]);
  });
});

describe('Z.2', () => {
  it('Z.2 boundary: day 59 is refused with its section, day 60 is not', () => {
    expect(floorRefusal(withSettings(GLENDORA, { shutoffDay: 59 }))).toBe(
      'Day 59 is too early. The residential minimum is 60 days (HSC 116908).',
    );
    expect(floorBreaks(GLENDORA)).toEqual([]);
  });

  it.each([
    ['notice-business-days', '6', 'HSC 116908(a)(1)(A)', '7'],
    ['corrected-shutoff-days', '59', 'HSC 116908', '60'],
    ['pay-by-days', '60', 'HSC 116908', '59'],
    ['default-days', '59', 'HSC 116910(b)(3)', '60'],
    ['final-hanger-business-days', '4', 'HSC 116910(b)(3)', '5'],
    ['low-income-cap', '50.01', 'HSC 116914(a)(1)', '50.00'],
    ['after-hours-low-income-cap', '150.01', 'HSC 116914(a)(1)', '150.00'],
    ['waiver-months', '13', 'HSC 116914(a)(2)', '12'],
    ['tenant-notice-multi-unit-days', '9', 'HSC 116916', '10'],
    ['tenant-notice-detached-days', '6', 'HSC 116916', '7'],
    ['close-from', '07:59', 'PUC 12824', '08:00'],
    ['close-to', '17:01', 'PUC 12824', '17:00'],
    ['nsf-fee', '25.01', 'Civ. Code 1719(a)(1)', '25.00'],
    ['later-nsf-fee', '35.01', 'Civ. Code 1719(a)(1)', '35.00'],
  ])('Z.2 %s %s breaks %s, %s does not', (name, broken, cited, lawful) => {
    const breaks = floorBreaks(withWritten(GLENDORA, { [name]: broken }));
    expect(breaks.map((each) => each.section)).toEqual([cited]);
    expect(breaks[0]?.says).toMatch(/^[A-Z].*\)\.$/);
    expect(floorBreaks(withWritten(GLENDORA, { [name]: lawful }))).toEqual([]);
  });

  it('Z.2 the window must have a beginning before its end, and the languages of HSC 116922 all be there', () => {
    const [from, to] = [clockTime('12:00'), clockTime('12:00')];
    expect(floorRefusal({ ...GLENDORA, closeWindow: { from, to } })).toContain('PUC 12824');
    expect(floorRefusal({ ...GLENDORA, noticeLanguages: ['en', 'es', 'zh', 'tl', 'vi'] })).toContain(
      'ko too (HSC 116922)',
    );
  });

  it('Z.2 sixty days from the due date where the due date is a day of the month', () => {
    const monthly = { ...GLENDORA, dueRule: { kind: 'last-business-day' as const, atLeastDays: 19 } };
    expect(floorRefusal(monthly)).toContain('HSC 116908');
    expect(floorRefusal(withSettings(monthly, { delinquencyAnchor: 'due-date' }))).toBeNull();
  });
});

describe('Z.3 to Z.8', () => {
  it('Z.3 boundary: the Administrative Services Director answers, a clerk and the other directors do not', () => {
    expect(['admin-services-director', 'asst-director-finance', 'clerk'].map(answersForService)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('Z.4 boundary: the Assistant Director of Finance lifts, a clerk and a supervisor do not', () => {
    expect(['asst-director-finance', 'supervisor', 'clerk'].map(runsBilling)).toEqual([true, false, false]);
  });

  it('Z.5 boundary: a blank telephone stops every notice, one digit does not', () => {
    expect(phoneRefusal({ phone: '  ' })?.clauses).toEqual(['Z.5', 'E.2.a.vi']);
    expect(phoneRefusal({ phone: '6' })).toBeNull();
  });

  it.each([
    ['', false],
    ['not set', false],
    ['ftp://city.example/policy', false],
    ['https://localhost', false],
    ['https://city.example/policy', true],
  ])('Z.6 boundary: the policy at "%s" can be read: %p', (policyUrl, reads) => {
    expect(linkRefusal({ policyUrl }) === null).toBe(reads);
  });

  it('Z.7 boundary: Korean missing is refused and named; a language that is not in the list is nothing', () => {
    expect(untranslatedRefusal({ ...GLENDORA, untranslated: ['ko'] })?.says).toBe(
      'The text is missing in Korean (ko).',
    );
    expect(untranslatedRefusal({ ...GLENDORA, untranslated: ['fr'] })).toBeNull();
  });

  it('Z.8 boundary: of two unpaid accounts only the residential one has the floor', () => {
    expect(statutoryFloor(R, 'residential', GLENDORA)).toBe('2026-03-16');
    expect(statutoryFloor(R, 'commercial', GLENDORA)).toBeNull();
    expect((['residential', 'commercial', 'state', 'government'] as const).filter(hasResidentialProtections)).toEqual([
      'residential',
    ]);
  });

  it('reading 66: a due date sixty days out leaves nothing to count from the bill date', () => {
    const late = withSettings(GLENDORA, { payByDays: 75, delinquencyAnchor: 'due-date' });
    expect(floorRefusal(late)).toBeNull();
  });
});

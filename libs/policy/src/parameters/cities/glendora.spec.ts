import { day, weekday } from '../../calendar/days.ts';
import { basisPoints, cents } from '../../money/money.ts';
import { penalty } from '../../sections/c/c1-late-charge.ts';
import { policyOfBill } from '../../sections/z/z-opening.ts';
import { floorRefusal } from '../../sections/z/z2-floor.ts';
import { bill, GLENDORA, R } from '../../test/facts.fixture.ts';
import { isProfileName, profiles, policyOn } from '../cities.ts';
import { profile } from '../profile.ts';
import { laterVersion, withSettings } from '../settings.ts';

describe('the profile of Glendora', () => {
  it('holds the numbers of the policy', () => {
    expect(GLENDORA).toMatchObject({
      payByDays: 42,
      penaltyRate: 1_000,
      shutoffDay: 60,
      payByTime: '17:00',
      noticeBusinessDays: 7,
      closeWindow: { from: '08:00', to: '16:00' },
      fees: {
        'reconnection-fee': { amount: 7_000 },
        'after-hours-reconnection-fee': { amount: 10_000 },
        deposit: { amount: 20_000 },
      },
    });
    expect(GLENDORA.noticeLanguages).toHaveLength(6);
  });

  it('cites SB 998 as the Health and Safety Code (reading 17)', () => {
    expect(floorRefusal({ ...GLENDORA, shutoffDay: 45 })).toContain('HSC 116908');
    expect(JSON.stringify(profiles)).not.toContain('Gov');
  });

  it('closes the office on the test holidays of 2026 and 2027 (reading 4)', () => {
    const listed = [
      '2026-01-19',
      '2026-02-16',
      '2026-05-25',
      '2026-06-19',
      '2026-07-03',
      '2026-09-07',
      '2026-11-11',
      '2026-11-26',
      '2026-11-27',
      '2026-12-25',
      '2027-01-01',
      '2027-01-18',
      '2027-02-15',
      '2027-05-31',
      '2027-06-18',
      '2027-07-05',
      '2027-09-06',
      '2027-11-11',
      '2027-11-25',
      '2027-11-26',
      '2027-12-24',
      '2027-12-31',
    ];
    expect([...GLENDORA.holidays].filter((on) => on > '2026-01-01' && on < '2028-01-01').sort()).toEqual(listed);
    for (const on of GLENDORA.holidays) expect(weekday(on)).toBeLessThanOrEqual(5);
  });

  it('begins on its first day', () => {
    expect(policyOn('glendora', day('2020-01-14')).version).toBe('2020-01-14');
    expect(() => policyOn('glendora', day('2020-01-13'))).toThrow('begins on 2020-01-14');
    expect([isProfileName('glendora'), isProfileName('toString')]).toEqual([true, false]);
  });

  it('refuses versions out of order', () => {
    expect(() => profile('x', [GLENDORA, GLENDORA])).toThrow('out of order');
    expect(() => profile('x', [])).toThrow('no version');
  });
});

describe('switches and versions', () => {
  it('changes what is named and nothing else', () => {
    const changed = withSettings(GLENDORA, { shutoffDay: 75, reconnectionFee: cents(8_050) });
    expect(changed.fees['reconnection-fee']).toEqual({ ...GLENDORA.fees['reconnection-fee'], amount: 8_050 });
    expect({ ...changed, shutoffDay: 60, fees: GLENDORA.fees }).toEqual(GLENDORA);
  });

  it.each([{ shutoffDay: 0 }, { payByDays: 1.5 }, { depositAmount: cents(-1) }])('refuses %p', (switches) => {
    expect(() => withSettings(GLENDORA, switches)).toThrow(RangeError);
  });

  it('Z.1 R, billed before a version of 2026-02-01, keeps the rules of its bill date on D43', () => {
    const second = laterVersion(GLENDORA, day('2026-02-01'), { penaltyRate: basisPoints(2_000) });
    expect(penalty(R, second)).toBe(1_235);
    expect(penalty(bill('2026-02-05', {}, second), second)).toBe(2_469);
    expect(policyOfBill(R, second)).toBe(GLENDORA);
    expect(() => laterVersion(second, day('2026-02-01'), {})).toThrow('not later');
  });

  it('Z.2 a tenant that sets day 45 is refused, day 60 is not', () => {
    expect(floorRefusal(withSettings(GLENDORA, { shutoffDay: 45 }))).toBe(
      'Day 45 is too early. The residential minimum is 60 days (HSC 116908).',
    );
    expect(floorRefusal(GLENDORA)).toBeNull();
  });
});

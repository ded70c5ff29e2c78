import { day } from '../calendar/days.ts';
import { earliestClose } from '../engine/gate.ts';
import { cents } from '../money/money.ts';
import { dueDate } from '../sections/b/b1-billing.ts';
import { penalty, penaltyRounds, penaltyRunAt } from '../sections/c/c1-late-charge.ts';
import { noticeDueAt, noticeMatures, payBy, shutoffDay } from '../sections/e/e1-sixtieth-day.ts';
import { floorBreaks } from '../sections/z/z2-floor.ts';
import { account, at, bill, notice } from '../test/facts.fixture.ts';
import { profiles, policyOn } from './cities.ts';
import { profile } from './profile.ts';
import type { PolicyParameters } from './policy-parameters.ts';

const on = day('2026-01-15');
const glendora = policyOn('glendora', on);
const strict = policyOn('glendora-strict', on);
const santaPaula = policyOn('santa-paula', on);
const mountShasta = policyOn('mount-shasta', on);

/** Names of the parameters in which a city differs from Glendora. */
function differences(policy: PolicyParameters): string[] {
  const own: Readonly<Record<string, unknown>> = { ...policy };
  const other: Readonly<Record<string, unknown>> = { ...glendora };
  return Object.keys(own).filter((key) => JSON.stringify(own[key]) !== JSON.stringify(other[key]));
}

/** Bill R under a city's policy: Thu 2026-01-15, $123.45. */
const rOf = (policy: PolicyParameters) => bill('2026-01-15', {}, policy);

describe('the cities', () => {
  it.each(
    Object.values(profiles).flatMap((each) =>
      each.versions.map((policy) => [each.name, policy.version, policy] as const),
    ),
  )('%s, %s: keeps the statutes, and carries its own name', (name, _version, policy) => {
    expect(floorBreaks(policy)).toEqual([]);
    expect(policy.profile).toBe(name);
    for (const { parameter, says } of policy.unknowns) {
      expect(Object.keys(policy)).toContain(parameter);
      expect(says).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('a profile that breaks the floor is refused with its section', () => {
    const hasty: PolicyParameters = { ...glendora, profile: 'hasty', shutoffDay: 45 };
    expect(() => profile('hasty', [hasty])).toThrow(
      'hasty, 2020-01-14: Day 45 is too early. The residential minimum is 60 days (HSC 116908).',
    );
  });

  it('differ from Glendora in their parameters and in nothing else', () => {
    expect(differences(strict)).toEqual(['profile', 'delinquencyAnchor']);
    expect(differences(santaPaula).sort()).toEqual(
      [
        'adultContactHours',
        'delinquencyAnchor',
        'payByDays',
        'penaltyForm',
        'policyUrl',
        'posting48h',
        'profile',
        'unknowns',
      ].sort(),
    );
    expect(differences(mountShasta).sort()).toEqual(
      ['delinquencyAnchor', 'dueRule', 'payByTime', 'penaltyForm', 'policyUrl', 'profile', 'unknowns'].sort(),
    );
  });
});

describe('day 60', () => {
  it.each([
    ['glendora', glendora, '2026-02-26', '2026-03-16 17:00', '2026-03-17 08:00'],
    ['glendora-strict, from the due date', strict, '2026-02-26', '2026-04-27 17:00', '2026-04-28 08:00'],
    ['santa-paula, 19 days to pay and 60 more', santaPaula, '2026-02-03', '2026-04-06 17:00', '2026-04-07 08:00'],
    ['mount-shasta, at three o’clock', mountShasta, '2026-02-27', '2026-04-28 15:00', '2026-04-29 08:00'],
  ])('E.1 R in %s', (_name, policy, due, lastMoment, close) => {
    const of = rOf(policy);
    expect(of.due).toBe(due);
    expect(payBy(of, policy)).toBe(at(lastMoment));
    // Told at the door long before, where the city wants that.
    const contacts = [{ contactId: 1, kind: 'adult' as const, at: at('2026-03-02 09:00') }];
    const facts = account({ bills: [of], notices: [notice('2026-03-02')], contacts });
    expect(earliestClose(facts, policy, at('2026-03-02 12:00'))).toBe(at(close));
  });

  it('E.1 the strict date is 42 days later than the other, before it is rolled', () => {
    expect([shutoffDay(rOf(glendora), glendora), shutoffDay(rOf(strict), strict)]).toEqual([
      '2026-03-16',
      '2026-04-27',
    ]);
  });

  it.each([
    ['2026-01-11', '2026-01-30'],
    ['2026-01-12', '2026-02-27'],
    ['2026-05-07', '2026-05-29'],
  ])('B.2 Mount Shasta, billed %s: due %s, the last business day', (billed, due) => {
    expect(dueDate(day(billed), mountShasta)).toBe(due);
  });
});

describe('the late charge', () => {
  it.each([
    ['glendora', glendora, 1_235],
    ['santa-paula', santaPaula, 2_500],
    ['mount-shasta', mountShasta, 1_235],
  ])('C.1 R in %s', (_name, policy, charged) => expect(penalty(rOf(policy), policy)).toBe(charged));

  it('C.1 Santa Paula charges for one cent what it charges for a hundred dollars, and nothing for nothing', () => {
    expect(
      [0, 1, 10_000].map((unpaid) => penalty({ ...rOf(santaPaula), unpaidAtDue: cents(unpaid) }, santaPaula)),
    ).toEqual([0, 2_500, 2_500]);
  });

  it('C.1 Mount Shasta charges again every 30 days, the others once', () => {
    const of = rOf(mountShasta);
    expect(penaltyRounds(of, mountShasta).slice(0, 2)).toEqual([2, 3]);
    expect([1, 2].map((round) => penaltyRunAt(of, mountShasta, round))).toEqual([
      at('2026-03-02 10:00'),
      at('2026-03-30 10:00'),
    ]);
    for (const policy of [glendora, strict, santaPaula]) expect(penaltyRounds(rOf(policy), policy)).toEqual([]);
  });
});

describe('the notice', () => {
  it('E.2.a is 15 days old at least in every city shipped', () => {
    for (const policy of [glendora, strict, santaPaula, mountShasta]) {
      expect(noticeMatures(day('2026-03-02'), rOf(policy), policy)).toBe('2026-03-17');
    }
  });

  it('E.2.a goes out on day 43, and not before the due date has passed', () => {
    expect(noticeDueAt(rOf(santaPaula), santaPaula)).toBe(at('2026-02-27 10:00'));
    expect(noticeDueAt(rOf(mountShasta), mountShasta)).toBe(at('2026-03-02 10:00'));
  });

  it.each([
    ['an adult told on Mon 2026-03-30, seven days before', '2026-03-30 16:00', '2026-04-07 08:00'],
    ['an adult told on Tue 2026-03-31 at eleven', '2026-03-31 11:00', '2026-04-07 11:00'],
    ['nobody told', null, null],
  ])('Santa Paula, %s', (_name, told, close) => {
    const contacts = told === null ? [] : [{ contactId: 1, kind: 'adult' as const, at: at(told) }];
    const facts = account({ bills: [rOf(santaPaula)], notices: [notice('2026-03-02')], contacts });
    const earliest = earliestClose(facts, santaPaula, at('2026-04-01 12:00'));
    expect(earliest).toBe(close === null ? null : at(close));
    expect(santaPaula).toMatchObject({ posting48h: true, adultContactHours: 168, postingHours: 48 });
    expect(glendora).toMatchObject({ posting48h: false, phoneContact: false, puc10010_1: true });
  });
});

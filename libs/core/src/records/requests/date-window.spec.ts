import { day, instant, startOfDay } from '@curbstop/policy';
import { Invalid } from '../../db/errors.ts';
import { LONGEST_DAYS, REACH, requireReach, requireSpan } from './date-window.ts';

const ZONE = 'America/Los_Angeles';
const NOW = instant(Date.parse('2026-03-16T09:00:00-07:00'));
const at = (text: string) => startOfDay(day(text), ZONE);
const limits = { reach: REACH.websiteWindow, longestDays: LONGEST_DAYS.websiteWindow };

describe('a date far from today', () => {
  it.each(['2025-03-11', '2026-03-16', '2027-03-21'])('is taken within its reach: %s', (on) => {
    expect(() => {
      requireReach({ field: 'effective', what: 'the day', on: day(on), reach: REACH.moving }, ZONE, NOW);
    }).not.toThrow();
  });
  it.each(['2025-03-10', '2027-03-22', '2062-03-16', '2000-01-01', '2099-12-31'])(
    'is refused beyond it, with the days that are allowed: %s',
    (on) => {
      expect(() => {
        requireReach({ field: 'effective', what: 'the day', on: day(on), reach: REACH.moving }, ZONE, NOW);
      }).toThrow(new Invalid('effective', 'Give the day from 3/11/2025 to 3/21/2027.'));
    },
  );
});

describe('a span', () => {
  it.each([
    ['2026-03-16', '2026-03-17', null],
    ['2026-03-16', '2026-04-16', null],
    ['2026-03-16', '2026-04-17', /^to: Give an end by 4\/16\/2026, at most 31 days after the beginning\.$/],
    ['2026-03-16', '2099-12-31', /^to: /],
    ['2026-03-17', '2026-03-16', /^to: Give an end after the beginning\.$/],
    ['2000-01-01', '2026-03-17', /^from: Give the beginning from 2\/13\/2026 to 3\/21\/2027\.$/],
  ])('from %s to %s', (from, to, refused) => {
    const check = (): void => {
      requireSpan({ from: at(from), to: at(to), endField: 'to' }, limits, ZONE, NOW);
    };
    if (refused === null) expect(check).not.toThrow();
    else expect(check).toThrow(refused);
  });
});

import { day } from '../calendar/days.ts';
import type { Day } from '../units.ts';

/**
 * Days City Hall is closed, Monday to Friday only, by year (reading 4).
 *
 * 2026 and 2027 are the calendar that Glendora adopted: 2026-12-24 is a working day, and 2027-12-31 is New Year's Day
 * 2028 as observed. The other years are the closings usual in small California cities, as observed
 * (5 U.S.C. 6103: Saturday moves to Friday, Sunday to Monday): the day after Thanksgiving and Christmas
 * Eve with them, Cesar Chavez Day and Columbus Day without. A council that resolves otherwise edits
 * the year here.
 */
const BY_YEAR: Readonly<Record<string, readonly string[]>> = {
  '2024': ['01-01', '01-15', '02-19', '05-27', '06-19', '07-04', '09-02', '11-11', '11-28', '11-29', '12-24', '12-25'],
  '2025': ['01-01', '01-20', '02-17', '05-26', '06-19', '07-04', '09-01', '11-11', '11-27', '11-28', '12-24', '12-25'],
  '2026': ['01-01', '01-19', '02-16', '05-25', '06-19', '07-03', '09-07', '11-11', '11-26', '11-27', '12-25'],
  '2027': ['01-01', '01-18', '02-15', '05-31', '06-18', '07-05', '09-06', '11-11', '11-25', '11-26', '12-24', '12-31'],
  '2028': ['01-17', '02-21', '05-29', '06-19', '07-04', '09-04', '11-10', '11-23', '11-24', '12-25'],
  '2029': ['01-01', '01-15', '02-19', '05-28', '06-19', '07-04', '09-03', '11-12', '11-22', '11-23', '12-24', '12-25'],
  '2030': ['01-01', '01-21', '02-18', '05-27', '06-19', '07-04', '09-02', '11-11', '11-28', '11-29', '12-24', '12-25'],
  '2031': ['01-01', '01-20', '02-17', '05-26', '06-19', '07-04', '09-01', '11-11', '11-27', '11-28', '12-24', '12-25'],
};

export const CALIFORNIA_HOLIDAYS: ReadonlySet<Day> = new Set(
  Object.entries(BY_YEAR).flatMap(([year, dates]) => dates.map((date) => day(`${year}-${date}`))),
);

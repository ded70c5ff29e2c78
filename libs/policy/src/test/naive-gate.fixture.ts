import type { AccountFacts } from '../facts/facts.ts';
import type { Instant } from '../units.ts';

/*
 * A second, naive reading of the same rules, written from the policy's words and sharing nothing with the gate but the facts:
 * text dates, a day at a time, the wall clock as Intl writes it, and its own list of holidays.
 */
const WALL = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/Los_Angeles',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });
const WEEKDAY = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'short' });
const HOLIDAYS = [
  '2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-11-11 2026-11-26 2026-11-27 2026-12-25',
  '2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-11-11 2027-11-25 2027-11-26 2027-12-24',
  '2027-12-31 2028-01-17 2028-02-21 2028-05-29',
].flatMap((year) => year.split(' '));

const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);
const dateAfter = (date: string, days: number): string => DATE.format(noon(date) + days * 86_400_000);
const worked = (date: string): boolean =>
  !['Sat', 'Sun'].includes(WEEKDAY.format(noon(date))) && !HOLIDAYS.includes(date);

/** Business days after `from` up to and with `to`. */
function workedBetween(from: string, to: string): number {
  let found = 0;
  for (let date = dateAfter(from, 1); date <= to; date = dateAfter(date, 1)) if (worked(date)) found++;
  return found;
}

/** May the water be closed at `now`? */
export function naiveMayClose(facts: AccountFacts, now: Instant): boolean {
  const [today = '', time = ''] = WALL.format(now).split(' ');
  if (facts.customerClass === 'state' || !facts.open || facts.service === 'off') return false;
  if (!worked(today) || time < '08:00:00' || time >= '16:00:00') return false;
  return facts.bills.some((each) => {
    if (each.unpaidCharges + each.unpaidPenalty === 0) return false;
    let sixtieth = dateAfter(each.billDate, 60);
    while (!worked(sixtieth)) sixtieth = dateAfter(sixtieth, 1);
    if (today <= sixtieth || today <= dateAfter(each.billDate, 42)) return false;
    const noticed = facts.notices.some(
      (notice) =>
        notice.kind === 'disconnection' &&
        notice.billIds.includes(each.billId) &&
        notice.mailedOn !== null &&
        workedBetween(notice.mailedOn, today) >= 7,
    );
    if (!noticed) return false;
    return !facts.holds.some((hold) => {
      if (hold.billIds !== null && !hold.billIds.includes(each.billId)) return false;
      if (hold.from > now || (hold.until !== null && hold.until < hold.from)) return false;
      return hold.until === null || workedBetween(WALL.format(hold.until).slice(0, 10), today) === 0;
    });
  });
}

import type { AccountPage } from '@curbstop/contracts';
import { NO_CENTS, dayNumber, dayOf, instant, leftOut } from '@curbstop/policy';
import type { Day } from '@curbstop/policy';
import { accountNumber, civilDay, civilDayIn, money, valveWords } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import { assistanceChips, planSum } from '../assistance/words.ts';
import { dayOfBill } from '../timeline/story.ts';
import type { HeadChip, Sum } from './head-parts.ts';

/** `owner-occupier` as `Owner occupier`. */
export function inWords(code: string): string {
  const words = code.replaceAll(/[-_]/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The English name of a language by its tag; the tag itself where there is none. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch (error) {
    // A record may hold something that is no language tag; it is shown as it stands.
    if (error instanceof RangeError) return tag;
    throw error;
  }
}

/** States in words after the customer's name, most pressing first. */
export function chipsOf(page: AccountPage, today: Day): HeadChip[] {
  const chips: HeadChip[] = [];
  const { story } = page;
  if (page.service === 'off') chips.push({ says: 'Water off', tone: 'stop' });
  if (page.pastDue > 0)
    chips.push({ says: story ? `Past due, day ${dayOfBill(story.billDate, today)}` : 'Past due', tone: 'warn' });
  else if (story) chips.push({ says: `Bill open, day ${dayOfBill(story.billDate, today)}`, tone: 'plain' });
  chips.push(...assistanceChips(page.facts));
  if (page.status !== 'active')
    chips.push({ says: page.status === 'closed' ? 'Account closed' : 'Not open yet', tone: 'warn' });
  if (page.service === 'on') chips.push({ says: 'Water on', tone: 'ok' });
  chips.push({ says: inWords(page.customerRole), tone: 'plain' }, { says: inWords(page.customerClass), tone: 'plain' });
  if (page.customer.language !== '' && page.customer.language !== 'en')
    chips.push({ says: `Reads ${languageName(page.customer.language)}`, tone: 'plain' });
  return chips;
}

/** `remote valve open, 12 s ago`; a curb stop has no report before a crew has turned it. */
function valveFact({ kind, state, reportedAt }: AccountPage['valve'], now: number): string {
  if (kind === 'curb-stop' && reportedAt === null) return 'curb stop, turned by hand';
  const words = valveWords(state, reportedAt, now);
  return `${kind === 'remote' ? 'remote valve' : 'curb stop'} ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

/** Where and what, in one line: address, account, route group, meter, valve with the age of its report. */
export function placeLine(page: AccountPage, now: number): string {
  return [
    page.premise.address,
    `account ${accountNumber(page.number)}`,
    `route group ${page.premise.routeGroup}`,
    page.meter ? `meter ${page.meter.serial}` : 'no meter',
    valveFact(page.valve, now),
  ].join(' · ');
}

/** What keeps the water on, or brings it back. Null when nothing threatens it. */
export function waterSum(page: AccountPage, formats: CityFormats, now: number): Sum | null {
  if (page.service === 'off') {
    const total = page.toPay.turnOn?.amount ?? NO_CENTS;
    return {
      label: 'For the water to come on',
      value: total > 0 ? money(total) : 'Nothing to pay',
      pressing: total > 0,
    };
  }
  const today = dayOf(instant(now), formats.timeZone);
  const plan = page.facts.arrangements.find((each) => each.state === 'in-force');
  // I.1: an arrangement over everything past due keeps the water on as long as it is kept.
  if (plan && leftOut(plan, page.facts, today).length === 0) return planSum(page.toPay, today, formats.timeZone);
  const { keepOn } = page.toPay;
  // A bill that is not past due threatens nothing yet.
  if (keepOn === null || (page.pastDue === 0 && keepOn.clause === 'E.1')) return null;
  return { label: 'To keep the water on', value: keepOnSays(keepOn, formats, now), pressing: true };
}

/** `$135.80 by Mon 5:00 pm`; C.1, I.3.c: where more comes before, what is owed now and what it is on that day. */
function keepOnSays(
  { amount, by, later }: NonNullable<AccountPage['toPay']['keepOn']>,
  formats: CityFormats,
  now: number,
): string {
  if (by === null || by <= now) return `${money(amount)} before the valve closes`;
  const last = deadline(by, formats, now);
  if (later === null) return `${money(amount)} by ${last}`;
  return `${money(amount)} now, ${money(later.amount)} from ${deadline(later.from, formats, now)} on, by ${last}`;
}

/** K.4: what makes a returned payment good, and by when; null where none is owed. */
function returnSum({ toPay }: AccountPage, formats: CityFormats, now: number): Sum | null {
  if (toPay.clearReturn === null) return null;
  const { amount, by } = toPay.clearReturn;
  const late = by === null || by <= now;
  const value = late ? `${money(amount)} at once` : `${money(amount)} by ${deadline(by, formats, now)}`;
  return { label: 'For the returned payment', value, pressing: true };
}

/** A moment within six days by its weekday and hour (`Mon 5:00 pm`), later ones with their date. */
export function deadline(at: number, formats: CityFormats, now: number): string {
  const days = dayNumber(formats.civil(at) as Day) - dayNumber(formats.civil(now) as Day);
  if (days === 0) return `${formats.time(at)} today`;
  if (days > 0 && days < 7) return `${formats.day(at).split(',')[0] ?? ''} ${formats.time(at)}`;
  return `${civilDayIn(formats.civil(at), formats.civil(now))}, ${formats.time(at)}`;
}

/** The amounts at the right of the head. */
export function sumsOf(page: AccountPage, formats: CityFormats, now: number): Sum[] {
  const sums: Sum[] = [{ label: 'Past due', value: money(page.pastDue), pressing: false }];
  if (page.feesDue > 0) sums.push({ label: 'Fees', value: money(page.feesDue), pressing: false });
  if (page.balance !== page.pastDue) sums.push({ label: 'Balance', value: money(page.balance), pressing: false });
  if (page.nextBill) sums.push({ label: 'Next bill', value: civilDay(page.nextBill.day, 'week'), pressing: false });
  return [...sums, returnSum(page, formats, now), waterSum(page, formats, now)].filter((sum) => sum !== null);
}

import type { AccountPage } from '@curbstop/contracts';
import { isProfileName, profiles, reconnectionChoice, termsOn } from '@curbstop/policy';
import type { Cents, ClauseId, Day, Instant, ProfileName } from '@curbstop/policy';

/** What asking for the water would mean now (F.1 to F.3). The server decides at the moment it is asked. */
export interface ReconnectionQuote {
  /** F.3: outside of office hours, so that the customer has a choice. */
  readonly afterHours: boolean;
  readonly fee: Cents;
  readonly clause: ClauseId;
  /** The crew goes no earlier than this. */
  readonly from: Instant;
  /** Past due, fees already charged and this fee (F.1, F.2). */
  readonly total: Cents;
}

/** Whose policy the city has: the one profile that is shipped, or the one that bears the city's name. Null when it cannot be told. */
export function profileOf(city: string, shipped: readonly string[] = Object.keys(profiles)): ProfileName | null {
  const [only, ...more] = shipped;
  const name = more.length === 0 && only !== undefined ? only : city.toLowerCase().replaceAll(' ', '-');
  return isProfileName(name) ? name : null;
}

/** The quote by the city's policy; null when this page cannot tell whose policy that is, and only the server can say. */
export function quoteFor(
  page: Pick<AccountPage, 'pastDue' | 'feesDue'>,
  city: string,
  today: Day,
  now: Instant,
  consent: boolean,
): ReconnectionQuote | null {
  const profile = profileOf(city);
  if (profile === null) return null;
  const { requestClass, fee, clause, from } = reconnectionChoice(now, consent, termsOn(profile, today));
  return {
    afterHours: requestClass === 'after-hours',
    fee,
    clause,
    from,
    total: (page.pastDue + page.feesDue + fee) as Cents,
  };
}

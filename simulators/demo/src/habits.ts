import type { Day } from '@curbstop/policy';
import { addDays } from '@curbstop/policy';
import type { Run } from './calendar.ts';
import type { Place } from './places.ts';
import { Random } from './random.ts';

/** What a customer does about one bill. `after` counts days from the bill date. */
export type Habit =
  | { readonly pays: 'in-time'; readonly after: number; readonly how: How }
  /** Later than day 42: the late charge comes first, and the payment takes its real way. */
  | { readonly pays: 'late'; readonly after: number; readonly how: How }
  | { readonly pays: 'never' };

export type How = { readonly method: 'card' | 'check' | 'cash'; readonly channel: 'website' | 'counter' | 'mail' };

const HOWS: readonly (readonly [How, number])[] = [
  [{ method: 'card', channel: 'website' }, 62],
  [{ method: 'check', channel: 'mail' }, 24],
  [{ method: 'check', channel: 'counter' }, 8],
  [{ method: 'cash', channel: 'counter' }, 6],
];

/** Shares of bills paid between day 48 and 55, when the late charge has come after a long weekend too, and not by day 60. */
const LATE = 0.03;
const NEVER = 0.015;

/** Chance as fixed as the rest of the city: the same place treats the same bill alike on every machine. */
export function habitOf(place: Place, run: Run, recent: boolean): Habit {
  const random = new Random(place.id * 2_654_435_761 + Number(run.billDate.replaceAll('-', '')));
  const how = random.weighed(HOWS);
  const luck = random.next();
  if (place.class !== 'residential' && place.class !== 'commercial')
    return { pays: 'in-time', after: random.whole(20, 38), how };
  if (luck < LATE) return { pays: 'late', after: random.whole(48, 55), how };
  if (recent && luck < LATE + NEVER) return { pays: 'never' };
  return { pays: 'in-time', after: random.whole(6, 41), how };
}

export function payDay(run: Run, habit: { readonly after: number }): Day {
  return addDays(run.billDate, habit.after);
}

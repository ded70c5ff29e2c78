import { registerOf, row, storeReads } from '@curbstop/core';
import { BILLING_PERIOD_DAYS, addDays, clockTime, dayOf, daysBetween, toInstant } from '@curbstop/policy';
import type { Day, Instant } from '@curbstop/policy';
import type { World } from '../world.ts';

/** The radio brings a route's read on Wednesday at noon. */
const READ_DAY = 2;
const READ_AT = clockTime('12:00');
/** What a home uses between two reads: 37 units of 100 cubic feet, in litres. */
const USE = 104_773;

interface Reader {
  readonly account: string;
  readonly monday: Day;
}

/** Smart meters on a route. A meter that its customer has read by hand sends nothing. */
function metersOnRoutes(world: World): readonly Reader[] {
  return [...world.scenario.given.accounts].flatMap(([account, { route, meter }]) =>
    route === 'none' || meter === 'manual' ? [] : [{ account, monday: route }],
  );
}

function readAt(world: World, monday: Day): Instant {
  return toInstant(addDays(monday, READ_DAY), READ_AT, world.timeZone);
}

/** The first read week of a route whose read is not before a moment. */
function nextMonday(world: World, from: Day, at: Instant): Day {
  const rounds = Math.max(0, Math.floor(daysBetween(from, dayOf(at, world.timeZone)) / BILLING_PERIOD_DAYS));
  let monday = addDays(from, rounds * BILLING_PERIOD_DAYS);
  while (readAt(world, monday) < at) monday = addDays(monday, BILLING_PERIOD_DAYS);
  return monday;
}

/** When the next meter on a route is read, after now. */
export async function nextReads(world: World): Promise<Instant | null> {
  const next = metersOnRoutes(world).map(({ monday }) =>
    readAt(world, nextMonday(world, monday, (world.now + 1) as Instant)),
  );
  return Promise.resolve(next.length === 0 ? null : (Math.min(...next) as Instant));
}

/** The edge of the world: the meters whose moment it is send their register, as radios do. */
export async function sendReads(world: World): Promise<void> {
  for (const { account, monday } of metersOnRoutes(world)) {
    const at = readAt(world, nextMonday(world, monday, world.now));
    if (at !== world.now) continue;
    const place = world.names.place(account);
    if (!place) continue;
    const last = await row<{ litres: number }>(world.source, 'SELECT litres FROM read_tail WHERE meter_id = $1', [
      place.meterId,
    ]);
    const litres = (last?.litres ?? 0) + USE;
    const read = {
      deviceId: place.deviceId,
      at,
      litres,
      register: registerOf(litres),
      clock: 'sync' as const,
      bootId: 1,
      seq: world.nextMessage(),
      receivedAt: at,
      raw: null,
    };
    await storeReads(world.source, [read], at, world.timeZone);
  }
}

import { registerOf, row, storeReads, policyAt } from '@curbstop/core';
import { BILLING_PERIOD_DAYS, addDays, clockTime, dayOf, daysBetween, toInstant } from '@curbstop/policy';
import type { Day, Instant } from '@curbstop/policy';
import type { World } from '../world.ts';

/** The radio brings a route's read on Wednesday at noon, and then the crew has walked it too. */
const READ_DAY = 2;
const READ_AT = clockTime('12:00');
/** What a home uses between two reads: 37 units of 100 cubic feet, in litres. */
export const USE = 104_773;

interface Reader {
  readonly account: string;
  readonly monday: Day;
}

/** Whether the customer at a place has the meter read by hand, so that it sends nothing. */
async function isReadByHand(world: World, account: string): Promise<boolean> {
  const place = world.names.place(account);
  const found = await row(
    world.source,
    `SELECT o.id FROM meter_opt_out o JOIN account a ON a.id = o.account_id
     WHERE a.service_point_id = $1 AND a.status = 'active' AND o.until_day IS NULL`,
    [place?.servicePointId ?? null],
  );
  return found !== null;
}

/** Meters on a route. */
function metersOnRoutes(world: World): readonly Reader[] {
  return [...world.scenario.given.accounts].flatMap(([account, { route }]) =>
    route === 'none' ? [] : [{ account, monday: route }],
  );
}

/** The accounts of routes whose meters are read at this moment, by radio or by hand. */
async function readNow(world: World, byHand: boolean): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { account, monday } of metersOnRoutes(world)) {
    const isNow = readAt(world, nextMonday(world, monday, world.now)) === world.now;
    if (isNow && (await isReadByHand(world, account)) === byHand) found.push(account);
  }
  return found;
}

/** The accounts of routes whose meters are read by hand, and whose moment it is. */
export function readByHandNow(world: World): Promise<readonly string[]> {
  return readNow(world, true);
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
export function nextReads(world: World): Instant | null {
  const next = metersOnRoutes(world).map(({ monday }) =>
    readAt(world, nextMonday(world, monday, (world.now + 1) as Instant)),
  );
  return next.length === 0 ? null : (Math.min(...next) as Instant);
}

/** The edge of the world: the meters whose moment it is send their register, as radios do. */
export async function sendReads(world: World): Promise<void> {
  const at = world.now;
  for (const account of await readNow(world, false)) {
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
    await storeReads(world.source, [read], at, policyAt(world.profile, at));
  }
}

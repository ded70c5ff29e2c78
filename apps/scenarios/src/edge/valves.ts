import type { ValveState } from '@curbstop/contracts';
import { claimForSend, dueCommands, recordStatus, row } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { Place } from '../place.ts';
import type { World } from '../world.ts';

/** The breaker of the gateway is tried elsewhere: a scenario has a handful of valves. */
const LIMITS = { perMinute: 1_000, perHour: 1_000 };
/** A valve has turned this long before it says that no water flows; in milliseconds. */
const TURNED_BEFORE = 1_000;

/** Does what is due for commands to valves, by the transactions of the gateway; what goes out reaches the device. */
export async function sendCommands(world: World): Promise<void> {
  for (const id of await dueCommands(world.source, world.now)) await claimForSend(world.source, id, LIMITS, world.now);
}

async function say(world: World, place: Place, valve: ValveState, at: Instant, flow: number | null): Promise<void> {
  const last = await row<{ id: string }>(
    world.source,
    `SELECT id FROM valve_command WHERE valve_id = $1 AND sent_at IS NOT NULL ORDER BY sent_at DESC LIMIT 1`,
    [place.valveId],
  );
  await recordStatus(
    world.source,
    place.deviceId,
    {
      v: 1,
      seq: world.nextMessage(),
      bootId: 1,
      t: new Date(at).toISOString(),
      valve,
      ...(last ? { lastCmd: last.id } : {}),
      ...(flow === null ? {} : { flow }),
    },
    world.now,
  );
}

/**
 * The edge of the world: a device tells where its valve is and whether water flows. It has told of the turn itself just
 * before, as valves do; `flow` null is a meter that has no say.
 */
export async function reportValve(world: World, place: Place, valve: ValveState, flow: boolean | null): Promise<void> {
  const before = Math.max(world.now - TURNED_BEFORE, 0) as Instant;
  await say(world, place, valve, before, null);
  if (flow !== null) await say(world, place, valve, world.now, flow ? 120 : 0);
}

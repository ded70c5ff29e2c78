import { tick, nextCommandLook, nextDeadline } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { nextReads, sendReads } from './edge/meters.ts';
import { sendCommands } from './edge/valves.ts';
import { makeRounds } from './steps/rounds.ts';
import type { World } from './world.ts';

/** Does everything that is due at this moment, as the scheduler and the gateway do. */
async function doDue(world: World): Promise<void> {
  await sendReads(world);
  await makeRounds(world);
  await tick(world.source, world.profile, world.now);
  await sendCommands(world);
  await world.listen();
}

async function nextDue(world: World): Promise<Instant | null> {
  const known = [
    await nextDeadline(world.source, world.now),
    await nextCommandLook(world.source),
    nextReads(world),
  ].filter((at) => at !== null && at > world.now) as Instant[];
  return known.length === 0 ? null : (Math.min(...known) as Instant);
}

/** How far jobs run: those due at `to` wait for the steps of that moment, or (`included`) are done too. */
export interface Until {
  readonly to: Instant;
  readonly included: boolean;
}

/** Lets time pass to a moment; every job that falls due on the way is done at its own moment. */
export async function passTime(world: World, { to, included }: Until): Promise<void> {
  if (world.now < to || included) await doDue(world);
  for (;;) {
    const next = await nextDue(world);
    if (next === null || next > to || (next === to && !included)) break;
    world.now = next;
    await doDue(world);
  }
  if (to > world.now) world.now = to;
}

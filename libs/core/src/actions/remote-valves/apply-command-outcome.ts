import type { Dial, Instant } from '@curbstop/policy';
import { dialOfLiters, registerWords } from '@curbstop/policy';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { completeRemotely, remoteFailed } from './remote-result.ts';
import { dialOf } from '../../records/reads/meter-context.ts';
import { changeCommand } from '../../records/valves/command.ts';
import type { Command } from '../../records/valves/command.ts';
import type { Next } from '../../records/valves/command-state.ts';

/** Meters of one valve: the one in the ground at its service point. */
export const METER_OF_VALVE = `SELECT here.meter_id FROM valve
  JOIN meter_installation AS here ON here.service_point_id = valve.service_point_id AND here.removed_on IS NULL
  WHERE valve.id = $1`;

/** The meter's register as last read, as its dial shows it; null when none was read. */
async function lastRegister(tx: Tx, valveId: number): Promise<string | null> {
  const read = await row<{ litres: number; dial: Dial }>(
    tx,
    `SELECT t.litres, ${dialOf('m')} AS dial FROM read_tail t JOIN meter m ON m.id = t.meter_id WHERE m.id = (${METER_OF_VALVE})`,
    [valveId],
  );
  return read ? registerWords(dialOfLiters(read.litres, read.dial), read.dial) : null;
}

/**
 * Takes a command a step on and does what follows from it. A final state is written before the order is
 * told, because the order may at once queue the opposite command for the same valve.
 */
export async function applyCommandOutcome(
  tx: Tx,
  command: Command,
  next: Next,
  at: Instant,
  now: Instant,
): Promise<Command> {
  if (next.to === 'executed') {
    // Called off, and yet it moved: that is settled now; the order sees to it that the water comes back.
    if (command.calledOff)
      return finish(
        tx,
        command,
        { to: 'withdrawn', why: `It was carried out before it could be stopped. ${command.why}` },
        now,
      );
    const executed = await changeCommand(
      tx,
      command,
      { state: 'executed', why: null, executedAt: at, lookAt: later(now) },
      now,
    );
    // An opening is proved by the position alone: nobody need have a tap open.
    return command.action === 'open' ? finish(tx, executed, { to: 'verified', why: null }, now) : executed;
  }
  if (next.to === 'verified') return finish(tx, command, next, now);
  const changed = await changeCommand(tx, command, { state: next.to, why: next.why ?? command.why }, now);
  if (next.to === 'failed' || next.to === 'expired') {
    await remoteFailed(tx, command.orderId, next.why ?? 'The valve did not do it.', now);
  }
  return changed;
}

/** The valve did what it was told: the order is done, or undone when it no longer stood. */
async function finish(tx: Tx, command: Command, next: Next, now: Instant): Promise<Command> {
  const finished = await changeCommand(tx, command, { state: next.to, why: next.why }, now);
  await reportToOrder(tx, command, now);
  return finished;
}

/** The valve stands as the command of this order wanted it. */
export async function reportToOrder(
  tx: Tx,
  each: Pick<Command, 'id' | 'orderId' | 'valveId'>,
  now: Instant,
): Promise<void> {
  await completeRemotely(tx, each.orderId, { register: await lastRegister(tx, each.valveId), commandId: each.id }, now);
}

/** How often an executed close looks for a reading that proves it; in milliseconds. */
const VERIFY_EVERY_MS = 60_000;

export function later(now: Instant): Instant {
  return (now + VERIFY_EVERY_MS) as Instant;
}

import type { Ack, CommandState, ValveState } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';

/** What decides how a command goes on. */
export interface CommandNow {
  readonly action: 'open' | 'close';
  readonly state: CommandState;
  readonly sentAt: Instant | null;
  readonly executedAt: Instant | null;
  readonly expiresAt: Instant;
  /** It was called off after it had been sent. */
  readonly calledOff: boolean;
}

/** What a valve's status tells about a command. */
export interface StatusSeen {
  readonly valve: ValveState;
  /** Litres an hour; null when the device does not measure it. */
  readonly flow: number | null;
  readonly at: Instant;
  /** The device names this command as the last it carried out. */
  readonly mine: boolean;
}

export interface Next {
  readonly to: CommandState;
  readonly why: string | null;
}

const RANK: Readonly<Record<CommandState, number>> = {
  queued: 0,
  sent: 1,
  acked: 2,
  executed: 3,
  verified: 4,
  withdrawn: 4,
  expired: 4,
  failed: 4,
};
const FINAL_RANK = 4;

/** A valve that has not said where it is by then is given up; in milliseconds after the send. */
export const CONFIRM_WITHIN_MS = 15 * 60_000;
/** A meter that reports once a day has had its turn by then; in milliseconds after the close. */
export const VERIFY_WITHIN_MS = 26 * 3_600_000;
/** Pipes drain after a close: flow counts against it only after this long, in milliseconds. */
const DRAIN_MS = 15 * 60_000;

export function isFinal(state: CommandState): boolean {
  return RANK[state] === FINAL_RANK;
}

/** Events come late, twice and out of order; none of them moves a command back. */
export function isForward(from: CommandState, to: CommandState): boolean {
  return RANK[to] > RANK[from];
}

/** A called-off command ends as withdrawn whatever stopped it: nobody need go and finish it. */
function giveUp(it: CommandNow, to: 'failed' | 'expired', why: string): Next {
  return it.calledOff ? { to: 'withdrawn', why } : { to, why };
}

/** The device's answer: it heard, which is no proof that anything moved. */
export function onAck(it: CommandNow, result: Ack['result']): Next | null {
  if (it.state !== 'sent') return null;
  if (result === 'rejected') return giveUp(it, 'failed', 'The valve refused the command.');
  if (result === 'expired') return giveUp(it, 'expired', 'The command reached the valve too late.');
  return { to: 'acked', why: null };
}

/** A status newer than the send shows where the valve is; one taken before it proves nothing. */
export function onStatus(it: CommandNow, seen: StatusSeen): Next | null {
  if (it.state === 'executed') return onLaterStatus(it, seen);
  if ((it.state !== 'sent' && it.state !== 'acked') || it.sentAt === null) return null;
  if (!seen.mine && seen.at <= it.sentAt) return null;
  if (seen.valve === 'fault') return giveUp(it, 'failed', 'The valve reports a fault.');
  const goal: ValveState = it.action === 'close' ? 'closed' : 'open';
  return seen.valve === goal ? { to: 'executed', why: null } : null;
}

function onLaterStatus(it: CommandNow, seen: StatusSeen): Next | null {
  if (it.action === 'open') return { to: 'verified', why: null };
  if (it.executedAt === null || seen.at <= it.executedAt) return null;
  if (seen.valve === 'open') return giveUp(it, 'failed', 'The valve is open again.');
  if (seen.valve !== 'closed' || seen.flow === null) return null;
  if (seen.flow === 0) return { to: 'verified', why: null };
  const drained = seen.at >= it.executedAt + DRAIN_MS;
  return drained ? giveUp(it, 'failed', 'The valve is closed and water still flows.') : null;
}

/** What passing time alone decides. */
export function onTime(it: CommandNow, now: Instant): Next | null {
  switch (it.state) {
    case 'queued':
      return now >= it.expiresAt ? { to: 'expired', why: 'Its hours ended before it could be sent.' } : null;
    case 'sent':
    case 'acked':
      return it.sentAt !== null && now >= it.sentAt + CONFIRM_WITHIN_MS
        ? giveUp(it, 'failed', 'The valve did not confirm within 15 minutes.')
        : null;
    case 'executed':
      return it.executedAt !== null && now >= it.executedAt + VERIFY_WITHIN_MS
        ? giveUp(it, 'failed', 'No later reading showed that the water stopped.')
        : null;
    default:
      return null;
  }
}

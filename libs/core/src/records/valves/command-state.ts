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
function giveUp(command: CommandNow, to: 'failed' | 'expired', why: string): Next {
  return command.calledOff ? { to: 'withdrawn', why } : { to, why };
}

/** The device's answer: it heard, which is no proof that anything moved. */
export function onAck(command: CommandNow, result: Ack['result']): Next | null {
  if (command.state !== 'sent') return null;
  if (result === 'rejected') return giveUp(command, 'failed', 'The valve refused the command.');
  if (result === 'expired') return giveUp(command, 'expired', 'The command reached the valve too late.');
  return { to: 'acked', why: null };
}

/** A status newer than the send shows where the valve is; one taken before it proves nothing. */
export function onStatus(command: CommandNow, seen: StatusSeen): Next | null {
  if (command.state === 'executed') return onLaterStatus(command, seen);
  if ((command.state !== 'sent' && command.state !== 'acked') || command.sentAt === null) return null;
  if (!seen.mine && seen.at <= command.sentAt) return null;
  if (seen.valve === 'fault') return giveUp(command, 'failed', 'The valve reports a fault.');
  const goal: ValveState = command.action === 'close' ? 'closed' : 'open';
  return seen.valve === goal ? { to: 'executed', why: null } : null;
}

function onLaterStatus(command: CommandNow, seen: StatusSeen): Next | null {
  if (command.action === 'open') return { to: 'verified', why: null };
  if (command.executedAt === null || seen.at <= command.executedAt) return null;
  if (seen.valve === 'open') return giveUp(command, 'failed', 'The valve is open again.');
  if (seen.valve !== 'closed' || seen.flow === null) return null;
  if (seen.flow === 0) return { to: 'verified', why: null };
  const drained = seen.at >= command.executedAt + DRAIN_MS;
  return drained ? giveUp(command, 'failed', 'The valve is closed and water still flows.') : null;
}

/** What passing time alone decides. */
export function onTime(command: CommandNow, now: Instant): Next | null {
  switch (command.state) {
    case 'queued':
      return now >= command.expiresAt ? { to: 'expired', why: 'Its hours ended before it could be sent.' } : null;
    case 'sent':
    case 'acked':
      return command.sentAt !== null && now >= command.sentAt + CONFIRM_WITHIN_MS
        ? giveUp(command, 'failed', 'The valve did not confirm within 15 minutes.')
        : null;
    case 'executed':
      return command.executedAt !== null && now >= command.executedAt + VERIFY_WITHIN_MS
        ? giveUp(command, 'failed', 'No later reading showed that the water stopped.')
        : null;
    default:
      return null;
  }
}

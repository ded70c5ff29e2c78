import { COMMAND_STATES, VALVE_STATES } from '@curbstop/contracts';
import type { CommandState } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import fc from 'fast-check';
import { CONFIRM_WITHIN_MS, VERIFY_WITHIN_MS, isFinal, isForward, onAck, onStatus, onTime } from './command-state.ts';
import type { CommandNow, Next, StatusSeen } from './command-state.ts';

const T = 1_767_225_600_000;
const at = (ms: number) => (T + ms) as Instant;
const MINUTE = 60_000;
const sent: CommandNow = {
  action: 'close',
  state: 'sent',
  sentAt: at(0),
  executedAt: null,
  expiresAt: at(60 * MINUTE),
  calledOff: false,
};
const executed: CommandNow = { ...sent, state: 'executed', executedAt: at(MINUTE) };
const seen = (each: Partial<StatusSeen>): StatusSeen => ({
  valve: 'closed',
  flow: null,
  at: at(MINUTE),
  mine: false,
  ...each,
});

describe('the life of a valve command', () => {
  it.each<[string, CommandNow, Partial<StatusSeen>, CommandState | null]>([
    ['closed, newer than the send', sent, {}, 'executed'],
    ['closed, as old as the send', sent, { at: at(0) }, null],
    ['closed, as old as the send, naming the command', sent, { at: at(0), mine: true }, 'executed'],
    ['still open', sent, { valve: 'open' }, null],
    ['moving', sent, { valve: 'moving' }, null],
    ['a fault', sent, { valve: 'fault' }, 'failed'],
    ['a fault from before the send', sent, { valve: 'fault', at: at(-1) }, null],
    ['a fault of one called off', { ...sent, calledOff: true }, { valve: 'fault' }, 'withdrawn'],
    ['open for an opening', { ...sent, action: 'open' }, { valve: 'open' }, 'executed'],
    ['the status that proved it, again', executed, { flow: 0 }, null],
    ['later, no flow', executed, { flow: 0, at: at(2 * MINUTE) }, 'verified'],
    ['later, flow not measured', executed, { at: at(2 * MINUTE) }, null],
    ['later, still draining', executed, { flow: 40, at: at(2 * MINUTE) }, null],
    ['later, leaking through', executed, { flow: 40, at: at(16 * MINUTE) }, 'failed'],
    ['later, open again', executed, { valve: 'open', at: at(2 * MINUTE) }, 'failed'],
    ['before it was sent', { ...sent, state: 'queued', sentAt: null }, {}, null],
  ])('status %s', (_, command, status, expected) => {
    expect(onStatus(command, seen(status))?.to ?? null).toBe(expected);
  });

  it('takes an answer for hearing, not for moving', () => {
    expect(onAck(sent, 'done')?.to).toBe('acked');
    expect(onAck(sent, 'duplicate')?.to).toBe('acked');
    expect(onAck(sent, 'rejected')?.to).toBe('failed');
    expect(onAck({ ...sent, calledOff: true }, 'rejected')?.to).toBe('withdrawn');
    expect(onAck(sent, 'expired')?.to).toBe('expired');
    expect(onAck({ ...sent, state: 'acked' }, 'rejected')).toBeNull();
  });

  it.each<[string, CommandNow, number, CommandState | null]>([
    ['a minute before the window ends', { ...sent, state: 'queued' }, 59 * MINUTE, null],
    ['as the window ends', { ...sent, state: 'queued' }, 60 * MINUTE, 'expired'],
    ['just under 15 minutes', sent, CONFIRM_WITHIN_MS - 1, null],
    ['15 minutes', { ...sent, state: 'acked' }, CONFIRM_WITHIN_MS, 'failed'],
    ['15 minutes after it was called off', { ...sent, calledOff: true }, CONFIRM_WITHIN_MS, 'withdrawn'],
    ['a day without a reading', executed, MINUTE + VERIFY_WITHIN_MS, 'failed'],
  ])('time: %s', (_, command, after, expected) => {
    expect(onTime(command, at(after))?.to ?? null).toBe(expected);
  });

  it('never goes back, whatever arrives in whatever order', () => {
    const time = fc.integer({ min: -30 * MINUTE, max: 40 * 60 * MINUTE }).map(at);
    const event = fc.oneof(
      fc.record({
        kind: fc.constant('ack' as const),
        result: fc.constantFrom('accepted', 'done', 'rejected', 'expired', 'duplicate'),
      }),
      fc.record({
        kind: fc.constant('status' as const),
        valve: fc.constantFrom(...VALVE_STATES),
        flow: fc.option(fc.constantFrom(0, 12)),
        at: time,
        mine: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('time' as const), now: time }),
      fc.record({ kind: fc.constant('call-off' as const) }),
    );
    fc.assert(
      fc.property(fc.constantFrom('open', 'close'), fc.array(event, { maxLength: 30 }), (action, events) => {
        let command: CommandNow = { ...sent, action };
        for (const each of events) {
          let next: Next | null = null;
          if (each.kind === 'ack') next = onAck(command, each.result);
          else if (each.kind === 'status') next = onStatus(command, each);
          else if (each.kind === 'time') next = onTime(command, each.now);
          else command = { ...command, calledOff: true };
          if (!next) continue;
          expect(isForward(command.state, next.to)).toBe(true);
          expect(isFinal(command.state)).toBe(false);
          const when = each.kind === 'status' ? each.at : at(0);
          command = { ...command, state: next.to, executedAt: next.to === 'executed' ? when : command.executedAt };
        }
        expect(COMMAND_STATES).toContain(command.state);
      }),
      { numRuns: 2_000 },
    );
  });
});

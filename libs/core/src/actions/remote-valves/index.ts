export { CONFIRM_WITHIN_MS, VERIFY_WITHIN_MS, isFinal, isForward } from '../../records/valves/command-state.ts';
export { queueCommand, withdrawCommand } from '../../records/valves/queue.ts';
export type { CommandRequest, QueuedCommand } from '../../records/valves/queue.ts';
export { recordAck, recordStatus } from './command-report.ts';
export { claimForSend, dueCommands, hastenCommands, nextCommandLook } from './send-command.ts';
export type { CloseLimits, Outgoing } from './send-command.ts';
export { Valve, ValveCommand } from '../../records/valves/valve.entity.ts';

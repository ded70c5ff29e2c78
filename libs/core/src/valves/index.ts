export { CONFIRM_WITHIN_MS, VERIFY_WITHIN_MS, isFinal, isForward } from './life-cycle.ts';
export { queueCommand, withdrawCommand } from './queue.ts';
export type { CommandRequest, QueuedCommand } from './queue.ts';
export { recordAck, recordStatus } from './report.ts';
export { claimForSend, dueCommands, hastenCommands, nextCommandLook } from './send.ts';
export type { CloseLimits, Outgoing } from './send.ts';
export { Valve, ValveCommand } from './valve.entity.ts';

import { manualRead } from './manual-read.ts';
import type { Kind } from '../kind.ts';

/** B.1: one meter goes out, read a last time, and another comes in, read a first time. */
export const meterExchange: Kind = {
  ...manualRead,
  kind: 'meter-exchange',
  title: 'Exchange the meter',
  steps: ['arrive', 'meter', 'read', 'exchange', 'done'],
  evidence: ['meterSerial', 'register', 'newMeter', 'positionOrReason'],
};

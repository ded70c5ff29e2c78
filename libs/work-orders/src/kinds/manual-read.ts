import type { Kind } from '../kind.ts';

/** Read the register at the meter, because the radio brought none. */
export const manualRead: Kind = {
  kind: 'manual-read',
  title: 'Read the meter',
  effect: 'none',
  shape: 'diamond',
  steps: ['arrive', 'meter', 'read', 'done'],
  evidence: ['meterSerial', 'register', 'position'],
};

import type { Kind } from '../kind.ts';

/** Read the register at the meter, because the radio brought none, or the customer wants none (L.1). */
export const manualRead: Kind = {
  kind: 'manual-read',
  title: 'Read the meter',
  effect: 'none',
  shape: 'diamond',
  steps: ['arrive', 'meter', 'read', 'done'],
  evidence: ['meterSerial', 'register', 'positionOrReason'],
  paper: null,
};

/** A.3: the register on the day the account closes. */
export const finalRead: Kind = { ...manualRead, kind: 'final-read', title: 'Final read' };

/** Somebody doubts the meter: which one it is, and what it shows. */
export const meterCheck: Kind = { ...manualRead, kind: 'meter-check', title: 'Check the meter' };

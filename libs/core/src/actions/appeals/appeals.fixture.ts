import type { Actor } from '@curbstop/contracts';
import type { Decision } from './decide.ts';
import type { Filing } from './file-appeal.ts';

export const CUSTOMER: Actor = { kind: 'customer', id: 1 };
export const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
export const OFFICER: Actor = { kind: 'staff', id: 5, name: 'R. Castellanos', role: 'appeal-officer' };
export const MANAGER: Actor = { kind: 'staff', id: 6, name: 'D. Whitfield', role: 'city-manager' };

/** A timely appeal of a bill, in writing. */
export const FILING: Omit<Filing, 'accountId' | 'billId'> = {
  entryId: null,
  topic: 'billing',
  says: 'Too much.',
  written: true,
  lateReason: null,
};

/** Level 1, with its letter: the charges are right. */
export const UPHELD: Omit<Decision, 'accountId'> = {
  appealId: null,
  level: 1,
  outcome: 'correct',
  corrected: null,
  letter: true,
  remedy: 'credit',
  reason: 'The meter was read again.',
};

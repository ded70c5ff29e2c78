import type { Run } from '../routes.ts';

/** A run by its name, what one of its lines is, and what undoing it does. */
export interface RunWords {
  readonly title: string;
  readonly one: string;
  readonly many: string;
  readonly undo: string;
}

export const RUN_WORDS: Readonly<Record<Run, RunWords>> = {
  penalties: {
    title: 'Late charges',
    one: 'late charge or reminder',
    many: 'late charges and reminders',
    undo: 'Each late charge is credited in full. They do not come again by themselves.',
  },
  notices: {
    title: 'Disconnection notices',
    one: 'notice',
    many: 'notices',
    undo: 'The notices count for nothing, and nobody is turned off by them. They do not come again by themselves.',
  },
  'turn-off-list': {
    title: 'Turn-off list',
    one: 'turn-off',
    many: 'turn-offs',
    undo: 'Every turn-off that is not carried out is called off. Tomorrow’s list is built anew from what is owed then.',
  },
  'bill-run': {
    title: 'Bill run',
    one: 'bill',
    many: 'bills',
    undo: 'Each bill is credited in full. It is not made again by itself.',
  },
  refunds: {
    title: 'Refunds',
    one: 'refund',
    many: 'refunds',
    undo: 'The checks are not written, and the credits stand on their accounts again.',
  },
};

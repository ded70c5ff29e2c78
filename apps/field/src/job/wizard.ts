/** The wizard of a job without its screens: what each step makes of what a crew does, and what is sent in the end. */
export { newDraft } from './draft.ts';
export type { JobDraft } from './draft.ts';
export { UNDO_MS, currentStep, evidenceOf, step } from './machine.ts';
export type { JobEvent } from './machine.ts';
export { standing } from '../permit/standing.ts';

import { cannotReason } from '@curbstop/contracts';
import type { CannotReason } from '@curbstop/contracts';
import type { Dial } from '@curbstop/policy';
import { dialWords } from '@curbstop/policy';
import type { Kind } from '@curbstop/work-orders';
import type { JobDraft } from './draft.ts';
import { turned } from './machine.ts';

const VALVE: readonly CannotReason[] = ['valve-stuck', 'valve-leaks'];
const CLOSING: readonly CannotReason[] = ['customer-says-paid'];

/** Reasons that can be true of a kind: nobody leaves a reading undone because the valve is stuck. */
export function reasonsFor(kind: Kind, draft: Pick<JobDraft, 'valve' | 'sliding'>): readonly CannotReason[] {
  // Once the water is off, what the customer says of a payment is for the office; the stop cannot wait like that.
  const mayWait = kind.effect === 'off' && draft.valve === null && draft.sliding === null;
  return cannotReason.options.filter(
    (reason) => (kind.effect !== 'none' || !VALVE.includes(reason)) && (mayWait || !CLOSING.includes(reason)),
  );
}

/** The note, and what had been done to the valve before the crew gave up: that must not get lost. */
export function cannotNote(note: string, draft: JobDraft, dial: Dial, exact: (at: number) => string): string {
  const { read } = draft;
  const valve = turned(draft);
  const done = valve
    ? `Valve ${valve.state} at ${exact(valve.at)}${read ? `, read ${dialWords(read.register, dial)}` : ''}.`
    : '';
  return [note.trim(), done]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 500);
}

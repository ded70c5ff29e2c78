import type { CrewAction } from '@curbstop/contracts';
import type { JobDraft } from '../job/draft.ts';
import { turned } from '../job/machine.ts';

/** Whether the city has heard of what this tablet did: it was never finished, it waits in the outbox, or it was sent. */
export type Reported = 'not-finished' | 'waiting' | 'sent';

/** What this tablet did at a stop that was called off meanwhile. Moments are the city's, epoch ms. */
export type Deed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'arrived'; readonly at: number | null }
  /** It was left undone, with the valve as it was. */
  | { readonly kind: 'left-undone'; readonly at: number | null }
  | {
      readonly kind: 'turned';
      readonly valve: 'open' | 'closed';
      readonly at: number | null;
      readonly reported: Reported;
    }
  /** No valve is turned here: a notice was left or a meter was read. */
  | {
      readonly kind: 'finished';
      readonly what: 'notice' | 'reading' | 'stop';
      readonly at: number | null;
      readonly reported: Reported;
    };

type Ending = Extract<CrewAction, { type: 'complete' | 'cannot-complete' }>;

/**
 * What was done, from the draft of the job and from what waits in the outbox: the draft alone does not know of it once
 * the tablet has forgotten its day.
 */
export function deedOf(draft: JobDraft, waiting: readonly CrewAction[]): Deed {
  const own = waiting.filter((action) => action.orderId === draft.orderId);
  const ending = own.findLast((action): action is Ending => ['complete', 'cannot-complete'].includes(action.type));
  const reported = ending ? 'waiting' : draft.endedAt === null ? 'not-finished' : 'sent';
  const evidence = ending?.type === 'complete' ? ending.evidence : null;

  const byDraft = turned(draft);
  const valve = byDraft?.state ?? evidence?.valve ?? null;
  if (valve !== null) return { kind: 'turned', valve, at: byDraft?.at ?? evidence?.valveTurnedAt ?? null, reported };
  if (ending?.type === 'cannot-complete') return { kind: 'left-undone', at: ending.deviceAt };
  if (draft.tagAt !== null || evidence?.tagLeft === true)
    return { kind: 'finished', what: 'notice', at: draft.tagAt ?? ending?.deviceAt ?? null, reported };
  if (draft.read !== null || typeof evidence?.register === 'string')
    return { kind: 'finished', what: 'reading', at: draft.read?.at ?? ending?.deviceAt ?? null, reported };
  if (draft.endedAt !== null || evidence !== null)
    return { kind: 'finished', what: 'stop', at: draft.endedAt ?? ending?.deviceAt ?? null, reported };

  const arrival = own.find((action) => action.type === 'arrive');
  if (draft.arrivedAt !== null || arrival) return { kind: 'arrived', at: draft.arrivedAt ?? arrival?.deviceAt ?? null };
  return { kind: 'nothing' };
}

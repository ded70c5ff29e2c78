import type { CrewJob } from '@curbstop/contracts';
import { kindOf } from '@curbstop/work-orders';
import { observable } from '@curbstop/ui';
import type { Observable, Source } from '@curbstop/ui';
import type { Kept } from '../tablet/kept.ts';
import type { Saving } from '../tablet/saving.ts';
import { jobDraft, newDraft } from './draft.ts';
import type { JobDraft } from './draft.ts';
import { reopened, step } from './machine.ts';
import type { JobEvent } from './machine.ts';

/** The drafts of all jobs, saved at every change. */
export interface Drafts {
  restore(): Promise<void>;
  of(orderId: number): Observable<JobDraft>;
  /** Lets an event happen; gives back the draft as it then stands. */
  happen(job: CrewJob, event: JobEvent): JobDraft;
  /** The server refused how the job was ended. */
  reopen(orderId: number): void;
  /** Drops drafts of orders that are no longer wanted. */
  keepOnly(orderIds: ReadonlySet<number>): void;
}

const key = (orderId: number): string => `draft/${orderId}`;

export function createDrafts(kept: Kept, saving: Saving): Drafts {
  const drafts = new Map<number, Source<JobDraft>>();
  const source = (orderId: number): Source<JobDraft> => {
    const known = drafts.get(orderId);
    if (known) return known;
    const made = observable(newDraft(orderId));
    drafts.set(orderId, made);
    return made;
  };
  return {
    async restore() {
      for (const draft of await kept.list('draft/', jobDraft)) source(draft.orderId).set(draft);
    },
    of: source,
    happen(job, event) {
      const draft = source(job.orderId);
      const next = step(kindOf(job.kind), draft.get(), event, job);
      if (next !== draft.get()) {
        draft.set(next);
        saving.save(() => kept.put(key(job.orderId), next));
      }
      return next;
    },
    reopen(orderId) {
      const draft = source(orderId);
      if (draft.get().endId === null) return;
      const next = reopened(draft.get());
      draft.set(next);
      saving.save(() => kept.put(key(orderId), next));
    },
    keepOnly(orderIds) {
      for (const orderId of [...drafts.keys()]) {
        if (orderIds.has(orderId)) continue;
        drafts.delete(orderId);
        saving.save(() => kept.delete(key(orderId)));
      }
    },
  };
}

import type { CrewJob } from '@curbstop/contracts';
import { kindOf } from '@curbstop/work-orders';
import { observable } from '@curbstop/ui';
import type { Observable, Source } from '@curbstop/ui';
import type { Kept } from '../tablet/kept.ts';
import type { Saving } from '../tablet/saving.ts';
import { jobDraft, newDraft, worthKeeping } from './draft.ts';
import type { JobDraft } from './draft.ts';
import { reopened, step } from './machine.ts';
import type { JobEvent } from './machine.ts';

/** The drafts of all jobs, saved at every change. */
export interface Drafts {
  /** Reads the drafts of the day, and what the crew had not finished when its last session ended. */
  restore(crewId: number): Promise<void>;
  /** Another page changed this one. */
  reread(orderId: number): Promise<void>;
  /** Leaves no draft in memory. */
  forget(): void;
  /** Puts by what was done and not sent, without the names and sums of the day, for the crew whose it is. */
  putBy(crewId: number): Promise<void>;
  of(orderId: number): Observable<JobDraft>;
  /** Lets an event happen; gives back the draft as it then stands. */
  happen(job: CrewJob, event: JobEvent): JobDraft;
  /** The server refused how the job was ended. */
  reopen(orderId: number): void;
  /** The stop waits for the cashier: it is begun again at the door, with what was read there. */
  parked(orderId: number): void;
  /** Drops drafts of orders that are no longer wanted. */
  keepOnly(orderIds: ReadonlySet<number>): void;
}

const key = (orderId: number): string => `draft/${orderId}`;
const unfinished = (crewId: number): string => `unfinished/${crewId}/`;

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
    async restore(crewId) {
      for (const draft of await kept.list(unfinished(crewId), jobDraft)) {
        await kept.put(key(draft.orderId), draft);
        await kept.delete(`${unfinished(crewId)}${draft.orderId}`);
      }
      for (const draft of await kept.list('draft/', jobDraft)) source(draft.orderId).set(draft);
    },
    async reread(orderId) {
      source(orderId).set((await kept.get(key(orderId), jobDraft)) ?? newDraft(orderId));
    },
    forget() {
      for (const [orderId, draft] of drafts) draft.set(newDraft(orderId));
      drafts.clear();
    },
    async putBy(crewId) {
      for (const draft of await kept.list('draft/', jobDraft)) {
        const rest = worthKeeping(draft);
        if (rest) await kept.put(`${unfinished(crewId)}${draft.orderId}`, rest);
      }
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
    parked(orderId) {
      const draft = source(orderId);
      if (draft.get().endId === null) return;
      const cannot = { reason: null, note: '' };
      const next = { ...reopened(draft.get()), arrivedAt: null, gate: null, cannot };
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

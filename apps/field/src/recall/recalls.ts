import { crewJob, recall } from '@curbstop/contracts';
import type { CrewJob } from '@curbstop/contracts';
import { observable } from '@curbstop/ui';
import type { Observable } from '@curbstop/ui';
import { z } from 'zod';
import type { Kept } from '../tablet/kept.ts';
import type { Saving } from '../tablet/saving.ts';
import { afterJob, recallKey } from './due.ts';
import type { Recalled } from './due.ts';

/** Recalls that wait for the crew's answer; kept over a restart, and over the order leaving the list. */
export interface Recalls {
  readonly standing: Observable<readonly Recalled[]>;
  restore(): Promise<void>;
  /** Leaves no recall in memory; those not answered come again with the list. */
  forget(): void;
  hear(job: CrewJob): void;
  /** The crew answered; the answer is in the outbox. */
  answered(one: Recalled): void;
}

const STANDING = 'recalls';
const ANSWERED = 'recalls-answered';
/** Answered recalls remembered, so that an old list does not ring again. */
const REMEMBER = 50;
const recalled = z.array(z.object({ job: crewJob, recall, heardAt: z.int() }));

export function createRecalls(kept: Kept, saving: Saving, now: () => number): Recalls {
  const standing = observable<readonly Recalled[]>([]);
  let done: string[] = [];
  const set = (next: readonly Recalled[]): void => {
    if (next.length === 0 && standing.get().length === 0) return;
    standing.set(next);
    saving.save(() => kept.put(STANDING, next));
  };
  return {
    standing,
    async restore() {
      done = (await kept.get(ANSWERED, z.array(z.string()))) ?? [];
      const before = (await kept.get(STANDING, recalled)) ?? [];
      standing.set(before.filter((one) => !done.includes(recallKey(one.job.orderId, one.recall))));
    },
    forget() {
      standing.set([]);
    },
    hear(job) {
      set(afterJob(standing.get(), job, new Set(done), now()));
    },
    answered(one) {
      done = [...done, recallKey(one.job.orderId, one.recall)].slice(-REMEMBER);
      saving.save(() => kept.put(ANSWERED, done));
      set(standing.get().filter((other) => other !== one));
    },
  };
}

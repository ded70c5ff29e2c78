import type { CannotReason, CrewJob } from '@curbstop/contracts';
import { newId } from '@curbstop/ui';
import { whereNow } from '../place/place.ts';
import { isUsable } from '@curbstop/work-orders';
import type { Crew } from '../tablet/crew.ts';
import type { Tablet } from '../tablet/tablet.ts';
import { wholeFarReason } from './far.ts';
import { evidenceOf } from './machine.ts';

/** What a crew does to a job. Each is on the tablet before the screen goes on, and in the outbox at once. */
export interface Deeds {
  depart(job: CrewJob): Promise<void>;
  arrive(job: CrewJob): Promise<void>;
  complete(job: CrewJob): Promise<void>;
  cannot(job: CrewJob, reason: CannotReason, note: string): Promise<void>;
}

export function deedsOf(tablet: Tablet, crew: Crew): Deeds {
  const { outbox, drafts, clock, place, saving } = tablet;
  const base = ({ orderId, version }: CrewJob): { orderId: number; baseVersion: number } => ({
    orderId,
    baseVersion: version,
  });
  const here = (): ReturnType<typeof whereNow> => whereNow(place.state.get(), clock.now());

  /** Chooses the id of the ending action first, so that a crash between the two savings cannot make two of it. */
  async function endId(job: CrewJob): Promise<string> {
    const { endId: id } = drafts.happen(job, { type: 'ending', id: newId() });
    await saving.settled();
    if (id === null) throw new Error('This job was ended already.');
    return id;
  }
  const ended = (job: CrewJob): void => {
    drafts.happen(job, { type: 'ended', at: clock.now() });
  };
  return {
    async depart(job) {
      await outbox.add({ ...base(job), type: 'depart' }, crew.crewId);
    },
    async arrive(job) {
      const { position, missing } = here();
      const far = wholeFarReason(drafts.of(job.orderId).get().far);
      await outbox.add({ ...base(job), type: 'arrive', position, positionMissing: missing, far }, crew.crewId);
      drafts.happen(job, { type: 'arrived', at: clock.now(), position, missing });
    },
    async complete(job) {
      if (!isUsable(drafts.of(job.orderId).get().position)) drafts.happen(job, { type: 'placed', ...here() });
      const evidence = evidenceOf(drafts.of(job.orderId).get(), job);
      await outbox.add({ ...base(job), type: 'complete', evidence }, crew.crewId, await endId(job));
      ended(job);
    },
    async cannot(job, reason, note) {
      const { position, missing } = here();
      const action = {
        ...base(job),
        type: 'cannot-complete',
        reason,
        note,
        position,
        positionMissing: missing,
      } as const;
      await outbox.add(action, crew.crewId, await endId(job));
      ended(job);
    },
  };
}

import type { CrewJob } from '@curbstop/contracts';
import { FAR_FEET, farFeet, feetWords, isUsable, isWithCrew } from '@curbstop/work-orders';
import type { Standing } from '../permit/standing.ts';
import type { JobDraft } from './draft.ts';
import { isFarReasonWhole } from './far.ts';
import { matchSerial } from './serial.ts';

/** Why the slide does not move: a few words on it, a sentence beside it, and the clauses. */
export interface Lock {
  readonly kind: 'gone' | 'recalled' | 'meter' | 'position' | 'far' | 'permit' | 'refused' | 'expired' | 'asking';
  readonly label: string;
  readonly says: string;
  readonly clauses: readonly string[];
}

/** What decides whether a valve may be closed at this moment. */
export interface CloseFacts {
  /** The job as the tablet knows it; null when it is no longer this crew's. */
  readonly job: CrewJob | null;
  readonly draft: JobDraft;
  readonly standing: Standing;
  /** The server answers now. */
  readonly online: boolean;
  /** The gate was asked again within the last minute. */
  readonly fresh: boolean;
}

const lock = (kind: Lock['kind'], label: string, says: string, clauses: readonly string[] = []): Lock => ({
  kind,
  label,
  says,
  clauses,
});

/**
 * Null when the valve may be closed now. There is no way around any of these on a tablet, not by phone and not by
 * a reason typed in. Offline a permit that runs is enough; online the city must have said yes within the minute.
 */
export function closeLock({ job, draft, standing, online, fresh }: CloseFacts): Lock | null {
  if (!job || !isWithCrew(job.state)) {
    return lock(
      'gone',
      'Locked: no longer your order',
      'This order is no longer on your list. Leave the valve as it is.',
    );
  }
  if (job.recall) return lock('recalled', 'Locked: called off', job.recall.says, job.recall.clauses);
  if (draft.serialAt === null || matchSerial(draft.serial, job.meterSerial) !== 'matches') {
    return lock('meter', 'Locked: not this meter', 'The serial on the meter is not the one on the order.');
  }
  if (!isUsable(draft.position)) {
    return lock(
      'position',
      'Locked: no position yet',
      'The tablet must know where it is before the valve is closed. If it cannot, leave the order undone.',
    );
  }
  const feet = farFeet(draft, job);
  if (feet !== null && !isFarReasonWhole(draft.far)) {
    return lock(
      'far',
      'Locked: say why you are far away',
      `The tablet is ${feetWords(feet)} from the address. Over ${feetWords(FAR_FEET)}, say why.`,
    );
  }
  const barred = standingLock(standing);
  if (barred) return barred;
  if (online && !fresh) {
    return lock('asking', 'Asking the city again', 'The city is asked once more before the valve moves.');
  }
  return null;
}

/** What the permit alone says against closing; null while it runs. */
export function standingLock(standing: Standing): Lock | null {
  switch (standing.kind) {
    case 'none':
      return lock('permit', 'Locked: no permit', 'The city has not said yet that this valve may be closed.', ['E.1']);
    case 'refused':
      return lock('refused', 'Locked: do not close here', standing.says, standing.clauses);
    case 'unproven':
      return lock('permit', 'Locked: permit not proven', standing.says, ['E.1']);
    case 'expired':
      return lock(
        'expired',
        'Locked: permit expired',
        'This customer may have paid since, and the tablet cannot know. The water stays on.',
        ['E.1'],
      );
    case 'running':
      return null;
  }
}

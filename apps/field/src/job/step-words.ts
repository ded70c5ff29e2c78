import type { CrewJob } from '@curbstop/contracts';
import { dialWords } from '@curbstop/policy';
import type { JobStep } from '@curbstop/work-orders';
import type { JobDraft } from './draft.ts';
import { newMeterOf } from './new-meter.ts';
import { dialOfJob } from './plausible.ts';
import { matchSerial } from './serial.ts';

export const STEP_NAMES: Readonly<Record<JobStep, string>> = {
  arrive: 'Arrive',
  gate: 'Gate',
  meter: 'Right meter',
  read: 'Read',
  exchange: 'New meter',
  close: 'Slide to close',
  open: 'Slide to open',
  flow: 'Flow check',
  tag: 'Tag',
  done: 'Done',
};

/** What came of a step, in a few words; undefined while nothing did. */
export function stepFact(
  step: JobStep,
  draft: JobDraft,
  job: CrewJob,
  time: (at: number) => string,
): string | undefined {
  const at = (moment: number | null | undefined): string | undefined => (moment == null ? undefined : time(moment));
  switch (step) {
    case 'arrive':
      return at(draft.arrivedAt);
    case 'gate':
      if (!draft.gate) return undefined;
      return draft.gate.answer.mayClose ? 'May close' : 'Do not close';
    case 'meter':
      if (draft.serialAt === null) return undefined;
      return { matches: 'Serial matches', differs: 'Another meter', unknown: 'Serial noted', empty: undefined }[
        matchSerial(draft.serial, job.meterSerial)
      ];
    case 'read':
      return draft.read ? dialWords(draft.read.register, dialOfJob(job)) : undefined;
    case 'exchange':
      return newMeterOf(draft, job)?.serial;
    case 'close':
    case 'open':
      return at(draft.valve?.at);
    case 'flow':
      return at(draft.flowAt);
    case 'tag':
      return at(draft.tagAt);
    case 'done':
      return at(draft.endedAt);
  }
}

import type {
  CannotReason,
  CrewJob,
  Evidence,
  FarReasonKind,
  PermitAnswer,
  Position,
  PositionProblem,
} from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { flowWatchLeft, isUsable, plainSerial } from '@curbstop/work-orders';
import type { JobStep, Kind } from '@curbstop/work-orders';
import { closeLock } from './close-lock.ts';
import type { CloseFacts } from './close-lock.ts';
import type { JobDraft } from './draft.ts';
import { wholeFarReason } from './far.ts';
import { newMeterOf } from './new-meter.ts';
import { dialOfJob, tidyRegister } from './plausible.ts';
import { matchSerial } from './serial.ts';

/** What can happen to a job on the tablet. Moments are the city's, epoch ms. */
export type JobEvent =
  | {
      readonly type: 'arrived';
      readonly at: number;
      readonly position: Position | null;
      readonly missing?: PositionProblem | null;
    }
  | { readonly type: 'placed'; readonly position: Position | null; readonly missing?: PositionProblem | null }
  | { readonly type: 'far-typed'; readonly reason: FarReasonKind | null; readonly note: string }
  | { readonly type: 'gate-answered'; readonly at: number; readonly answer: PermitAnswer }
  | { readonly type: 'serial-typed'; readonly text: string }
  | { readonly type: 'serial-compared'; readonly at: number }
  | { readonly type: 'reading-typed'; readonly text: string }
  | { readonly type: 'reading-taken'; readonly at: number; readonly despite: boolean }
  | { readonly type: 'exchange-typed'; readonly change: Partial<JobDraft['exchange']> }
  | { readonly type: 'exchange-taken'; readonly at: number }
  | { readonly type: 'closed'; readonly at: number; readonly facts: Omit<CloseFacts, 'job' | 'draft'> }
  | { readonly type: 'opened'; readonly at: number }
  | { readonly type: 'slide-undone'; readonly at: number }
  | { readonly type: 'slide-counted'; readonly at: number }
  | { readonly type: 'flow-watched'; readonly at: number }
  | { readonly type: 'flow-checked'; readonly at: number }
  | { readonly type: 'tag-left'; readonly at: number }
  | { readonly type: 'noted'; readonly text: string }
  | { readonly type: 'cannot-typed'; readonly reason: CannotReason | null; readonly note: string }
  | { readonly type: 'ending'; readonly id: string }
  | { readonly type: 'ended'; readonly at: number };

/** For so long after the slide it can be undone, ms; then it counts. */
export const UNDO_MS = 5_000;

/** How the crew last said it turned the valve, whether that counts already or not. */
export function turned(draft: JobDraft): JobDraft['valve'] {
  return draft.valve ?? draft.sliding;
}

/** Whether a step of a job is behind the crew. */
export function isDone(step: JobStep, draft: JobDraft, job: CrewJob): boolean {
  switch (step) {
    case 'arrive':
      return draft.arrivedAt !== null || job.state === 'on-site';
    case 'gate':
      // A closed valve was closed under a permit; a later no does not undo that step.
      return turned(draft) !== null || draft.gate?.answer.mayClose === true;
    case 'meter':
      return draft.serialAt !== null && serialSettled(draft, job);
    case 'read':
      return draft.read !== null;
    case 'exchange':
      return newMeterOf(draft, job) !== null;
    case 'close':
      return draft.valve?.state === 'closed';
    case 'open':
      return draft.valve?.state === 'open';
    case 'flow':
      return draft.flowAt !== null;
    case 'tag':
      return draft.tagAt !== null;
    case 'done':
      return draft.endedAt !== null;
  }
}

function serialSettled(draft: JobDraft, job: CrewJob): boolean {
  const match = matchSerial(draft.serial, job.meterSerial);
  // An order without a serial can still be read or turned on; `closeLock` never lets it be turned off.
  return match === 'matches' || match === 'unknown';
}

/** The first step that is not done; `done` when all are. */
export function currentStep(kind: Kind, draft: JobDraft, job: CrewJob): JobStep {
  return kind.steps.find((step) => !isDone(step, draft, job)) ?? 'done';
}

/** Whether every step before this one is done. What is not reachable cannot be shown and cannot happen. */
export function isReachable(kind: Kind, step: JobStep, draft: JobDraft, job: CrewJob): boolean {
  const at = kind.steps.indexOf(step);
  return at !== -1 && kind.steps.slice(0, at).every((before) => isDone(before, draft, job));
}

/** The draft after an event. An event that is not allowed now changes nothing. */
export function step(kind: Kind, draft: JobDraft, event: JobEvent, job: CrewJob): JobDraft {
  if (draft.endedAt !== null) return draft;
  const may = (at: JobStep): boolean => isReachable(kind, at, draft, job) && !isDone(at, draft, job);
  switch (event.type) {
    case 'arrived':
      return draft.arrivedAt !== null ? draft : placed({ ...draft, arrivedAt: event.at }, event);
    case 'placed':
      return placed(draft, event);
    case 'far-typed':
      return { ...draft, far: { reason: event.reason, note: event.note } };
    case 'gate-answered':
      if (!isReachable(kind, 'gate', draft, job) || turned(draft) !== null) return draft;
      return { ...draft, gate: { answer: event.answer, heardAt: event.at } };
    case 'serial-typed':
      // After the valve was turned the meter is a fact.
      return turned(draft) !== null ? draft : { ...draft, serial: event.text, serialAt: null };
    case 'serial-compared':
      return isReachable(kind, 'meter', draft, job) && turned(draft) === null && draft.serial.trim() !== ''
        ? { ...draft, serialAt: event.at }
        : draft;
    case 'reading-typed':
      return turned(draft) !== null ? draft : { ...draft, reading: event.text, read: null };
    case 'reading-taken': {
      if (!isReachable(kind, 'read', draft, job) || turned(draft) !== null) return draft;
      const { at, despite } = event;
      return { ...draft, read: { register: tidyRegister(draft.reading), at, despite } };
    }
    case 'exchange-typed':
      return { ...draft, exchange: { ...draft.exchange, ...event.change }, exchangedAt: null };
    case 'exchange-taken':
      return isReachable(kind, 'exchange', draft, job) ? { ...draft, exchangedAt: event.at } : draft;
    case 'closed': {
      if (!may('close') || draft.sliding !== null || closeLock({ ...event.facts, job, draft }) !== null) return draft;
      const { standing } = event.facts;
      if (standing.kind !== 'running') return draft;
      return { ...draft, sliding: { state: 'closed', at: event.at, permitId: standing.permit.permitId } };
    }
    case 'opened':
      return may('open') && draft.sliding === null
        ? { ...draft, sliding: { state: 'open', at: event.at, permitId: null } }
        : draft;
    case 'slide-undone':
      return draft.sliding !== null && event.at - draft.sliding.at < UNDO_MS ? { ...draft, sliding: null } : draft;
    case 'slide-counted':
      return draft.sliding !== null && event.at - draft.sliding.at >= UNDO_MS
        ? { ...draft, valve: draft.sliding, sliding: null }
        : draft;
    case 'flow-watched':
      return may('flow') && draft.flowFrom === null ? { ...draft, flowFrom: event.at } : draft;
    case 'flow-checked':
      return may('flow') && flowWatchLeft(draft.flowFrom, event.at) === 0 ? { ...draft, flowAt: event.at } : draft;
    case 'tag-left':
      return may('tag') ? { ...draft, tagAt: event.at } : draft;
    case 'noted':
      return { ...draft, note: event.text };
    case 'cannot-typed':
      return { ...draft, cannot: { reason: event.reason, note: event.note } };
    case 'ending':
      return draft.endId === null ? { ...draft, endId: event.id } : draft;
    case 'ended':
      return { ...draft, endedAt: event.at };
  }
}

/** The draft with where the tablet is, or why that is not known. A good fix is not lost to a later bad one. */
function placed(
  draft: JobDraft,
  { position, missing = null }: { readonly position: Position | null; readonly missing?: PositionProblem | null },
): JobDraft {
  if (isUsable(position)) return { ...draft, position, positionMissing: null };
  if (isUsable(draft.position)) return draft;
  return { ...draft, position: position ?? draft.position, positionMissing: missing ?? draft.positionMissing };
}

/** The draft after the server refused the action that ended the job: what was entered is open again. */
export function reopened(draft: JobDraft): JobDraft {
  return { ...draft, endId: null, endedAt: null };
}

/** What the finished job proves, for the `complete` action. */
export function evidenceOf(draft: JobDraft, job: Pick<CrewJob, 'meterSerial' | 'dial'>): Evidence {
  // Blanks and hyphens of the plate are no other meter: what matches is sent as the city writes it.
  const found = matchSerial(draft.serial, job.meterSerial) === 'matches' ? job.meterSerial : plainSerial(draft.serial);
  return {
    meterSerial: draft.serialAt === null ? null : found,
    register: draft.read?.register ?? null,
    registerUnit: draft.read === null ? null : dialOfJob(job).unit,
    position: draft.position,
    valve: draft.valve?.state ?? null,
    valveTurnedAt: (draft.valve?.at ?? null) as Instant | null,
    permitId: draft.valve?.permitId ?? null,
    flowChecked: draft.flowAt !== null,
    tagLeft: draft.tagAt !== null,
    note: draft.note.trim().slice(0, 500),
    positionMissing: isUsable(draft.position) ? null : draft.positionMissing,
    far: wholeFarReason(draft.far),
    flowFrom: draft.flowFrom as Instant | null,
    flowAt: draft.flowAt as Instant | null,
    ...(draft.exchangedAt === null ? {} : { newMeter: newMeterOf(draft, job) }),
  };
}

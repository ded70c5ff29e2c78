import { farReason } from '@curbstop/contracts';
import type { CrewJob, FarReason, Position } from '@curbstop/contracts';
import { farFeet, kindOf } from '@curbstop/work-orders';
import type { JobDraft } from './draft.ts';

/** The reason for being far away, once it is whole; null before. */
export function wholeFarReason(far: JobDraft['far']): FarReason | null {
  return farReason.safeParse(far).data ?? null;
}

export function isFarReasonWhole(far: JobDraft['far']): boolean {
  return wholeFarReason(far) !== null;
}

/** Whether the crew must say why before it goes on. Water is given back without an argument. */
export function lacksFarReason(job: CrewJob, position: Position | null, far: JobDraft['far']): boolean {
  return kindOf(job.kind).effect !== 'on' && farFeet({ position }, job) !== null && !isFarReasonWhole(far);
}

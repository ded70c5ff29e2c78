import { FAR_REASONS, POSITION_PROBLEMS } from '@curbstop/contracts';
import type { Evidence, FarReason } from '@curbstop/contracts';
import { flowWatch } from './flow.ts';
import type { Kind } from './kind.ts';
import { FAR_FEET, farFeet, feetWords, isUsable } from './place.ts';

/** A tablet's clock may differ this much from the city's, ms. */
export const CLOCK_SKEW_MS = 2 * 60_000;

/** What the server knows of a job when its evidence comes. All moments are epoch ms. */
export interface JobFacts {
  readonly address: { readonly lon: number; readonly lat: number };
  /** Since when the crew has had the order. */
  readonly heldSince: number;
  readonly deviceAt: number;
  readonly now: number;
}

/** Whether a moment that a tablet gives lies outside the time in which its crew can have done the work. */
export function isImplausible(at: number, { heldSince, now }: Pick<JobFacts, 'heldSince' | 'now'>): boolean {
  return at < heldSince - CLOCK_SKEW_MS || at > now + CLOCK_SKEW_MS;
}

/** Why the crew was far, as a person reads it. */
export function farWords(far: FarReason): string {
  return far.note === '' ? `${FAR_REASONS[far.reason]}.` : `${FAR_REASONS[far.reason]}: ${far.note}`;
}

function placeDoubts(given: Evidence, facts: JobFacts): string[] {
  const { position } = given;
  if (!isUsable(position)) {
    const why = given.positionMissing ?? (position === null ? null : 'inaccurate');
    return [why === null ? 'There is no position.' : `There is no position: ${POSITION_PROBLEMS[why].toLowerCase()}.`];
  }
  const doubts = isImplausible(position.at, facts) ? ['The position is not of the time of this job.'] : [];
  const feet = farFeet(given, facts.address);
  if (feet === null) return doubts;
  const why = given.far ? farWords(given.far) : 'No reason was given.';
  return [...doubts, `The tablet was ${feetWords(feet)} from the address. ${why}`];
}

function flowDoubts(kind: Kind, given: Evidence): string[] {
  if (!kind.evidence.includes('flowChecked') || !given.flowChecked) return [];
  switch (flowWatch(given)) {
    case 'whole':
      return [];
    case 'short':
      return ['The dial was not watched to the end.'];
    case 'untimed':
      return ['The tablet did not keep how long the dial was watched.'];
  }
}

/** What the evidence of a job leaves in doubt, for dispatch to read. None of it stops an order by itself. */
export function doubtsOf(kind: Kind, given: Evidence, facts: JobFacts): string[] {
  const { valveTurnedAt } = given;
  return [
    ...placeDoubts(given, facts),
    ...flowDoubts(kind, given),
    ...(isImplausible(facts.deviceAt, facts)
      ? ['The tablet’s clock does not fit: the time of arrival here counts.']
      : []),
    ...(kind.effect !== 'none' && valveTurnedAt !== null && isImplausible(valveTurnedAt, facts)
      ? ['The valve was turned at a time that does not fit this job.']
      : []),
  ];
}

/** Why a crew that was far away must say more; null when nothing is missing. Water that is on is never argued with. */
export function farRefusal(kind: Kind, given: Evidence, address: JobFacts['address']): string | null {
  if (kind.effect === 'on' || given.far) return null;
  const feet = farFeet(given, address);
  return feet === null
    ? null
    : `The tablet was ${feetWords(feet)} from the address, and more than ${feetWords(FAR_FEET)} asks for a reason. Say why, and complete the order again.`;
}

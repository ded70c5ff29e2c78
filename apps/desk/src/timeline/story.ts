import type { AccountPage, Moment } from '@curbstop/contracts';
import { daysBetween } from '@curbstop/policy';
import type { Day } from '@curbstop/policy';

export type Story = NonNullable<AccountPage['story']>;

/** What a point of the axis looks like; water at risk outweighs the rest. */
export type PointLook = 'happened' | 'ahead' | 'risk';

/** All that is on one day. */
export interface DayPoint {
  readonly day: Day;
  readonly look: PointLook;
  readonly moments: readonly Moment[];
}

function order(a: Moment, b: Moment): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  // Within a day what has no hour keeps the policy's order, in which it came.
  return a.at === null || b.at === null ? 0 : a.at - b.at;
}

/** The moments by day, earliest first. */
export function pointsOf(moments: readonly Moment[]): DayPoint[] {
  const points: { day: Day; moments: Moment[] }[] = [];
  for (const moment of [...moments].sort(order)) {
    const last = points.at(-1);
    if (last?.day === moment.day) last.moments.push(moment);
    else points.push({ day: moment.day, moments: [moment] });
  }
  return points.map((point) => ({ ...point, look: lookOf(point.moments) }));
}

function lookOf(moments: readonly Moment[]): PointLook {
  if (moments.some((moment) => moment.waterAtRisk)) return 'risk';
  return moments.every((moment) => moment.happened) ? 'happened' : 'ahead';
}

/** The stretches of the axis: time to pay, late, and from when the water can be lost. */
export interface Zone {
  readonly kind: 'pay' | 'late' | 'lost';
  readonly from: Day;
  readonly to: Day;
}

/** Zones from the bill to `end`. The due date is the moment that B.2 carries, or H.5 for a corrected invoice; the water can be lost from the last moment that says so. */
export function zonesOf(story: Story, end: Day): Zone[] {
  const from = story.billDate;
  const due =
    story.moments.find((moment) => moment.code === 'due' && /^(B\.2|H\.5)(\.|$)/.test(moment.clause))?.day ?? null;
  const risks = story.moments.filter((moment) => moment.waterAtRisk).map((moment) => moment.day);
  const lost = risks.sort().at(-1) ?? null;
  const zones: Zone[] = [];
  const late = due ?? from;
  const stop = lost !== null && lost > late ? lost : null;
  if (due !== null && due > from) zones.push({ kind: 'pay', from, to: due < end ? due : end });
  if (late < end) zones.push({ kind: 'late', from: late, to: stop !== null && stop < end ? stop : end });
  if (stop !== null && stop < end) zones.push({ kind: 'lost', from: stop, to: end });
  return zones;
}

/** Days from the bill: day 0 is the bill date itself (reading 2). */
export function dayOfBill(billDate: Day, today: Day): number {
  return daysBetween(billDate, today);
}

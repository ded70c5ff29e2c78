import type { DispatchOrder } from '@curbstop/contracts';
import { fillOf } from '@curbstop/ui';
import type { MarkFill } from '@curbstop/ui';
import { isRecalled } from '../day/groups.ts';

const ORDER: readonly MarkFill[] = ['done', 'cannot', 'on-site', 'en-route', 'assigned', 'unassigned', 'held', 'stop'];

/** Lengths of a crew's bar: how many of its orders are in each state, done first. */
export function progress(stops: readonly DispatchOrder[]): { readonly fill: MarkFill; readonly n: number }[] {
  const fills = stops.map((stop) => fillOf(stop.state, isRecalled(stop)));
  return ORDER.map((fill) => ({ fill, n: fills.filter((one) => one === fill).length })).filter(({ n }) => n > 0);
}

/** Orders the crew is through with. */
export function through(stops: readonly DispatchOrder[]): number {
  return stops.filter((stop) => stop.state === 'completed' || stop.state === 'cannot-complete').length;
}

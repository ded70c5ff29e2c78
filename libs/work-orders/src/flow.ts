import type { Evidence } from '@curbstop/contracts';

/** How long the dial is watched, ms: a leak of a cup a minute moves its smallest hand by then. */
export const FLOW_WATCH_MS = 30_000;

/** What is left of the watch at the dial, ms; null where it was never begun. */
export function flowWatchLeft(flowFrom: number | null | undefined, now: number): number | null {
  return flowFrom == null ? null : Math.max(0, FLOW_WATCH_MS - (now - flowFrom));
}

/** `untimed`: a tablet that keeps no times. */
export function flowWatch({ flowFrom, flowAt }: Pick<Evidence, 'flowFrom' | 'flowAt'>): 'whole' | 'short' | 'untimed' {
  if (flowFrom == null || flowAt == null) return 'untimed';
  return flowAt - flowFrom >= FLOW_WATCH_MS ? 'whole' : 'short';
}

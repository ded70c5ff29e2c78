/** How far a turn of the clock is, 0 to 1; a turn of no length is done. */
export function turned(from: number, at: number, to: number): number {
  if (to <= from) return 1;
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

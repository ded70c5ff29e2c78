/** A marker's place on the screen, px. */
export interface Spot<Id> {
  readonly id: Id;
  readonly x: number;
  readonly y: number;
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const WAYS: Readonly<Record<Arrow, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Whether a key moves the focus from marker to marker. */
export function isArrow(key: string): key is Arrow {
  return key in WAYS;
}

/** The next marker in a direction: near counts, and straight ahead counts twice as much as aside; null at the edge. */
export function nearestTowards<Id>(from: Spot<Id>, arrow: Arrow, spots: readonly Spot<Id>[]): Id | null {
  const [wayX, wayY] = WAYS[arrow];
  let best: Id | null = null;
  let least = Infinity;
  for (const spot of spots) {
    const dx = spot.x - from.x;
    const dy = spot.y - from.y;
    const ahead = dx * wayX + dy * wayY;
    if (spot.id === from.id || ahead <= 0) continue;
    const cost = ahead + 2 * Math.abs(dx * wayY + dy * wayX);
    if (cost < least) [best, least] = [spot.id, cost];
  }
  return best;
}

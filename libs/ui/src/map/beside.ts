/** A place on the screen, px. */
export interface At {
  readonly x: number;
  readonly y: number;
}

export type Side = 'on' | 'below' | 'right' | 'left' | 'above';

/** Half of a truck's label with its edge, px. */
const HALF_WIDTH = 20;
const HALF_HEIGHT = 16;
/** Half of an order's mark, px. */
const MARK = 13;

/** How far the middle of a label stands from the fix, px; the heading's arrow has room between. */
export const AWAY: Readonly<Record<Side, At>> = {
  on: { x: 0, y: 0 },
  below: { x: 0, y: 38 },
  right: { x: 43, y: 0 },
  left: { x: -43, y: 0 },
  above: { x: 0, y: -38 },
};
const SIDES: readonly Side[] = ['on', 'below', 'right', 'left', 'above'];

function hidden(fix: At, side: Side, marks: readonly At[]): number {
  const x = fix.x + AWAY[side].x;
  const y = fix.y + AWAY[side].y;
  return marks.filter((mark) => Math.abs(mark.x - x) < HALF_WIDTH + MARK && Math.abs(mark.y - y) < HALF_HEIGHT + MARK)
    .length;
}

/** On which side of its fix a truck's label hides the fewest orders' marks: on the fix itself when that is free. */
export function sideOf(fix: At, marks: readonly At[]): Side {
  const counts = SIDES.map((side) => hidden(fix, side, marks));
  return SIDES[counts.indexOf(Math.min(...counts))] ?? 'on';
}

/** Where a note stands beside its marker, and how far it is moved, px. */
export interface NoteSide {
  readonly direction: 'left' | 'right';
  readonly offset: { readonly x: number; readonly y: number };
}

/** Kept free between a note and the edge of the map, px. */
const MARGIN_PX = 8;

/** Left of the marker while there is room, else right of it, and moved up or down so that nothing of it is cut off. */
export function noteSide(
  at: { readonly x: number; readonly y: number },
  note: { readonly width: number; readonly height: number },
  map: { readonly x: number; readonly y: number },
  reach: number,
): NoteSide {
  const roomLeft = at.x - reach - note.width >= MARGIN_PX;
  const roomRight = at.x + reach + note.width <= map.x - MARGIN_PX;
  const direction = roomLeft || (!roomRight && at.x > map.x / 2) ? 'left' : 'right';
  const top = at.y - note.height / 2;
  const highest = MARGIN_PX;
  const lowest = Math.max(highest, map.y - MARGIN_PX - note.height);
  const y = at.y < 0 || at.y > map.y ? 0 : Math.min(lowest, Math.max(highest, top)) - top;
  return { direction, offset: { x: direction === 'left' ? -reach : reach, y } };
}

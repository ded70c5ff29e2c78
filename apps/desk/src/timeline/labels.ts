/** A rectangle on the drawing, px. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A block of text that belongs to a point of the axis. */
export interface LabelWish {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

export interface LabelPlace {
  readonly side: 'above' | 'below';
  readonly anchor: 'start' | 'middle' | 'end';
  readonly box: Box;
  /** The line from the point to its label. */
  readonly leader: { readonly from: number; readonly to: number };
}

export interface LabelRoom {
  /** The drawing's left and right edge. */
  readonly left: number;
  readonly right: number;
  /** The axis' upper and lower edge. */
  readonly top: number;
  readonly bottom: number;
  /** Taken before any label, as today's flag. */
  readonly taken: readonly Box[];
}

const REACH = 22;
const TIER = 38;
/** Rows tried on each side, fewest first: a low drawing is easier to read. */
const ROWS = [1, 2, 3, 4, 6, 10] as const;
const GAP = 8;
/** A label that starts or ends at its point leans past it a little. */
const LEAN = 6;

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function placeAt(
  wish: LabelWish,
  side: LabelPlace['side'],
  anchor: LabelPlace['anchor'],
  tier: number,
  room: LabelRoom,
): LabelPlace {
  const x = { start: wish.x - LEAN, middle: wish.x - wish.width / 2, end: wish.x + LEAN - wish.width }[anchor];
  const reach = REACH + tier * TIER;
  const y = side === 'above' ? room.top - reach - wish.height : room.bottom + reach;
  const leader =
    side === 'above'
      ? { from: room.top, to: room.top - reach + 2 }
      : { from: room.bottom, to: room.bottom + reach - 2 };
  return { side, anchor, box: { x, y, width: wish.width, height: wish.height }, leader };
}

function leaderBox(x: number, { leader }: LabelPlace): Box {
  return { x: x - 3, y: Math.min(leader.from, leader.to), width: 6, height: Math.abs(leader.to - leader.from) };
}

interface Taken {
  readonly texts: readonly Box[];
  readonly leaders: readonly Box[];
}

function padded(box: Box): Box {
  return { x: box.x - GAP / 2, y: box.y - 1, width: box.width + GAP, height: box.height + 2 };
}

/** Places for one label, the nearest and plainest first; `after` is the side of the label before it. */
function candidates(
  wish: LabelWish,
  after: LabelPlace['side'] | undefined,
  room: LabelRoom,
  rows: number,
): LabelPlace[] {
  const sides = after === 'above' ? (['below', 'above'] as const) : (['above', 'below'] as const);
  const found: LabelPlace[] = [];
  for (let tier = 0; tier < rows; tier += 1) {
    for (const side of sides) {
      for (const anchor of ['middle', 'start', 'end'] as const) found.push(placeAt(wish, side, anchor, tier, room));
    }
  }
  return found.filter(({ box }) => box.x >= room.left && box.x + box.width <= room.right);
}

function free(wish: LabelWish, place: LabelPlace, taken: Taken): boolean {
  const box = padded(place.box);
  const line = leaderBox(wish.x, place);
  return (
    !taken.texts.some((text) => meet(text, box) || meet(text, line)) &&
    !taken.leaders.some((leader) => meet(leader, box))
  );
}

/** How many placings are tried for a number of rows before the next is. */
const BUDGET = 3_000;

/**
 * Places labels above and below an axis so that none touches another, nor another's line; near the axis first, the sides
 * in turn, stepping back where a point would be walled in. The wishes stand from left to right. Null when no such placing is
 * found within reason: then a list tells it better.
 */
export function placeLabels(wishes: readonly LabelWish[], room: LabelRoom): readonly LabelPlace[] | null {
  for (const rows of ROWS) {
    const found = place(wishes, room, rows) ?? place(wishes.toReversed(), room, rows)?.toReversed();
    if (found) return found;
  }
  return null;
}

function place(wishes: readonly LabelWish[], room: LabelRoom, rows: number): readonly LabelPlace[] | null {
  let tried = 0;
  function from(i: number, placed: readonly LabelPlace[], taken: Taken): readonly LabelPlace[] | null {
    const wish = wishes[i];
    if (wish === undefined) return placed;
    for (const place of candidates(wish, placed.at(-1)?.side, room, rows)) {
      tried += 1;
      if (tried > BUDGET) return null;
      if (!free(wish, place, taken)) continue;
      const next = {
        texts: [...taken.texts, padded(place.box)],
        leaders: [...taken.leaders, leaderBox(wish.x, place)],
      };
      const rest = from(i + 1, [...placed, place], next);
      if (rest !== null) return rest;
    }
    return null;
  }
  return from(0, [], { texts: room.taken, leaders: [] });
}

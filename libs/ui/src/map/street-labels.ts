/** A street's name set along its line at one zoom, in pixels of that zoom. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Radians, between −π/2 and π/2: never upside down. */
  readonly angle: number;
  readonly width: number;
}

const SHORT: Readonly<Record<string, string>> = {
  Street: 'St',
  Drive: 'Dr',
  Court: 'Ct',
  Lane: 'Ln',
  Avenue: 'Ave',
  Circle: 'Cir',
  Boulevard: 'Blvd',
  Place: 'Pl',
  Road: 'Rd',
  Terrace: 'Ter',
  Highway: 'Hwy',
  Parkway: 'Pkwy',
  Trail: 'Trl',
};

/** The name as maps write it: `Amber Knoll Dr`. */
export function shortStreet(name: string): string {
  return name.replace(/\s(\w+)$/, (whole, last: string) => (SHORT[last] === undefined ? whole : ` ${SHORT[last]}`));
}

export interface LabelLine {
  readonly text: string;
  /** Width of the text in px. */
  readonly width: number;
  /** x, y, x, y, … in px of the zoom. */
  readonly points: readonly number[];
}

/** How far apart the same name is repeated, px. */
const APART = 420;
/** Chord over arc: below it the stretch is too bent for straight text. */
const STRAIGHT = 0.985;

/** Point at a distance along a line, from running lengths. */
function along(points: readonly number[], lengths: readonly number[], distance: number): [number, number] {
  let i = 1;
  while (i < lengths.length - 1 && (lengths[i] ?? 0) < distance) i += 1;
  const from = lengths[i - 1] ?? 0;
  const span = (lengths[i] ?? 0) - from;
  const t = span === 0 ? 0 : (distance - from) / span;
  const p = (k: number): number => points[k] ?? 0;
  return [p(2 * i - 2) + (p(2 * i) - p(2 * i - 2)) * t, p(2 * i - 1) + (p(2 * i + 1) - p(2 * i - 1)) * t];
}

/**
 * Places names along their lines: long lines first, on straight stretches from the middle outwards, apart from one
 * another. The same lines give the same places, so that tiles drawn at different times fit together.
 */
export function placeLabels(lines: readonly LabelLine[], height: number): Label[] {
  const placed: Label[] = [];
  // Dots of the names already placed, x, y, x, y, …, by cells as wide as two names must stay apart.
  const apart = height * 1.4;
  const taken = new Map<number, number[]>();
  const key = (x: number, y: number): number => Math.floor(x / apart) * 0x200000 + Math.floor(y / apart);
  /** Dots along the text, one text height apart. */
  const dots = (label: Label): [number, number][] => {
    const n = Math.max(1, Math.round(label.width / height));
    return Array.from({ length: n + 1 }, (_, i) => {
      const d = (i / n - 0.5) * label.width;
      return [label.x + Math.cos(label.angle) * d, label.y + Math.sin(label.angle) * d];
    });
  };
  const near = (x: number, y: number, cell: readonly number[]): boolean => {
    for (let i = 0; i < cell.length; i += 2) {
      if (((cell[i] ?? 0) - x) ** 2 + ((cell[i + 1] ?? 0) - y) ** 2 < apart ** 2) return true;
    }
    return false;
  };
  const free = (label: Label): boolean =>
    dots(label).every(([x, y]) => {
      for (let dx = -apart; dx <= apart; dx += apart) {
        for (let dy = -apart; dy <= apart; dy += apart) {
          const cell = taken.get(key(x + dx, y + dy));
          if (cell && near(x, y, cell)) return false;
        }
      }
      return true;
    });
  const take = (label: Label): void => {
    for (const [x, y] of dots(label)) {
      const cell = taken.get(key(x, y));
      if (cell) cell.push(x, y);
      else taken.set(key(x, y), [x, y]);
    }
  };

  const measured = lines.map((line) => {
    const lengths = [0];
    for (let i = 2; i < line.points.length; i += 2) {
      const step = Math.hypot(
        (line.points[i] ?? 0) - (line.points[i - 2] ?? 0),
        (line.points[i + 1] ?? 0) - (line.points[i - 1] ?? 0),
      );
      lengths.push((lengths.at(-1) ?? 0) + step);
    }
    return { line, lengths, total: lengths.at(-1) ?? 0 };
  });
  measured.sort((a, b) => b.total - a.total || (a.line.text < b.line.text ? -1 : 1));

  for (const { line, lengths, total } of measured) {
    const room = total - line.width - 8;
    if (room < 0) continue;
    const here: Label[] = [];
    const steps = Math.max(1, Math.ceil(room / (line.width / 2)));
    // From the middle outwards: 0, 1, −1, 2, −2, …
    for (let k = 0; k <= steps; k += 1) {
      const side = k % 2 === 1 ? Math.ceil(k / 2) : -k / 2;
      const middle = total / 2 + (side / steps) * room;
      const [x0, y0] = along(line.points, lengths, middle - line.width / 2);
      const [x1, y1] = along(line.points, lengths, middle + line.width / 2);
      const chord = Math.hypot(x1 - x0, y1 - y0);
      if (chord < line.width * STRAIGHT) continue;
      let angle = Math.atan2(y1 - y0, x1 - x0);
      if (angle > Math.PI / 2) angle -= Math.PI;
      if (angle <= -Math.PI / 2) angle += Math.PI;
      const label = { text: line.text, x: (x0 + x1) / 2, y: (y0 + y1) / 2, angle, width: line.width };
      if (here.some((other) => Math.hypot(other.x - label.x, other.y - label.y) < APART) || !free(label)) continue;
      here.push(label);
      placed.push(label);
      take(label);
    }
  }
  return placed;
}

import { linesOf } from './line-break.ts';
import type { Frame, Page } from './page.ts';
import { DoesNotFit } from './refused.ts';
import type { Role } from './tags.ts';
import { shape, spansOf, widthOf } from './text.ts';
import type { Rich, Shaped } from './text.ts';

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly role?: Role;
  /** Space before it, in points; none at the top of a frame. */
  readonly before?: number;
  readonly align?: 'left' | 'right' | 'center';
}

/** Of an em: the height of a line, so that a capital with two marks stays in its own; and where the letters stand in it. */
const LINE_HEIGHT = 1.37;
const ASCENT = 1.07;
/** A hair that rounding may take. */
const SLACK = 0.01;

/**
 * Draws from the top of a frame down. What would end below the frame, or beside it, is refused; `scale` makes all of it smaller.
 */
export class Flow {
  private at: number;
  private begun = false;
  /** What the law or the policy asks for, and was printed in this frame. */
  readonly printed: Set<string>;

  constructor(
    readonly page: Page,
    readonly frame: Frame,
    readonly scale = 1,
    printed: Set<string> = new Set(),
  ) {
    this.at = frame.y;
    this.printed = printed;
  }

  get y(): number {
    return this.at;
  }
  get left(): number {
    return Math.max(0, this.frame.y + this.frame.height - this.at);
  }

  /** Draws an item that a paper must have; it counts only if it printed something. */
  item(names: string | readonly string[], draw: () => void): void {
    const before = this.at;
    draw();
    if (this.at > before) for (const name of typeof names === 'string' ? [names] : names) this.printed.add(name);
  }

  space(points: number): void {
    if (this.begun) this.at += points * this.scale;
  }

  /** Takes a height from what is left, or refuses. */
  take(height: number, what: string): number {
    const top = this.at;
    if (height > this.left + SLACK) throw new DoesNotFit(what);
    this.at += height;
    this.begun = true;
    return top;
  }

  linesOf(rich: Rich, style: TextStyle, width = this.frame.width): readonly (readonly Shaped[])[] {
    const size = style.size * this.scale;
    const shaped = spansOf(rich, style.bold).flatMap((span) => shape(span, this.page.language));
    return linesOf(shaped, (width * 1000) / size);
  }

  text(rich: Rich, style: TextStyle, indent = 0): void {
    const size = style.size * this.scale;
    const lines = this.linesOf(rich, style, this.frame.width - indent);
    this.space(style.before ?? 0);
    const what = lines.map((line) => line.map((each) => each.character).join('')).join(' ');
    const height = size * LINE_HEIGHT;
    const top = this.take(height * lines.length, `"${what.slice(0, 60)}"`);
    this.page.tagged(style.role ?? 'P', () => {
      lines.forEach((line, at) => {
        const baseline = top + at * height + ASCENT * size;
        const spare = this.frame.width - indent - widthOf(line, size);
        const x = this.frame.x + indent + spare * ({ left: 0, center: 0.5, right: 1 } as const)[style.align ?? 'left'];
        this.page.line(line, { x, baseline, size });
      });
    });
  }

  /** Paragraphs behind a small square each. */
  bullets(items: readonly Rich[], style: TextStyle): void {
    const size = style.size * this.scale;
    const mark = size * 0.42;
    this.page.group('L', () => {
      for (const item of items) {
        this.space(style.before ?? 0);
        const y = this.at + size * 0.52;
        this.page.artifact(() => this.page.fill({ x: this.frame.x, y, width: mark, height: mark }));
        this.text(item, { ...style, before: 0, role: 'LI' }, size * 1.05);
      }
    });
  }

  rule(thick: number, before = 0, after = 0): void {
    this.space(before);
    const top = this.take(thick, 'A rule');
    this.page.rule(this.frame.x, top + thick / 2, this.frame.width, thick);
    this.space(after);
  }

  /** What is said on the left, and an amount at the right end of its first line. */
  pair(label: Rich, value: Rich, style: TextStyle): void {
    const size = style.size * this.scale;
    const right = spansOf(value, style.bold).flatMap((span) => shape(span, this.page.language));
    const room = this.frame.width - widthOf(right, size) - size;
    const lines = this.linesOf(label, style, room);
    this.space(style.before ?? 0);
    const height = size * LINE_HEIGHT;
    if (room < size) throw new DoesNotFit('An amount');
    const top = this.take(height * lines.length, 'A line with an amount');
    this.page.group('TR', () => {
      this.page.tagged('TH', () => {
        lines.forEach((line, at) => {
          this.page.line(line, { x: this.frame.x, baseline: top + at * height + ASCENT * size, size });
        });
      });
      this.page.tagged('TD', () => {
        this.page.lineTo(right, { right: this.frame.x + this.frame.width, baseline: top + ASCENT * size, size });
      });
    });
  }

  /** A framed part that is as high as what is in it. */
  boxed(padding: number, thick: number, draw: (inner: Flow) => void): void {
    const pad = padding * this.scale;
    const top = this.at;
    const { x, width } = this.frame;
    const room = this.left - pad * 2;
    const inner = new Flow(
      this.page,
      { x: x + pad, y: top + pad, width: width - pad * 2, height: Math.max(0, room) },
      this.scale,
      this.printed,
    );
    draw(inner);
    const height = inner.y - top + pad;
    this.take(height, 'A frame');
    this.page.box({ x: x + thick / 2, y: top + thick / 2, width: width - thick, height: height - thick }, thick);
  }

  /** Parts side by side; goes on below the longest. */
  columns(widths: readonly number[], gap: number, draw: readonly ((column: Flow) => void)[]): void {
    const free = this.frame.width - gap * (widths.length - 1);
    const whole = widths.reduce((sum, each) => sum + each, 0);
    let x = this.frame.x;
    let lowest = this.at;
    widths.forEach((share, at) => {
      const width = (free * share) / whole;
      const column = new Flow(this.page, { x, y: this.at, width, height: this.left }, this.scale, this.printed);
      draw[at]?.(column);
      lowest = Math.max(lowest, column.y);
      x += width + gap;
    });
    this.take(lowest - this.at, 'A row');
  }
}

/** Larger where there is room: a notice is to be read by everybody. The smallest body text is 7.6 points. */
const SCALES = [1.16, 1.08, 1, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76];

/** Draws a page as large as it fits, and refuses what is too long at the smallest size. */
export function fitted<T>(
  page: () => Page,
  draw: (page: Page, scale: number) => T,
): { readonly page: Page; readonly drawn: T } {
  let best: { readonly page: Page; readonly drawn: T } | null = null;
  let tooLong: DoesNotFit | null = null;
  // What fits in one size fits in each smaller one: half of the sizes are ruled out by each try.
  let [low, high] = [0, SCALES.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const made = page();
    try {
      best = { page: made, drawn: draw(made, SCALES[middle] ?? 1) };
      high = middle - 1;
    } catch (error) {
      if (!(error instanceof DoesNotFit)) throw error;
      tooLong = error;
      low = middle + 1;
    }
  }
  if (best === null) throw tooLong ?? new DoesNotFit('A page');
  return best;
}

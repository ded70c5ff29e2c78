import type { FontUse } from './font-use.ts';
import type { Language } from '../languages.ts';
import { Tagged } from './tags.ts';
import type { Role } from './tags.ts';
import type { Face } from '../fonts/faces.ts';
import type { Shaped } from './text.ts';
import { widthOf } from './text.ts';

/** A place on a page in points, from its upper left corner. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const n = (value: number): string => String(Math.round(value * 100) / 100);
/** Of an em: the line that makes a regular letter bold. */
const BOLD_LINE = 0.032;
type Kind = 'tag' | 'artifact';

/**
 * A page while it is drawn. Nothing of it is in the file before it is kept: what does not fit is drawn again, smaller. Everything
 * drawn belongs to a tag, or is an artifact (rules, frames) that a screen reader passes over.
 */
export class Page {
  private operators: string[] = [];
  private readonly endings: { readonly node: Tagged; readonly operators: readonly string[] }[] = [];
  private readonly root: Tagged;
  private readonly open: Tagged[];
  private mark = 0;
  private within: Kind | null = null;

  constructor(
    readonly number: number,
    readonly width: number,
    readonly height: number,
    readonly language: Language,
    private readonly fontUse: (face: Face) => FontUse,
  ) {
    this.root = new Tagged('Sect', language);
    this.open = [this.root];
  }

  /** Another page like it, to try on how high something gets. */
  scratch(): Page {
    return new Page(this.number, this.width, this.height, this.language, this.fontUse);
  }

  get content(): string {
    return [...this.operators, ...this.endings.flatMap(({ operators }) => operators)].join('\n');
  }
  get structure(): Tagged {
    for (const { node } of this.endings) if (!this.root.children.includes(node)) this.root.add(node);
    return this.root;
  }

  /** What is read last, though its place is known first: a foot, a stub. */
  atEnd<T>(draw: () => T): T {
    const node = new Tagged('Sect');
    const before = this.operators;
    this.operators = [];
    this.open.push(node);
    try {
      return draw();
    } finally {
      this.open.pop();
      this.endings.push({ node, operators: this.operators });
      this.operators = before;
    }
  }

  /** An element that holds others. */
  group<T>(role: Role, draw: () => T): T {
    const node = new Tagged(role);
    this.open.at(-1)?.add(node);
    this.open.push(node);
    try {
      return draw();
    } finally {
      this.open.pop();
    }
  }

  /** What is drawn is this element. `alternative` says it in words where it is no text. */
  tagged<T>(role: Role, draw: () => T, alternative: string | null = null): T {
    if (this.within !== null) return draw();
    const node = new Tagged(role, null, alternative);
    this.open.at(-1)?.add(node);
    node.children.push({ page: this.number, mark: this.mark });
    return this.marked(`/${role} << /MCID ${this.mark++} >> BDC`, 'tag', draw);
  }

  artifact<T>(draw: () => T): T {
    return this.within === null ? this.marked('/Artifact BMC', 'artifact', draw) : draw();
  }

  private marked<T>(begin: string, kind: Kind, draw: () => T): T {
    this.operators.push(begin);
    this.within = kind;
    try {
      return draw();
    } finally {
      this.within = null;
      this.operators.push('EMC');
    }
  }

  /** One line of text; `baseline` is measured from the top of the page. */
  line(shaped: readonly Shaped[], { x, baseline, size }: { x: number; baseline: number; size: number }): void {
    if (shaped.length === 0) return;
    const parts: string[] = ['BT', `1 0 0 1 ${n(x)} ${n(this.height - baseline)} Tm`];
    let face: Face | null = null;
    let outlined = false;
    let codes = '';
    const flush = (): void => {
      if (codes !== '') parts.push(`<${codes}> Tj`);
      codes = '';
    };
    for (const each of shaped) {
      const use = this.fontUse(each.face);
      if (each.face !== face) {
        flush();
        face = each.face;
        parts.push(`/${use.resource} ${n(size)} Tf`);
      }
      if (each.outlined !== outlined) {
        flush();
        outlined = each.outlined;
        parts.push(outlined ? `2 Tr ${n(size * BOLD_LINE)} w` : '0 Tr');
      }
      codes += use.codeOf(each);
    }
    flush();
    if (outlined) parts.push('0 Tr');
    this.operators.push(...parts, 'ET');
  }

  /** A line that ends at `right`. */
  lineTo(shaped: readonly Shaped[], at: { right: number; baseline: number; size: number }): void {
    this.line(shaped, { x: at.right - widthOf(shaped, at.size), baseline: at.baseline, size: at.size });
  }

  rule(x: number, y: number, width: number, thick: number): void {
    this.artifact(() => this.fill({ x, y: y - thick / 2, width, height: thick }));
  }

  /** A dashed line, from one point to another. */
  dashed(from: readonly [number, number], to: readonly [number, number]): void {
    const [a, b] = [from, to].map(([x, y]) => `${n(x)} ${n(this.height - y)}`);
    this.artifact(() => this.operators.push(`q 0.6 w [3 2] 0 d ${a} m ${b} l S Q`));
  }

  box({ x, y, width, height }: Frame, thick: number): void {
    this.artifact(() =>
      this.operators.push(`q ${n(thick)} w ${n(x)} ${n(this.height - y - height)} ${n(width)} ${n(height)} re S Q`),
    );
  }

  fill({ x, y, width, height }: Frame): void {
    this.operators.push(`${n(x)} ${n(this.height - y - height)} ${n(width)} ${n(height)} re f`);
  }

  /** Raw drawing in the page's own coordinates, which begin at its lower left corner. */
  draw(operators: string): void {
    this.operators.push(operators);
  }

  /** A circle's outline, or filled. */
  circle(x: number, y: number, radius: number, paint: string): void {
    const [cx, cy, r, k] = [x, this.height - y, radius, radius * 0.5523];
    const point = (dx: number, dy: number): string => `${n(cx + dx)} ${n(cy + dy)}`;
    this.operators.push(
      `q ${point(r, 0)} m ${point(r, k)} ${point(k, r)} ${point(0, r)} c ${point(-k, r)} ${point(-r, k)} ${point(-r, 0)} c`,
      `${point(-r, -k)} ${point(-k, -r)} ${point(0, -r)} c ${point(k, -r)} ${point(r, -k)} ${point(r, 0)} c ${paint} Q`,
    );
  }
}

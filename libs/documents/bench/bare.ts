import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import * as fontkit from 'fontkit';
import { PDFDocument } from 'pdf-lib';
import type { PDFFont } from 'pdf-lib';
import { Page } from '../src/engine/page.ts';
import type { Shaped } from '../src/engine/text.ts';

/** A run of text in one font, where it stands on its page. */
export interface Run {
  readonly font: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}
export interface PageOfRuns {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
}

/** The runs of every page that is drawn meanwhile, as they are drawn; pages that were tried and given up are not among them. */
export async function runsOf(draw: () => Promise<unknown>): Promise<readonly PageOfRuns[]> {
  const pages = new Map<Page, Run[]>();
  const kept: PageOfRuns[] = [];
  const { line } = Page.prototype;
  const content = Object.getOwnPropertyDescriptor(Page.prototype, 'content');
  Page.prototype.line = function record(this: Page, shaped: readonly Shaped[], at): void {
    const runs = pages.get(this) ?? [];
    pages.set(this, runs);
    let { x } = at;
    for (const each of shaped) {
      const font = `${each.face.name}-${each.face.weight}`;
      const last = runs.at(-1);
      if (last !== undefined && last.font === font && each !== shaped[0])
        runs[runs.length - 1] = { ...last, text: last.text + each.character };
      else runs.push({ font, text: each.character, x, y: this.height - at.baseline, size: at.size });
      x += (each.advance * at.size) / 1000;
    }
    line.call(this, shaped, at);
  };
  // A page's content is read once, when it is kept.
  Object.defineProperty(Page.prototype, 'content', {
    configurable: true,
    get(this: Page): unknown {
      const runs = pages.get(this);
      pages.delete(this);
      if (runs !== undefined) kept.push({ width: this.width, height: this.height, runs });
      return content?.get?.call(this);
    },
  });
  try {
    await draw();
  } finally {
    Page.prototype.line = line;
    if (content !== undefined) Object.defineProperty(Page.prototype, 'content', content);
  }
  return kept;
}

const FONTS = new URL('../src/fonts/', import.meta.url);
const programs = new Map<string, Buffer>();

function programOf(name: string): Buffer {
  let program = programs.get(name);
  if (program === undefined) {
    program = brotliDecompressSync(readFileSync(new URL(`${name}.ttf.br`, FONTS)));
    programs.set(name, program);
  }
  return program;
}

/** The barest correct file of the same text: pdf-lib's own page, its own embedding, fontkit's subset of the same fonts. */
export async function barePdf(pages: readonly PageOfRuns[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.registerFontkit(fontkit as unknown as Parameters<typeof pdf.registerFontkit>[0]);
  const fonts = new Map<string, PDFFont>();
  for (const { width, height, runs } of pages) {
    const page = pdf.addPage([width, height]);
    for (const { font, text, x, y, size } of runs) {
      let embedded = fonts.get(font);
      if (embedded === undefined) {
        embedded = await pdf.embedFont(programOf(font), { subset: true });
        fonts.set(font, embedded);
      }
      page.drawText(text, { x, y, size, font: embedded });
    }
  }
  return pdf.save();
}

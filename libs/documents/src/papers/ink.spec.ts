import { createCanvas } from '@napi-rs/canvas';
import type { PaperFacts } from '@curbstop/contracts';
import { SAMPLES } from '../samples/sample-facts.ts';
import { embeddedFonts, wholeFace } from '../test/embedded.fixture.ts';
import { hardFacts } from '../test/hard.fixture.ts';
import { openPdf, rendered, runsOf } from '../test/pdf.fixture.ts';
import type { Run } from '../test/pdf.fixture.ts';
import { SHIPPED } from '../languages.ts';
import { inLanguage, makePaper } from './index.ts';

const named = (facts: PaperFacts): string => facts.kind;
/** What goes out in one language alone, in each. */
const inEach = (): readonly PaperFacts[] =>
  SAMPLES.filter(({ kind }) => ['bill', 'receipt', 'agreement'].includes(kind)).flatMap((facts) =>
    SHIPPED.map((language) => inLanguage(facts, language)),
  );
const SCALE = 1.5;
/** A pixel is ink from this darkness on; 255 is black. */
const INK = 60;

type Box = readonly [left: number, top: number, right: number, bottom: number];

interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** How dark a box is; `channel` 3 reads what was painted, 0 what is dark on white. */
function inkIn({ data, width, height }: Pixels, [left, top, right, bottom]: Box, channel: 0 | 3): number {
  let sum = 0;
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1)
    for (let x = Math.max(0, left); x < Math.min(width, right); x += 1) {
      const value = data[(y * width + x) * 4 + channel] ?? 0;
      const dark = channel === 0 ? 255 - value : value;
      if (dark > INK) sum += dark;
    }
  return sum;
}

interface GlyphInk {
  readonly character: string;
  readonly box: Box;
  readonly ink: number;
}

/** What each glyph of the whole font covers where a run has it, drawn by another hand than the file's reader. */
function glyphInk(run: Run): readonly GlyphInk[] {
  const { font } = wholeFace(run.font);
  const em = (run.size / font.unitsPerEm) * SCALE;
  let x = run.x * SCALE;
  const y = run.baseline * SCALE;
  return [...run.text].map((character) => {
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const { minX, minY, maxX, maxY } = glyph.bbox;
    const at = x;
    x += glyph.advanceWidth * em;
    if (!Number.isFinite(minX) || maxX <= minX) return { character, box: [0, 0, 0, 0], ink: 0 };
    const box: Box = [
      Math.floor(at + minX * em),
      Math.floor(y - maxY * em),
      Math.ceil(at + maxX * em),
      Math.ceil(y - minY * em),
    ];
    const [width, height] = [Math.max(1, box[2] - box[0]), Math.max(1, box[3] - box[1])];
    const context = createCanvas(width, height).getContext('2d');
    context.setTransform(em, 0, 0, -em, at - box[0], y - box[1]);
    context.beginPath();
    for (const { command, args } of glyph.path.commands)
      (context[command] as (...points: number[]) => void).apply(context, args);
    context.fill('nonzero');
    return { character, box, ink: inkIn(context.getImageData(0, 0, width, height), [0, 0, width, height], 3) };
  });
}

/** Every glyph that a page should show and does not. */
async function missingInk(bytes: Uint8Array, pages: readonly number[]): Promise<string[]> {
  const pdf = await openPdf(bytes);
  const missing: string[] = [];
  for (const number of pages) {
    const canvas = await rendered(pdf, number, SCALE);
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set<string>();
    for (const run of await runsOf(pdf, number)) {
      // A glyph once for each font and size: drawing it is the slow part.
      const fresh = [...run.text].some((character) => !seen.has(`${run.font}${run.size}${character}`));
      if (!fresh) continue;
      for (const character of run.text) seen.add(`${run.font}${run.size}${character}`);
      for (const { box, ink, character } of glyphInk(run))
        if (ink > 0 && inkIn(pixels, box, 0) < ink * 0.7) missing.push(`${number}: ${character} of "${run.text}"`);
    }
  }
  return missing;
}

describe('what is printed', () => {
  it.each([...SAMPLES, ...hardFacts()].map((facts) => [named(facts), facts] as const))(
    '%s: every glyph has the outline of the whole font, and is the character that a reader copies',
    async (_name, facts) => {
      const wrong: string[] = [];
      let compared = 0;
      for (const { name, font, characters } of await embeddedFonts(await makePaper(facts))) {
        const whole = wholeFace(name).font;
        for (const [code, codePoint] of characters) {
          const expected = whole.glyphForCodePoint(codePoint);
          compared += 1;
          if (font.getGlyph(code).path.toSVG() !== expected.path.toSVG())
            wrong.push(`${name}: ${String.fromCodePoint(codePoint)}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(compared).toBeGreaterThan(60);
    },
  );

  it('every page of a notice in every language has the ink of each of its glyphs', async () => {
    const [notice] = SAMPLES;
    if (notice === undefined) throw new Error('There are no samples.');
    expect(await missingInk(await makePaper(notice), [1, 2, 3, 4, 5, 6, 7])).toEqual([]);
  });

  it('so has a bill, and a paper of a name that is hard to print', async () => {
    const bill = SAMPLES.find(({ kind }) => kind === 'bill');
    const [hard] = hardFacts();
    if (bill === undefined || hard === undefined) throw new Error('There is no such sample.');
    expect(await missingInk(await makePaper(bill), [1])).toEqual([]);
    expect(await missingInk(await makePaper(hard), [1])).toEqual([]);
  });

  it('a glyph that is dropped is found', async () => {
    const [notice] = SAMPLES;
    if (notice === undefined) throw new Error('There are no samples.');
    const pdf = await openPdf(await makePaper(notice));
    const canvas = await rendered(pdf, 1, SCALE);
    const [run] = (await runsOf(pdf, 1)).filter(({ text }) => text.includes('may be turned off'));
    if (run === undefined) throw new Error('The title is missing.');
    const context = canvas.getContext('2d');
    const [first] = glyphInk(run);
    if (first === undefined) throw new Error('The title is empty.');
    const [left, top, right, bottom] = first.box;
    context.fillStyle = 'white';
    context.fillRect(left, top, right - left, bottom - top);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    expect(inkIn(pixels, first.box, 0)).toBeLessThan(first.ink * 0.7);
  });

  it.each(
    [...SAMPLES, ...hardFacts(), ...inEach()].map((facts) => [`${named(facts)} ${facts.language}`, facts] as const),
  )('%s: nothing is drawn beyond its margins, and no line over another', async (_name, facts) => {
    const pdf = await openPdf(await makePaper(facts));
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { width, height } = page.getViewport({ scale: 1 });
      const margin = width < 400 ? 17.9 : 53.9;
      await page.getOperatorList();
      const runs = await runsOf(pdf, number);
      const outside = runs.filter(
        (run) =>
          run.x < margin || run.x + run.width > width - margin + 0.5 || run.baseline > height - 12 || run.baseline < 30,
      );
      expect(outside).toEqual([]);
      const over = runs.filter((run, at) =>
        runs.some(
          (other, nth) =>
            nth > at &&
            Math.abs(other.baseline - run.baseline) < 0.6 * Math.min(run.size, other.size) &&
            other.x < run.x + run.width - 0.5 &&
            run.x < other.x + other.width - 0.5,
        ),
      );
      expect(over).toEqual([]);
    }
  });
});

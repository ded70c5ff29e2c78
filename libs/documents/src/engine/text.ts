import { faceOf } from '../fonts/faces.ts';
import type { Face, FaceName, Weight } from '../fonts/faces.ts';
import { facesOf } from '../languages.ts';
import type { Language } from '../languages.ts';
import { MissingCharacter } from './refused.ts';

/** A piece of text in one weight. */
export interface Span {
  readonly text: string;
  readonly bold?: boolean;
  /** The language of a name that is not the page's own, for the shapes of its characters. */
  readonly language?: Language;
}
export type Rich = string | readonly Span[];

/** A character with its glyph. */
export interface Shaped {
  readonly character: string;
  readonly codePoint: number;
  readonly face: Face;
  readonly glyph: number;
  /** In thousandths of the size. */
  readonly advance: number;
  /** Bold, in a face that has no bold: drawn with a line around it. */
  readonly outlined: boolean;
}

const chains = new Map<string, readonly Face[]>();
function chainOf(language: Language, bold: boolean): readonly Face[] {
  const key = `${language}/${bold}`;
  let chain = chains.get(key);
  if (chain === undefined) {
    const weightOf = (name: FaceName): Weight => (bold && name === 'latin' ? 'bold' : 'regular');
    chain = facesOf(language).map((name) => faceOf(name, weightOf(name)));
    chains.set(key, chain);
  }
  return chain;
}

/** Composed, as fonts know letters with marks: decomposed, the marks would land beside them. Control characters are spaces. */
export function normal(text: string): string {
  return text.normalize('NFC').replace(/\p{Cc}+/gu, ' ');
}

/** Texts that were shaped last: a page is tried in several sizes, and a print file says the same on every notice. */
const MOST_KEPT = 4_000;
const kept = new Map<string, readonly Shaped[]>();

/** Every character of a text with its glyph, or an error that names what no font has. */
export function shape(span: Span, language: Language): readonly Shaped[] {
  const bold = span.bold ?? false;
  const of = span.language ?? language;
  const key = `${of}/${bold}/${span.text}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const shaped = shapeNew(normal(span.text), of, bold);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, shaped);
  return shaped;
}

function shapeNew(text: string, language: Language, bold: boolean): readonly Shaped[] {
  const chain = chainOf(language, bold);
  const shaped: Shaped[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    let found: Shaped | undefined;
    for (const face of chain) {
      const glyph = face.glyphOf(codePoint);
      if (glyph === null) continue;
      const outlined = bold && face.weight !== 'bold';
      found = { character, codePoint, face, glyph: glyph.id, advance: glyph.advance, outlined };
      break;
    }
    if (found === undefined) throw new MissingCharacter(codePoint, text);
    shaped.push(found);
  }
  return shaped;
}

export function spansOf(rich: Rich, bold = false): readonly Span[] {
  const spans = typeof rich === 'string' ? [{ text: rich }] : rich;
  return bold ? spans.map((span) => ({ ...span, bold: true })) : spans;
}

/** The width of shaped text in points. */
export function widthOf(shaped: readonly Shaped[], size: number): number {
  let sum = 0;
  for (const each of shaped) sum += each.advance;
  return (sum * size) / 1000;
}

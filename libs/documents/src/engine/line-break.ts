import type { Shaped } from './text.ts';

/** Han, kana and their punctuation break between any two; Hangul does not. */
const HAN = /[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]/;
/** What no line begins with, and what none ends with. */
const NO_START = /[，。、；：？！）」』》〉】〕…—·％,.;:?!)\]}%”’]/;
const NO_END = /[（「『《〈【〔([{“‘$#]/;
const SPACE = ' ';
/** A number stays with its unit, and the parts of a date with one another. */
const DIGIT = /\d/;
const UNIT = /[年月日天號号個个小時时]/;
const OF_A_DATE = /[年月]/;

/** Whether a line may end between two characters. */
function breaksBetween(before: string, after: string): boolean {
  if (before === SPACE) return true;
  if (after === SPACE || NO_START.test(after) || NO_END.test(before)) return false;
  if (DIGIT.test(before) && UNIT.test(after)) return false;
  if (OF_A_DATE.test(before) && DIGIT.test(after)) return false;
  return HAN.test(before) || HAN.test(after);
}

const advanceOf = (shaped: readonly Shaped[]): number => shaped.reduce((sum, each) => sum + each.advance, 0);

/** The pieces that no line break goes through. */
function pieces(shaped: readonly Shaped[]): Shaped[][] {
  const found: Shaped[][] = [];
  let piece: Shaped[] = [];
  shaped.forEach((each, at) => {
    const before = shaped[at - 1];
    if (before !== undefined && breaksBetween(before.character, each.character)) {
      found.push(piece);
      piece = [];
    }
    piece.push(each);
  });
  if (piece.length > 0) found.push(piece);
  return found;
}

function withoutSpacesAtEnd(line: readonly Shaped[]): readonly Shaped[] {
  let end = line.length;
  while (end > 0 && line[end - 1]?.character === SPACE) end -= 1;
  return line.slice(0, end);
}

/** A piece that is longer than a line, in parts that each fit; nothing is cut off. */
function inParts(piece: readonly Shaped[], width: number): Shaped[][] {
  const parts: Shaped[][] = [];
  let part: Shaped[] = [];
  let used = 0;
  for (const each of piece) {
    if (part.length > 0 && used + each.advance > width) {
      parts.push(part);
      part = [];
      used = 0;
    }
    part.push(each);
    used += each.advance;
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/** The lines of a paragraph; `width` in thousandths of the size. A line break in the text begins a line. */
export function linesOf(shaped: readonly Shaped[], width: number): readonly (readonly Shaped[])[] {
  const lines: (readonly Shaped[])[] = [];
  let line: Shaped[] = [];
  let used = 0;
  const end = (): void => {
    lines.push(withoutSpacesAtEnd(line));
    line = [];
    used = 0;
  };
  for (const piece of pieces(shaped)) {
    const all = advanceOf(piece);
    const inked = advanceOf(withoutSpacesAtEnd(piece));
    if (used > 0 && used + inked > width) end();
    if (inked <= width) {
      line.push(...piece);
      used += all;
      continue;
    }
    for (const part of inParts(piece, width)) {
      if (used > 0) end();
      line.push(...part);
      used = advanceOf(part);
    }
  }
  if (line.length > 0 || lines.length === 0) end();
  return lines;
}

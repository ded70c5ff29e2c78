import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { create } from 'fontkit';
import type { Font } from 'fontkit';

/** The fonts of a paper: Latin with Vietnamese, and each East Asian script in its own shapes. */
export const FACES = ['latin', 'zh-Hant', 'zh-Hans', 'ko'] as const;
export type FaceName = (typeof FACES)[number];
/** Only Latin has a bold of its own. East Asian letters are drawn with a line around them: a bold of each would be as large again. */
export type Weight = 'regular' | 'bold';

export interface GlyphOfFace {
  readonly id: number;
  /** In thousandths of the size. */
  readonly advance: number;
}

/** A font file, read once for the whole process: nothing in it changes. */
export interface Face {
  readonly name: FaceName;
  readonly weight: Weight;
  readonly font: Font;
  /** The character's own glyph; null where the font has none, so that no box is ever printed. */
  readonly glyphOf: (codePoint: number) => GlyphOfFace | null;
}

const loaded = new Map<string, Face>();

function load(name: FaceName, weight: Weight): Face {
  const packed = readFileSync(join(import.meta.dirname, `${name}-${weight}.ttf.br`));
  const font = create(brotliDecompressSync(packed)) as Font;
  const glyphs = new Map<number, GlyphOfFace | null>();
  const find = (codePoint: number): GlyphOfFace | null => {
    if (!font.hasGlyphForCodePoint(codePoint)) return null;
    const glyph = font.glyphForCodePoint(codePoint);
    return { id: glyph.id, advance: (glyph.advanceWidth * 1000) / font.unitsPerEm };
  };
  return {
    name,
    weight,
    font,
    glyphOf: (codePoint) => {
      let glyph = glyphs.get(codePoint);
      if (glyph === undefined) {
        glyph = find(codePoint);
        glyphs.set(codePoint, glyph);
      }
      return glyph;
    },
  };
}

export function faceOf(name: FaceName, weight: Weight): Face {
  const key = `${name}-${weight}`;
  let face = loaded.get(key);
  if (face === undefined) {
    face = load(name, weight);
    loaded.set(key, face);
  }
  return face;
}

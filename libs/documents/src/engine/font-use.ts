import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PDFContext, PDFRawStream, PDFRef } from 'pdf-lib';
import { PDFHexString, PDFName, PDFString } from 'pdf-lib';
import type { Subset } from 'fontkit';
import type { Face } from '../fonts/faces.ts';
import type { Shaped } from './text.ts';

/** A compressed stream; Node's own zlib is both smaller and faster here than the one that pdf-lib brings. */
export function compressed(
  context: PDFContext,
  data: Uint8Array | string,
  entries: Record<string, number> = {},
): PDFRawStream {
  return context.stream(deflateSync(data, { level: 9 }), { ...entries, Filter: 'FlateDecode' });
}

const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');

/** UTF-16, as a ToUnicode table has it. */
const utf16 = (codePoint: number): string =>
  [...String.fromCodePoint(codePoint)]
    .flatMap((character) => Array.from({ length: character.length }, (_, at) => hex4(character.charCodeAt(at))))
    .join('');

function toUnicodeTable(characters: ReadonlyMap<number, number>): string {
  const entries = [...characters].map(([glyph, codePoint]) => `<${hex4(glyph)}> <${utf16(codePoint)}>`);
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

/** The glyphs of a face that a file prints. They are embedded once, when the file is finished. */
export class FontUse {
  private readonly subset: Subset;
  private readonly glyphs = new Map<number, number>();
  private readonly widths: number[] = [];
  private readonly characters = new Map<number, number>();

  constructor(
    readonly face: Face,
    readonly resource: string,
    readonly ref: PDFRef,
  ) {
    this.subset = face.font.createSubset();
    const notdef = face.font.getGlyph(0);
    this.widths[0] = (notdef.advanceWidth * 1000) / face.font.unitsPerEm;
  }

  /** The code of a glyph in the file. */
  codeOf({ glyph, codePoint, advance }: Shaped): string {
    let code = this.glyphs.get(glyph);
    if (code === undefined) {
      // The types say that a boolean comes back; it is the glyph's number in the subset.
      code = Number(this.subset.includeGlyph(glyph as never));
      this.glyphs.set(glyph, code);
      this.widths[code] = advance;
      this.characters.set(code, codePoint);
    }
    return hex4(code);
  }

  embed(context: PDFContext): void {
    const { font, weight } = this.face;
    const program = this.subset.encode();
    const tag = createHash('sha256').update(program).digest('hex').slice(0, 6);
    const letters = [...tag].map((digit) => String.fromCharCode(65 + Number.parseInt(digit, 16))).join('');
    const baseFont = PDFName.of(`${letters}+${font.postscriptName}`);
    const scale = 1000 / font.unitsPerEm;
    const descriptor = context.register(
      context.obj({
        Type: 'FontDescriptor',
        FontName: baseFont,
        Flags: 4,
        FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map((each) => each * scale),
        ItalicAngle: 0,
        Ascent: font.ascent * scale,
        Descent: font.descent * scale,
        CapHeight: font.capHeight * scale,
        StemV: weight === 'bold' ? 140 : 80,
        FontFile2: context.register(compressed(context, program, { Length1: program.length })),
      }),
    );
    // A composite glyph brings its parts along; they have no code of their own.
    const widths = Array.from(this.widths, (width) => Math.round((width ?? 0) * 100) / 100);
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: baseFont,
        CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
        FontDescriptor: descriptor,
        W: [0, widths],
        CIDToGIDMap: 'Identity',
      }),
    );
    const toUnicode = context.register(compressed(context, toUnicodeTable(this.characters)));
    context.assign(
      this.ref,
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: baseFont,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: toUnicode,
      }),
    );
  }
}

export const hexText = (text: string): PDFHexString => PDFHexString.fromText(text);

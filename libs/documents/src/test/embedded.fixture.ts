import { inflateSync } from 'node:zlib';
import { create } from 'fontkit';
import type { Font } from 'fontkit';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib';
import { FACES, faceOf } from '../fonts/faces.ts';
import type { Face } from '../fonts/faces.ts';

/** A font as it is in a file, with the characters that its codes stand for. */
export interface Embedded {
  readonly name: string;
  readonly font: Font;
  readonly characters: ReadonlyMap<number, number>;
}

const streamOf = (document: PDFDocument, ref: unknown): Buffer => {
  if (!(ref instanceof PDFRef)) throw new Error('A reference is missing.');
  const stream = document.context.lookup(ref);
  if (!(stream instanceof PDFRawStream)) throw new Error('A stream is missing.');
  return inflateSync(stream.contents);
};

function charactersOf(table: string): ReadonlyMap<number, number> {
  const entries = [...table.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)];
  return new Map(
    entries.map(([, code = '', text = '']) => {
      const units = (text.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      return [Number.parseInt(code, 16), String.fromCharCode(...units).codePointAt(0) ?? 0];
    }),
  );
}

export async function embeddedFonts(bytes: Uint8Array): Promise<readonly Embedded[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const found: Embedded[] = [];
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Subtype')) !== PDFName.of('Type0')) continue;
    const descendants = object.lookup(PDFName.of('DescendantFonts'), PDFArray);
    const descriptor = descendants.lookup(0, PDFDict).lookup(PDFName.of('FontDescriptor'), PDFDict);
    found.push({
      name: object.lookup(PDFName.of('BaseFont'), PDFName).decodeText(),
      font: create(streamOf(document, descriptor.get(PDFName.of('FontFile2')))) as Font,
      characters: charactersOf(streamOf(document, object.get(PDFName.of('ToUnicode'))).toString('latin1')),
    });
  }
  return found;
}

/** The whole font that a font of a file was taken from, by its name. */
export function wholeFace(name: string): Face {
  const plain = name.replace(/^[A-Z]{6}\+/, '');
  const faces = [...FACES.map((face) => faceOf(face, 'regular')), faceOf('latin', 'bold')];
  const face = faces.find(({ font }) => font.postscriptName === plain);
  if (face === undefined) throw new Error(`No font is called ${name}.`);
  return face;
}

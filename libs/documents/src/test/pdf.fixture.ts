import { createCanvas } from '@napi-rs/canvas';
import type { Canvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>;

/** Opens a file as a reader on a machine without any font of its own does. */
export async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  return getDocument({
    data: bytes.slice(),
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  }).promise;
}

/** A page as it is printed, with so many pixels to a point. */
export async function rendered(pdf: Pdf, number: number, scale: number): Promise<Canvas> {
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({
    canvas: null,
    canvasContext: canvas.getContext('2d') as never,
    viewport,
    background: 'white',
  }).promise;
  return canvas;
}

/** The text of a page, run by run as it was drawn. */
export async function textOf(pdf: Pdf, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

/** A run of text where it was drawn, in points from the upper left corner. */
export interface Run {
  readonly text: string;
  readonly font: string;
  readonly size: number;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
}

/** The runs of a page that was rendered before, so that its fonts are known. */
export async function runsOf(pdf: Pdf, number: number): Promise<readonly Run[]> {
  const page = await pdf.getPage(number);
  const { height } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent({ disableNormalization: true });
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [size = 0, , , , x = 0, y = 0] = item.transform as number[];
    const font = (page.commonObjs.get(item.fontName) as { name: string }).name;
    return [{ text: item.str, font, size, x, baseline: height - y, width: item.width }];
  });
}

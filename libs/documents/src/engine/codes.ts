import bwip from 'bwip-js';
import type { Page } from './page.ts';

/** Clear modules on every side of a QR code; without them a phone does not find it. */
const QR_MARGIN = 4;
/** The smallest module that a phone reads from a printed page, in points. */
const SMALLEST_MODULE = 1.13;

/** The dark modules of each row, neighbors together. */
function darkRuns(pixs: readonly number[], columns: number): { column: number; row: number; length: number }[] {
  const runs: { column: number; row: number; length: number }[] = [];
  pixs.forEach((dark, index) => {
    if (dark === 0) return;
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const last = runs.at(-1);
    if (last !== undefined && last.row === row && last.column + last.length === column) last.length += 1;
    else runs.push({ column, row, length: 1 });
  });
  return runs;
}

interface QrCode {
  readonly columns: number;
  readonly runs: readonly { readonly column: number; readonly row: number; readonly length: number }[];
}

/** The last codes: a print file has the same one on every page. */
const drawn = new Map<string, QrCode>();
const bars = new Map<string, readonly number[]>();
const MOST_KEPT = 50;

function qrOf(text: string): QrCode {
  const kept = drawn.get(text);
  if (kept !== undefined) return kept;
  const [code] = bwip.raw('qrcode', text, 'eclevel=M');
  if (code === undefined || !('pixs' in code)) throw new RangeError('A QR code came out as bars.');
  const made = { columns: code.pixx, runs: darkRuns(code.pixs, code.pixx) };
  if (drawn.size >= MOST_KEPT) drawn.clear();
  drawn.set(text, made);
  return made;
}

/** A QR code in a square; `alternative` says what it holds. Its margin lies inside the square. */
export function drawQr(
  page: Page,
  text: string,
  at: { x: number; y: number; size: number },
  alternative: string,
): void {
  const { runs, columns } = qrOf(text);
  const module = at.size / (columns + 2 * QR_MARGIN);
  if (module < SMALLEST_MODULE)
    throw new RangeError(`A QR code of ${columns} modules is too small at ${at.size} points.`);
  page.tagged(
    'Figure',
    () => {
      for (const { column, row, length } of runs) {
        const [x, y] = [at.x + (column + QR_MARGIN) * module, at.y + (row + QR_MARGIN) * module];
        // Rows overlap by a hair, so that no light shows between them.
        page.fill({ x, y, width: length * module, height: module + 0.05 });
      }
    },
    alternative,
  );
}

/** The widths of bars and of the spaces between them, in turn. */
function barsOf(text: string): readonly number[] {
  const kept = bars.get(text);
  if (kept !== undefined) return kept;
  const [code] = bwip.raw('code128', text, '');
  if (code === undefined || !('sbs' in code)) throw new RangeError('A barcode came out as a square.');
  if (bars.size >= MOST_KEPT) bars.clear();
  bars.set(text, code.sbs);
  return code.sbs;
}

/** A Code 128 barcode. Its width follows from the text; `module` is the width of the narrowest bar. */
export function drawBarcode(
  page: Page,
  text: string,
  at: { x: number; y: number; height: number; module: number },
  alternative: string,
): number {
  const widths = barsOf(text);
  let x = at.x;
  page.tagged(
    'Figure',
    () => {
      widths.forEach((width, index) => {
        const size = width * at.module;
        if (index % 2 === 0) page.fill({ x, y: at.y, width: size, height: at.height });
        x += size;
      });
    },
    alternative,
  );
  return x - at.x;
}

/** How wide a barcode is, in narrowest bars. */
export function barcodeModules(text: string): number {
  return barsOf(text).reduce((sum, width) => sum + width, 0);
}

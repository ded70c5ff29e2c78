import type { BillPaper, PaperHead, PaperOrder } from '@curbstop/contracts';
import { Flow } from '../engine/flow.ts';
import type { Frame } from '../engine/page.ts';
import type { Rich } from '../engine/text.ts';
import { OWN_NAMES } from '../languages.ts';
import { INCH, drawFoot, drawHead } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { STUB_HEIGHT, drawStub } from './stub.ts';

/** How a page lies on its paper. */
export interface Form {
  readonly width: number;
  readonly height: number;
  /** Draws head and foot, and returns the frame between them. */
  readonly frame: (sheet: Sheet, order: PaperOrder | null) => Flow;
}

const LETTER = { width: 8.5 * INCH, height: 11 * INCH };
const LETTER_MARGIN = 54;
/** Where the windows of #10 envelopes show the address, of the mail houses that were looked up: what all of them show. */
const WINDOW: Frame = { x: 54, y: 157, width: 232, height: 53 };

/** Where a line of an address may end: at its own line breaks, and at commas when there are none. */
export function addressLines(address: string): readonly string[] {
  const lines = address.includes('\n')
    ? address.split('\n')
    : address.split(/,\s+/).reduce<string[]>((all, part) => {
        const last = all.at(-1);
        // "unit 4", a state and a ZIP code stay with what is before them.
        if (last !== undefined && (/^(unit|apt|suite|#)/i.test(part) || /^[A-Z]{2}( \d{5}|$)/.test(part)))
          return [...all.slice(0, -1), `${last}, ${part}`];
        return [...all, part];
      }, []);
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** Name and address in the window, and what the letter is about beside them. */
function drawAddress(sheet: Sheet): void {
  const { page, facts, words } = sheet;
  const [to] = facts.addressedTo;
  if (to === undefined) return;
  const name = to.name === 'Occupant' ? words.text('common.occupant') : to.name;
  const lines = [name, ...addressLines(to.address)];
  const window = new Flow(page, WINDOW, Math.min(1, 4 / lines.length), sheet.printed);
  window.item(facts.addressedTo.length > 0 ? 'E.2.a.i' : [], () => {
    for (const line of lines) window.text([{ text: line, language: facts.language }], { size: 9.6 });
  });
}

function drawAbout(sheet: Sheet, top: number): void {
  const { page, facts, words } = sheet;
  const frame = { x: 340, y: top, width: LETTER.width - LETTER_MARGIN - 340, height: 110 };
  const about = new Flow(page, frame, 1, sheet.printed);
  about.text([{ text: words.day(facts.day), bold: true }], { size: 9.6, align: 'right' });
  about.text(words.text('common.account', { number: facts.account }), { size: 9.6, align: 'right' });
  about.text(words.text('common.service-at'), { size: 9.6, align: 'right', before: 4 });
  about.text([{ text: facts.serviceAddress, bold: true }], { size: 9.6, align: 'right' });
}

/** A letter: its first page shows the address in the window of an envelope. */
export const letter: Form = {
  ...LETTER,
  frame: (sheet) => {
    const { page, facts } = sheet;
    const across = { x: LETTER_MARGIN, width: page.width - 2 * LETTER_MARGIN };
    const own = OWN_NAMES[page.language] ?? page.language;
    const under = drawHead(sheet, { ...across, y: 34, height: 70 }, own);
    const mailed = sheet.first && facts.addressedTo.length > 0;
    if (mailed) {
      drawAddress(sheet);
      drawAbout(sheet, under + 8);
    }
    const bottom = page.height - 30;
    const foot = drawFoot(sheet, { ...across, bottom }, { qrSize: 70, size: 9.2, short: false });
    const top = mailed ? WINDOW.y + WINDOW.height + 14 : under + 14;
    const frame = { ...across, y: top, height: foot - 6 - top };
    return new Flow(page, frame, sheet.scale, sheet.printed);
  },
};

/** A letter whose foot is the stub that comes back. */
export const billForm: Form = {
  ...LETTER,
  frame: (sheet) => {
    const { page } = sheet;
    const across = { x: LETTER_MARGIN, width: page.width - 2 * LETTER_MARGIN };
    const under = drawHead(sheet, { ...across, y: 34, height: 70 }, OWN_NAMES[page.language] ?? page.language);
    drawAddress(sheet);
    drawAbout(sheet, under + 8);
    const stub = page.height - 28 - STUB_HEIGHT;
    // The layout is the bill's alone.
    page.atEnd(() => drawStub(sheet as Sheet<BillPaper>, { ...across, y: stub, height: STUB_HEIGHT }));
    const top = WINDOW.y + WINDOW.height + 8;
    return new Flow(page, { ...across, y: top, height: stub - 8 - top }, sheet.scale, sheet.printed);
  },
};

const HANGER = { width: 4.25 * INCH, height: 11 * INCH };
const HANGER_MARGIN = 18;
/** The hole that goes over the knob, and the slit to it; a printer's die may differ. */
const HOLE = { x: HANGER.width / 2, y: 1.02 * INCH, radius: 0.66 * INCH };
const HANGER_TOP = 1.86 * INCH;

function leftLine(sheet: Sheet, order: PaperOrder): Rich {
  const { words } = sheet;
  const left = order.leftAt === null ? '____________' : words.moment(order.leftAt);
  const crew = order.crew === null ? '____' : order.crew;
  const parts = [
    `${words.text('hanger.left')}: ${left}`,
    `${words.text('hanger.crew')} ${crew}`,
    words.text('hanger.order', { number: order.number }),
  ];
  // A part stays together: a line ends between two of them.
  return parts.map((part) => part.replaceAll(' ', '\u00a0')).join('   ');
}

/** Left at the door: two languages to a sheet, front and back. */
export const hanger: Form = {
  ...HANGER,
  frame: (sheet, order) => {
    const { page, languages, words } = sheet;
    page.artifact(() => page.circle(HOLE.x, HOLE.y, HOLE.radius, '0.6 w [3 2] 0 d S'));
    page.dashed([HOLE.x, 0], [HOLE.x, HOLE.y - HOLE.radius]);
    const across = { x: HANGER_MARGIN, width: page.width - 2 * HANGER_MARGIN };
    const at = languages.indexOf(page.language);
    const back = languages[at % 2 === 0 ? at + 1 : at - 1];
    const other = back === undefined ? '' : words.text('hanger.other-side', { language: OWN_NAMES[back] ?? back });
    const under = drawHead(sheet, { ...across, y: HANGER_TOP, height: 60 }, other);
    const bottom = page.height - 14;
    const above = order === null ? [] : [leftLine(sheet, order)];
    const parts = { qrSize: 62, size: 8.8, short: true, above, ...(order === null ? {} : { barcode: order.number }) };
    const foot = drawFoot(sheet, { ...across, bottom }, parts);
    const frame = { ...across, y: under + 9, height: foot - 4 - under - 9 };
    return new Flow(page, frame, sheet.scale, sheet.printed);
  },
};

/** Whom a paper at the door is for: the customer by name, or whoever lives there. */
export function drawFor(flow: Flow, facts: PaperHead, text: Rich | null): void {
  flow.item('E.2.a.i', () => {
    if (text !== null) flow.text(text, { size: 9.8, before: 5 });
    flow.text([{ text: facts.serviceAddress, bold: true }], { size: 9.8 });
  });
}

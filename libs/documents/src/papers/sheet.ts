import { formatDollars } from '@curbstop/policy';
import type { Cents, NoticeContents } from '@curbstop/policy';
import type { PaperHead } from '@curbstop/contracts';
import { barcodeModules, drawBarcode, drawQr } from '../engine/codes.ts';
import { Flow } from '../engine/flow.ts';
import type { Frame, Page } from '../engine/page.ts';
import type { Rich } from '../engine/text.ts';
import { OWN_NAMES } from '../languages.ts';
import type { Language } from '../languages.ts';
import { wordsOf } from '../messages/words.ts';
import type { Words } from '../messages/words.ts';

/** Points of an inch. */
export const INCH = 72;
export const RULE = 2.2;
export const HAIR = 0.7;

/** What a page is drawn with. */
export interface Sheet<F extends PaperHead = PaperHead> {
  readonly page: Page;
  /** The first page of the paper: a letter's shows the address. */
  readonly first: boolean;
  readonly scale: number;
  readonly facts: F;
  readonly words: Words;
  /** The languages of the paper, in the order of its pages. */
  readonly languages: readonly Language[];
  readonly draft: boolean;
  readonly form: string;
  /** What the law asks for, and was printed on this page. */
  readonly printed: Set<string>;
}

/** The mark: a curb stop from above, its bar along the pipe. */
export function drawMark(page: Page, x: number, y: number, radius: number): void {
  page.artifact(() => {
    page.circle(x + radius, y + radius, radius - 0.6, '1.3 w S');
    page.fill({ x: x + radius - radius * 0.19, y: y + radius * 0.45, width: radius * 0.38, height: radius * 1.1 });
  });
}

/** City on the left, what it is or where the other languages are on the right, and a rule. */
export function drawHead(sheet: Sheet, frame: Frame, right: string): number {
  const { page, facts } = sheet;
  const flow = new Flow(page, frame, 1, sheet.printed);
  const size = 9.5;
  drawMark(page, frame.x, frame.y + 1, 6.5);
  const across = { ...frame, x: frame.x + 18, width: frame.width - 18 };
  new Flow(page, across).pair([{ text: facts.city.name, bold: true }], right, { size });
  flow.take(size * 1.37 + 5, 'The head');
  flow.rule(RULE);
  if (sheet.draft) {
    // A draft says so in its own language, and in English for the office.
    const own = sheet.words.text('common.draft');
    const english = wordsOf('en', facts.city.timeZone).text('common.draft');
    flow.space(3);
    flow.text([{ text: page.language === 'en' ? english : `${own} / ${english}`, bold: true }], { size: 6.6 });
  }
  return flow.y;
}

export interface FootParts {
  /** A line above the form number, as who left it and when. */
  readonly above?: readonly Rich[];
  readonly barcode?: string;
  readonly short: boolean;
  readonly qrSize: number;
  readonly size: number;
}

/** Draws the foot so that it ends at `bottom`, and returns where it begins. */
export function drawFoot(
  sheet: Sheet,
  { x, width, bottom }: { readonly x: number; readonly width: number; readonly bottom: number },
  parts: FootParts,
): number {
  const { page } = sheet;
  const tried = footInto(
    { ...sheet, page: page.scratch(), printed: new Set() },
    { x, y: 0, width, height: bottom },
    parts,
  );
  page.atEnd(() => footInto(sheet, { x, y: bottom - tried, width, height: tried }, parts));
  return bottom - tried;
}

/** Telephone and QR code, the other languages, and the form number and clause last. Returns where it ends. */
function footInto(sheet: Sheet, frame: Frame, parts: FootParts): number {
  const { page, facts, words } = sheet;
  const { city } = facts;
  const { size, qrSize } = parts;
  const flow = new Flow(page, frame, 1, sheet.printed);
  flow.rule(RULE);
  flow.space(3);
  const top = flow.y;
  const margin = qrSize * 0.09;
  const text = words.text('common.policy.code', { url: city.policyUrl });
  drawQr(page, city.policyUrl, { x: frame.x - margin, y: top - margin / 2, size: qrSize }, text);
  const beside: Frame = { x: frame.x + qrSize, y: top + 2, width: frame.width - qrSize, height: flow.left };
  const contact = new Flow(page, beside, 1, sheet.printed);
  contact.item('E.2.a.vi', () => {
    contact.text(words.say('common.call', { phone: city.phone }), { size: size * 1.45 });
    const { from, to } = city.officeHours;
    contact.text(words.say('common.hours', { from: words.time(from), to: words.time(to) }), { size });
    contact.text(words.say('common.policy.read'), { size });
    contact.text([{ text: city.policyUrl.replace(/^https?:\/\//, ''), bold: true }], { size });
  });
  flow.take(Math.max(qrSize - margin, contact.y - top) + 2, 'The foot');
  const others = sheet.languages.filter((each) => each !== page.language);
  if (others.length > 0) {
    flow.rule(HAIR, 1, 2);
    const named = others.map((each) => OWN_NAMES[each] ?? each).join(' · ');
    // At a door one line has the names alone.
    const text = parts.short ? named : words.say('common.also-in', { languages: named });
    flow.text(text, { size: size * 0.85 });
  }
  flow.rule(HAIR, 2, 2);
  return drawLast(sheet, flow, parts);
}

/** Who left it, the barcode that finds it again, and the form number. */
function drawLast(sheet: Sheet, flow: Flow, parts: FootParts): number {
  const { page, facts, words } = sheet;
  const { barcode } = parts;
  const module = 0.62;
  const width = barcode === undefined ? 0 : barcodeModules(barcode) * module;
  const frame = flow.frame;
  const side: Frame = { x: frame.x, y: flow.y, width: frame.width - width - (width > 0 ? 10 : 0), height: flow.left };
  const lines = new Flow(page, side, 1, sheet.printed);
  const size = parts.size * 0.82;
  for (const line of parts.above ?? []) lines.text(line, { size });
  lines.text(`${words.text('common.account', { number: facts.account })} · ${sheet.form} · ${facts.clause}`, { size });
  if (barcode === undefined) return lines.y;
  const at = { x: frame.x + frame.width - width, y: flow.y + 1, height: 16, module };
  drawBarcode(page, barcode, at, words.text('common.barcode', { number: barcode }));
  return Math.max(lines.y, at.y + at.height);
}

/** An amount that belongs to a label, each in a line. */
export type AmountLine = readonly [label: Rich, amount: Cents];

/** E.2.a.ii: bill by bill, the late charges, and installments that a payment falls on first. */
export function contentsLines(contents: NoticeContents, words: Words): readonly AmountLine[] {
  const bills = contents.items.map((item): AmountLine => [
    words.say('notice.bill-of', { day: words.day(item.billDate) }),
    item.charges,
  ]);
  const late: AmountLine[] = contents.penalty > 0 ? [[words.say('notice.late-charge'), contents.penalty]] : [];
  const owed = contents.instalments;
  return [...bills, ...late, ...(owed > 0 ? [[words.say('notice.installments'), owed] as const] : [])];
}

/** The box with what to pay and by when, part by part, and the total. */
export function drawAmountBox(
  flow: Flow,
  box: {
    readonly pay: string;
    readonly by: string | null;
    readonly lines: readonly AmountLine[];
    readonly total: AmountLine;
  },
): void {
  flow.space(8);
  flow.boxed(9, RULE, (inner) => {
    inner.item('E.2.a.ii', () => inner.text(box.pay, { size: 19, bold: true, role: 'H2' }));
    const { by } = box;
    if (by !== null) inner.item('E.2.a.iii', () => inner.text(by, { size: 11, bold: true }));
    inner.space(4);
    inner.page.group('Table', () => {
      for (const [label, amount] of box.lines) inner.pair(label, formatDollars(amount), { size: 9.8, before: 0.5 });
      inner.rule(HAIR, 2.5, 1.5);
      const [label, amount] = box.total;
      inner.pair(label, formatDollars(amount), { size: 9.8, bold: true });
    });
  });
}

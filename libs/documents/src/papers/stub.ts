import type { BillPaper } from '@curbstop/contracts';
import { NO_CENTS } from '@curbstop/policy';
import { barcodeModules, drawBarcode, drawQr } from '../engine/codes.ts';
import { Flow } from '../engine/flow.ts';
import type { Frame } from '../engine/page.ts';
import { RULE } from './sheet.ts';
import type { Sheet } from './sheet.ts';

export const STUB_HEIGHT = 152;
const QR = 72;
const MODULE = 0.9;

/** Account, bill and cents, as the counter's scanner and a lockbox read them; the amount cannot be misread for another's. */
export function stubCode(account: string, number: string, cents: number): string {
  return `${account}/${number}/${cents}`;
}

/** What is asked for with this bill; a credit asks for nothing. */
export const amountDue = ({ balance }: Pick<BillPaper, 'balance'>): BillPaper['balance'] =>
  balance > 0 ? balance : NO_CENTS;

/** The part that comes back with the payment, below a line to cut or tear at. */
export function drawStub(sheet: Sheet<BillPaper>, frame: Frame): void {
  const { page, facts, words } = sheet;
  const { city } = facts;
  page.dashed([0, frame.y], [page.width, frame.y]);
  const flow = new Flow(page, { ...frame, y: frame.y + 5 }, 1, sheet.printed);
  flow.text(words.say('bill.stub'), { size: 8 });
  flow.space(4);
  flow.columns([1.25, 1.1, 1.2], 14, [
    (left) => {
      left.text([{ text: city.name, bold: true }], { size: 10 });
      left.item('E.2.a.vi', () => left.text(words.say('common.call', { phone: city.phone }), { size: 9 }));
      const { from, to } = city.officeHours;
      left.text(words.say('common.hours', { from: words.time(from), to: words.time(to) }), { size: 8 });
      left.text([{ text: facts.customer, language: facts.language }], { size: 9, before: 4 });
      left.text(facts.serviceAddress, { size: 9 });
      left.text(words.text('common.account', { number: facts.account }), { size: 9 });
    },
    (middle) => {
      const at = { x: middle.frame.x, y: middle.y, size: QR };
      drawQr(page, city.policyUrl, at, words.text('common.policy.code', { url: city.policyUrl }));
      middle.take(QR, 'The QR code');
      middle.text(words.say('common.policy.read'), { size: 7 });
      middle.text([{ text: city.policyUrl.replace(/^https?:\/\//, ''), bold: true }], { size: 7 });
    },
    (right) => {
      right.boxed(6, RULE, (box) => {
        box.text(words.say('bill.amount-due'), { size: 8.5 });
        const due = amountDue(facts);
        const text = due > 0 ? words.money(due) : words.text('bill.nothing');
        box.text([{ text, bold: true }], { size: due > 0 ? 17 : 12 });
        box.item('B.2 due', () =>
          box.text([{ text: `${words.text('bill.due')}: ${words.day(facts.due)}`, bold: true }], { size: 8.5 }),
        );
      });
      right.text(words.text('bill.amount-paid'), { size: 8.5, before: 5 });
      right.page.rule(right.frame.x, right.y + 12, right.frame.width, 0.7);
    },
  ]);
  const code = stubCode(facts.account, facts.number, amountDue(facts));
  const width = barcodeModules(code) * MODULE;
  const bottom = frame.y + frame.height;
  drawBarcode(
    page,
    code,
    { x: frame.x + frame.width - width, y: bottom - 18, height: 18, module: MODULE },
    words.text('common.barcode', { number: code }),
  );
  const last = { x: frame.x, y: bottom - 11, width: frame.width - width - 10, height: 11 };
  new Flow(page, last).text(`${sheet.form} · ${facts.number} · ${facts.clause}`, { size: 7.2 });
}

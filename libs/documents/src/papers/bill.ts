import type { BillPaper } from '@curbstop/contracts';
import { formatDollars, usageWords } from '@curbstop/policy';
import type { Flow } from '../engine/flow.ts';
import type { Rich } from '../engine/text.ts';
import { drawChart } from './chart.ts';
import type { PaperDefinition } from './paper.ts';
import { HAIR } from './sheet.ts';
import type { Sheet } from './sheet.ts';

const LINE = { size: 9.4, before: 1 } as const;
const HEAD = { size: 10.5, bold: true, role: 'H2', before: 9 } as const;

/** Cells side by side, each with its name above. */
function drawCells(flow: Flow, widths: readonly number[], cells: readonly (readonly [string, Rich])[]): void {
  flow.page.group('TR', () =>
    flow.columns(
      widths,
      8,
      cells.map(([label, value]) => (cell: Flow) => {
        cell.text(label, { size: 7.2, role: 'TH' });
        cell.text(value, { size: 9.6, bold: true, role: 'TD' });
      }),
    ),
  );
}

function drawInformation({ words, facts }: Sheet<BillPaper>, flow: Flow): void {
  const label = (key: string): string => words.text(`bill.${key}`);
  flow.text(words.say('bill.account-info'), { size: 9, bold: true, before: 4 });
  flow.rule(HAIR, 2, 3);
  flow.page.group('Table', () => {
    drawCells(
      flow,
      [2.3, 2.6, 1.4, 1.8, 2],
      [
        [label('customer'), [{ text: facts.customer, language: facts.language }]],
        [label('address'), facts.serviceAddress],
        [label('account'), facts.account],
        [label('date'), words.day(facts.day)],
        [label('due'), words.day(facts.due)],
      ],
    );
    flow.rule(HAIR, 3, 3);
    const { meter, previous, current } = facts;
    const estimated = facts.estimated ? ` (${label('estimated')})` : '';
    drawCells(
      flow,
      [2.3, 1.9, 1.3, 1.9, 1.7, 1.6],
      [
        [label('meter'), meter === null ? '–' : `${meter.serial} · ${meter.dial}`],
        [label('previous-date'), words.day(previous.on)],
        [label('previous'), previous.register ?? '–'],
        [label('current-date'), words.day(current.on)],
        [label('current'), `${current.register ?? '–'}${estimated}`],
        [label('usage'), usageWords(facts.units, facts.usageUnit)],
      ],
    );
  });
  flow.rule(HAIR, 3, 0);
}

function drawCharges({ words, facts }: Sheet<BillPaper>, flow: Flow): void {
  flow.text(words.say('bill.charges'), HEAD);
  flow.page.group('Table', () => {
    for (const { label, quantity, amount } of facts.lines)
      flow.pair(quantity === '' ? label : `${label}, ${quantity}`, formatDollars(amount), LINE);
    flow.rule(HAIR, 2, 1);
    flow.item('B.1 amount', () =>
      flow.pair(words.say('bill.this-bill'), words.money(facts.amount), { ...LINE, bold: true }),
    );
    const before = words.say(facts.before < 0 ? 'bill.before-credit' : 'bill.before');
    if (facts.before !== 0) flow.pair(before, words.money(facts.before), LINE);
    flow.pair(words.say('bill.after'), words.money(facts.balance), { ...LINE, bold: true });
  });
  flow.text(words.say('bill.payments'), { ...HEAD, size: 9.4, before: 6 });
  if (facts.payments.length === 0) flow.text(words.say('bill.no-payments'), LINE);
  for (const { on, amount } of facts.payments) flow.pair(words.day(on), words.money(amount), LINE);
}

function drawUse({ words, facts }: Sheet<BillPaper>, flow: Flow): void {
  flow.text(words.say('bill.chart'), HEAD);
  drawChart(flow, facts.chart, facts.usageUnit, words);
  if (facts.chart.some(({ units, estimated }) => estimated || units === null))
    flow.text(words.say('bill.chart-key'), { size: 7 });
}

function drawNext({ words, facts }: Sheet<BillPaper>, flow: Flow): void {
  const { lateChargeOn, lateChargeShare, shutoff, appealUntil } = facts.next;
  flow.text(words.say('bill.next'), HEAD);
  const items: Rich[] = [];
  if (lateChargeOn !== null && lateChargeShare !== null)
    items.push(words.say('bill.next-late', { day: words.day(lateChargeOn), share: words.share(lateChargeShare) }));
  else if (lateChargeOn !== null) items.push(words.say('bill.next-late-flat', { day: words.day(lateChargeOn) }));
  if (shutoff !== null)
    items.push(words.say('bill.next-off', { day: words.dayOf(shutoff), time: words.timeOf(shutoff) }));
  items.push(words.say('bill.appeal', { day: words.day(appealUntil) }));
  flow.bullets(items, { size: 9.2, before: 1 });
  flow.text([{ text: `${words.text('bill.how')}. `, bold: true }, { text: words.text('bill.how-text') }], {
    size: 9.2,
    before: 5,
  });
}

/** B.1, B.2, A.2.c, H.5: what the sample bill of the city shows, with its tariff, its use and a stub. */
export const bill: PaperDefinition<BillPaper> = {
  kind: 'bill',
  form: 'CB-BL-01',
  layout: 'bill',
  groups: ['common', 'bill'],
  required: ['E.2.a.i', 'B.1 amount', 'B.2 due', 'E.2.a.vi'],
  ownLanguageOnly: true,
  title: (words, facts) => `${words.text(`bill.${facts.form}`)} ${facts.number}`,
  draw: (sheet, flow) => {
    const { words, facts } = sheet;
    flow.text(words.say(`bill.${facts.form}`), { size: 17, bold: true, role: 'H1' });
    if (facts.corrects !== null) flow.text(words.say('bill.corrects', { number: facts.corrects }), { size: 9.4 });
    drawInformation(sheet, flow);
    flow.columns([1.15, 1], 22, [(left) => drawCharges(sheet, left), (right) => drawUse(sheet, right)]);
    drawNext(sheet, flow);
  },
};

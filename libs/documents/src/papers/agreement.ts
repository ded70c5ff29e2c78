import type { AgreementPaper } from '@curbstop/contracts';
import { addCents, formatDollars } from '@curbstop/policy';
import type { Flow } from '../engine/flow.ts';
import { drawFor } from './forms.ts';
import type { PaperDefinition } from './paper.ts';
import { HAIR, RULE } from './sheet.ts';
import type { Sheet } from './sheet.ts';

const BODY = { size: 10, before: 6 } as const;
const LINE = { size: 10, before: 1 } as const;
/** More rows than this stand in two columns. */
const ONE_COLUMN = 8;

function drawRows(flow: Flow, { words, facts }: Sheet<AgreementPaper>): void {
  const draw = (rows: AgreementPaper['rows'], from: number) => (column: Flow) =>
    column.page.group('Table', () => {
      rows.forEach(({ due, amount }, at) => {
        const label = `${from + at + 1}.  ${words.text('agreement.by', { day: words.day(due) })}`;
        column.pair(label, formatDollars(amount), LINE);
      });
    });
  const { rows } = facts;
  if (rows.length <= ONE_COLUMN) {
    draw(rows, 0)(flow);
    return;
  }
  const half = Math.ceil(rows.length / 2);
  flow.columns([1, 1], 28, [draw(rows.slice(0, half), 0), draw(rows.slice(half), half)]);
}

/** Where both sign, each with a date. */
function drawSignatures(flow: Flow, { words, facts }: Sheet<AgreementPaper>): void {
  const { signedAt, offerEndsAt } = facts;
  if (signedAt !== null)
    flow.text(words.say('agreement.signed', { moment: words.moment(signedAt) }), { ...BODY, bold: true });
  if (offerEndsAt !== null) flow.text(words.say('agreement.offer', { moment: words.moment(offerEndsAt) }), BODY);
  flow.space(26);
  const place = (key: string) => (column: Flow) => {
    column.rule(HAIR);
    column.text(words.say(key), { size: 8.4 });
  };
  flow.columns([2, 1, 2], 18, [place('agreement.signature'), place('agreement.date'), place('agreement.for-city')]);
}

/** I.3 to I.6: with its schedule and the places to sign. */
export const agreement: PaperDefinition<AgreementPaper> = {
  kind: 'agreement',
  form: 'CB-AG-01',
  layout: 'letter',
  groups: ['common', 'agreement'],
  required: ['I.3 schedule', 'I.7', 'I.3.a signature', 'E.2.a.i'],
  ownLanguageOnly: true,
  title: (words, facts) => words.text(`agreement.${facts.arrangement}`),
  draw: (sheet, flow) => {
    const { words, facts } = sheet;
    flow.text(words.say('agreement.kind'), { size: 10, bold: true });
    flow.text(words.say(`agreement.${facts.arrangement}`), { size: 18, bold: true, role: 'H1' });
    drawFor(flow, facts, [{ text: facts.customer, language: facts.language }]);
    flow.space(7);
    flow.item('I.3 schedule', () =>
      flow.boxed(9, RULE, (box) => {
        box.page.group('Table', () => {
          if (facts.reduction > 0) {
            box.pair(words.say('agreement.owed'), words.money(addCents(facts.total, facts.reduction)), LINE);
            box.pair(words.say('agreement.reduced'), words.money(facts.reduction), LINE);
          }
          box.pair(words.say('agreement.total'), words.money(facts.total), { size: 12, bold: true });
        });
        box.text(words.say('agreement.schedule-head'), { size: 9, bold: true, before: 4 });
        drawRows(box, sheet);
      }),
    );
    flow.text(words.say('agreement.promise'), BODY);
    flow.text(words.say('agreement.keeps'), BODY);
    const { defaultDays, businessDays } = facts;
    flow.item('I.7', () =>
      flow.text(words.say('agreement.broken', { days: defaultDays, business: businessDays }), BODY),
    );
    flow.item('I.3.a signature', () => drawSignatures(flow, sheet));
  },
};

import type { ReceiptPaper } from '@curbstop/contracts';
import { formatDollars } from '@curbstop/policy';
import type { Rich } from '../engine/text.ts';
import { drawFor } from './forms.ts';
import type { PaperDefinition } from './paper.ts';
import { HAIR, RULE } from './sheet.ts';

/** J, A.2: what was received, when it counts and what it was applied to. */
export const receipt: PaperDefinition<ReceiptPaper> = {
  kind: 'receipt',
  form: 'CB-RC-01',
  layout: 'letter',
  groups: ['common', 'receipt'],
  required: ['J amount', 'J balance'],
  ownLanguageOnly: true,
  title: (words, facts) => words.text(facts.deposit ? 'receipt.deposit-kind' : 'receipt.kind'),
  draw: ({ words, facts }, flow) => {
    flow.text(words.say(facts.deposit ? 'receipt.deposit-kind' : 'receipt.kind'), { size: 10, bold: true });
    const amount = words.money(facts.amount);
    flow.item('J amount', () =>
      flow.text(words.say('receipt.received', { amount }), { size: 20, bold: true, role: 'H1' }),
    );
    drawFor(flow, facts, [{ text: facts.customer, language: facts.language }]);
    flow.space(10);
    const line = { size: 10.3, before: 2 } as const;
    flow.boxed(9, RULE, (box) => {
      const rows: readonly [string, Rich][] = [
        ['receipt.number', facts.number],
        ['receipt.taken', words.moment(facts.takenAt)],
        ['receipt.counts', words.day(facts.counts)],
        ['receipt.paid-with', words.say(`receipt.${facts.tender}`)],
      ];
      box.page.group('Table', () => {
        for (const [key, value] of rows) box.pair(words.say(key), value, line);
      });
    });
    if (facts.applied.length > 0) {
      flow.text(words.say('receipt.applied'), { size: 11.5, bold: true, role: 'H2', before: 12 });
      flow.page.group('Table', () => {
        for (const each of facts.applied) flow.pair(each.label, formatDollars(each.amount), line);
      });
    }
    flow.rule(HAIR, 8, 4);
    flow.item('J balance', () =>
      flow.page.group('Table', () => {
        flow.pair(words.say('receipt.balance'), words.money(facts.balance), { ...line, bold: true });
        if (facts.pastDue > 0) flow.pair(words.say('receipt.past-due'), words.money(facts.pastDue), line);
      }),
    );
  },
};

import type { FinalHangerPaper, ReturnedTagPaper, SignUpTagPaper, TagPaper } from '@curbstop/contracts';
import { drawFor } from './forms.ts';
import type { PaperDefinition } from './paper.ts';
import { RULE, drawAmountBox } from './sheet.ts';

const KIND = { size: 10, bold: true } as const;
const TITLE = { size: 20, bold: true, role: 'H1' } as const;
const BODY = { size: 10.3, before: 8 } as const;

/** I.7. */
export const finalHanger: PaperDefinition<FinalHangerPaper> = {
  kind: 'door-hanger-final',
  form: 'CB-DH-07',
  layout: 'hanger',
  groups: ['common', 'final', 'notice', 'hanger', 'tag'],
  required: ['I.7 amount', 'I.7 days', 'E.2.a.i', 'E.2.a.vi'],
  title: (words) => words.text('final.kind'),
  draw: ({ words, facts }, flow) => {
    flow.text(words.say('final.kind'), KIND);
    flow.text(words.say('final.title'), TITLE);
    drawFor(flow, facts, words.say('common.or-occupant', { name: facts.customer }));
    flow.item('I.7 amount', () => {
      flow.space(9);
      flow.boxed(9, RULE, (inner) => {
        const amount = words.money(facts.amount);
        inner.text(words.say('final.pay-in-full', { amount }), { size: 19, bold: true, role: 'H2' });
        inner.text(words.say('notice.total'), { size: 9.8 });
      });
    });
    flow.text(words.say('final.text', { days: facts.defaultDays }), BODY);
    flow.item('I.7 days', () =>
      flow.text(words.say('final.days', { days: facts.businessDays }), { ...BODY, bold: true }),
    );
    flow.text(words.say('final.call-first'), BODY);
    flow.text(words.say('tag.options'), BODY);
  },
};

/** PUC 10010.1, D.7, H.6: posted before a turn-off. */
export const doorTag: PaperDefinition<TagPaper> = {
  kind: 'door-tag',
  form: 'CB-TG-48',
  layout: 'hanger',
  groups: ['common', 'tag', 'final', 'notice', 'hanger'],
  required: ['E.2.a amount', 'E.2.a hours', 'E.2.a.i', 'E.2.a.vi'],
  title: (words, facts) => words.text('tag.kind', { hours: facts.hours }),
  draw: ({ words, facts }, flow) => {
    flow.text(words.say('tag.kind', { hours: facts.hours }), KIND);
    flow.text(words.say('tag.title'), TITLE);
    drawFor(flow, facts, words.say('common.or-occupant', { name: facts.customer }));
    flow.item('E.2.a amount', () => {
      flow.space(9);
      flow.boxed(9, RULE, (inner) => {
        const amount = words.money(facts.amount);
        inner.text(words.say('final.pay-in-full', { amount }), { size: 19, bold: true, role: 'H2' });
        inner.text(words.say('notice.total'), { size: 9.8 });
      });
    });
    flow.item('E.2.a hours', () => flow.text(words.say('tag.text', { hours: facts.hours }), { ...BODY, bold: true }));
    flow.text(words.say('tag.options'), BODY);
    flow.text(words.say('tag.paid'), BODY);
  },
};

/** A.3.a. */
export const signUpTag: PaperDefinition<SignUpTagPaper> = {
  kind: 'blue-tag-signup',
  form: 'CB-BT-01',
  layout: 'hanger',
  groups: ['common', 'blue', 'hanger'],
  required: ['A.3.a', 'A.1', 'E.2.a.vi'],
  title: (words) => words.text('blue.signup-kind'),
  draw: ({ words, facts }, flow) => {
    flow.text(words.say('blue.signup-kind'), KIND);
    flow.text(words.say('blue.signup-title'), TITLE);
    drawFor(flow, facts, null);
    flow.item('A.3.a', () => flow.text(words.say('blue.signup-text'), { size: 11, bold: true, before: 10 }));
    flow.text(words.say('blue.signup-bring'), { size: 11.5, bold: true, role: 'H2', before: 12 });
    flow.item('A.1', () =>
      flow.bullets(
        [
          words.say('blue.signup-form'),
          words.say('blue.signup-id'),
          words.say('blue.signup-proof', { amount: words.money(facts.deposit) }),
        ],
        { size: 10.3, before: 4 },
      ),
    );
  },
};

/** K.2, K.3. */
export const returnedTag: PaperDefinition<ReturnedTagPaper> = {
  kind: 'blue-tag-nsf',
  form: 'CB-BT-02',
  layout: 'hanger',
  groups: ['common', 'blue', 'notice', 'hanger'],
  required: ['K.2 amount', 'K.5', 'K.6', 'E.2.a.vi'],
  title: (words) => words.text('blue.nsf-kind'),
  draw: ({ words, facts }, flow) => {
    flow.text(words.say('blue.nsf-kind'), KIND);
    flow.text(words.say('blue.nsf-title'), TITLE);
    drawFor(flow, facts, [{ text: facts.customer, language: facts.language }]);
    flow.item('K.2 amount', () =>
      drawAmountBox(flow, {
        pay: words.text('notice.pay', { amount: words.money(facts.total) }),
        by:
          facts.payBy === null
            ? words.text('notice.now')
            : words.text('notice.by', { moment: words.moment(facts.payBy) }),
        lines: [
          [words.say('blue.nsf-amount'), facts.returned],
          [words.say('blue.nsf-fee'), facts.fee],
        ],
        total: [words.say('blue.nsf-total'), facts.total],
      }),
    );
    flow.item('K.5', () => flow.text(words.say('blue.nsf-tender'), BODY));
    flow.item('K.6', () => flow.text(words.say('blue.nsf-if-not'), BODY));
  },
};

import type { ReminderPaper, RestorePaper, TenantPaper } from '@curbstop/contracts';
import type { Flow } from '../engine/flow.ts';
import { drawFor } from './forms.ts';
import type { PaperDefinition } from './paper.ts';
import { contentsLines, drawAmountBox } from './sheet.ts';
import type { AmountLine, Sheet } from './sheet.ts';

const KIND = { size: 10, bold: true } as const;
const TITLE = { size: 20, bold: true, role: 'H1' } as const;
const BODY = { size: 10.3, before: 7 } as const;
const HEAD = { size: 11.5, bold: true, role: 'H2', before: 10 } as const;

/** C.1. */
export const reminder: PaperDefinition<ReminderPaper> = {
  kind: 'reminder',
  form: 'CB-RM-01',
  layout: 'letter',
  groups: ['common', 'reminder', 'notice'],
  required: ['E.2.a.vi', 'C.1 amount', 'C.1 next'],
  title: (words) => words.text('reminder.kind'),
  draw: ({ words, facts }, flow) => {
    flow.text(words.say('reminder.kind'), KIND);
    flow.text(words.say('reminder.title'), TITLE);
    drawFor(flow, facts, [{ text: facts.customer, language: facts.language }]);
    const { contents } = facts;
    flow.item('C.1 amount', () =>
      drawAmountBox(flow, {
        pay: words.text('notice.pay', { amount: words.money(contents.total) }),
        by: words.text('notice.now'),
        lines: contentsLines(contents, words),
        total: [words.say('reminder.total'), contents.total],
      }),
    );
    const [oldest] = contents.items;
    if (oldest !== undefined) {
      const days = { billed: words.day(oldest.billDate), due: words.day(facts.due), late: words.money(oldest.penalty) };
      flow.text(words.say(oldest.penalty > 0 ? 'reminder.text' : 'reminder.text-no-charge', days), BODY);
    }
    flow.item('C.1 next', () => {
      if (facts.payBy !== null) flow.text(words.say('reminder.next', { moment: words.moment(facts.payBy) }), BODY);
      flow.text(words.say('reminder.cannot'), BODY);
    });
    if (contents.penalty > 0) flow.text(words.say('reminder.waiver', { months: facts.waiverMonths }), BODY);
  },
};

/** E.3: to whoever lives there; it names no customer and no amount. */
export const tenant: PaperDefinition<TenantPaper> = {
  kind: 'tenant',
  form: 'CB-TN-01',
  layout: 'hanger',
  groups: ['common', 'tenant', 'hanger'],
  required: ['E.3.a', 'E.3.b', 'E.3.b rent', 'E.3.d', 'E.2.a.vi'],
  title: (words) => words.text('tenant.kind'),
  draw: ({ words, facts }, flow) => {
    flow.text(words.say('tenant.kind'), KIND);
    flow.text(words.say('tenant.title'), TITLE);
    drawFor(flow, facts, words.say('tenant.to'));
    flow.item('E.3.a', () => {
      flow.space(9);
      flow.boxed(9, 2.2, (inner) => {
        inner.text(words.say('tenant.text', { day: words.weekday(facts.closesOn) }), { size: 11, bold: true });
      });
    });
    flow.text(words.say('tenant.right-title'), HEAD);
    flow.item('E.3.b', () => flow.text(words.say('tenant.right'), { ...BODY, before: 2 }));
    flow.item('E.3.d', () => flow.text(words.say('tenant.how'), BODY));
    flow.item('E.3.b rent', () => flow.text(words.say('tenant.rent'), BODY));
    flow.text(words.say('tenant.some'), BODY);
  },
};

function drawRestore({ words, facts }: Sheet<RestorePaper>, flow: Flow): void {
  const { restore } = facts;
  const hours = { from: words.time(restore.officeHours.from), to: words.time(restore.officeHours.to) };
  const owed: readonly [key: string, amount: AmountLine[1]][] = [
    ['restore.past-due', restore.pastDue],
    ['restore.returned', restore.returned],
    ['restore.fees', restore.feesOwed],
  ];
  const lines = owed.filter(([, amount]) => amount > 0).map(([key, amount]): AmountLine => [words.say(key), amount]);
  flow.text(words.say('restore.kind'), KIND);
  flow.text(words.say('restore.title'), TITLE);
  drawFor(flow, facts, null);
  flow.item('E.4 amount', () =>
    drawAmountBox(flow, {
      pay: words.text('notice.pay', { amount: words.money(restore.total) }),
      by: null,
      lines: [...lines, [words.say('restore.fee', hours), restore.fee]],
      total: [words.say('restore.total'), restore.total],
    }),
  );
  flow.text(words.say('restore.steps'), HEAD);
  flow.item('E.4 steps', () =>
    flow.bullets(
      [
        words.say('restore.step-pay'),
        words.say('restore.step-home'),
        words.say('restore.step-after', {
          fee: words.money(restore.afterHoursFee),
          day: words.money(restore.fee),
          time: words.time(facts.payBackBy),
        }),
      ],
      { size: 10, before: 3 },
    ),
  );
  const { day, afterHours } = facts.lowIncome;
  flow.item('F.4', () =>
    flow.text(words.say('restore.low-income', { day: words.money(day), after: words.money(afterHours) }), {
      size: 9.6,
      before: 7,
    }),
  );
  flow.text(words.say('restore.do-not'), { size: 10, bold: true, before: 7 });
}

/** E.4, HSC 116912: left at the door when the water is turned off. */
export const restore: PaperDefinition<RestorePaper> = {
  kind: 'restore',
  form: 'CB-RS-01',
  layout: 'hanger',
  groups: ['common', 'restore', 'notice', 'hanger'],
  required: ['E.4 amount', 'E.4 steps', 'F.4', 'E.2.a.vi'],
  title: (words) => words.text('restore.kind'),
  draw: drawRestore,
};

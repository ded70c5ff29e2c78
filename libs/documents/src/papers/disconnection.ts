import type { DisconnectionPaper, HangerPaper } from '@curbstop/contracts';
import { PAYMENT_OPTIONS } from '@curbstop/policy';
import type { PaymentOption } from '@curbstop/policy';
import type { Flow } from '../engine/flow.ts';
import type { Rich } from '../engine/text.ts';
import type { Words } from '../messages/words.ts';
import { drawFor } from './forms.ts';
import type { PaperDefinition } from './paper.ts';
import { contentsLines, drawAmountBox } from './sheet.ts';
import type { Sheet } from './sheet.ts';

const BODY = { size: 10, before: 4 };
const HEAD = { size: 11, bold: true, role: 'H2', before: 7 } as const;

/** HSC 116908(a)(1)(C): each option that the notice must name, as an item of its own. */
const OPTION_ITEMS: Readonly<Record<PaymentOption, readonly string[]>> = {
  extension: ['HSC 116908 extension'],
  amortization: ['E.2.a.v', 'HSC 116908 amortization'],
  deferral: ['HSC 116908 deferral'],
  reduction: ['HSC 116908 reduction'],
  'alternative-schedule': ['HSC 116908 alternative schedule'],
};

/** E.2.a.i to E.2.a.vi and HSC 116908: what a notice is not sent without. */
export const NOTICE_ITEMS: readonly string[] = [
  'E.2.a.i',
  'E.2.a.ii',
  'E.2.a.iii',
  'E.2.a.iv',
  'E.2.a.vi',
  'HSC 116908 appeal',
  ...Object.values(OPTION_ITEMS).flat(),
];

type Noticed = DisconnectionPaper | HangerPaper;

function drawWhatToPay(flow: Flow, { facts, words }: Sheet<Noticed>): void {
  const { contents } = facts;
  drawAmountBox(flow, {
    pay: words.text('notice.pay', { amount: words.money(contents.total) }),
    by: contents.payBy === null ? null : words.text('notice.by', { moment: words.moment(contents.payBy) }),
    lines: contentsLines(contents, words),
    total: [words.say('notice.total'), contents.total],
  });
  if (facts.closesFrom !== null) {
    const { fee, lowIncome } = facts.fee;
    flow.text(
      [
        ...parts(words.say('notice.if-not', { moment: words.moment(facts.closesFrom) })),
        ...parts(words.say('notice.fee', { fee: words.money(fee), low: words.money(lowIncome) }), words),
      ],
      { ...BODY, before: 7 },
    );
  }
}

/** Sentences one after another; Chinese puts no space between them. */
function parts(rich: Rich, words?: Words): readonly { readonly text: string; readonly bold?: boolean }[] {
  const spans = typeof rich === 'string' ? [{ text: rich }] : rich;
  if (words === undefined || words.language.startsWith('zh')) return spans;
  return [{ text: ' ' }, ...spans];
}

function optionText(option: PaymentOption, { facts, words }: Sheet<Noticed>): Rich {
  const { options } = facts;
  const values: Readonly<Record<PaymentOption, Readonly<Record<string, string | number>>>> = {
    extension: { days: options.extensionDays },
    amortization: { share: words.share(options.downPayment), months: options.months },
    deferral: { months: options.deferralMonths },
    reduction: { share: words.share(options.reductionMax) },
    'alternative-schedule': { months: options.months },
  };
  return words.say(`notice.${option}`, values[option]);
}

/** At a door there is room for one sentence that names them all. */
function drawOptionsShort(flow: Flow, { words, facts }: Sheet<Noticed>): void {
  const { options, contents } = facts;
  const named = contents.options.filter((option) => option !== 'extension');
  const style = { size: 10, before: 2 };
  if (contents.options.includes('extension'))
    flow.item(OPTION_ITEMS.extension, () =>
      flow.bullets([words.say('hanger.extension', { days: options.extensionDays })], style),
    );
  const values = {
    months: options.months,
    deferral: options.deferralMonths,
    share: words.share(options.reductionMax),
  };
  if (named.length === PAYMENT_OPTIONS.length - 1)
    flow.item(
      named.flatMap((option) => OPTION_ITEMS[option]),
      () => flow.bullets([words.say('hanger.arrangement', values)], style),
    );
  flow.bullets([words.say('hanger.medical')], style);
  flow.text(words.say('hanger.apply'), BODY);
}

function drawOptions(flow: Flow, sheet: Sheet<Noticed>): void {
  const { words, facts } = sheet;
  flow.text(words.say('notice.cannot'), HEAD);
  if (facts.kind === 'door-hanger') {
    drawOptionsShort(flow, sheet);
    return;
  }
  for (const option of facts.contents.options)
    flow.item(OPTION_ITEMS[option], () => flow.bullets([optionText(option, sheet)], { size: 10, before: 2 }));
  flow.bullets([words.say('notice.medical')], { size: 10, before: 2 });
  flow.text(words.say('notice.apply'), BODY);
}

function drawAppeal(flow: Flow, { facts, words }: Sheet<Noticed>): void {
  const { appeal } = facts.contents;
  if (appeal === null) return;
  flow.text(words.say('notice.wrong'), HEAD);
  flow.item(['E.2.a.iv', 'HSC 116908 appeal'], () => {
    const key = appeal.billWindowPassed ? 'notice.appeal-passed' : 'notice.appeal-open';
    const late = appeal.lateChargeUntil;
    flow.text(
      [
        ...parts(words.say(key, { day: words.day(appeal.billUntil) })),
        ...(late === null ? [] : parts(words.say('notice.appeal-late-charge', { day: words.day(late) }), words)),
        ...parts(
          words.say(facts.kind === 'door-hanger' ? 'hanger.appeal-stays' : 'notice.appeal-stays', {
            days: facts.options.secondLevelDays,
          }),
          words,
        ),
      ],
      { size: 10, before: 1 },
    );
  });
}

function drawNotice(sheet: Sheet<Noticed>, flow: Flow): void {
  const { words, facts } = sheet;
  flow.text(words.say('notice.kind'), { size: 10, bold: true });
  flow.text(words.say('notice.title'), { size: 20, bold: true, role: 'H1' });
  const { name } = facts.contents.customer;
  const own = [{ text: name, language: facts.language }];
  const to = facts.kind === 'door-hanger' ? words.say('common.or-occupant', { name }) : own;
  drawFor(flow, facts, to);
  drawWhatToPay(flow, sheet);
  if (facts.kind === 'door-hanger')
    flow.text(words.say('hanger.hours', { hours: facts.hours }), { ...BODY, bold: true });
  drawOptions(flow, sheet);
  drawAppeal(flow, sheet);
  if (facts.kind === 'door-hanger') flow.text(words.say('hanger.returned'), { size: 9, before: 6, bold: true });
}

/** E.2.a. */
export const disconnection: PaperDefinition<DisconnectionPaper> = {
  kind: 'disconnection',
  form: 'CB-DN-01',
  layout: 'letter',
  groups: ['common', 'notice'],
  required: NOTICE_ITEMS,
  title: (words) => words.text('notice.kind'),
  draw: drawNotice,
};

/** E.2.b. */
export const doorHanger: PaperDefinition<HangerPaper> = {
  kind: 'door-hanger',
  form: 'CB-DH-02',
  layout: 'hanger',
  groups: ['common', 'notice', 'hanger'],
  required: NOTICE_ITEMS,
  title: (words) => words.text('notice.kind'),
  draw: drawNotice,
};

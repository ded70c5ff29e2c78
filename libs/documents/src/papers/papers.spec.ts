import { PAPER_KINDS } from '@curbstop/contracts';
import type { DisconnectionPaper } from '@curbstop/contracts';
import { PAYMENT_OPTIONS, addCents, cents, formatDollars } from '@curbstop/policy';
import fc from 'fast-check';
import { DoesNotFit, MissingCharacter } from '../engine/refused.ts';
import { catalogueOf } from '../messages/catalogue.ts';
import { SAMPLES } from '../samples/sample-facts.ts';
import { openPdf, textOf } from '../test/pdf.fixture.ts';
import { inLanguage, makePaper } from './index.ts';

function sample<K extends (typeof SAMPLES)[number]['kind']>(kind: K) {
  const found = SAMPLES.find((facts) => facts.kind === kind);
  if (found === undefined) throw new Error(`There is no sample of ${kind}.`);
  return found as Extract<(typeof SAMPLES)[number], { kind: K }>;
}

const notice = (): DisconnectionPaper => inLanguage(sample('disconnection'), 'en');
const wide = async (bytes: Uint8Array, page = 1): Promise<string> => textOf(await openPdf(bytes), page);

describe('a paper', () => {
  it('of every kind is among the samples', () => {
    expect(SAMPLES.map(({ kind }) => kind).sort()).toEqual([...PAPER_KINDS].sort());
  });

  it('of the same facts has the same bytes, whatever the clock says', async () => {
    jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
    const first = await makePaper(sample('bill'));
    jest.setSystemTime(86_400_000_000);
    expect(Buffer.compare(first, await makePaper(sample('bill')))).toBe(0);
    jest.useRealTimers();
  });

  it('of another amount has another /ID', async () => {
    const idOf = (bytes: Uint8Array): string | undefined =>
      /\/ID \[ <(\w+)>/.exec(Buffer.from(bytes).toString('latin1'))?.[1];
    const one = idOf(await makePaper(notice()));
    const other = idOf(await makePaper({ ...notice(), account: '10423-03' }));
    expect(one).toMatch(/^[0-9a-f]{32}$/i);
    expect(other).not.toBe(one);
  });

  it('says the same of a name in composed and in decomposed letters', async () => {
    const named = (name: string): Promise<Uint8Array> =>
      makePaper({ ...inLanguage(sample('receipt'), 'vi'), customer: name });
    const [composed, decomposed] = await Promise.all(
      ['NFC', 'NFD'].map((form) => named('Nguyễn Thị Ánh'.normalize(form))),
    );
    expect(await wide(decomposed ?? new Uint8Array())).toBe(await wide(composed ?? new Uint8Array()));
  });

  it('is refused with the character that no font has', async () => {
    const facts = { ...inLanguage(sample('receipt'), 'en'), customer: 'Ana 🚰' };
    await expect(makePaper(facts)).rejects.toThrow(MissingCharacter);
    await expect(makePaper(facts)).rejects.toThrow('U+1F6B0');
  });

  it('is refused where it does not fit, and not printed over its edge', async () => {
    const items = Array.from({ length: 60 }, () => sample('disconnection').contents.items[0]).filter(
      (each) => each !== undefined,
    );
    await expect(makePaper({ ...notice(), contents: { ...notice().contents, items } })).rejects.toThrow(DoesNotFit);
  });

  it('has its language, its title and a structure for screen readers', async () => {
    const pdf = await openPdf(await makePaper(inLanguage(sample('disconnection'), 'vi')));
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Language: 'vi', Title: expect.stringContaining('Thông báo cắt nước') });
    const tree = await (await pdf.getPage(1)).getStructTree();
    const roles = JSON.stringify(tree);
    for (const role of ['H1', 'H2', 'P', 'LI', 'TH', 'TD', 'Figure']) expect(roles).toContain(`"role":"${role}"`);
    expect(roles).toContain('Mã QR mở');
    expect((await pdf.getOutline())?.[0]?.title).toContain('Tiếng Việt');
  });

  it("has the customer's own language first, and Chinese in both ways of writing", async () => {
    const pdf = await openPdf(await makePaper({ ...sample('disconnection'), language: 'zh' }));
    expect(pdf.numPages).toBe(7);
    expect(await textOf(pdf, 1)).toContain('停水通知');
    expect(await textOf(pdf, 1)).toContain('繁體中文');
    expect(await textOf(pdf, 2)).toContain('简体中文');
    expect(await textOf(pdf, 3)).toContain('Disconnection notice');
  });
});

describe('E.2.a, HSC 116908: a disconnection notice is not made without', () => {
  const { contents } = notice();
  it.each(PAYMENT_OPTIONS.map((option) => [option]))('%s', async (option) => {
    const options = contents.options.filter((each) => each !== option);
    for (const facts of [notice(), inLanguage(sample('door-hanger'), 'ko')])
      await expect(makePaper({ ...facts, contents: { ...facts.contents, options } })).rejects.toThrow(/HSC 116908/);
  });

  it('how to appeal', async () => {
    await expect(makePaper({ ...notice(), contents: { ...contents, appeal: null } })).rejects.toThrow('E.2.a.iv');
  });

  it('the day to pay by', async () => {
    await expect(makePaper({ ...notice(), contents: { ...contents, payBy: null } })).rejects.toThrow('E.2.a.iii');
  });
});

describe('Z.7: a draft translation', () => {
  const english = catalogueOf('en').text('common.draft');

  it('is marked as one, in its own language and in English', async () => {
    const text = await wide(await makePaper(inLanguage(sample('reminder'), 'es')));
    expect(text).toContain('Traducción preliminar');
    expect(text).toContain(english);
  });

  it('is refused where the city has not accepted drafts, and named', async () => {
    const facts = { ...sample('disconnection'), drafts: 'refused' as const };
    await expect(makePaper(facts)).rejects.toThrow('es, zh-Hant, zh-Hans, tl, vi, ko (Z.7)');
    await expect(makePaper(inLanguage(facts, 'en'))).resolves.toBeDefined();
  });

  it('is not marked where the city accepted it', async () => {
    const text = await wide(await makePaper({ ...inLanguage(sample('reminder'), 'es'), drafts: 'accepted' }));
    expect(text).not.toContain(english);
  });
});

describe('figures', () => {
  const amount = fc.integer({ min: 1, max: 99_999_999 }).map(cents);

  it('a notice shows each amount that it is given, in every language as in English', async () => {
    const languages = fc.constantFrom('en', 'es', 'zh-Hant', 'zh-Hans', 'tl', 'vi', 'ko');
    await fc.assert(
      fc.asyncProperty(amount, amount, languages, async (charges, penalty, language) => {
        const total = addCents(charges, penalty);
        const [item] = notice().contents.items;
        if (item === undefined) throw new Error('The sample has no bill.');
        const contents = { ...notice().contents, items: [{ ...item, charges, penalty }], charges, penalty, total };
        const text = await wide(await makePaper(inLanguage({ ...sample('disconnection'), contents }, language)));
        for (const each of [charges, penalty, total]) expect(text).toContain(formatDollars(each));
      }),
      {
        numRuns: 15,
        examples: [
          [cents(1), cents(1), 'vi'],
          [cents(99_999_998), cents(1), 'ko'],
        ],
      },
    );
  });

  it('a bill shows the lines, the balance and what is due; a credit asks for nothing', async () => {
    const bill = inLanguage(sample('bill'), 'en');
    const text = await wide(await makePaper(bill));
    for (const each of [...bill.lines.map((line) => line.amount), bill.balance])
      expect(text).toContain(formatDollars(each));
    for (const each of ['1649', '1686', '37 CCF', 'January 15, 2026', 'February 26, 2026'])
      expect(text).toContain(each);
    const credit = await wide(await makePaper({ ...bill, before: cents(-20_000), balance: cents(-6_560) }));
    expect(credit).toContain('-$65.60');
    expect(credit).toContain('Nothing to pay');
  });

  it('an estimate is marked, on the bill and in the chart', async () => {
    const text = await wide(await makePaper({ ...inLanguage(sample('bill'), 'en'), estimated: true }));
    expect(text.replace(/\s+/g, ' ')).toContain('1686 (Estimated read)');
    expect(text).toContain('Outlined: estimated.');
  });
});

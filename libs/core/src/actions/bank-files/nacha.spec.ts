import fc from 'fast-check';
import { nachaFile } from '@curbstop/testing';
import { parseNacha } from './nacha.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const entries = [
  { code: 'R01', account: '30400000001', cents: 8_000, originalTrace: '091000010000007' },
  { code: 'R02', account: '30400000002', cents: 12_345, originalTrace: '091000010000008' },
  { code: 'C01', account: '30400000003', cents: 0, originalTrace: '091000010000009', corrected: '000000009876' },
];
const good = nachaFile(entries);

describe('a file of returns', () => {
  it('K.9 tells returns and changes with their lines, and finds nothing wrong', () => {
    expect(good.every((line) => line.length === 94)).toBe(true);
    const { fileDate, items, problems } = parseNacha(good.join('\n'));
    expect(problems).toEqual([]);
    expect(fileDate).toBe('260520');
    expect(items).toEqual([
      {
        what: 'return',
        line: 3,
        code: 'R01',
        amount: 8_000,
        account: '30400000001',
        name: 'INES CALLOWAY',
        originalTrace: '091000010000007',
        trace: '121000350000001',
        transactionCode: '26',
        origin: '121000358-2605200930-A-0000001',
      },
      expect.objectContaining({ what: 'return', line: 5, code: 'R02', amount: 12_345 }),
      expect.objectContaining({ what: 'change', line: 7, code: 'C01', amount: 0, corrected: '000000009876' }),
    ]);
  });

  it('takes Windows line ends, and lines whose last blanks are gone', () => {
    const shorn = good.map((line) => line.trimEnd()).join('\r\n');
    expect(parseNacha(shorn)).toEqual(parseNacha(good.join('\n')));
  });

  it.each<[string, (lines: string[]) => string[], number, string]>([
    [
      'a line too long',
      (lines) => lines.with(3, `${lines[3] ?? ''}x`),
      4,
      'A record has 94 characters, and this has 95.',
    ],
    ['no header', (lines) => lines.slice(1), 1, 'The first record is the file header'],
    ['no control', (lines) => lines.slice(0, 8), 8, 'The file ends without a file control'],
    [
      'an unknown record',
      (lines) => lines.with(4, `4${(lines[4] ?? '').slice(1)}`),
      5,
      'A record begins with 1, 5, 6, 7, 8 or 9',
    ],
    ['an entry without addenda', (lines) => lines.toSpliced(3, 1), 3, 'is followed by its addenda'],
    [
      'an amount that is none',
      (lines) => lines.with(2, (lines[2] ?? '').replace('0000008000', '00000080.0')),
      3,
      'Columns 30 to 39',
    ],
    ['a code that is none', (lines) => lines.with(3, (lines[3] ?? '').replace('R01', 'RXX')), 4, 'a code such as R01'],
    [
      'a total that is not so',
      (lines) => lines.with(2, (lines[2] ?? '').replace('0000008000', '0000008001')),
      9,
      'debits in cents',
    ],
    [
      'a count that is not so',
      (lines) => lines.with(8, (lines[8] ?? '').replace('8200000006', '8200000007')),
      9,
      'entries and addenda',
    ],
    ['something after the end', (lines) => [...lines, 'x'], 11, 'only lines of nines'],
  ])('says what is wrong, and where: %s', (_name, spoil, line, says) => {
    const { problems } = parseNacha(spoil(good).join('\n'));
    expect(problems).toContainEqual({ line, says: expect.stringContaining(says) as string });
  });

  it('an empty file is one problem', () => {
    expect(parseNacha('')).toMatchObject({ items: [], problems: [{ line: 1 }] });
  });

  it(`never throws, and every problem has a line of the file (CURBSTOP_SEED=${seed})`, () => {
    const bytes = fc.uint8Array({ maxLength: 2_000 }).map((all) => Buffer.from(all).toString('latin1'));
    const digits = fc.string({
      unit: fc.constantFrom('0', '1', '5', '6', '7', '8', '9', ' ', 'R', 'C', '\n'),
      maxLength: 1_500,
    });
    const spoiled = fc
      .tuple(fc.nat(good.length - 1), fc.nat(93), fc.string({ maxLength: 3 }))
      .map(([line, column, put]) =>
        good
          .with(line, `${(good[line] ?? '').slice(0, column)}${put}${(good[line] ?? '').slice(column + 1)}`)
          .join('\n'),
      );
    fc.assert(
      fc.property(fc.oneof(bytes, digits, spoiled, fc.string({ unit: 'binary' })), (text) => {
        const { items, problems } = parseNacha(text);
        // A line may hold several records, which are counted then; marks of a file's end end a line too.
        const count = Math.max(1, text.split(/\r\n|\n|\r|\f|\u001A/).length + Math.ceil(text.length / 40));
        for (const { line, says } of problems) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(count);
          expect(says).not.toBe('');
        }
        for (const item of items) expect(Number.isSafeInteger(item.amount)).toBe(true);
      }),
      { seed, numRuns: 500 },
    );
  });

  it(`finds every entry of a file that was made right (CURBSTOP_SEED=${seed})`, () => {
    const entry = fc.record({
      code: fc.constantFrom('R01', 'R02', 'R03', 'R09', 'R10', 'C01', 'C03'),
      account: fc.stringMatching(/^\d{11}$/),
      cents: fc.integer({ min: 1, max: 9_999_999 }),
      originalTrace: fc.stringMatching(/^\d{15}$/),
    });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (list) => {
        const { items, problems } = parseNacha(nachaFile(list).join('\n'));
        expect(problems).toEqual([]);
        expect(items.map((item) => [item.code, item.account, item.originalTrace])).toEqual(
          list.map((each) => [each.code, each.account, each.originalTrace]),
        );
      }),
      { seed, numRuns: 100 },
    );
  });
});

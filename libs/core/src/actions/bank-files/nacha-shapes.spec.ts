// The shapes in which banks send the same file of returns.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { nachaFile } from '@curbstop/testing';
import { parseNacha } from './nacha.ts';
import type { ParsedNacha } from './nacha.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const ENTRIES = [
  { code: 'R01', account: '30400000001', cents: 8_000, originalTrace: '091000010000007' },
  { code: 'R02', account: '30400000002', cents: 12_345, originalTrace: '091000010000008' },
  { code: 'C01', account: '30400000003', cents: 0, originalTrace: '091000010000009', corrected: '000000009876' },
];

/** What was found, without the lines at which it stood. */
function found({ items, problems }: ParsedNacha): object[] {
  expect(problems).toEqual([]);
  return items.map(({ line: _line, ...item }) => item);
}
const sample = (name: string): string => readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8');

type Shape = (lines: readonly string[]) => string;
const SHAPES: Readonly<Record<string, Shape>> = {
  'line ends of Windows': (lines) => `${lines.join('\r\n')}\r\n`,
  'line ends of old Macs': (lines) => lines.join('\r'),
  'no line ends': (lines) => lines.join(''),
  'no line ends but one at the end': (lines) => `${lines.join('')}\n`,
  'two records a line': (lines) => lines.map((line, nth) => (nth % 2 === 0 ? line : `${line}\n`)).join(''),
  'lines filled up with blanks': (lines) => lines.map((line) => line.padEnd(120)).join('\n'),
  'lines without their last blanks': (lines) => lines.map((line) => line.trimEnd()).join('\n'),
  'no line ends, and its last blanks gone': (lines) => lines.join('').trimEnd(),
  'blank lines between': (lines) => `\n\n${lines.join('\n\n')}\n   \n`,
  'a Ctrl-Z at its end': (lines) => `${lines.join('\r\n')}\r\n\u001A`,
  'a Ctrl-Z behind the last record': (lines) => `${lines.join('')}\u001A\u001A`,
  'a byte order mark': (lines) => `\uFEFF${lines.join('\n')}`,
  'zeros where it was filled up': (lines) => `${lines.join('\n')}\n${'\u0000'.repeat(200)}`,
};

describe('a file of returns, in the shapes that banks send', () => {
  const plain = found(parseNacha(nachaFile(ENTRIES).join('\n')));

  it.each(Object.entries(SHAPES))('K.9: is read with %s', (_name, shape) => {
    expect(found(parseNacha(shape(nachaFile(ENTRIES))))).toEqual(plain);
  });

  it.each(['no-line-ends.ach', 'several-files.ach', 'padded-lines.ach', 'bytes-of-utf8.ach'])(
    'K.9: %s is read',
    (name) => {
      expect(found(parseNacha(sample(name))).length).toBeGreaterThan(0);
    },
  );

  it('K.9: several files in one are read one after the other, each with its own controls', () => {
    const [a = {}, b = {}] = [nachaFile(ENTRIES, '260520', 'A'), nachaFile(ENTRIES, '260520', 'B')];
    const lines = [...(a as string[]), ...(b as string[])];
    const both = parseNacha(lines.join('\n'));
    expect(found(both)).toHaveLength(2 * ENTRIES.length);
    expect(new Set(both.items.map((item) => item.origin)).size).toBe(2);
    for (const shape of Object.values(SHAPES)) expect(found(parseNacha(shape(lines)))).toEqual(found(both));
  });

  it('K.9: a file within a file, before its control, is damaged', () => {
    const lines = nachaFile(ENTRIES);
    const broken = [...lines.slice(0, 4), ...lines];
    expect(parseNacha(broken.join('\n')).problems.length).toBeGreaterThan(0);
  });

  it.each(['CLAUDE LEFÈVRE', 'MARÍA PEÑA ÑANDÚ', '李小龙'])(
    'K.9: the name %s is read where a record is filled up to 94 characters, and to 94 bytes',
    (name) => {
      const lines = nachaFile([{ ...(ENTRIES[0] as (typeof ENTRIES)[number]), name }]);
      // As the bank writes it: the name's field has 22 bytes.
      const inBytes = lines.map((line) =>
        line.replace(name.padEnd(22), name.padEnd(22 - (Buffer.byteLength(name) - name.length))),
      );
      for (const all of [lines, inBytes])
        for (const shape of Object.values(SHAPES))
          expect(found(parseNacha(shape(all)))).toMatchObject([
            { name, account: '30400000001', amount: 8_000, trace: '121000350000001' },
          ]);
    },
  );

  it(`K.9: a file in any of these shapes has the same entries (CURBSTOP_SEED=${seed})`, () => {
    const entry = fc.record({
      code: fc.constantFrom('R01', 'R02', 'R03', 'R09', 'R10', 'R68', 'C01', 'C03'),
      account: fc.stringMatching(/^\d{11}$/),
      cents: fc.integer({ min: 1, max: 9_999_999 }),
      originalTrace: fc.stringMatching(/^\d{15}$/),
      transactionCode: fc.constantFrom('21', '26', '31', '36'),
      name: fc.constantFrom('INES CALLOWAY', 'JOSÉ NÚÑEZ', 'A', ''),
    });
    const shape = fc.constantFrom(...Object.values(SHAPES));
    const files = fc.array(fc.array(entry, { maxLength: 12 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(files, shape, (all, write) => {
        const lines = all.flatMap((list, nth) => nachaFile(list, '260520', 'ABC'.charAt(nth)));
        const items = found(parseNacha(write(lines)));
        expect(items).toEqual(found(parseNacha(lines.join('\n'))));
        expect(items).toMatchObject(
          all.flat().map(({ code, account, originalTrace, name }) => ({ code, account, originalTrace, name })),
        );
      }),
      { seed, numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import { hashOf, textOfBytes, uuidOf } from './file.ts';
import { parsePayments } from './payments-csv.ts';

const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const HEAD = 'account,amount,method,date,reference';

describe('a file of payments', () => {
  it('tells its payments, columns in any order, dashes and quotes and all', () => {
    const text = [
      'Reference,Account,Date,Amount,Method',
      '"L 7, box 2",304-0000000-1,2026-05-20,$80.00,check',
      '',
    ].join('\r\n');
    expect(parsePayments(text)).toEqual({
      items: [
        {
          what: 'payment',
          line: 2,
          account: '30400000001',
          amount: 8_000,
          method: 'check',
          on: '2026-05-20',
          reference: 'L 7, box 2',
        },
      ],
      problems: [],
    });
  });

  it.each([
    ['no header', '304,80.00', 1, 'The first line names the columns'],
    ['an account', `${HEAD}\nabc,80.00,eft,2026-05-20,x`, 2, 'not "abc"'],
    [
      'an amount without cents',
      `${HEAD}\n30400000001,80,eft,2026-05-20,x`,
      2,
      'amount is in dollars with two decimals',
    ],
    ['nothing paid', `${HEAD}\n30400000001,0.00,eft,2026-05-20,x`, 2, 'amount is in dollars'],
    ['a method', `${HEAD}\n30400000001,80.00,cash,2026-05-20,x`, 2, 'method is check or eft, not "cash".'],
    ['a date', `${HEAD}\n30400000001,80.00,eft,2026-02-30,x`, 2, 'date is written as 2026-03-16'],
    ['no reference', `${HEAD}\n30400000001,80.00,eft,2026-05-20,`, 2, 'reference names the payment'],
    ['a field too many', `${HEAD}\n30400000001,80.00,eft,2026-05-20,x,y`, 2, 'A line has 5 fields, and this has 6.'],
    ['an open quote', `${HEAD}\n30400000001,80.00,eft,2026-05-20,"x`, 2, 'A quote in this line does not end.'],
  ])('says what is wrong, and where: %s', (_name, text, line, says) => {
    const { problems } = parsePayments(text);
    expect(problems).toContainEqual({ line, says: expect.stringContaining(says) as string });
  });

  it('a wrong line leaves the others whole', () => {
    const text = `${HEAD}\n30400000001,80.00,eft,2026-05-20,a\nx\n30400000002,90.00,eft,2026-05-20,b`;
    const { items, problems } = parsePayments(text);
    expect(items.map((item) => item.line)).toEqual([2, 4]);
    expect(problems).toHaveLength(1);
  });

  it(`never throws, and each line is a payment or a problem (CURBSTOP_SEED=${seed})`, () => {
    const field = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('eft', '80.00', '30400000001', '2026-05-20', '"'),
    );
    const lines = fc.array(
      fc.array(field, { minLength: 4, maxLength: 6 }).map((all) => all.join(',')),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, (all) => {
        const text = [HEAD, ...all].join('\n');
        const { items, problems } = parsePayments(text);
        const count = text.split(/\r\n|\n|\r/).length;
        for (const { line } of [...items, ...problems]) expect(line >= 1 && line <= count).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });

  it(`reads back the references that were written (CURBSTOP_SEED=${seed})`, () => {
    const text = fc.string({ maxLength: 20 }).map((each) => each.replaceAll(/[\r\n\u0000\u001A\uFEFF]/g, ' ').trim());
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (references) => {
        const written = references.map((each) => each || 'x');
        const lines = written.map((each) => `30400000001,80.00,eft,2026-05-20,"${each.replaceAll('"', '""')}"`);
        expect(parsePayments([HEAD, ...lines].join('\n')).items.map((item) => item.reference)).toEqual(written);
      }),
      { seed, numRuns: 200 },
    );
  });

  const BODY = [HEAD, '30400000001,"1,280.00",check,2026-05-20,LB-1', '30400000002,90.50,eft,2026-05-21,BP-2'];
  const plain = parsePayments(BODY.join('\n'));
  it.each<[string, (lines: readonly string[]) => string]>([
    ['line ends of Windows', (lines) => `${lines.join('\r\n')}\r\n`],
    ['line ends of old Macs', (lines) => lines.join('\r')],
    ['a byte order mark', (lines) => `\uFEFF${lines.join('\n')}`],
    ['a byte order mark that was read as Latin-1', (lines) => `ï»¿${lines.join('\n')}`],
    ['UTF-16 that was read as bytes', (lines) => `ÿþ${[...lines.join('\n')].map((each) => `${each}\u0000`).join('')}`],
    ['a Ctrl-Z', (lines) => `${lines.join('\r\n')}\r\n\u001A`],
    ['blank lines at its end', (lines) => `${lines.join('\n')}\n\n  \n,,,,\n`],
    [
      'every field in quotes',
      (lines) =>
        lines
          .map((line, nth) =>
            nth === 1
              ? line
              : line
                  .split(',')
                  .map((each) => `"${each}"`)
                  .join(','),
          )
          .join('\n'),
    ],
    [
      'a header in capitals with blanks',
      (lines) => [' Account , AMOUNT,Method,Date , Reference', ...lines.slice(1)].join('\n'),
    ],
    [
      'dates as Americans write them',
      (lines) => lines.join('\n').replace('2026-05-20', '5/20/2026').replace('2026-05-21', '05/21/2026'),
    ],
    [
      'amounts with a dollar sign',
      (lines) => lines.join('\n').replace('1,280.00', '$1,280.00').replace('90.50', '$90.50'),
    ],
    ['semicolons', (lines) => lines.join('\n').replace('"1,280.00"', '1280.00').replaceAll(',', ';')],
    ['tabs', (lines) => lines.join('\n').replace('"1,280.00"', '1280.00').replaceAll(',', '\t')],
    ['one column more', (lines) => lines.map((line, nth) => `${line},${nth === 0 ? 'Payer' : 'J. Doe'}`).join('\n')],
  ])('J.3: is read with %s', (_name, shape) => {
    expect(plain.problems).toEqual([]);
    expect(parsePayments(shape(BODY))).toEqual(plain);
  });

  it('J.3: what is no amount or day stays refused', () => {
    for (const amount of ['1,28.00', '-80.00', '(80.00)', '80.5', '1.280,00'])
      expect(parsePayments(`${HEAD}\n30400000001,"${amount}",eft,2026-05-20,x`).problems).toHaveLength(1);
    for (const date of ['13/20/2026', '2/30/2026', '5/20/26', '20.5.2026'])
      expect(parsePayments(`${HEAD}\n30400000001,80.00,eft,${date},x`).problems).toHaveLength(1);
  });

  it('J.3: the same reference of another account is a payment of its own', () => {
    const text = [HEAD, '30400000001,80.00,eft,2026-05-20,x', '30400000002,80.00,eft,2026-05-20,x'].join('\n');
    expect(parsePayments(text)).toMatchObject({ items: [{ account: '30400000001' }, { account: '30400000002' }] });
  });

  it('reads the bytes of a file in the encoding that it is in', () => {
    const text = 'reference\nJOSÉ NÚÑEZ';
    expect(textOfBytes(Buffer.from(text, 'utf8'))).toBe(text);
    expect(textOfBytes(Buffer.from(text, 'latin1'))).toBe(text);
    expect(textOfBytes(Buffer.from(`\uFEFF${text}`, 'utf16le'))).toBe(text);
    expect(textOfBytes(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16())).toBe(text);
    expect(textOfBytes(Buffer.from(`\uFEFF${text}`, 'utf8'))).toBe(text);
  });

  it('the same content has the same hash and key, however its lines end', () => {
    expect(hashOf('a\r\nb\r\n')).toBe(hashOf('a\nb'));
    expect(hashOf('a\nb')).not.toBe(hashOf('a\nc'));
    expect(uuidOf('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidOf('x')).toBe(uuidOf('x'));
  });
});

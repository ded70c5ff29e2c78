import fc from 'fast-check';
import { hashOf, uuidOf } from './file.ts';
import { fieldsOf, parsePayments } from './payments-csv.ts';

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
    [
      'a reference twice',
      `${HEAD}\n30400000001,80.00,eft,2026-05-20,x\n30400000002,80.00,eft,2026-05-20,x`,
      3,
      'stands in line 2 already',
    ],
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

  it(`reads back the fields that were written (CURBSTOP_SEED=${seed})`, () => {
    const text = fc.string({ maxLength: 20 }).map((each) => each.replaceAll(/[\r\n]/g, ' ').trim());
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (fields) => {
        const line = fields.map((each) => `"${each.replaceAll('"', '""')}"`).join(',');
        expect(fieldsOf(line)).toEqual(fields);
      }),
      { seed, numRuns: 200 },
    );
  });

  it('the same content has the same hash and key, however its lines end', () => {
    expect(hashOf('a\r\nb\r\n')).toBe(hashOf('a\nb'));
    expect(hashOf('a\nb')).not.toBe(hashOf('a\nc'));
    expect(uuidOf('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidOf('x')).toBe(uuidOf('x'));
  });
});

import type { Cents, Day } from '@curbstop/policy';
import { cents, isDay } from '@curbstop/policy';
import { linesOf } from './file.ts';
import type { LineProblem } from './file.ts';

/** One payment of a lockbox, or of a bank's bill payment. */
export interface PaymentLine {
  readonly what: 'payment';
  readonly line: number;
  /** Digits of the account number. */
  readonly account: string;
  readonly amount: Cents;
  /** `check`: in the mail of the lockbox. `eft`: a transfer, counted from `on` (J.3). */
  readonly method: 'check' | 'eft';
  readonly on: Day;
  /** What the bank calls it; the same one twice is the same payment. */
  readonly reference: string;
}

export interface ParsedPayments {
  readonly items: readonly PaymentLine[];
  readonly problems: readonly LineProblem[];
}

export const PAYMENT_COLUMNS = ['account', 'amount', 'method', 'date', 'reference'] as const;
type Column = (typeof PAYMENT_COLUMNS)[number];

const MOST_DOLLARS = 100_000;

/** The fields of a line: commas part them, quotes keep a comma, two quotes are one. Null for a quote that does not end. */
export function fieldsOf(line: string): string[] | null {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (quoted) {
      if (character !== '"') field += character;
      else if (line.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      fields.push(field.trim());
      field = '';
    } else field += character;
  }
  if (quoted) return null;
  return [...fields, field.trim()];
}

/** Dollars with two decimals as cents; null for anything else, and for nothing. */
function amountOf(text: string): Cents | null {
  const match = /^\$?(\d{1,6})\.(\d{2})$/.exec(text);
  if (!match) return null;
  const amount = Number(match[1]) * 100 + Number(match[2]);
  return amount > 0 && amount <= MOST_DOLLARS * 100 ? cents(amount) : null;
}

function headerProblem(names: readonly string[] | null): string | null {
  const missing = PAYMENT_COLUMNS.filter((name) => !(names ?? []).includes(name));
  if (missing.length === 0) return null;
  return `The first line names the columns: ${PAYMENT_COLUMNS.join(', ')}. Missing: ${missing.join(', ')}.`;
}

function readLine(of: (column: Column) => string, line: number): PaymentLine | LineProblem[] {
  const account = of('account').replaceAll(/[-\s]/g, '');
  const amount = amountOf(of('amount'));
  const method = of('method').toLowerCase();
  const on = of('date');
  const reference = of('reference');
  const says: string[] = [];
  if (!/^\d{6,14}$/.test(account)) says.push(`account holds the digits of an account number, not "${of('account')}".`);
  if (amount === null)
    says.push(
      `amount is in dollars with two decimals, above 0.00 and at most ${MOST_DOLLARS}.00, not "${of('amount')}".`,
    );
  if (method !== 'check' && method !== 'eft') says.push(`method is check or eft, not "${of('method')}".`);
  if (!isDay(on)) says.push(`date is written as 2026-03-16, not "${on}".`);
  if (reference === '' || reference.length > 80) says.push('reference names the payment, in at most 80 characters.');
  if (amount === null || !isDay(on) || (method !== 'check' && method !== 'eft') || says.length > 0)
    return says.map((each) => ({ line, says: each }));
  return { what: 'payment', line, account, amount, method, on, reference };
}

/** J.3: a file of payments from a bank or a lockbox, one a line. It never throws: what is wrong is told by its line. */
export function parsePayments(text: string): ParsedPayments {
  const [header = '', ...rest] = linesOf(text);
  const names = fieldsOf(header)?.map((name) => name.toLowerCase()) ?? null;
  const wrong = headerProblem(names);
  if (wrong !== null || names === null) return { items: [], problems: [{ line: 1, says: wrong ?? '' }] };
  const items: PaymentLine[] = [];
  const problems: LineProblem[] = [];
  const seen = new Map<string, number>();
  rest.forEach((text_, index) => {
    const line = index + 2;
    if (text_.trim() === '') return;
    const fields = fieldsOf(text_);
    if (fields === null) return void problems.push({ line, says: 'A quote in this line does not end.' });
    if (fields.length !== names.length)
      return void problems.push({ line, says: `A line has ${names.length} fields, and this has ${fields.length}.` });
    const found = readLine((column) => fields[names.indexOf(column)] ?? '', line);
    if (Array.isArray(found)) return void problems.push(...found);
    const it = found as PaymentLine;
    const before = seen.get(it.reference);
    if (before !== undefined)
      return void problems.push({ line, says: `reference ${it.reference} stands in line ${before} already.` });
    seen.set(it.reference, line);
    items.push(it);
  });
  return { items, problems };
}

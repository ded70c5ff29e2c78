import type { Cents, Day } from '@curbstop/policy';
import { cents, isDay } from '@curbstop/policy';
import { cleanText } from './file.ts';
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
  /** What the bank calls it; the same one again for the same account and amount may be the same payment. */
  readonly reference: string;
}

export interface ParsedPayments {
  readonly items: readonly PaymentLine[];
  readonly problems: readonly LineProblem[];
}

export const PAYMENT_COLUMNS = ['account', 'amount', 'method', 'date', 'reference'] as const;
type Column = (typeof PAYMENT_COLUMNS)[number];

const MOST_DOLLARS = 100_000;

/** Dollars with two decimals as cents, `$` and commas between thousands left out; null for anything else, and for nothing. */
function amountOf(text: string): Cents | null {
  const match = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,6})\.(\d{2})$/.exec(text);
  if (!match) return null;
  const amount = Number((match[1] ?? '').replaceAll(',', '')) * 100 + Number(match[2]);
  return amount > 0 && amount <= MOST_DOLLARS * 100 ? cents(amount) : null;
}

/** A day as 2026-03-16, or as Americans and their spreadsheets write it, 3/16/2026; null for anything else. */
function dayOfText(text: string): Day | null {
  const american = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  const [, month = '', date = '', year = ''] = american ?? [];
  const written = american ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : text;
  return isDay(written) ? written : null;
}

/** A column as its header names it, whatever its case, spaces and quotes. */
const columnName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, ' ');

/** Commas part the fields; in some countries' spreadsheets semicolons or tabs do. The header tells which. */
function delimiterOf(header: string): string {
  const most = [',', ';', '\t'].map((each) => ({ each, count: header.split(each).length }));
  return most.reduce((a, b) => (b.count > a.count ? b : a)).each;
}

function headerProblem(names: readonly string[]): string | null {
  const missing = PAYMENT_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0)
    return `The first line names the columns: ${PAYMENT_COLUMNS.join(', ')}. Missing: ${missing.join(', ')}.`;
  const twice = PAYMENT_COLUMNS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return twice === undefined ? null : `The first line names the column ${twice} twice.`;
}

function readLine(of: (column: Column) => string, line: number): PaymentLine | LineProblem[] {
  const account = of('account').replaceAll(/[-\s']/g, '');
  const amount = amountOf(of('amount'));
  const method = of('method').toLowerCase();
  const on = dayOfText(of('date'));
  const reference = of('reference');
  const says: string[] = [];
  if (!/^\d{6,14}$/.test(account)) says.push(`account holds the digits of an account number, not "${of('account')}".`);
  if (amount === null)
    says.push(
      `amount is in dollars with two decimals, above 0.00 and at most ${MOST_DOLLARS}.00, not "${of('amount')}".`,
    );
  if (method !== 'check' && method !== 'eft') says.push(`method is check or eft, not "${of('method')}".`);
  if (on === null) says.push(`date is written as 2026-03-16 or 3/16/2026, not "${of('date')}".`);
  if (reference === '' || reference.length > 80) says.push('reference names the payment, in at most 80 characters.');
  if (amount === null || on === null || (method !== 'check' && method !== 'eft') || says.length > 0)
    return says.map((each) => ({ line, says: each }));
  return { what: 'payment', line, account, amount, method, on, reference };
}

const QUOTE = 'A quote in this line does not end.';

/** The fields of a line: quotes keep what parts them, two quotes are one. Null for a quote that does not end. */
function fieldsOf(line: string, delimiter: string): string[] | null {
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
    else if (character === delimiter) {
      fields.push(field.trim());
      field = '';
    } else field += character;
  }
  return quoted ? null : [...fields, field.trim()];
}

/** A record with its line, or what is wrong with it. */
type Found = { readonly line: number } & ({ readonly record: readonly string[] } | { readonly says: string });

function recordsOf(text: string): readonly Found[] {
  const lines = text.split('\n').map((each, index) => ({ each, line: index + 1 }));
  const filled = lines.filter(({ each }) => each.trim() !== '');
  const delimiter = delimiterOf(filled[0]?.each ?? '');
  return filled.map(({ each, line }): Found => {
    const record = fieldsOf(each, delimiter);
    return record === null ? { line, says: QUOTE } : { line, record };
  });
}

/** J.3: a file of payments from a bank or a lockbox, one a line. It never throws: what is wrong is told by its line. */
export function parsePayments(content: string): ParsedPayments {
  const [header, ...rest] = recordsOf(cleanText(content));
  const names = (header && 'record' in header ? header.record : []).map(columnName);
  const wrong = headerProblem(names);
  if (wrong !== null) return { items: [], problems: [{ line: 1, says: wrong }] };
  const items: PaymentLine[] = [];
  const problems: LineProblem[] = [];
  for (const each of rest) {
    const { line } = each;
    if (!('record' in each)) {
      problems.push({ line, says: each.says });
      continue;
    }
    const { record } = each;
    if (record.every((field) => field === '')) continue;
    if (record.length !== names.length) {
      problems.push({ line, says: `A line has ${names.length} fields, and this has ${record.length}.` });
      continue;
    }
    const found = readLine((column) => record[names.indexOf(column)] ?? '', line);
    if ('what' in found) items.push(found);
    else problems.push(...found);
  }
  return { items, problems };
}

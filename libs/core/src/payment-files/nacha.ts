import { linesOf } from './file.ts';
import type { LineProblem } from './file.ts';

/** A debit that came back: an entry with an addenda of type 99. */
export interface NachaReturn {
  readonly what: 'return';
  /** The entry's line, from 1. */
  readonly line: number;
  /** R01 and so on. */
  readonly code: string;
  readonly amount: number;
  /** What the city called the customer in its debit: the account number. */
  readonly account: string;
  readonly name: string;
  /** The trace number of the city's own debit. */
  readonly originalTrace: string;
  readonly trace: string;
}

/** A notification of change: an entry with an addenda of type 98. No money moves. */
export interface NachaChange extends Omit<NachaReturn, 'what'> {
  readonly what: 'change';
  /** As the bank writes it; it may hold a number of a bank account. */
  readonly corrected: string;
}

export type NachaItem = NachaReturn | NachaChange;

export interface ParsedNacha {
  /** YYMMDD of the file header; empty when there is none. */
  readonly fileDate: string;
  readonly items: readonly NachaItem[];
  readonly problems: readonly LineProblem[];
}

const WIDTH = 94;
const HASH_DIGITS = 10_000_000_000;
const DEBITS: ReadonlySet<string> = new Set(['26', '27', '28', '29', '36', '37', '38', '39', '46', '47', '55', '56']);

/** A record by the columns of the format, which count from 1. */
class Line {
  readonly text: string;
  constructor(
    text: string,
    readonly number: number,
  ) {
    this.text = text.padEnd(WIDTH);
  }
  columns(from: number, to: number): string {
    return this.text.slice(from - 1, to);
  }
  /** Digits of a field; null when it holds anything else. */
  digits(from: number, to: number): number | null {
    const field = this.columns(from, to);
    return /^\d+$/.test(field) ? Number(field) : null;
  }
}

/** What the controls of a batch and of the file count. */
interface Sums {
  entries: number;
  hash: number;
  debit: number;
  credit: number;
}

function noSums(): Sums {
  return { entries: 0, hash: 0, debit: 0, credit: 0 };
}

function add(to: Sums, it: Sums): void {
  to.entries += it.entries;
  to.hash += it.hash;
  to.debit += it.debit;
  to.credit += it.credit;
}

/** Reads a file of returns record by record. It never throws: what is wrong is told by its line. */
class Reader {
  fileDate = '';
  readonly items: NachaItem[] = [];
  readonly problems: LineProblem[] = [];
  private batch: Sums | null = null;
  private readonly file = noSums();
  private batches = 0;
  private entry: Line | null = null;
  private ended = false;

  private wrong(line: number, says: string): void {
    this.problems.push({ line, says });
  }

  read(lines: readonly string[]): void {
    lines.forEach((text, index) => this.take(new Line(text, index + 1), text.length, index === 0));
    if (lines.length === 0) this.wrong(1, 'The file is empty. A file begins with a header, record type 1.');
    else if (!this.ended) this.wrong(lines.length, 'The file ends without a file control, record type 9.');
  }

  private take(line: Line, width: number, first: boolean): void {
    const type = line.columns(1, 1);
    if (width > WIDTH) return this.wrong(line.number, `A record has ${WIDTH} characters, and this has ${width}.`);
    if (first && !line.text.startsWith('101'))
      return this.wrong(line.number, 'The first record is the file header: it begins with 101.');
    if (this.ended && !/^9+ *$/.test(line.text))
      return this.wrong(line.number, 'After the file control there are only lines of nines.');
    if (this.entry !== null && type !== '7') {
      this.wrong(this.entry.number, 'A returned entry is followed by its addenda, record type 7.');
      this.entry = null;
    }
    switch (type) {
      case '1':
        return this.header(line, first);
      case '5':
        return this.batchHeader(line);
      case '6':
        return this.entryDetail(line);
      case '7':
        return this.addenda(line);
      case '8':
        return this.batchControl(line);
      case '9':
        return this.fileControl(line);
      default:
        return this.wrong(line.number, `A record begins with 1, 5, 6, 7, 8 or 9, not with "${type}".`);
    }
  }

  private header(line: Line, first: boolean): void {
    if (!first) return this.wrong(line.number, 'There is one file header, in the first line.');
    this.fileDate = line.columns(24, 29);
    if (line.digits(24, 29) === null) this.wrong(line.number, 'Columns 24 to 29 hold the date of the file, YYMMDD.');
  }

  private batchHeader(line: Line): void {
    if (this.batch !== null) this.wrong(line.number, 'The batch before this one has no control, record type 8.');
    this.batch = noSums();
  }

  private entryDetail(line: Line): void {
    if (this.batch === null) return this.wrong(line.number, 'An entry stands in a batch, after a record of type 5.');
    const bank = line.digits(4, 11);
    const amount = line.digits(30, 39);
    const trace = line.digits(80, 94);
    if (bank === null) this.wrong(line.number, 'Columns 4 to 11 hold the number of the bank, eight digits.');
    if (amount === null) this.wrong(line.number, 'Columns 30 to 39 hold the amount in cents, ten digits.');
    if (trace === null) this.wrong(line.number, 'Columns 80 to 94 hold the trace number, fifteen digits.');
    const debit = DEBITS.has(line.columns(2, 3));
    add(this.batch, {
      entries: 1,
      hash: bank ?? 0,
      debit: debit ? (amount ?? 0) : 0,
      credit: debit ? 0 : (amount ?? 0),
    });
    this.entry = line;
  }

  private addenda(line: Line): void {
    const { entry } = this;
    this.entry = null;
    if (this.batch === null || entry === null)
      return this.wrong(line.number, 'An addenda follows the entry it belongs to.');
    this.batch.entries += 1;
    const kind = line.columns(2, 3);
    const code = line.columns(4, 6);
    const originalTrace = line.columns(7, 21);
    if (kind !== '99' && kind !== '98')
      return this.wrong(line.number, `An addenda here is of type 99 (a return) or 98 (a change), not ${kind}.`);
    if (!(kind === '99' ? /^R\d\d$/ : /^C\d\d$/).test(code))
      return this.wrong(line.number, `Columns 4 to 6 hold a code such as ${kind === '99' ? 'R01' : 'C01'}.`);
    if (!/^\d{15}$/.test(originalTrace))
      return this.wrong(line.number, 'Columns 7 to 21 hold the trace number of the debit that came back.');
    const amount = entry.digits(30, 39);
    const trace = entry.columns(80, 94);
    if (amount === null || !/^\d{15}$/.test(trace)) return;
    const account = entry.columns(40, 54).trim();
    const it = { line: entry.number, code, amount, account, name: entry.columns(55, 76).trim(), originalTrace, trace };
    if (kind === '99') this.items.push({ what: 'return', ...it });
    else this.items.push({ what: 'change', ...it, corrected: line.columns(36, 64).trim() });
  }

  private compare(line: Line, sums: Sums, at: { entries: readonly [number, number]; from: number }): void {
    const { from } = at;
    const told = [
      ['entries and addenda', line.digits(...at.entries), sums.entries],
      ['hash of the banks', line.digits(from, from + 9), sums.hash % HASH_DIGITS],
      ['debits in cents', line.digits(from + 10, from + 21), sums.debit],
      ['credits in cents', line.digits(from + 22, from + 33), sums.credit],
    ] as const;
    for (const [what, says, counted] of told)
      if (says !== counted)
        this.wrong(line.number, `The control says ${says ?? 'nothing'} for the ${what}, and the file has ${counted}.`);
  }

  private batchControl(line: Line): void {
    if (this.batch === null) return this.wrong(line.number, 'A batch control ends a batch, which begins with type 5.');
    this.compare(line, this.batch, { entries: [5, 10], from: 11 });
    add(this.file, this.batch);
    this.batches += 1;
    this.batch = null;
  }

  private fileControl(line: Line): void {
    if (this.ended) return;
    this.ended = true;
    if (this.batch !== null) this.wrong(line.number, 'The last batch has no control, record type 8.');
    const says = line.digits(2, 7);
    if (says !== this.batches)
      this.wrong(
        line.number,
        `The control says ${says ?? 'nothing'} for the batches, and the file has ${this.batches}.`,
      );
    this.compare(line, this.file, { entries: [14, 21], from: 22 });
  }
}

/**
 * K.9: a bank's file of returned debits and notifications of change: records of 94 characters. A file with any problem
 * is damaged, and nothing of it is to be posted.
 */
export function parseNacha(text: string): ParsedNacha {
  const reader = new Reader();
  reader.read(linesOf(text));
  const { fileDate, items, problems } = reader;
  return { fileDate, items, problems: [...problems].sort((a, b) => a.line - b.line) };
}

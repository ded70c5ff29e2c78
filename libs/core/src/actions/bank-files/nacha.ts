import type { LineProblem } from './file.ts';
import { RECORD_WIDTH, nachaRecords } from './nacha-records.ts';
import type { NachaRecord } from './nacha-records.ts';

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
  /** 26, 36 and so on for a debit that came back; 21, 31 and so on for a credit. */
  readonly transactionCode: string;
  /** The bank, day, time and modifier of the file, and the batch in it: the same trace in another one is another entry. */
  readonly origin: string;
}

/** A notification of change: an entry with an addenda of type 98. No money moves. */
export interface NachaChange extends Omit<NachaReturn, 'what'> {
  readonly what: 'change';
  /** As the bank writes it; it may hold a number of a bank account. */
  readonly corrected: string;
}

export type NachaItem = NachaReturn | NachaChange;

export interface ParsedNacha {
  /** YYMMDD of the first file header; empty when there is none. */
  readonly fileDate: string;
  readonly items: readonly NachaItem[];
  readonly problems: readonly LineProblem[];
}

const HASH_DIGITS = 10_000_000_000;
const DEBITS: ReadonlySet<string> = new Set(['26', '27', '28', '29', '36', '37', '38', '39', '46', '47', '55', '56']);

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

function add(to: Sums, sums: Sums): void {
  to.entries += sums.entries;
  to.hash += sums.hash;
  to.debit += sums.debit;
  to.credit += sums.credit;
}

/** Reads files of returns record by record. It never throws: what is wrong is told by its line. */
class Reader {
  fileDate = '';
  readonly items: NachaItem[] = [];
  readonly problems: LineProblem[] = [];
  private header: NachaRecord | null = null;
  private batch: Sums | null = null;
  private batchNumber = '';
  private file = noSums();
  private batches = 0;
  private entry: NachaRecord | null = null;
  private ended = false;

  private wrong(line: number, says: string): void {
    this.problems.push({ line, says });
  }

  read(records: readonly NachaRecord[]): void {
    for (const record of records) this.take(record);
    const last = records.at(-1);
    if (!last) this.wrong(1, 'The file is empty. A file begins with a header, record type 1.');
    else if (!this.ended) this.wrong(last.line, 'The file ends without a file control, record type 9.');
  }

  private take(record: NachaRecord): void {
    const { line } = record;
    const type = record.columns(1, 1);
    if (record.width > RECORD_WIDTH)
      return this.wrong(line, `A record has ${RECORD_WIDTH} characters, and this has ${record.width}.`);
    if (this.header === null && !record.text.startsWith('101'))
      return this.wrong(line, 'The first record is the file header: it begins with 101.');
    if (this.ended && !record.text.startsWith('101')) {
      if (/^9+ *$/.test(record.text)) return;
      return this.wrong(line, 'After the file control there are only lines of nines, or another file.');
    }
    if (this.entry !== null && type !== '7') {
      this.wrong(this.entry.line, 'A returned entry is followed by its addenda, record type 7.');
      this.entry = null;
    }
    switch (type) {
      case '1':
        return this.fileHeader(record);
      case '5':
        return this.batchHeader(record);
      case '6':
        return this.entryDetail(record);
      case '7':
        return this.addenda(record);
      case '8':
        return this.batchControl(record);
      case '9':
        return this.fileControl(record);
      default:
        return this.wrong(line, `A record begins with 1, 5, 6, 7, 8 or 9, not with "${type}".`);
    }
  }

  /** Begins a file: the first, or one more behind the control of the last. */
  private fileHeader(record: NachaRecord): void {
    if (this.header !== null && !this.ended)
      return this.wrong(record.line, 'A file header stands in the first line, or after the control of another file.');
    if (this.header === null) this.fileDate = record.columns(24, 29);
    if (record.digits(24, 29) === null) this.wrong(record.line, 'Columns 24 to 29 hold the date of the file, YYMMDD.');
    this.header = record;
    this.ended = false;
    this.file = noSums();
    this.batches = 0;
    this.batch = null;
  }

  private batchHeader(record: NachaRecord): void {
    if (this.batch !== null) this.wrong(record.line, 'The batch before this one has no control, record type 8.');
    this.batch = noSums();
    this.batchNumber = record.columns(88, 94).trim();
  }

  private entryDetail(record: NachaRecord): void {
    const { line } = record;
    if (this.batch === null) return this.wrong(line, 'An entry stands in a batch, after a record of type 5.');
    const bank = record.digits(4, 11);
    const amount = record.digits(30, 39);
    const trace = record.digits(80, 94);
    if (bank === null) this.wrong(line, 'Columns 4 to 11 hold the number of the bank, eight digits.');
    if (amount === null) this.wrong(line, 'Columns 30 to 39 hold the amount in cents, ten digits.');
    if (trace === null) this.wrong(line, 'Columns 80 to 94 hold the trace number, fifteen digits.');
    const debit = DEBITS.has(record.columns(2, 3));
    add(this.batch, {
      entries: 1,
      hash: bank ?? 0,
      debit: debit ? (amount ?? 0) : 0,
      credit: debit ? 0 : (amount ?? 0),
    });
    this.entry = record;
  }

  /** Which file and batch an entry stands in: bank, day, time, modifier and number. */
  private get origin(): string {
    const { header } = this;
    if (header === null) return '';
    return [header.columns(14, 23), header.columns(24, 33), header.columns(34, 34), this.batchNumber]
      .map((part) => part.trim())
      .join('-');
  }

  private addenda(record: NachaRecord): void {
    const { line } = record;
    const { entry } = this;
    this.entry = null;
    if (this.batch === null || entry === null) return this.wrong(line, 'An addenda follows the entry it belongs to.');
    this.batch.entries += 1;
    const kind = record.columns(2, 3);
    const code = record.columns(4, 6);
    const originalTrace = record.columns(7, 21);
    if (kind !== '99' && kind !== '98')
      return this.wrong(line, `An addenda here is of type 99 (a return) or 98 (a change), not ${kind}.`);
    if (!(kind === '99' ? /^R\d\d$/ : /^C\d\d$/).test(code))
      return this.wrong(line, `Columns 4 to 6 hold a code such as ${kind === '99' ? 'R01' : 'C01'}.`);
    if (!/^\d{15}$/.test(originalTrace))
      return this.wrong(line, 'Columns 7 to 21 hold the trace number of the debit that came back.');
    const amount = entry.digits(30, 39);
    const trace = entry.columns(80, 94);
    if (amount === null || !/^\d{15}$/.test(trace)) return;
    const item = {
      line: entry.line,
      code,
      amount,
      account: entry.columns(40, 54).trim(),
      name: entry.columns(55, 76).trim(),
      originalTrace,
      trace,
      transactionCode: entry.columns(2, 3),
      origin: this.origin,
    };
    if (kind === '99') this.items.push({ what: 'return', ...item });
    else this.items.push({ what: 'change', ...item, corrected: record.columns(36, 64).trim() });
  }

  private compare(record: NachaRecord, sums: Sums, at: { entries: readonly [number, number]; from: number }): void {
    const { from } = at;
    const told = [
      ['entries and addenda', record.digits(...at.entries), sums.entries],
      ['hash of the banks', record.digits(from, from + 9), sums.hash % HASH_DIGITS],
      ['debits in cents', record.digits(from + 10, from + 21), sums.debit],
      ['credits in cents', record.digits(from + 22, from + 33), sums.credit],
    ] as const;
    for (const [what, says, counted] of told)
      if (says !== counted)
        this.wrong(record.line, `The control says ${says ?? 'nothing'} for the ${what}, and the file has ${counted}.`);
  }

  private batchControl(record: NachaRecord): void {
    if (this.batch === null) return this.wrong(record.line, 'A batch control ends a batch, which begins with type 5.');
    this.compare(record, this.batch, { entries: [5, 10], from: 11 });
    add(this.file, this.batch);
    this.batches += 1;
    this.batch = null;
  }

  private fileControl(record: NachaRecord): void {
    this.ended = true;
    if (this.batch !== null) this.wrong(record.line, 'The last batch has no control, record type 8.');
    const says = record.digits(2, 7);
    if (says !== this.batches)
      this.wrong(
        record.line,
        `The control says ${says ?? 'nothing'} for the batches, and the file has ${this.batches}.`,
      );
    this.compare(record, this.file, { entries: [14, 21], from: 22 });
  }
}

/**
 * K.9: a bank's file of returned debits and notifications of change, or several in one, in the shapes that banks send. A file
 * with any problem is damaged, and nothing of it is to be posted.
 */
export function parseNacha(text: string): ParsedNacha {
  const reader = new Reader();
  reader.read(nachaRecords(text));
  const { fileDate, items, problems } = reader;
  return { fileDate, items, problems: [...problems].sort((a, b) => a.line - b.line) };
}

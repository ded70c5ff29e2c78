import { Buffer } from 'node:buffer';
import { linesOf } from './file.ts';

/** Characters of a record. */
export const RECORD_WIDTH = 94;

/** A record by the columns of the format, which count from 1. */
export class NachaRecord {
  /** At least {@link RECORD_WIDTH} characters, one a column. */
  readonly text: string;
  /** Characters before blanks filled it up. */
  readonly width: number;
  constructor(
    text: string,
    readonly line: number,
  ) {
    this.width = text.length;
    this.text = inColumns(text).padEnd(RECORD_WIDTH);
  }

  /** The text of a field. */
  columns(from: number, to: number): string {
    return fromColumns(this.text.slice(from - 1, to));
  }

  /** Digits of a field; null when it holds anything else. */
  digits(from: number, to: number): number | null {
    const field = this.text.slice(from - 1, to);
    return /^\d+$/.test(field) ? Number(field) : null;
  }
}

/** Bytes of UTF-8 as one character each, and back. */
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const byteLength = (text: string): number => Buffer.byteLength(text, 'utf8');

/**
 * Some banks fill a record to 94 bytes and others to 94 characters. Where a name has letters beyond ASCII they differ, and
 * what follows it stands in other columns: a record that is short in characters and right in bytes is read by its bytes.
 */
function inColumns(text: string): string {
  return text.length < RECORD_WIDTH && byteLength(text) === RECORD_WIDTH ? asBytes(text) : text;
}

function fromColumns(field: string): string {
  if (!/[\u0080-\u00FF]/.test(field)) return field;
  const bytes = Buffer.from(field, 'latin1');
  const read = bytes.toString('utf8');
  // A letter of Latin-1 is no UTF-8, and stays as it is; so does a character that is no byte at all.
  return read.includes('\uFFFD') || bytes.toString('latin1') !== field ? field : read;
}

const TYPES: ReadonlySet<string> = new Set(['1', '5', '6', '7', '8', '9']);

function chunks(text: string): string[] {
  const found: string[] = [];
  for (let from = 0; from < text.length; from += RECORD_WIDTH) found.push(text.slice(from, from + RECORD_WIDTH));
  return found;
}

/** No record is shorter without its last blanks: a line of 95 characters is one that is too long, not two records. */
const SHORTEST = 40;

const areRecords = (parts: readonly string[]): boolean =>
  parts.every((part) => TYPES.has(part.charAt(0)) && part.length >= SHORTEST);

/** Where each type of record has digits: parted in the wrong places, a line has none there. */
const FORMS: Readonly<Record<string, RegExp>> = {
  '1': /^101/,
  '5': /^5\d{3}/,
  '6': /^6\d{2}.{76}\d{15}$/s,
  '7': /^7\d{2}.{76}\d{15}$/s,
  '8': /^8\d{9}/,
  '9': /^9\d{12}/,
};

const haveTheirForm = (parts: readonly string[]): boolean =>
  areRecords(parts) && parts.every((part) => FORMS[part.charAt(0)]?.test(part.padEnd(RECORD_WIDTH)) === true);

/** The records of a line that holds several, by characters or else by bytes; the line itself where it holds none. */
function recordsIn(line: string): string[] {
  const byCharacter = chunks(line);
  const byByte = chunks(asBytes(line));
  if (!haveTheirForm(byCharacter) && haveTheirForm(byByte)) return byByte;
  return areRecords(byCharacter) ? byCharacter : [line];
}

/**
 * The records of a file: a line each, or one behind the other without line ends. Blank lines, blanks that fill a line up and
 * marks of the end of a file (Ctrl-Z, from before files had a length) are no records. Lines count from 1; where records stand
 * without line ends, the records are counted instead.
 */
export function nachaRecords(text: string): NachaRecord[] {
  const lines = linesOf(text.replaceAll('\u0000', ' ').replaceAll(/[\u001A\f]/g, '\n')).map((line) => line.trimEnd());
  const records = lines.map((line) => (line.length > RECORD_WIDTH ? recordsIn(line) : [line]));
  const inOneLine = records.some((found) => found.length > 1);
  let count = 0;
  return records.flatMap((found, index) =>
    found
      .filter((record) => record.trim() !== '')
      .map((record) => {
        count += 1;
        return new NachaRecord(record, inOneLine ? count : index + 1);
      }),
  );
}

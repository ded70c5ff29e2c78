import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

/** What is wrong with a line of a file, and what is allowed there. Lines count from 1. */
export interface LineProblem {
  readonly line: number;
  readonly says: string;
}

/** A mark that tells how a file's bytes are meant, in whatever way it was read. */
const BYTE_ORDER_MARK = /^(?:\uFEFF|\uFFFE|\uFFFD\uFFFD|ÿþ|þÿ|ï»¿)/;

/** A text without what programs put around it: byte order mark, zeros of UTF-16, carriage returns, a Ctrl-Z at the end. */
export function cleanText(text: string): string {
  return text
    .replaceAll('\u0000', '')
    .replace(BYTE_ORDER_MARK, '')
    .replaceAll(/\r\n?/g, '\n')
    .replace(/[\u001A\s]+$/, '');
}

/**
 * The bytes of a file as text: UTF-16 by its byte order mark, as spreadsheets save "Unicode text"; UTF-8 where it is that;
 * else the letters of Windows, in which banks write names.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/** The lines of a file without their ends; what ends the last one makes no further line. */
export function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  while (lines.length > 0 && (lines.at(-1) ?? '').trim() === '') lines.pop();
  return lines;
}

/** The same content has the same hash, whatever the file is called and however its lines end. */
export function hashOf(text: string): string {
  return createHash('sha256').update(linesOf(text).join('\n')).digest('hex');
}

/** A UUID that is always the same for a key, for what asks for one. */
export function uuidOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

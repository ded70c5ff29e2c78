import { createHash } from 'node:crypto';

/** What is wrong with a line of a file, and what is allowed there. Lines count from 1. */
export interface LineProblem {
  readonly line: number;
  readonly says: string;
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

/** A file that cannot be read, with the line and what is allowed there. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(
    readonly file: string,
    readonly line: number,
    readonly says: string,
  ) {
    super(`${file}:${line}: ${says}`);
  }
}

/** `a, b or c`, for sentences that say what is allowed. */
export function anyOf(names: readonly string[]): string {
  const last = names.at(-1) ?? 'nothing';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

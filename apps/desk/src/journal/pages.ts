import type { JournalLine } from '@curbstop/contracts';

/** The journal as far as it was read, newest first. */
export interface JournalPages {
  readonly lines: readonly JournalLine[];
  /** Where older lines begin; null when all were read. */
  readonly before: number | null;
}

/** Adds what is older than anything shown. */
export function addOlder(shown: JournalPages, page: JournalPages): JournalPages {
  const known = new Set(shown.lines.map((line) => line.seq));
  return { lines: [...shown.lines, ...page.lines.filter((line) => !known.has(line.seq))], before: page.before };
}

/**
 * Puts the newest page on top of what is shown. When more happened than one page holds, lines between the two would be
 * missing: then only the newest page is shown, and the rest is read again on demand.
 */
export function addNewest(shown: JournalPages | null, page: JournalPages): JournalPages {
  if (shown === null || shown.lines.length === 0) return page;
  const oldest = page.lines.at(-1)?.seq;
  const top = shown.lines[0]?.seq ?? 0;
  const joined = page.before === null || (oldest !== undefined && oldest <= top);
  if (!joined) return page;
  const fresh = new Set(page.lines.map((line) => line.seq));
  const older = shown.lines.filter((line) => !fresh.has(line.seq));
  return older.length === 0 ? page : { lines: [...page.lines, ...older], before: shown.before };
}

/** Facts of a line as words and values, in the order the journal has them; nested ones as JSON. */
export function factsOf(line: JournalLine): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(line.facts).map(([name, value]) => ({
    name: name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('-', ' ')
      .toLowerCase(),
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

import type { ClauseId, SectionId } from './clause-id.ts';

/** Whatever carries a clause out. The register only points to it. */
export type ClauseFunction = (...facts: never[]) => unknown;

/** One clause as a clerk reads it, and the function that is it. */
export interface ClauseEntry {
  readonly id: ClauseId;
  /** True for a clause that only names what stands under it. */
  readonly heading: boolean;
  /** A few words, without the id. */
  readonly title: string;
  /** One or two sentences of ours that could be read to a customer. */
  readonly rule: string;
  /** Where the text is unclear: how this city reads it. Null where it is clear. */
  readonly reading: string | null;
  readonly fn: ClauseFunction;
}

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly clauses: readonly ClauseEntry[];
}

type Told = Pick<ClauseEntry, 'title' | 'rule' | 'fn'> & Partial<Pick<ClauseEntry, 'heading' | 'reading'>>;

/** A clause of the register. `heading` and `reading` are left out where there is none. */
export function clause(id: ClauseId, told: Told): ClauseEntry {
  return {
    id,
    heading: told.heading ?? false,
    title: told.title,
    rule: told.rule,
    reading: told.reading ?? null,
    fn: told.fn,
  };
}

/** A section of the register; its clauses stand in the policy's order. */
export function section(id: SectionId, title: string, clauses: readonly ClauseEntry[]): Section {
  for (const entry of clauses) {
    if (!entry.id.startsWith(`${id}.`)) throw new RangeError(`${entry.id} is no clause of section ${id}.`);
  }
  return { id, title, clauses };
}

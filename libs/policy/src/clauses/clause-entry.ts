import type { ClauseId, SectionId } from './clause-id.ts';
import type { Reading } from './reading.ts';

/** Whatever carries a clause out. The register only points to it. */
export type ClauseFunction = (...facts: never[]) => unknown;

/** One clause of the policy in our own words, and the function that carries it out. */
export interface ClauseText {
  readonly id: ClauseId;
  /** True for a clause that only names what stands under it. */
  readonly heading: boolean;
  /** A few words, without the id. */
  readonly title: string;
  /** The paragraph of the policy that it renders, as the policy numbers it: `C(1)(a)`. */
  readonly source: string;
  /** The whole paragraph, sentence by sentence, in words that could be read to a customer. None is copied. */
  readonly sentences: readonly string[];
  /** Numbers of the readings that decide what the paragraph leaves open. */
  readonly readings: readonly number[];
  readonly fn: ClauseFunction;
}

/** A clause as screens show it. */
export interface ClauseEntry extends ClauseText {
  /** Its sentences, one after the other. */
  readonly rule: string;
  /** Where the text is unclear: how it is read here. Null where it is clear. */
  readonly reading: string | null;
}

export interface Section {
  readonly id: SectionId;
  readonly title: string;
  readonly readings: readonly Reading[];
  readonly clauses: readonly ClauseText[];
}

type Told = Omit<ClauseText, 'id' | 'heading' | 'readings'> & Partial<Pick<ClauseText, 'heading' | 'readings'>>;

/** A clause of the register. `heading` and `readings` are left out where there is none. */
export function clause(id: ClauseId, told: Told): ClauseText {
  return { id, ...told, heading: told.heading ?? false, readings: told.readings ?? [] };
}

/** A section of the register; its clauses stand in the policy's order. */
export function section(
  id: SectionId,
  title: string,
  readings: readonly Reading[],
  clauses: readonly ClauseText[],
): Section {
  for (const entry of clauses) {
    if (!entry.id.startsWith(`${id}.`)) throw new RangeError(`${entry.id} is no clause of section ${id}.`);
  }
  return { id, title, readings, clauses };
}

/** A clause with what its readings chose, in their order. */
export function withReadings(text: ClauseText, readings: ReadonlyMap<number, Reading>): ClauseEntry {
  const chosen = text.readings.map((number) => {
    const reading = readings.get(number);
    if (!reading) throw new RangeError(`${text.id} cites reading ${number}, which does not exist.`);
    return reading.choice;
  });
  return { ...text, rule: text.sentences.join(' '), reading: chosen.length > 0 ? chosen.join(' ') : null };
}

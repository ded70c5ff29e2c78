import { SECTION_A } from '../sections/a/clauses.ts';
import { SECTION_B } from '../sections/b/clauses.ts';
import { SECTION_C } from '../sections/c/clauses.ts';
import { SECTION_D } from '../sections/d/clauses.ts';
import { SECTION_E } from '../sections/e/clauses.ts';
import { SECTION_F } from '../sections/f/clauses.ts';
import { SECTION_G } from '../sections/g/clauses.ts';
import { SECTION_H } from '../sections/h/clauses.ts';
import { SECTION_I } from '../sections/i/clauses.ts';
import { SECTION_J } from '../sections/j/clauses.ts';
import { SECTION_K } from '../sections/k/clauses.ts';
import { SECTION_L } from '../sections/l/clauses.ts';
import { SECTION_M } from '../sections/m/clauses.ts';
import { SECTION_Z } from '../sections/z/clauses.ts';
import { withReadings } from './clause-entry.ts';
import { CLAUSE_IDS } from './clause-ids.ts';
import { GENERAL_READINGS } from './general-readings.ts';
import type { ClauseEntry, Section } from './clause-entry.ts';
import type { ClauseId } from './clause-id.ts';
import type { Reading } from './reading.ts';

/** The sections of the policy in its order. A section is one import and one line. */
export const SECTIONS: readonly Section[] = [
  SECTION_Z,
  SECTION_A,
  SECTION_B,
  SECTION_C,
  SECTION_D,
  SECTION_E,
  SECTION_F,
  SECTION_G,
  SECTION_H,
  SECTION_I,
  SECTION_J,
  SECTION_K,
  SECTION_L,
  SECTION_M,
];

/** Every reading of the policy, in the order of its numbers. */
export const READINGS: readonly Reading[] = [...GENERAL_READINGS, ...SECTIONS.flatMap((each) => each.readings)].sort(
  (one, other) => one.number - other.number,
);

const READING_BY_NUMBER: ReadonlyMap<number, Reading> = new Map(READINGS.map((each) => [each.number, each]));

/** Every clause of the policy, in its order: its text in our words, how it is read, and the function that carries it out. */
export const REGISTER: readonly ClauseEntry[] = SECTIONS.flatMap((each) =>
  each.clauses.map((text) => withReadings(text, READING_BY_NUMBER)),
);

const BY_ID: ReadonlyMap<string, ClauseEntry> = new Map(REGISTER.map((entry) => [entry.id, entry]));

/** The entry of a clause, or null when the policy has none of that id. */
export function clauseOf(id: ClauseId): ClauseEntry | null {
  return BY_ID.get(id) ?? null;
}

/** Clauses that no section has yet. */
export function missingClauses(): readonly ClauseId[] {
  return CLAUSE_IDS.filter((id) => !BY_ID.has(id));
}

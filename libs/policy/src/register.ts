import { SECTION_A } from './a-accounts.clauses.ts';
import { SECTION_B } from './b-billing.clauses.ts';
import { SECTION_C } from './c-delinquent.clauses.ts';
import { CLAUSE_IDS } from './clause-ids.ts';
import { SECTION_D } from './d-extensions.clauses.ts';
import { SECTION_E } from './e-disconnection.clauses.ts';
import { SECTION_F } from './f-reconnection.clauses.ts';
import { SECTION_G } from './g-conditions.clauses.ts';
import { SECTION_H } from './h-appeals.clauses.ts';
import { SECTION_I } from './i-arrangements.clauses.ts';
import { SECTION_J } from './j-payments.clauses.ts';
import { SECTION_K } from './k-insufficient-funds.clauses.ts';
import { SECTION_L } from './l-smart-meter.clauses.ts';
import { SECTION_M } from './m-reporting.clauses.ts';
import { SECTION_Z } from './z-opening.clauses.ts';
import type { ClauseEntry, Section } from './clause.ts';
import type { ClauseId } from './clauses.ts';

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

/** Every clause of the policy, in its order, with its rule in our words and the function that carries it out. */
export const REGISTER: readonly ClauseEntry[] = SECTIONS.flatMap((each) => each.clauses);

const BY_ID: ReadonlyMap<string, ClauseEntry> = new Map(REGISTER.map((entry) => [entry.id, entry]));

/** The entry of a clause, or null when the policy has none of that id. */
export function clauseOf(id: ClauseId): ClauseEntry | null {
  return BY_ID.get(id) ?? null;
}

/** Clauses that no section has yet. */
export function missingClauses(): readonly ClauseId[] {
  return CLAUSE_IDS.filter((id) => !BY_ID.has(id));
}

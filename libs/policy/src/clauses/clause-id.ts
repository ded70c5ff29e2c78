export type SectionId = 'Z' | 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M';

/**
 * Clauses of the adopted policy, as it numbers them: `C.1.b.i`. Z is its unnumbered opening. The three time limits that
 * G.2 names in one sentence are `G.2-a`, `G.2-b` and `G.2-c`.
 */
export type ClauseId = `${SectionId}.${string}`;

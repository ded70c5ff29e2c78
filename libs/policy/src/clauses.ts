/** Clauses of the adopted policy, as it numbers them. Z is its unnumbered opening. */
export type ClauseId = `${'Z' | 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | 'I' | 'J' | 'K' | 'L' | 'M'}.${string}`;

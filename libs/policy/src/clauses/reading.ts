/** What the policy's text leaves open, and how it is read here. `docs/policy-readings.md` shows all of them. */
export interface Reading {
  /** Comments cite it by this number: `(reading 13)`. It stays; a new reading takes the next one. */
  readonly number: number;
  /** The paragraphs that leave it open, as the policy numbers them. */
  readonly source: string;
  readonly doubt: string;
  /** In words that could be read to a customer. */
  readonly choice: string;
  /** What changes the choice: names of settings, or of values that a city's file sets. Empty where nothing does. */
  readonly switches: readonly string[];
}

/** When to stop looking for something better. Two runs with the same seed and iterations give the same answer. */
export interface Budget {
  /** Tries at most. */
  readonly iterations: number;
  /** Asked now and then; true ends the search with the best found. The caller reads the clock, not this library. */
  readonly deadline?: () => boolean;
}

/** Tries between two questions to the deadline: it costs a call. */
const EVERY = 32;

/** Runs one try after the other until the budget is used up. */
export function spend({ iterations, deadline }: Budget, attempt: () => void): void {
  for (let i = 0; i < iterations; i += 1) {
    if (deadline && i % EVERY === 0 && deadline()) return;
    attempt();
  }
}

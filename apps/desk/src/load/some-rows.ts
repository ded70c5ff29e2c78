import { useState } from 'preact/hooks';

/** Rows drawn at once: a run of a whole city has thousands, and nobody reads them all. */
const STEP = 200;

export interface SomeRows<T> {
  readonly shown: readonly T[];
  /** How many are not shown. */
  readonly left: number;
  /** How many `more` adds. */
  readonly step: number;
  readonly more: () => void;
}

/** A long list, some hundred rows at a time. */
export function useSomeRows<T>(rows: readonly T[]): SomeRows<T> {
  const [limit, setLimit] = useState(STEP);
  const left = Math.max(0, rows.length - limit);
  return { shown: rows.slice(0, limit), left, step: Math.min(STEP, left), more: () => setLimit((at) => at + STEP) };
}

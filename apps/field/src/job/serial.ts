import { isSameSerial, plainSerial } from '@curbstop/work-orders';

/** `unknown`: the order names no meter, so nothing typed can prove that this is the one. */
export type SerialMatch = 'empty' | 'matches' | 'differs' | 'unknown';

/** Compares what was read off the meter with the order's serial. */
export function matchSerial(typed: string, wanted: string | null): SerialMatch {
  if (plainSerial(typed) === '') return 'empty';
  if (wanted === null) return 'unknown';
  return isSameSerial(typed, wanted) ? 'matches' : 'differs';
}

/** A serial as it is compared: without blanks and hyphens, in capitals. */
export function plainSerial(serial: string): string {
  return serial.replaceAll(/[\s-]/g, '').toUpperCase();
}

/** `unknown`: the order names no meter, so nothing typed can prove that this is the one. */
export type SerialMatch = 'empty' | 'matches' | 'differs' | 'unknown';

/** Compares what was read off the meter with the order's serial. */
export function matchSerial(typed: string, wanted: string | null): SerialMatch {
  const plain = plainSerial(typed);
  if (plain === '') return 'empty';
  if (wanted === null) return 'unknown';
  return plain === plainSerial(wanted) ? 'matches' : 'differs';
}

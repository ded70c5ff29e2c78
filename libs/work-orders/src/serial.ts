/** A serial as it is compared: without blanks and hyphens, in capitals. */
export function plainSerial(serial: string): string {
  return serial.replaceAll(/[\s-]/g, '').toUpperCase();
}

/** Whether two people who wrote a serial down wrote the same one. */
export function isSameSerial(one: string, other: string): boolean {
  return plainSerial(one) === plainSerial(other);
}

const HINT_DIGITS = 4;

/** As much of a serial as a crew sees before it has read the meter: the last digits, four at most and never the whole. */
export function serialHint(serial: string): string {
  const shown = Math.min(HINT_DIGITS, Math.floor(serial.length / 2));
  return shown === 0 ? '' : serial.slice(-shown);
}

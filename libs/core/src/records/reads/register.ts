/** Litres of a register, exactly, from what the meter delivered. */
export function litresOf(register: string | number, unit: 'm3' | 'l'): number {
  const [whole = '0', fraction = ''] = String(register).split('.');
  // A decimal string moved by three places, never multiplied: 0.1 + 0.2 has no place on a bill.
  // A fraction of a litre is dropped, as on a meter's face; the register is kept as delivered beside it.
  const litres = Number(unit === 'm3' ? whole + fraction.slice(0, 3).padEnd(3, '0') : whole);
  if (!Number.isSafeInteger(litres)) throw new RangeError(`${register} ${unit} is no register of a meter.`);
  return litres;
}

/** Cubic metres with three decimals, as a register is written. */
export function registerOf(litres: number): string {
  const digits = String(litres).padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

/** What is odd about a reading; `null` when nothing is. */
export type Oddity =
  | { readonly kind: 'form'; readonly says: string }
  | { readonly kind: 'lower'; readonly says: string }
  | { readonly kind: 'higher'; readonly says: string };

/** Above this a day a home has a burst pipe, or the dial was misread: 3 m³, about four times a usual home. */
const LITRES_A_DAY = 3_000;
/** A short time since the last read must not make every reading odd. */
const LITRES_AT_LEAST = 20_000;
const DAY_MS = 86_400_000;

/** Cubic metres as a decimal string to whole litres; null when it is no register. */
export function litres(register: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(register);
  if (!match) return null;
  return Number(match[1]) * 1_000 + Number((match[2] ?? '').padEnd(3, '0'));
}

/** The register as it is sent: without a point that nothing follows, without leading zeros. */
export function tidyRegister(typed: string): string {
  const [whole = '', part = ''] = typed.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  return part === '' ? digits : `${digits}.${part}`;
}

/**
 * Compares a reading with the last one the city has. `at` and `now` are the city's moments. An odd reading may be
 * right (a leak, a new register): it is asked for again, never refused.
 */
export function oddity(
  typed: string,
  last: { readonly register: string; readonly at: number } | null,
  now: number,
): Oddity | null {
  const here = litres(tidyRegister(typed));
  if (here === null) return { kind: 'form', says: 'Type the black digits, and up to three red ones after the point.' };
  const before = last && litres(last.register);
  if (last === null || before === null) return null;
  if (here < before) {
    return { kind: 'lower', says: `That is lower than ${last.register}, the last reading. A register only climbs.` };
  }
  const days = Math.max(0, now - last.at) / DAY_MS;
  const used = here - before;
  if (used <= Math.max(LITRES_AT_LEAST, days * LITRES_A_DAY)) return null;
  return {
    kind: 'higher',
    says: `That is ${Math.round(used / 1_000)} m³ more than ${last.register}, the last reading: far more than a home uses.`,
  };
}

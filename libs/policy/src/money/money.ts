import type { BasisPoints, Cents } from '../units.ts';

/** A guard for money: whole cents that a number can hold exactly, or an error. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number of cents.`);
  // -0 would print as "-$0.00".
  return (value === 0 ? 0 : value) as Cents;
}

export const NO_CENTS: Cents = cents(0);

/** A guard for shares: whole hundredths of a per cent, 0 to 10,000. */
export function basisPoints(value: number): BasisPoints {
  if (!Number.isInteger(value) || value < 0 || value > 10_000) {
    throw new RangeError(`${value} is not a share between 0 and 10,000 hundredths of a per cent.`);
  }
  return value as BasisPoints;
}

/** The sum in cents. */
export function addCents(...parts: readonly Cents[]): Cents {
  let sum = 0;
  for (const part of parts) sum += part;
  return cents(sum);
}

export function subtractCents(from: Cents, part: Cents): Cents {
  return cents(from - part);
}

export function minCents(a: Cents, b: Cents): Cents {
  return a < b ? a : b;
}

/**
 * `amount` times `numerator / denominator`, rounded half up to the cent, in whole numbers throughout.
 * Amounts below zero have no half-up that everyone agrees on, and nothing here needs them.
 */
export function shareHalfUp(amount: Cents, numerator: number, denominator: number): Cents {
  if (amount < 0) throw new RangeError('A share is taken of an amount of zero or more.');
  if (!Number.isSafeInteger(numerator) || numerator < 0 || !Number.isSafeInteger(denominator) || denominator < 1) {
    throw new RangeError(`${numerator}/${denominator} is not a share.`);
  }
  const over = BigInt(denominator);
  return cents(Number((2n * BigInt(amount) * BigInt(numerator) + over) / (2n * over)));
}

/** A percentage of one bill, rounded half up (reading 6): 10 % of $23.45 is $2.35. */
export function percentHalfUp(amount: Cents, rate: BasisPoints): Cents {
  return shareHalfUp(amount, rate, 10_000);
}

/** `$1,234.56`; below zero `-$5.00`. */
export function formatDollars(amount: Cents): string {
  const size = Math.abs(amount);
  const dollars = String(Math.floor(size / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}$${dollars}.${String(size % 100).padStart(2, '0')}`;
}

/** What a typed amount was: cents, or a sentence that says what is allowed. */
export type ParsedDollars =
  { readonly ok: true; readonly cents: Cents } | { readonly ok: false; readonly says: string };

const DOLLARS = /^\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/;

/** Dollars as people type them (`135.80`, `$1,250`, `12.5`) to cents, without ever passing through a fraction. */
export function parseDollars(text: string): ParsedDollars {
  const match = DOLLARS.exec(text.trim());
  if (!match) return { ok: false, says: `"${text}" is not an amount. Write dollars and cents, such as 135.80.` };
  const dollars = Number((match[1] ?? '').replaceAll(',', ''));
  const value = dollars * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  if (!Number.isSafeInteger(value)) return { ok: false, says: `${text.trim()} is more than an account can hold.` };
  return { ok: true, cents: cents(value) };
}

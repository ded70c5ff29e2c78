import type { Cents, ClauseId, Day, Dial, Instant } from '@curbstop/policy';
import { DIAL_MULTIPLIERS, DIAL_UNITS } from '@curbstop/policy';
import { z } from 'zod';

/** Whole cents on the wire: an integer, never a decimal. */
export const cents = z.int('Give whole cents, without a decimal point.').transform((value) => value as Cents);

/** 0001-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: the moments that have a date of four-digit year. */
const FIRST_INSTANT = -62_135_596_800_000;
const LAST_INSTANT = 253_402_300_799_999;
const INSTANTS = 'Give a moment of the years 1 to 9999, in whole milliseconds since 1970-01-01T00:00Z.';

/**
 * Whole milliseconds since 1970-01-01T00:00Z, of the years 1 to 9999. A Date holds a little more, but neither its
 * text nor the database's has one shape for it.
 */
export const instant = z
  .int(INSTANTS)
  .min(FIRST_INSTANT, INSTANTS)
  .max(LAST_INSTANT, INSTANTS)
  .transform((value) => value as Instant);

const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2999-12-31';

/** A civil date of the city, `YYYY-MM-DD`. */
export const day = z.iso
  .date('Give a date as YYYY-MM-DD.')
  .refine((value) => value >= FIRST_DAY && value <= LAST_DAY, `Give a date from ${FIRST_DAY} to ${LAST_DAY}.`)
  .transform((value) => value as Day);

export const clauseId = z
  .string()
  .regex(/^[A-Z]\.\d+/, 'Give a clause of the policy, such as E.1.')
  .transform((value) => value as ClauseId);

export const id = z.int().positive();

/** WGS 84 degrees; accuracy is the radius in metres that the device claims. */
export const position = z.object({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  accuracy: z.number().min(0).max(100_000),
  at: instant,
});
export type Position = z.output<typeof position>;

/** A meter's dial as it was read: its turning digits as a string, never a float; {@link dialUnit} says what they count. */
export const register = z
  .string()
  .trim()
  .regex(/^\d{1,9}(\.\d{1,3})?$/, 'Give the register as digits, with at most three decimals.');

/** What the reader took a dial to show; cubic meters where it is left out. Another than the meter's is refused. */
export const dialUnit = z.enum(DIAL_UNITS, `Give the unit of the dial: ${DIAL_UNITS.join(', ')}.`);

export const dialMultiplier = z.literal(
  [...DIAL_MULTIPLIERS],
  `Give what one step of the last digit is worth: ${DIAL_MULTIPLIERS.join(', ')}.`,
);

/** The face of a meter. */
/** A number that is printed on a meter. */
export const meterSerial = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._-]{1,40}$/, 'Give the number on the meter: letters, digits, dots and dashes.');
export const dial: z.ZodType<Dial> = z.object({
  unit: dialUnit,
  digits: z.int().min(3).max(9),
  multiplier: dialMultiplier,
});

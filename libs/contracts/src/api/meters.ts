import { METER_SIZES } from '@curbstop/policy';
import { z } from 'zod';
import { deviceInstant } from '../bounds.ts';
import { cents, day, dial, dialMultiplier, dialUnit, id, instant, meterSerial, register } from '../scalars.ts';

const reason = z
  .string()
  .trim()
  .min(1, 'Say why, so that it can be read to a customer.')
  .max(500, 'Use at most 500 characters.');
const version = z.int().positive();

/** `GET /api/accounts/:accountId/readings`: what is doubted first, then the latest. Registers are what the meter's dial shows. */
export const readingList = z.object({
  meters: z.array(
    z.object({
      meterId: id,
      serial: z.string(),
      size: z.enum(METER_SIZES),
      digits: z.int(),
      dial,
      /** Counts the corrections of its dial. */
      version,
      installedOn: day,
      removedOn: day.nullable(),
      startRegister: z.string(),
      /** On record when it was installed. */
      startDial: dial,
    }),
  ),
  readings: z.array(
    z.object({
      meterId: id,
      serial: z.string(),
      at: instant,
      dial,
      register: z.string(),
      litres: z.int(),
      source: z.enum(['radio', 'crew', 'office', 'loader']),
      quality: z.enum(['valid', 'suspect', 'estimated', 'void']),
      /** Why it is doubted, or was. */
      doubt: z.string().nullable(),
      version,
      reason: z.string().nullable(),
      decidedBy: z.string().nullable(),
      decidedAt: instant.nullable(),
    }),
  ),
});
export type ReadingList = z.output<typeof readingList>;

const account = z.object({ accountId: id, number: z.string(), customer: z.string(), address: z.string() });

/** `GET /api/doubted-readings?page=0`: readings of the whole city that wait for a decision, those that wait longest first. */
export const doubtedReadings = z.object({
  readings: z.array(
    z.object({
      meterId: id,
      serial: z.string(),
      address: z.string(),
      /** Whom the meter's water is billed to; null where nobody ever was. */
      account: account.nullable(),
      at: instant,
      dial,
      /** What the meter's dial shows. */
      register: z.string(),
      source: z.enum(['radio', 'crew', 'office', 'loader']),
      doubt: z.string().nullable(),
      /** What a person wrote who put it in doubt, and the name; null where it came so. */
      reason: z.string().nullable(),
      doubtedBy: z.string().nullable(),
      since: instant,
      version,
    }),
  ),
  /** The next page's number; null on the last. */
  next: z.int().nullable(),
});
export type DoubtedReadings = z.output<typeof doubtedReadings>;

/** `POST /api/accounts/:accountId/readings/decide`, and `POST /api/doubted-readings/decide` from the list of the whole city. */
export const readingDecision = z.object({
  meterId: id,
  at: deviceInstant('the time of the reading'),
  deed: z.enum(['accept', 'void', 'began-again'], 'Say accept, void or began-again.'),
  reason,
  /** The version that was seen. */
  version,
});
export type ReadingDecision = z.output<typeof readingDecision>;

/** `POST /api/accounts/:accountId/meter-exchange` */
export const meterExchange = z.object({
  /** The meter that was seen there. */
  meterId: id,
  closingRegister: register,
  /** The unit of the old meter's dial, as it was read. */
  closingUnit: dialUnit.nullish(),
  newSerial: meterSerial,
  newSize: z.enum(METER_SIZES, `Give the size in inches: ${METER_SIZES.join(', ')}.`),
  newDigits: z.int().min(3, 'A register has 3 to 9 digits.').max(9, 'A register has 3 to 9 digits.'),
  newUnit: dialUnit.default('m3'),
  newMultiplier: dialMultiplier.default(1),
  /** In the unit of the new dial. */
  openingRegister: register,
  keepsRadio: z.boolean(),
  reason,
});
export type MeterExchangeBody = z.output<typeof meterExchange>;
export const meterExchanged = z.object({ meterId: id });

/** `POST /api/accounts/:accountId/meter-exchange-order`: a crew is to exchange the meter. */
export const exchangeOrder = z.object({
  /** The meter that was seen there. */
  meterId: id,
  reason: z
    .string()
    .trim()
    .min(1, 'Say why, so that the crew and dispatch know.')
    .max(500, 'Use at most 500 characters.'),
});
export const exchangeOrdered = z.object({ orderId: id, number: z.string() });

/** `POST /api/accounts/:accountId/meters/:meterId/dial` */
export const dialCorrection = z.object({
  unit: dialUnit,
  digits: z.int().min(3, 'A register has 3 to 9 digits.').max(9, 'A register has 3 to 9 digits.'),
  multiplier: dialMultiplier,
  reason,
  /** The version of the dial that was seen. */
  version,
});
export type DialCorrectionBody = z.output<typeof dialCorrection>;

/** `GET /api/held-bills`: bills far above the own use, which wait for a person. */
export const heldBillList = z.object({
  bills: z.array(
    z.object({
      heldId: id,
      accountId: id,
      number: z.string(),
      customer: z.string(),
      address: z.string(),
      kind: z.enum(['regular', 'final']),
      billDate: day,
      readAt: instant,
      /** The face that the meter had when the bill was held, and on the first day of its period. */
      dial,
      startDial: dial,
      startRegister: z.string(),
      endRegister: z.string(),
      units: z.int(),
      /** Null where no bill was before. */
      usualUnits: z.int().nullable(),
      amount: cents,
      message: z.string(),
      version,
    }),
  ),
});
export type HeldBillList = z.output<typeof heldBillList>;

/** `POST /api/held-bills/:heldId/decide` */
export const heldBillDecision = z.object({
  deed: z.enum(['release', 'void-reading', 'read-again'], 'Say release, void-reading or read-again.'),
  reason,
  version,
});
export type HeldBillDecision = z.output<typeof heldBillDecision>;

/** `POST /api/accounts/:accountId/bills/:billId/take-back` */
export const billTakenBack = z.object({ reason });

/** `GET /api/dead-letters`: messages of devices that could not be handled. */
export const deadLetterList = z.object({
  letters: z.array(
    z.object({
      letterId: id,
      device: z.string(),
      kind: z.string(),
      topic: z.string(),
      /** The first 2,000 bytes as text; other bytes as a backslash and three digits. */
      payload: z.string(),
      bytes: z.int(),
      reason: z.string(),
      times: z.int(),
      receivedAt: instant,
      lastAt: instant,
      version,
      /** Somebody has asked to have it replayed. */
      asked: z.boolean(),
      /** Messages of the device that were only counted, because it has so many kept. */
      left: z.int(),
    }),
  ),
});
export type DeadLetterList = z.output<typeof deadLetterList>;

/** `POST /api/dead-letters/:letterId/decide` */
export const deadLetterDecision = z.object({
  deed: z.enum(['replay', 'dismiss'], 'Say replay or dismiss.'),
  note: z.string().trim().max(500, 'Use at most 500 characters.'),
  version,
});
export type DeadLetterDecision = z.output<typeof deadLetterDecision>;

import type { BasisPoints } from '@curbstop/policy';
import { BENEFITS } from '@curbstop/policy';
import { z } from 'zod';
import { boundedDay } from '../bounds.ts';
import { cents, clauseId, day, id, instant } from '../scalars.ts';

/** Whether a request would be granted now, every clause that refuses it or the one that grants it, and the sentence to read out. */
const asked = z.object({ granted: z.boolean(), clauses: z.array(clauseId), says: z.string() });

/** Hundredths of a per cent of the federal poverty level: 20,000 is 200 %. */
const ofPoverty = z
  .int('Give hundredths of a per cent: 15000 for 150 %.')
  .min(0)
  .max(1_000_000)
  .transform((value) => value as BasisPoints);

/** `GET /api/accounts/:accountId/standing`: waivers, extensions and the household's evidence (C, D, F.4). */
export const standing = z.object({
  household: z
    .object({
      benefits: z.array(z.enum(BENEFITS)),
      endsOn: day.nullable(),
      incomeOfPoverty: ofPoverty.nullable(),
      givenOn: day,
      verified: z.boolean(),
      /** The last day on which it shows a low income; null when it shows none. */
      lowIncomeThrough: day.nullable(),
    })
    .nullable(),
  /** D.8: the right to extensions is taken. */
  revoked: z.boolean(),
  /** D.2: the last day an extension could run to; null when no bill is unpaid. */
  extensionTo: day.nullable(),
  /** Each form: whether it would be granted now, and why not. */
  requests: z.object({
    'request-waiver courtesy': asked.extend({ billId: id.nullable(), amount: cents }),
    'request-waiver low-income': asked.extend({ billId: id.nullable(), amount: cents }),
    'request-extension': asked,
    'revoke-extensions': asked,
    'request-reconnection': asked,
    'request-reconnection after-hours': asked,
  }),
});
export type Standing = z.output<typeof standing>;

/** `POST /api/accounts/:accountId/waivers`, with an `idempotency-key` header (C.1.a, C.1.b). */
export const requestWaiver = z.object({
  kind: z.enum(['courtesy', 'low-income']),
  /** The bill whose late charge is meant; null for the latest. */
  billId: id.nullable().default(null),
  /** C.1.a: null while it is still to be decided. */
  decision: z
    .object({
      outcome: z.enum(['approve', 'deny']),
      reason: z.string().trim().min(1, 'Say why it is so decided.').max(500),
    })
    .nullable()
    .default(null),
});
export const waiverAnswer = z.object({
  state: z.enum(['waived', 'to-be-decided']),
  billId: id,
  amount: cents,
  says: z.string(),
});

/** `POST /api/accounts/:accountId/extensions`, with an `idempotency-key` header (D.1 to D.6). */
export const requestExtension = z.object({
  until: boundedDay('the last day of the extension'),
  written: z.boolean(),
  billId: id.nullable().default(null),
});
export const extensionAnswer = z.object({ holdId: id, billId: id, until: instant, says: z.string() });

/** `PUT /api/accounts/:accountId/household`, with an `idempotency-key` header (C.1.b, F.4, G.1.b). */
export const giveHousehold = z.object({
  benefits: z.array(z.enum(BENEFITS)).max(BENEFITS.length).default([]),
  endsOn: boundedDay('the last day of the benefit').nullable().default(null),
  incomeOfPoverty: ofPoverty.nullable().default(null),
  /** True when the clerk has seen that it is in order. */
  verified: z.boolean(),
});

/** `POST /api/accounts/:accountId/household/verification`, with an `idempotency-key` header. */
export const verifyHousehold = z.object({ verified: z.boolean() });

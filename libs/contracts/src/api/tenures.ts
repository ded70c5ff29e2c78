import { CLOSERS, OWNERSHIP_PROOFS } from '@curbstop/policy';
import { z } from 'zod';
import { boundedDay } from '../bounds.ts';
import { cents, clauseId, day, dialUnit, id, instant, register } from '../scalars.ts';
import { grantAnswer } from './assistance.ts';

/** A.4: whose the place is when a tenant leaves. */
export const landlordTrust = z.object({ ownerId: id, owner: z.string(), since: instant });
export type LandlordTrust = z.output<typeof landlordTrust>;

/** `GET /api/accounts/:accountId/tenure`: A, L.1: how an account began, how it ends, and what is asked at its place. */
export const tenure = z.object({
  servicePointId: id,
  status: z.enum(['pending', 'active', 'closed']),
  from: day,
  until: day.nullable(),
  /** A.1: the sign-up whose water is still to come on. */
  opening: z.object({ opensOn: day, depositMissing: cents }).nullable(),
  /** A.3: the close that is to come, or that was. */
  closing: z
    .object({
      on: day,
      by: z.enum(CLOSERS),
      finalReadAt: instant.nullable(),
      finalBilled: z.boolean(),
      depositHeld: cents,
      credit: cents,
    })
    .nullable(),
  /** A.2.d, A.5: what is sent back by itself, and when. */
  refund: z.object({ at: instant, amount: cents, clause: clauseId }).nullable(),
  /** A.4: the owner to whom the place goes back. */
  landlordTrust: landlordTrust.nullable(),
  /** L.1. */
  meter: z.enum(['smart', 'manual']),
  /** Each form of the page: whether it would be granted now, and why not. */
  requests: z.object({
    'request-close': grantAnswer,
    'final-read': grantAnswer,
    'turn-on': grantAnswer,
    'request-refund': grantAnswer,
    'landlord-trust': grantAnswer,
    'cancel-landlord-trust': grantAnswer,
    'opt-out-smart-meter': grantAnswer,
    'opt-in-smart-meter': grantAnswer,
  }),
});
export type Tenure = z.output<typeof tenure>;

/** `POST /api/accounts/:accountId/close`; `effective` null is today. */
export const closeAccount = z.object({
  by: z.enum(['owner', 'tenant', 'agent']),
  written: z.boolean(),
  effective: boundedDay('the day of the close').nullable().default(null),
});
export const accountCloses = z.object({ on: day, says: z.string() });
export type AccountCloses = z.output<typeof accountCloses>;

/** `POST /api/accounts/:accountId/final-read`; null where the meter stands as it was last read. */
export const finalRead = z.object({ register: register.nullable().default(null), unit: dialUnit.nullish() });

/** `POST /api/accounts/:accountId/landlord-trust` */
export const fileLandlordTrust = z.object({ ownerId: id, written: z.boolean() });

/** `POST /api/accounts/:accountId/landlord-trust/cancel` */
export const cancelLandlordTrust = z.object({ written: z.boolean() });

/** `POST /api/accounts/:accountId/sale`; null: recorded today. */
export const homeSold = z.object({
  recordedOn: boundedDay('the day on which the sale was recorded').nullable().default(null),
});

/** `POST /api/accounts/:accountId/smart-meter` */
export const smartMeter = z.object({ readByHand: z.boolean() });

/** `POST /api/accounts/:accountId/refund` */
export const refundMade = z.object({ amount: cents });
export type RefundMade = z.output<typeof refundMade>;

const text = z.string().trim().max(200);

/** `POST /api/openings/preview` */
export const openingWish = z.object({
  servicePointId: id,
  /** The last day on which the identity card is valid; null when none was shown. */
  idValidUntil: boundedDay('the last day of the identity card').nullable().default(null),
  proof: z.enum(OWNERSHIP_PROOFS).nullable().default(null),
  /** Null is today. */
  effective: boundedDay('the first day of service').nullable().default(null),
  role: z.enum(['owner-occupant', 'landlord', 'tenant']).default('owner-occupant'),
});

/** `POST /api/openings`: a customer of the city by number, or somebody new. */
export const openAccountBody = openingWish.extend({
  customer: z.union([
    z.object({ id }).strict(),
    z
      .object({
        name: text.min(1, 'Give the name of the customer.'),
        phone: text.default(''),
        email: text.default(''),
        language: z
          .string()
          .regex(/^[a-z]{2,3}$/, 'Give the code of a language, such as en.')
          .default('en'),
        mailingAddress: text.default(''),
      })
      .strict(),
  ]),
  class: z.enum(['residential', 'commercial', 'state', 'government']).default('residential'),
});

export const openingAnswer = grantAnswer.extend({ opensOn: day, deposit: cents });
export type OpeningAnswer = z.output<typeof openingAnswer>;

export const accountOpened = z.object({
  accountId: id,
  number: z.string(),
  from: day,
  deposit: cents,
  says: z.string(),
});
export type AccountOpened = z.output<typeof accountOpened>;

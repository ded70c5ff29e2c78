import {
  cannotReason,
  dialMultiplier,
  dialUnit,
  farReasonKind,
  permitAnswer,
  position,
  positionProblem,
} from '@curbstop/contracts';
import { METER_SIZES } from '@curbstop/policy';
import { z } from 'zod';

const NO_EXCHANGE = {
  serial: '',
  size: null,
  unit: null,
  digits: null,
  multiplier: null,
  register: '',
  keepsRadio: true,
};

/**
 * Everything a crew has entered for one job, kept on the tablet at every change. Moments are the city's, epoch ms.
 * A schema, because it is read back from storage, perhaps by a newer version of this app.
 */
export const jobDraft = z.object({
  orderId: z.int(),
  arrivedAt: z.int().nullable(),
  /** The last fix taken at a deed: on arrival, at the valve, at the end. */
  position: position.nullable(),
  /** Why there is no position, or none that proves anything. */
  positionMissing: positionProblem.nullable().default(null),
  /** Why the crew works far from the address, while it is filled in. */
  far: z.object({ reason: farReasonKind.nullable(), note: z.string() }).default({ reason: null, note: '' }),
  /** The gate's last answer, and when it was heard. */
  gate: z.object({ answer: permitAnswer, heardAt: z.int() }).nullable(),
  /** Serial as typed so far. */
  serial: z.string(),
  /** When the typed serial was compared with the order's. */
  serialAt: z.int().nullable(),
  /** Reading as typed so far. */
  reading: z.string(),
  /** The reading taken; `despite` a warning that it is unlikely. */
  read: z.object({ register: z.string(), at: z.int(), despite: z.boolean() }).nullable(),
  /** The new meter as typed so far; of its dial only what is other than the old one's. */
  exchange: z
    .object({
      serial: z.string(),
      size: z.enum(METER_SIZES).nullable(),
      unit: dialUnit.nullable(),
      digits: z.int().nullable(),
      multiplier: dialMultiplier.nullable(),
      register: z.string(),
      keepsRadio: z.boolean(),
    })
    .default(NO_EXCHANGE),
  /** When the new meter was in. */
  exchangedAt: z.int().nullable().default(null),
  /** The slide was pulled, and can be undone for some seconds. It counts after that. */
  sliding: z
    .object({ state: z.enum(['open', 'closed']), at: z.int(), permitId: z.string().nullable() })
    .nullable()
    .default(null),
  valve: z.object({ state: z.enum(['open', 'closed']), at: z.int(), permitId: z.string().nullable() }).nullable(),
  /** When the watch at the meter began, and when the crew said what it saw. */
  flowFrom: z.int().nullable(),
  flowAt: z.int().nullable(),
  tagAt: z.int().nullable(),
  note: z.string(),
  /** The form for leaving the job undone, while it is filled in. */
  cannot: z.object({ reason: cannotReason.nullable(), note: z.string() }),
  /** Id of the action that ends the job, chosen before it is queued: pressed twice, it stays one action. */
  endId: z.string().nullable(),
  endedAt: z.int().nullable(),
});
export type JobDraft = z.infer<typeof jobDraft>;

export function newDraft(orderId: number): JobDraft {
  return {
    orderId,
    arrivedAt: null,
    position: null,
    positionMissing: null,
    far: { reason: null, note: '' },
    gate: null,
    serial: '',
    serialAt: null,
    reading: '',
    read: null,
    exchange: NO_EXCHANGE,
    exchangedAt: null,
    sliding: null,
    valve: null,
    flowFrom: null,
    flowAt: null,
    tagAt: null,
    note: '',
    cannot: { reason: null, note: '' },
    endId: null,
    endedAt: null,
  };
}

/**
 * What must outlive the session: work at the stop that no action tells of yet. The gate's answer names the debt and is
 * asked for again; what was ended is in the outbox. Null when nothing was done.
 */
export function worthKeeping(draft: JobDraft): JobDraft | null {
  const worked =
    draft.valve !== null ||
    draft.sliding !== null ||
    draft.tagAt !== null ||
    draft.read !== null ||
    draft.exchangedAt !== null;
  return worked && draft.endedAt === null ? { ...draft, gate: null } : null;
}

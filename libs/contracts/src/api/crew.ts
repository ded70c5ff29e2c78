import { z } from 'zod';
import { cannotReason, farReason, orderKind, orderState, positionProblem, valveState } from '../orders.ts';
import { deviceInstant } from '../bounds.ts';
import { cents, clauseId, day, dial, id, instant } from '../scalars.ts';
import { parked, recall } from './dispatch.ts';
import { devicePosition, evidence } from './evidence.ts';

/** What a crew leaves at the door. */
export const paper = z.object({
  name: z.string(),
  /** What it tells whoever lives there. */
  message: z.string(),
  languages: z.array(z.string()),
  /** What must happen by when, in a sentence. */
  deadline: z.string(),
  clause: clauseId,
});
export type Paper = z.infer<typeof paper>;

/** One job as the crew's tablet keeps it. */
export const crewJob = z.object({
  orderId: id,
  number: z.string(),
  kind: orderKind,
  state: orderState,
  since: instant,
  version: z.int(),
  clause: clauseId,
  urgent: z.boolean(),
  dueOn: day,
  sequence: z.int(),
  address: z.string(),
  lon: z.number(),
  lat: z.number(),
  customer: z.string(),
  pastDue: cents,
  meterSerial: z.string().nullable(),
  meterNote: z.string(),
  hazard: z.string(),
  /** Why the office asked for it; null where the policy did. */
  reason: z.string().nullable().default(null),
  /** What the meter's dial shows; null where there is no meter. */
  dial: dial.nullable().default(null),
  /** What the dial showed when it was last read, and when. */
  lastRead: z.object({ register: z.string(), at: instant }).nullable(),
  valve: z.object({ kind: z.enum(['curb-stop', 'remote']), state: valveState }),
  recall: recall.nullable(),
  /** Its customer says that it is paid: it waits for the cashier's answer, or has it. */
  parked: parked.nullable().default(null),
  /** The paper that this order leaves at the door; null when it leaves none. */
  paper: paper.nullish(),
});
export type CrewJob = z.infer<typeof crewJob>;

/** `GET /api/crew/day` */
export const crewToday = z.object({
  now: instant,
  day: day,
  crewId: id,
  crewName: z.string(),
  truck: z.string(),
  /** Telephone of the dispatcher's desk. */
  dispatchPhone: z.string(),
  jobs: z.array(crewJob),
});
export type CrewToday = z.infer<typeof crewToday>;

/** `POST /api/crew/orders/:orderId/permit`: the gate, asked at the door. */
export const permitAnswer = z.discriminatedUnion('mayClose', [
  z.object({
    mayClose: z.literal(true),
    says: z.string(),
    pastDue: cents,
    checks: z.array(z.object({ says: z.string(), clauses: z.array(clauseId) })),
    permit: z.object({
      permitId: z.uuid(),
      orderId: id,
      meterSerial: z.string().nullable(),
      issuedAt: instant,
      expiresAt: instant,
      /** Base64url of the ECDSA P-256 signature (IEEE P1363) over {@link permitText}. */
      signature: z.string(),
    }),
  }),
  z.object({
    mayClose: z.literal(false),
    says: z.string(),
    clauses: z.array(clauseId),
    earliest: instant.nullable(),
  }),
]);
export type PermitAnswer = z.infer<typeof permitAnswer>;
export type Permit = Extract<PermitAnswer, { mayClose: true }>['permit'];

/** The text a permit's signature covers. */
export function permitText(each: Omit<Permit, 'signature'>): string {
  return ['permit', each.permitId, each.orderId, each.meterSerial ?? '', each.issuedAt, each.expiresAt].join('|');
}

/** `GET /api/crew/permit-key`: public key as a JSON Web Key. */
export const permitKey = z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() });

const actionBase = z.object({
  /** Made by the tablet; the same id twice is one action. */
  id: z.uuid(),
  /** Rises by one on a tablet; actions are carried out in this order. */
  seq: z.int().nonnegative(),
  deviceAt: deviceInstant('the time of the tablet'),
  orderId: id,
  /** Version of the job that the crew saw. */
  baseVersion: z.int(),
});

/** One thing a crew did, kept on the tablet until the server has answered for it. */
export const crewAction = z.discriminatedUnion('type', [
  actionBase.extend({ type: z.literal('depart') }),
  actionBase.extend({
    type: z.literal('arrive'),
    position: devicePosition.nullable(),
    positionMissing: positionProblem.nullish(),
    far: farReason.nullish(),
  }),
  actionBase.extend({ type: z.literal('complete'), evidence: evidence }),
  actionBase.extend({
    type: z.literal('cannot-complete'),
    reason: cannotReason,
    note: z.string().max(500),
    position: devicePosition.nullable(),
    positionMissing: positionProblem.nullish(),
  }),
  actionBase.extend({ type: z.literal('recall-delivered') }),
  actionBase.extend({ type: z.literal('recall-seen'), valve: z.enum(['open', 'closed']) }),
]);
export type CrewAction = z.infer<typeof crewAction>;

/** `POST /api/crew/actions`: the outbox, oldest first. */
export const crewActions = z.object({ actions: z.array(crewAction).min(1).max(200) });

export const crewActionResult = z.object({
  id: z.uuid(),
  /** `duplicate`: it was already carried out, with the same result. */
  result: z.enum(['accepted', 'duplicate', 'refused']),
  says: z.string(),
  clauses: z.array(clauseId),
  /** The job as it stands now; null when it is no longer this crew's. */
  job: crewJob.nullable(),
});
export type CrewActionResult = z.infer<typeof crewActionResult>;
export const crewActionResults = z.object({ results: z.array(crewActionResult) });

/** `POST /api/crew/position`: sent on shift only. */
export const crewPosition = devicePosition.extend({
  heading: z.number().min(0).max(360).nullable(),
  battery: z.int().min(0).max(100).nullable(),
  outbox: z.int().nonnegative(),
});

import { z } from 'zod';
import { cannotReason, orderKind, orderState, valveState } from '../orders.ts';
import { deviceInstant } from '../bounds.ts';
import { cents, clauseId, day, id, instant, position, register } from '../scalars.ts';
import { parked, recall } from './dispatch.ts';

/** Where a tablet says it is, at a time of its own clock. */
const devicePosition = position.extend({ at: deviceInstant('when the position was taken') });

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
  /** Last register the city has, and when. */
  lastRead: z.object({ register: z.string(), at: instant }).nullable(),
  valve: z.object({ kind: z.enum(['curb-stop', 'remote']), state: valveState }),
  recall: recall.nullable(),
  /** Its customer says that it is paid: it waits for the cashier's answer, or has it. */
  parked: parked.nullable().default(null),
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
export function permitText(it: Omit<Permit, 'signature'>): string {
  return ['permit', it.permitId, it.orderId, it.meterSerial ?? '', it.issuedAt, it.expiresAt].join('|');
}

/** `GET /api/crew/permit-key`: public key as a JSON Web Key. */
export const permitKey = z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() });

/** What a completed order proves. Each kind demands its own parts (`libs/work-orders`). */
export const evidence = z.object({
  /** Serial as read off the meter. */
  meterSerial: z.string().trim().min(1).max(40).nullable(),
  register: register.nullable(),
  position: devicePosition.nullable(),
  valve: z.enum(['open', 'closed']).nullable(),
  /** Device time at which the valve was turned. */
  valveTurnedAt: deviceInstant('when the valve was turned').nullable(),
  /** The permit under which the valve was closed. */
  permitId: z.uuid().nullable(),
  /** No flow seen at the meter after closing, or flow after opening. */
  flowChecked: z.boolean(),
  /** The tag that says how to restore service was left (E.4). */
  tagLeft: z.boolean(),
  note: z.string().max(500),
});
export type Evidence = z.infer<typeof evidence>;

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
  actionBase.extend({ type: z.literal('arrive'), position: devicePosition.nullable() }),
  actionBase.extend({ type: z.literal('complete'), evidence: evidence }),
  actionBase.extend({
    type: z.literal('cannot-complete'),
    reason: cannotReason,
    note: z.string().max(500),
    position: devicePosition.nullable(),
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

import { z } from 'zod';
import { evidence } from './evidence.ts';
import { commandState, orderKind, orderState, valveState } from '../orders.ts';
import { cents, clauseId, day, id, instant, position } from '../scalars.ts';

/** Why an account or order is held back, in the policy's words. */
export const reason = z.object({ clause: clauseId, says: z.string(), until: instant.nullable() });
export type Reason = z.infer<typeof reason>;

/** A crew's recall: the order was called off while they had it. */
export const recall = z.object({
  at: instant,
  says: z.string(),
  clauses: z.array(clauseId),
  paid: cents.nullable(),
  deliveredAt: instant.nullable(),
  seenAt: instant.nullable(),
  /** How the crew said the valve stands. */
  answered: z.enum(['open', 'closed']).nullable(),
});
export type Recall = z.infer<typeof recall>;

/** What the cashier found about a stop whose customer says that it is paid. */
export const PARK_ANSWERS = {
  paid: 'It is paid. Leave the water on.',
  'not-paid': 'No payment was found. You may go on.',
} as const;
export const parkAnswer = z.enum(['paid', 'not-paid']);
export type ParkAnswer = z.infer<typeof parkAnswer>;

/**
 * A stop that waits, with its crew, for the cashier to say whether it is paid. While `answer` is null nothing may be
 * turned off there and the crew goes on with its next stop. `paid` also calls the order off, as a payment does.
 */
export const parked = z.object({
  /** The cashier's task. */
  taskId: id,
  at: instant,
  /** What the crew wrote about it: where and when the customer says it was paid. */
  note: z.string(),
  answer: z.object({ found: parkAnswer, message: z.string(), at: instant, by: z.string() }).nullable(),
});
export type Parked = z.infer<typeof parked>;

export const remoteCommand = z.object({
  commandId: z.string(),
  action: z.enum(['open', 'close']),
  state: commandState,
  since: instant,
  why: z.string().nullable(),
});

/** One order as the dispatcher sees it. */
export const dispatchOrder = z.object({
  orderId: id,
  number: z.string(),
  kind: orderKind,
  state: orderState,
  /** The instant of the last change of state. */
  since: instant,
  version: z.int(),
  clause: clauseId,
  urgent: z.boolean(),
  dueOn: day,
  accountId: id,
  accountNumber: z.string(),
  customer: z.string(),
  address: z.string(),
  lon: z.number(),
  lat: z.number(),
  routeGroup: z.int(),
  /** Owed now and past due. */
  pastDue: cents,
  billDate: day.nullable(),
  dueDate: day.nullable(),
  payBy: instant.nullable(),
  noticeMailedOn: day.nullable(),
  meterSerial: z.string().nullable(),
  meterNote: z.string(),
  hazard: z.string(),
  /** Why the office asked for it; null where the policy did. */
  reason: z.string().nullable().default(null),
  valve: z.object({
    kind: z.enum(['curb-stop', 'remote']),
    state: valveState,
    reportedAt: instant.nullable(),
  }),
  command: remoteCommand.nullable(),
  holds: z.array(reason),
  crewId: id.nullable(),
  sequence: z.int().nullable(),
  pinned: z.boolean(),
  recall: recall.nullable(),
  /** Its customer says that it is paid; null when nobody said so. */
  parked: parked.nullable().default(null),
  /** Dispatch holds it: nothing but the dispatcher sends it out again. */
  heldByDispatch: z.boolean().default(false),
  /** How it ended: a reason for `cannot-complete`, a sentence for `cancelled` and `held`. */
  outcome: z.string().nullable(),
});
export type DispatchOrder = z.infer<typeof dispatchOrder>;

export const crewDay = z.object({
  crewId: id,
  name: z.string(),
  initials: z.string(),
  truck: z.string(),
  onShift: z.boolean(),
  shiftEnds: instant.nullable(),
  skills: z.array(z.string()),
  position: position.extend({ heading: z.number().nullable() }).nullable(),
  battery: z.int().nullable(),
  outbox: z.int().nullable(),
  lastSeenAt: instant.nullable(),
});
export type CrewDay = z.infer<typeof crewDay>;

/** `GET /api/dispatch/day?day=YYYY-MM-DD` (default: the city's today) */
export const dispatchDay = z.object({
  day: day,
  now: instant,
  businessDay: z.boolean(),
  closeWindow: z.object({ from: instant, to: instant }),
  orders: z.array(dispatchOrder),
  crews: z.array(crewDay),
  /** Accounts past day 60 that are not on the list, by the clause that keeps them off. */
  blocked: z.array(
    z.object({
      accountId: id,
      address: z.string(),
      pastDue: cents,
      clause: clauseId,
      says: z.string(),
      earliest: instant.nullable(),
    }),
  ),
  /** Orders that came off the list since it was made, newest first. */
  cameOff: z.array(z.object({ orderId: id, address: z.string(), at: instant, says: z.string() })),
});
export type DispatchDay = z.infer<typeof dispatchDay>;

/** A version of an order, as every answer about it gives one. */
export const orderVersion = z
  .int('Send the version of the order that you saw.')
  .nonnegative('Send the version of the order that you saw.')
  .max(2_147_483_647, 'Send the version of the order that you saw.');

/** An order, and the version of it that the sender saw. Whoever changed it since is named in the refusal. */
export const orderSeen = z.object({ orderId: id, version: orderVersion });
export type OrderSeen = z.infer<typeof orderSeen>;

const ordersSeen = z
  .array(orderSeen)
  .max(500, 'At most 500 orders at once.')
  .refine((orders) => new Set(orders.map((order) => order.orderId)).size === orders.length, 'Name each order once.');
const someOrdersSeen = ordersSeen.min(1, 'Name at least one order.');

/** Who changed an order after the sender saw it, when, and into what. */
export const orderChange = z.object({
  /** Null only for a record that the journal tells nothing of. */
  by: z.string().nullable(),
  at: instant.nullable(),
  /** What was done, in words: `given to Truck 22, stop 3`. */
  message: z.string(),
  /** The version that stands now. */
  version: z.int(),
});
export type OrderChange = z.infer<typeof orderChange>;

/** `POST /api/dispatch/release-preview`, `POST /api/dispatch/release` */
export const releaseOrders = z.object({ orders: someOrdersSeen });

/** One line for every order asked for; nothing is left out in silence. */
export const bulkResult = z.object({
  at: instant,
  done: z.array(
    z.object({
      orderId: id,
      number: z.string(),
      address: z.string(),
      says: z.string(),
      /** The version that this command left; an undo sends it. */
      version: z.int(),
    }),
  ),
  refused: z.array(
    z.object({
      orderId: id,
      number: z.string(),
      address: z.string(),
      clauses: z.array(clauseId),
      says: z.string(),
      /** Set when it was refused because somebody changed it first. */
      changed: orderChange.nullable(),
    }),
  ),
});
export type BulkResult = z.infer<typeof bulkResult>;

/** `POST /api/dispatch/assign`; `crewId` null takes the orders back from their crews. */
export const assignOrders = z.object({ orders: someOrdersSeen, crewId: id.nullable() });

/**
 * `POST /api/dispatch/crews/:crewId/sequence`: a crew's open stops, whole, in the order they are to be driven. It is set
 * whole or not at all: when one of the stops was changed since it was seen, or another came to the crew, nothing is.
 */
export const sequenceStops = z.object({ orders: ordersSeen, pinned: z.array(id).max(500) });

/** `POST /api/dispatch/crews/:crewId/optimise`: shortest drive through the open stops. */
export const optimiseStops = z.object({ start: z.object({ lon: z.number(), lat: z.number() }).nullable() });
export const optimised = z.object({
  orderIds: z.array(id),
  metres: z.number(),
  metresBefore: z.number(),
});

/** What a dispatcher decides about an order that a crew could not complete, or about one that dispatch holds. */
export const DECISIONS = {
  'again-today': 'Send it again today',
  'other-crew': 'Give it to another crew',
  hold: 'Hold it',
  strike: 'Strike it from the list',
  resume: 'End the hold',
} as const;
export const decision = z.enum(['again-today', 'other-crew', 'hold', 'strike', 'resume']);
export type Decision = z.infer<typeof decision>;

/** `POST /api/dispatch/decide` */
export const decideOrders = z.object({
  orders: someOrdersSeen,
  decision,
  /** Of `other-crew` only. */
  crewId: id.nullable().default(null),
  reason: z.string().trim().min(3, 'Say why in a few words.').max(200, 'Use at most 200 characters.'),
});
export type DecideOrders = z.infer<typeof decideOrders>;

/** Work that a crew sent for an order it no longer had. */
export const crewConflict = z.object({
  conflictId: id,
  orderId: id,
  number: z.string(),
  kind: orderKind,
  state: orderState,
  address: z.string(),
  crewId: id,
  crewName: z.string(),
  type: z.string(),
  /** How that crew says it left the valve. */
  valve: z.enum(['open', 'closed']).nullable(),
  message: z.string(),
  at: instant,
  resolved: z
    .object({ at: instant, by: z.string(), decision: z.enum(['accept', 'dismiss']), note: z.string() })
    .nullable(),
});
export type CrewConflictView = z.infer<typeof crewConflict>;

/** `GET /api/dispatch/conflicts`: what dispatch has yet to decide, oldest first. */
export const crewConflicts = z.object({ conflicts: z.array(crewConflict) });

/** `POST /api/dispatch/conflicts/:conflictId`: `accept` carries the completion out, `dismiss` puts it aside. */
export const conflictDecision = z.object({
  decision: z.enum(['accept', 'dismiss'], 'Decide to accept or to dismiss.'),
  note: z.string().trim().min(3, 'Say why in a few words.').max(200, 'Use at most 200 characters.'),
});
export type ConflictDecision = z.infer<typeof conflictDecision>;

/** `GET /api/dispatch/orders/:orderId/field-report` */
export const fieldReport = z.object({
  /** Null while nothing was proved. */
  evidence: z
    .object({
      body: evidence,
      deviceAt: instant,
      receivedAt: instant,
      /** What it leaves in doubt, in sentences. */
      doubts: z.array(z.string()),
      /** Feet from the address at least, when that was too far to pass without a word. */
      feetAway: z.number().nullable(),
      farReason: z.string().nullable(),
    })
    .nullable(),
  conflicts: z.array(crewConflict),
});
export type FieldReport = z.infer<typeof fieldReport>;

/** `POST /api/dispatch/orders/:orderId/recall` */
export const recallOrder = z.object({
  version: orderVersion,
  says: z.string().trim().min(3, 'Say why in a few words.').max(200),
});

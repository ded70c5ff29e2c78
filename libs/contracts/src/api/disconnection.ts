import { z } from 'zod';
import { boundedInstant } from '../bounds.ts';
import { cents, clauseId, day, id, instant } from '../scalars.ts';

const line = (most: number, says: string) => z.string().trim().min(1, says).max(most);

/** `POST /api/accounts/:accountId/notices` */
export const noticeByHand = z.object({
  kind: z.enum(['disconnection', 'reminder', 'tenant']),
  /** True for one that is left at the door, now. */
  left: z.boolean().default(false),
});

/** `POST /api/accounts/:accountId/contacts`, with an `idempotency-key` */
export const contactMade = z.object({
  kind: z.enum(['phone', 'adult']),
  /** When they talked. */
  at: boundedInstant('when they talked'),
  note: z.string().max(500).default(''),
});

/** `PUT /api/accounts/:accountId/third-party` */
export const thirdParty = z.object({
  name: line(120, 'Give the name of the person.'),
  address: line(200, 'Give the address that letters go to.'),
});

const answer = z.object({ granted: z.boolean(), clauses: z.array(clauseId), says: z.string() });

/** `GET /api/accounts/:accountId/disconnection` */
export const beforeTurnOff = z.object({
  notices: z.object({ disconnection: answer, reminder: answer, tenant: answer }),
  mailReturned: answer,
  tenantTakesService: answer,
  units: z.int(),
  unitsOff: z.array(z.int()),
  tenants: z.array(z.object({ unit: z.int(), accountId: id.nullable() })),
  thirdParty: thirdParty.nullable(),
});
export type BeforeTurnOffAnswer = z.output<typeof beforeTurnOff>;

/** `POST /api/accounts/:accountId/tenants`, with an `idempotency-key` */
export const tenantTakes = z.object({
  name: line(120, 'Give the name of the tenant.'),
  /** The unit, where each has a valve of its own; null for the whole. */
  unit: z.int().min(1).max(500).nullable(),
  terms: z.enum(['accepted', 'refused']),
  deposit: z.enum(['paid', 'unpaid', 'rent-history']),
  method: z.enum(['cash', 'check', 'money-order', 'cashiers-check', 'card']).default('cash'),
});
export const tenantTaken = z.object({ accountId: id });
export type TenantTaken = z.output<typeof tenantTaken>;

/** `GET /api/moratoria` */
export const moratorium = z.object({
  moratoriumId: id,
  routeGroup: z.int().nullable(),
  from: instant,
  until: instant,
  reason: z.string(),
});
export const moratoriumList = z.object({ moratoria: z.array(moratorium) });
export type MoratoriumList = z.output<typeof moratoriumList>;
/** `POST /api/moratoria` */
export const newMoratorium = z.object({
  routeGroup: z.int().min(1).max(8).nullable(),
  from: boundedInstant('the beginning'),
  until: boundedInstant('the end'),
  reason: line(300, 'Say why, so that it can be read to a customer.'),
});

export const batchKind = z.enum(['penalties', 'notices', 'turn-off-list', 'bill-run', 'refunds']);

/** `GET /api/batches?from&to` */
export const batchLine = z.object({
  batchId: id,
  kind: batchKind,
  day,
  runAt: instant,
  accounts: z.int(),
  items: z.int(),
  amount: cents,
  undoneAt: instant.nullable(),
  undoneWhy: z.string().nullable(),
});
export const batchList = z.object({ batches: z.array(batchLine) });
export type BatchList = z.output<typeof batchList>;

const who = { accountId: id, number: z.string(), name: z.string(), address: z.string(), amount: cents };

/** `GET /api/batches/:batchId` */
export const batchItemList = z.object({
  batch: batchLine,
  items: z.array(
    z.object({ ...who, kind: z.enum(['charge', 'notice', 'order', 'bill', 'refund']), refId: id, says: z.string() }),
  ),
});
export type BatchItemList = z.output<typeof batchItemList>;

/** `GET /api/batches/preview?kind&day` */
const previewLine = z.object({ ...who, clause: clauseId, says: z.string() });
export const batchPreview = z.object({
  kind: batchKind,
  day,
  would: z.array(previewLine),
  leftOut: z.array(previewLine),
});
export type BatchPreview = z.output<typeof batchPreview>;

/** `POST /api/batches/:batchId/undo` */
export const undoBatch = z.object({ why: line(300, 'Say why, so that it can be read to a customer.') });
export const batchUndone = z.object({
  count: z.int(),
  amount: cents,
  left: z.array(z.object({ accountId: id, says: z.string() })),
});
export type BatchUndone = z.output<typeof batchUndone>;

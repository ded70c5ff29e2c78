import type { Cents, ClauseId, Day, FlagKind, Instant, PastKind } from '@curbstop/policy';
import type { Decision, ParkAnswer } from './api/dispatch.ts';
import type { CommandState, OrderKind, OrderState, ValveState } from './orders.ts';
import type { DraftRule } from './papers.ts';
import type { Role } from './roles.ts';

/** Who did it: a member of staff, a customer, a device, or the system by the clock. */
export type Actor =
  | { readonly kind: 'staff'; readonly id: number; readonly name: string; readonly role: string }
  | { readonly kind: 'customer'; readonly id: number }
  | { readonly kind: 'device'; readonly id: string }
  | { readonly kind: 'system'; readonly part: 'scheduler' | 'gateway' | 'billing' | 'loader' };

/** Every fact the journal can tell, with what it carries. What is not here cannot be recorded. */
export interface EventMap {
  'account.opened': { from: Day; holder: 'owner' | 'tenant' };
  /** Whose account ended; rows of before this was told have no holder. */
  'account.closed': { on: Day; holder?: 'owner' | 'tenant' };
  /** A.4: back to the owner, with no interruption. */
  'account.reverted': { from: Day; holder: 'owner' };
  'bill.issued': { billId: number; number: string; kind: 'regular' | 'final' | 'corrected'; amount: Cents; due: Day };
  'charge.posted': { entryId: number; billId: number | null; kind: string; amount: Cents; valueDate: Day };
  'credit.posted': { entryId: number; billId: number | null; kind: string; amount: Cents };
  'payment.received': { paymentId: number; amount: Cents; method: string; channel: string; effective: Day };
  /** J.2.a, J.3: the day of a payment taken earlier has come. */
  'payment.credited': { paymentId: number; amount: Cents };
  /** J.1, J.2.a, J.3: kept, and checked by a person before it counts. */
  'payment.doubted': { paymentId: number; amount: Cents; method: string; channel: string; on: Day; why: string };
  /** A person found that a payment in doubt is none of this account. */
  'payment.set-aside': { paymentId: number; amount: Cents; why: string };
  'payment.reversed': { paymentId: number; amount: Cents; reason: string };
  'notice.mailed': {
    noticeId: number;
    billId: number | null;
    kind: string;
    languages: readonly string[];
    amount: Cents | null;
    payBy: Instant | null;
  };
  'hold.placed': { holdId: number; kind: string; until: Instant | null };
  'hold.lifted': { holdId: number; kind: string };
  /** A rule other than a hold that kept the account off the list when its day had come (E.2.a, E.3.a, G.1, Z.2). */
  'block.found': { kind: BlockKind; until: Instant | null };
  'block.ended': { kind: BlockKind };
  /** Reading 11: somebody talked with an adult of the household. */
  'contact.made': { contactId: number; kind: 'phone' | 'adult'; talkedAt: Instant };
  'third-party.named': { named: boolean };
  'moratorium.placed': { moratoriumId: number; routeGroup: number | null; until: Instant; reason: string };
  'moratorium.lifted': { moratoriumId: number; routeGroup: number | null; reason: string };
  'notice.voided': { noticeId: number; kind: string };
  'list.entered': { orderId: number; pastDue: Cents };
  'list.left': { orderId: number; why: string };
  'act.skipped': { key: string; act: string; why: string };
  'gate.refused': { orderId: number | null; at: string; because: readonly ClauseId[]; says: string };
  'request.accepted': { request: string; says?: string };
  'request.refused': { request: string; because: readonly ClauseId[]; says: string };
  /** `reason`: why the office asked for it. */
  'order.created': OrderEvent & { due: Day; dueAmount: Cents | null; reason?: string };
  'order.held': OrderEvent & { why: string };
  'order.listed': OrderEvent;
  'order.released': OrderEvent;
  'order.assigned': OrderEvent & { crewId: number; sequence: number };
  'order.unassigned': OrderEvent & { crewId: number };
  'order.en-route': OrderEvent & { crewId: number };
  /** How far from the address at least, and why; left out where the crew was near, or had no position. */
  'order.on-site': OrderEvent & { crewId: number; feetAway?: number; why?: string };
  'order.permitted': OrderEvent & { permitId: string; expiresAt: Instant };
  'order.completed': OrderEvent & {
    by: 'crew' | 'remote-valve' | 'office';
    valve: ValveState | null;
    register: string | null;
    /** What its evidence leaves in doubt. */
    doubts?: readonly string[];
  };
  /** A crew sent work for an order that it no longer had. Dispatch decides what is to be made of it. */
  'order.conflict': OrderEvent & {
    conflictId: number;
    crewId: number;
    did: string;
    valve: 'open' | 'closed' | null;
    message: string;
  };
  'order.conflict-resolved': OrderEvent & { conflictId: number; decision: 'accept' | 'dismiss'; note: string };
  'order.cannot-complete': OrderEvent & { reason: string; note: string };
  /** The customer says that it is paid: the stop waits for the cashier, and has the answer. */
  'order.parked': OrderEvent & { crewId: number | null; taskId: number; note: string };
  'order.park-answered': OrderEvent & { taskId: number; found: ParkAnswer; message: string };
  /** What a dispatcher decided about an order that could not be done, and why. */
  'order.decided': OrderEvent & { decision: Decision; reason: string };
  'order.cancelled': OrderEvent & { why: string; paid: Cents | null };
  'order.recall-delivered': OrderEvent & { crewId: number };
  'order.recall-seen': OrderEvent & { crewId: number; valve: 'open' | 'closed' };
  'service.off': { orderId: number };
  'service.on': { orderId: number | null };
  'valve.command': {
    commandId: string;
    orderId: number;
    action: 'open' | 'close';
    state: CommandState;
    why: string | null;
  };
  /** `says`: how often it reported the like in the minute that was kept quiet. */
  'valve.reported': { valveId: number; valve: ValveState; flow: boolean | null; says?: string };
  'device.alarm': { deviceId: string; alarm: string; says: string };
  'read.exception': { meterId: number; code: string; says: string };
  /** A reading that was doubted, or believed, and is not any more: by later readings, or by a person. */
  'read.decided': { meterId: number; readAt: Instant; register: string; becomes: 'valid' | 'void'; message: string };
  /** What a register shows is counted on from where it stood: it went past its last digit, or began again. */
  'register.shifted': { meterId: number; why: 'rollover' | 'began-again'; message: string };
  'meter.exchanged': { meterId: number; serial: string; newMeterId: number; newSerial: string; message: string };
  'meter.dial-corrected': { meterId: number; serial: string; message: string };
  /** B.1: a bill far above the account's own use waits for a person. */
  'bill.held': { heldId: number; amount: Cents; units: number; message: string };
  'bill.hold-ended': { heldId: number; state: string; message: string };
  'task.opened': { taskId: number; kind: string; role: string; due: Instant | null };
  'task.done': { taskId: number; kind: string };
  'task.late': { taskId: number; kind: string; role: string; due: Instant };
  'flag.set': { flagId: number; flag: FlagKind; amount: Cents | null; due: Instant | null; why: string };
  /** C.1.b: evidence of a household's income was given, or looked at. */
  'household.recorded': { says: string; verified: boolean };
  'household.verified': { verified: boolean };
  'flag.cleared': { flagId: number; flag: FlagKind; why: string };
  /** Something that counts later was written down (a waiver used, an extension given, a check returned). */
  'past.noted': { pastId: number; was: PastKind; on: Day };
  'instalment.scheduled': { arrangementId: number; due: Day; amount: Cents };
  'refund.due': { refundId: number; amount: Cents; due: Day };
  'refund.paid': { refundId: number; amount: Cents };
  'report.made': { report: string; year: number; count: number };
  'batch.undone': { batchId: number; kind: string; count: number; amount: Cents };
  'batch.run': { batchId: number; kind: string; day: Day; count: number; amount: Cents };
  /** Z.1: a version of the policy, by what it sets differently. */
  'policy.adopted': { profile: string; from: Day; switches: Readonly<Record<string, string>> };
  /** Z.5, Z.6, Z.7: what notices need, as the city set it. */
  'city.changed': { phone?: string; policyUrl?: string; untranslated?: readonly string[]; drafts?: DraftRule };
  /** J.3, K.9: a file from a bank, by what became of its lines. */
  'file.posted': { fileId: number; kind: string; name: string; posted: number; left: number };
  /** J.4.a: the website takes no payments for a time. */
  'website.closed': { windowId: number; from: Instant; to: Instant; reason: string };
  'website.opened': { windowId: number };
  'clock.turned': { from: Instant; to: Instant };
  'staff.created': { username: string; roles: readonly Role[] };
  'staff.password-changed': { username: string };
  /** What an administrator made of someone: all of it, changed or not. */
  'staff.changed': {
    username: string;
    name: string;
    roles: readonly Role[];
    crewId: number | null;
    enabled: boolean;
  };
  'staff.password-reset': { username: string };
  'staff.two-step': { username: string; on: boolean };
  'staff.signed-in': { username: string };
  'staff.refused': { username: string; why: string };
  'journal.sealed': { day: Day; streams: number; digest: string; signed?: boolean };
}

export type BlockKind = 'notice' | 'tenant-notice' | 'medical' | 'statutory-floor';

export interface OrderEvent {
  orderId: number;
  number: string;
  kind: OrderKind;
  state: OrderState;
  /** For a multi-unit building with a valve per unit. */
  unit?: number;
}

export type EventName = keyof EventMap;

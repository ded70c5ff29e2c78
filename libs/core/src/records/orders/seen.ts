import type { Actor, OrderChange, OrderEvent, OrderSeen } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { momentIn } from '@curbstop/policy';
import { Conflict } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { actorName } from '../../journal/read.ts';
import { cityProfile } from '../policy-versions/city.ts';
import { policyAt } from '../policy-versions/policy-in-force.ts';
import type { WorkOrder } from './work-order.entity.ts';

/**
 * An order that a command is about. A person's command carries the version that the person saw; a bare number is a
 * part of the system that decides on the record as it has just locked it.
 */
export type OrderAsked = number | OrderSeen;

export function askedId(asked: OrderAsked): number {
  return typeof asked === 'number' ? asked : asked.orderId;
}

/** The version that was seen of each order asked for; none for those that come without. */
export function versionsSeen(asked: readonly OrderAsked[]): ReadonlyMap<number, number> {
  return new Map(asked.flatMap((each) => (typeof each === 'number' ? [] : [[each.orderId, each.version]])));
}

type ChangeFacts = Partial<OrderEvent> & {
  readonly sequence?: number;
  readonly note?: string;
  readonly why?: string;
};

/** What was done to an order, for the one whose command came second. */
function changeInWords(event: string, facts: ChangeFacts, crew: string | null): string {
  const truck = crew ?? 'its crew';
  switch (event) {
    case 'order.created':
      return 'made';
    case 'order.listed':
      return 'put back on the list';
    case 'order.held':
      return `held. ${facts.why ?? ''}`.trim();
    case 'order.released':
      return 'released';
    case 'order.assigned':
      return `given to ${truck}, stop ${facts.sequence ?? ''}`.trim();
    case 'order.unassigned':
      return `taken back from ${truck}`;
    case 'order.en-route':
      return `${truck} is on the way`;
    case 'order.on-site':
      return `${truck} is on site`;
    case 'order.completed':
      return 'done';
    case 'order.cannot-complete':
      return `could not be done. ${facts.note ?? ''}`.trim();
    case 'order.cancelled':
      return `called off. ${facts.why ?? ''}`.trim();
    case 'order.recall-delivered':
      return `the recall reached ${truck}`;
    case 'order.recall-seen':
      return `${truck} answered the recall`;
    default:
      return 'changed';
  }
}

/** Who changed an order last, when, and into what, as the journal tells it. */
export async function lastChange(tx: Tx, order: WorkOrder): Promise<OrderChange> {
  const last = await row<{ event: string; facts: ChangeFacts; actor: Actor; at: Instant; crew: string | null }>(
    tx,
    `SELECT j.event, j.facts, j.actor, j.at, c.name AS crew
     FROM journal j LEFT JOIN crew c ON c.id = (j.facts->>'crewId')::int
     WHERE j.account_id = $1 AND j.event LIKE 'order.%' AND (j.facts->>'orderId')::int = $2
     ORDER BY j.seq DESC LIMIT 1`,
    [order.accountId, order.id],
  );
  if (!last) return { by: null, at: null, message: 'changed', version: order.version };
  const message = changeInWords(last.event, last.facts, last.crew);
  return { by: actorName(last.actor), at: last.at, message, version: order.version };
}

/** Refuses a command that was given on an older version of the order, naming who changed it and when. The row must be locked. */
export async function checkSeen(tx: Tx, order: WorkOrder, seen: number | undefined, now: Instant): Promise<void> {
  if (seen === undefined || seen === order.version) return;
  const change = await lastChange(tx, order);
  const { timeZone } = policyAt(await cityProfile(tx), now);
  const who = change.by === null ? '' : ` By ${change.by}`;
  const when = change.at === null ? '' : `, ${momentIn(change.at, now, timeZone)}`;
  throw new Conflict(
    `Order ${order.number} was changed since you saw it: ${change.message.replace(/\.$/, '')}.${who === '' ? '' : `${who}${when}.`}`,
    change,
  );
}

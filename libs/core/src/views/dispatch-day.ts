import type {
  DispatchDay,
  DispatchOrder,
  OrderKind,
  OrderState,
  Parked,
  Reason,
  Recall,
  ValveState,
} from '@curbstop/contracts';
import type { ClauseId, Day, Instant, PolicyParameters } from '@curbstop/policy';
import {
  DAY_MS,
  cents,
  dayOf,
  isBusinessDay,
  nextBusinessDay,
  noticeFor,
  dueForOrder,
  payBy,
  previousBusinessDay,
  residueOf,
  toInstant,
} from '@curbstop/policy';
import { loadAccounts } from '../facts/account-facts.ts';
import type { AccountSnapshot } from '../facts/account-facts.ts';
import { crewDays } from './crew-day.ts';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { cityProfile } from '../records/policy-versions/city.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { UNDECIDED, UNDECIDED_FOR_MS } from '../records/orders/undecided.ts';
import { askGate, blockingConditions } from '../facts/gate.ts';
import { OPEN } from '../records/orders/open-states.ts';

interface OrderRow {
  orderId: number;
  number: string;
  kind: OrderKind;
  state: OrderState;
  since: Instant;
  version: number;
  clause: ClauseId;
  urgent: boolean;
  dueOn: Day;
  billIds: number[];
  accountId: number;
  accountNumber: string;
  customer: string;
  address: string;
  lon: number;
  lat: number;
  routeGroup: number;
  meterSerial: string | null;
  meterNote: string;
  hazard: string;
  reason: string | null;
  remote: boolean;
  valveState: ValveState | null;
  valveReportedAt: Instant | null;
  command: DispatchOrder['command'];
  crewId: number | null;
  sequence: number | null;
  pinned: boolean;
  recall: Recall | null;
  parked: Parked | null;
  heldByDispatch: boolean;
  outcome: string | null;
}

const ORDERS = `
  SELECT o.id AS "orderId", o.number, o.kind, o.state, o.since, o.version, o.clause, o.urgent, o.due_on AS "dueOn",
    o.bill_ids AS "billIds", a.id AS "accountId", a.number AS "accountNumber", c.name AS customer, p.address, p.lon, p.lat,
    p.route_group AS "routeGroup", m.serial AS "meterSerial", s.meter_note AS "meterNote", s.hazard, o.reason,
    (v.device_id IS NOT NULL AND NOT o.crew_only) AS remote, v.state AS "valveState", v.reported_at AS "valveReportedAt",
    (SELECT jsonb_build_object('commandId', k.id, 'action', k.action, 'state', k.state, 'why', k.why,
       'since', (extract(epoch FROM k.since) * 1000)::bigint)
     FROM valve_command k WHERE k.order_id = o.id ORDER BY k.queued_at DESC LIMIT 1) AS command,
    o.crew_id AS "crewId", o.sequence, o.pinned, o.recall, o.parked, o.held_by_dispatch AS "heldByDispatch", o.outcome
  FROM work_order o
  JOIN account a ON a.id = o.account_id
  JOIN customer c ON c.id = a.customer_id
  JOIN service_point s ON s.id = o.service_point_id
  JOIN premise p ON p.id = s.premise_id
  LEFT JOIN meter_installation i ON i.service_point_id = s.id AND i.removed_on IS NULL
  LEFT JOIN meter m ON m.id = i.meter_id
  LEFT JOIN valve v ON v.service_point_id = s.id`;

/** The dates of the bill an order is about: the oldest it names that is unpaid, else the oldest it names. */
function billDates(
  account: AccountSnapshot,
  billIds: readonly number[],
): Pick<DispatchOrder, 'billDate' | 'dueDate' | 'noticeMailedOn'> {
  const named = account.facts.bills.filter((bill) => billIds.includes(bill.billId));
  const bill = named.find((each) => residueOf(each) > 0) ?? named[0];
  if (!bill) return { billDate: null, dueDate: null, noticeMailedOn: null };
  return {
    billDate: bill.billDate,
    dueDate: bill.due,
    noticeMailedOn: noticeFor(bill, account.facts)?.mailedOn ?? null,
  };
}

/** What is to be paid for an order and by when, with the dates of its bill. */
function moneyOf(
  order: { readonly kind: string; readonly billIds: readonly number[] },
  account: AccountSnapshot | undefined,
  now: Instant,
): Pick<DispatchOrder, 'pastDue' | 'billDate' | 'dueDate' | 'payBy' | 'noticeMailedOn'> {
  if (!account) return { pastDue: cents(0), billDate: null, dueDate: null, payBy: null, noticeMailedOn: null };
  const due = dueForOrder(order, account.facts, policyAt(account.profile, now), now);
  return { pastDue: due.amount, payBy: due.by, ...billDates(account, order.billIds) };
}

function holdsOf(account: AccountSnapshot | undefined, now: Instant): Reason[] {
  if (!account || account.facts.holds.length === 0) return [];
  return askGate(account, now)
    .terms.filter((term) => (term.code === 'hold' || term.code === 'medical') && term.binds)
    .map((term) => ({ clause: term.clause, says: term.says, until: term.until }));
}

function view(order: OrderRow, account: AccountSnapshot | undefined, now: Instant): DispatchOrder {
  const { billIds, remote, valveState, valveReportedAt, ...rest } = order;
  return {
    ...rest,
    ...moneyOf({ kind: order.kind, billIds }, account, now),
    valve: { kind: remote ? 'remote' : 'curb-stop', state: valveState ?? 'unknown', reportedAt: valveReportedAt },
    holds: holdsOf(account, now),
  };
}

async function viewsWhere(db: Reader, where: string, parameters: unknown[], now: Instant): Promise<DispatchOrder[]> {
  const found = await rows<OrderRow>(db, `${ORDERS} WHERE ${where} ORDER BY o.id`, parameters);
  const cases = await loadAccounts(
    db,
    found.map((order) => order.accountId),
    now,
    { lock: false },
  );
  const byId = new Map(cases.map((account) => [account.accountId, account]));
  return found.map((order) => view(order, byId.get(order.accountId), now));
}

/** Orders as they stand now, in id order. */
export async function dispatchOrders(db: Reader, orderIds: readonly number[], now: Instant): Promise<DispatchOrder[]> {
  return orderIds.length === 0 ? [] : viewsWhere(db, 'o.id = ANY($1)', [orderIds], now);
}

/** Accounts past day 60 that the list leaves out, each with the clause that keeps it off. */
async function blockedAccounts(db: Reader, now: Instant): Promise<DispatchDay['blocked']> {
  const found = await rows<{ accountId: number; address: string }>(
    db,
    `SELECT DISTINCT a.id AS "accountId", p.address
     FROM act k
     JOIN ledger_entry e ON e.bill_id = k.bill_id AND e.kind IN ('bill', 'penalty')
     JOIN account a ON a.id = k.account_id AND a.service = 'on' AND a.status = 'active'
     JOIN service_point s ON s.id = a.service_point_id
     JOIN premise p ON p.id = s.premise_id
     WHERE k.act IN ('penalty', 'disconnection-notice', 'state-task') AND k.done_at > $1
       AND e.amount > (SELECT coalesce(sum(amount), 0) FROM allocation WHERE charge_id = e.id)
       AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.account_id = a.id AND o.kind = 'turn-off' AND o.${OPEN})`,
    [sqlInstant((now - 400 * DAY_MS) as Instant)],
  );
  const cases = await loadAccounts(
    db,
    found.map((each) => each.accountId),
    now,
    { lock: false },
  );
  const addresses = new Map(found.map((each) => [each.accountId, each.address]));
  return cases.flatMap((account): DispatchDay['blocked'] => {
    const policy = policyAt(account.profile, now);
    const late = account.facts.bills.some((bill) => residueOf(bill) > 0 && payBy(bill, policy) <= now);
    if (!late) return [];
    const verdict = askGate(account, now);
    // Nothing keeps it off: its crew could not do it today, which the list itself tells.
    if (verdict.mayClose) return [];
    const [first] = blockingConditions(verdict);
    return [
      {
        accountId: account.accountId,
        address: addresses.get(account.accountId) ?? '',
        pastDue: dueForOrder({ kind: 'turn-off', billIds: verdict.billIds }, account.facts, policy, now).amount,
        clause: first?.clause ?? 'E.1',
        says: first?.says ?? 'Not on a list at the moment.',
        earliest: verdict.earliest,
      },
    ];
  });
}

/** Everything a dispatcher's screen shows of a day; `day` null is the city's today. */
export async function dispatchDay(db: Reader, asked: Day | null, now: Instant): Promise<DispatchDay> {
  const policy = policyAt(await cityProfile(db), now);
  const { timeZone } = policy;
  const today = asked ?? dayOf(now, timeZone);
  const from = toInstant(today, policy.closeWindow.from, timeZone);
  const midnight = toInstant(today, '00:00' as PolicyParameters['payByTime'], timeZone);
  const night = toInstant(today, '23:59:59' as PolicyParameters['payByTime'], timeZone);
  // What is due tomorrow is on tonight's list already, so that it can be looked over.
  const horizon = nextBusinessDay(today, policy);
  const orders = await viewsWhere(
    db,
    `(o.${OPEN} AND o.due_on <= $1) OR (o.finished_at BETWEEN $2 AND $3 AND o.state <> 'cancelled')
     OR (o.state = 'cancelled' AND o.recall IS NOT NULL AND (o.finished_at BETWEEN $2 AND $3 OR o.recall->>'seenAt' IS NULL))
     OR (${UNDECIDED} AND o.finished_at > $4 AND a.status <> 'closed')`,
    [horizon, sqlInstant(midnight), sqlInstant(night), sqlInstant((now - UNDECIDED_FOR_MS) as Instant)],
    now,
  );
  const since = toInstant(previousBusinessDay(today, policy), policy.payByTime, timeZone);
  const cameOff = await rows<{ orderId: number; address: string; at: Instant; says: string | null }>(
    db,
    `SELECT o.id AS "orderId", p.address, o.finished_at AS at, o.outcome AS says
     FROM work_order o JOIN service_point s ON s.id = o.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE o.kind = 'turn-off' AND o.state = 'cancelled' AND o.finished_at BETWEEN $1 AND $2
     ORDER BY o.finished_at DESC`,
    [sqlInstant(since), sqlInstant(night)],
  );
  return {
    day: today,
    now,
    businessDay: isBusinessDay(today, policy),
    closeWindow: { from, to: toInstant(today, policy.closeWindow.to, timeZone) },
    orders,
    crews: await crewDays(db, today, now),
    blocked: await blockedAccounts(db, now),
    cameOff: cameOff.map((each) => ({ ...each, says: each.says ?? '' })),
  };
}

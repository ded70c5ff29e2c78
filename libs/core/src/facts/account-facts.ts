import type {
  AccountFacts,
  Addressee,
  BillFacts,
  Cents,
  ClauseId,
  CustomerClass,
  CustomerRole,
  Day,
  Dwelling,
  FeeFacts,
  FeeKind,
  HoldFacts,
  Instant,
  NoticeFacts,
  OrderFacts,
} from '@curbstop/policy';
import { DAY_MS, FEE_KINDS, addDays, dayOf } from '@curbstop/policy';
import { NotFound } from '../db/errors.ts';
import { lockAccounts } from '../db/locks.ts';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { byAccount } from './facts-loader.ts';
import { loadSectionFacts } from './facts-loaders.ts';
import { OPEN } from '../records/orders/open-states.ts';

/** Paid bills older than this can no longer be charged or listed for anything; in days. */
const RECENT_DAYS = 120;
/** Acts of longer ago have no bill that they could be done for again; in days. */
const ACTS_KEPT_DAYS = 2 * 365;

/** An account as the policy sees it, with what the core needs to act on it. */
export interface AccountSnapshot {
  readonly accountId: number;
  readonly profile: string;
  readonly servicePointId: number;
  /** As a letter names the customer and the place. */
  readonly customer: Addressee;
  readonly facts: AccountFacts;
  /** Keys of acts that were carried out, or skipped for good. */
  readonly done: ReadonlySet<string>;
}

interface AccountRow {
  id: number;
  customerId: number;
  openedOn: Day;
  closedOn: Day | null;
  class: CustomerClass;
  role: CustomerRole;
  dwelling: Dwelling;
  status: string;
  service: 'on' | 'off';
  profile: string;
  servicePointId: number;
  name: string;
  address: string;
}
interface BillRow {
  id: number;
  accountId: number;
  number: string;
  kind: BillFacts['kind'];
  billDate: Day;
  due: Day;
  charges: Cents;
  paid: number;
  paidByDue: number;
  penalty: number;
  penaltyPaid: number;
  penaltyReversed: number;
  policyVersion: Day;
}

const BILLS = `
  SELECT b.id, b.account_id AS "accountId", b.number, b.kind, b.bill_date AS "billDate", b.due,
    b.policy_version AS "policyVersion", e.amount AS charges,
    coalesce(p.paid, 0)::bigint AS paid, coalesce(p.by_due, 0)::bigint AS "paidByDue",
    coalesce(q.charged, 0)::bigint AS penalty, coalesce(q.paid, 0)::bigint AS "penaltyPaid", coalesce(q.reversed, 0)::bigint AS "penaltyReversed"
  FROM bill b
  JOIN ledger_entry e ON e.bill_id = b.id AND e.kind = 'bill'
  LEFT JOIN LATERAL (
    SELECT sum(a.amount) AS paid, sum(a.amount) FILTER (WHERE c.value_date <= coalesce(b.counts_until, b.due)) AS by_due
    FROM allocation a JOIN ledger_entry c ON c.id = a.credit_id WHERE a.charge_id = e.id
  ) p ON true
  LEFT JOIN LATERAL (
    SELECT sum(f.amount) FILTER (WHERE f.kind = 'penalty') AS charged,
      -sum(f.amount) FILTER (WHERE f.kind = 'penalty-reversal') AS reversed,
      sum((SELECT sum(a.amount) FROM allocation a WHERE a.charge_id = f.id)) AS paid
    FROM ledger_entry f WHERE f.bill_id = b.id AND f.kind IN ('penalty', 'penalty-reversal')
  ) q ON true
  WHERE b.account_id = ANY($1) AND b.replaced_by IS NULL
    AND (b.bill_date >= $2 OR e.amount > coalesce(p.paid, 0) OR coalesce(q.charged, 0) > coalesce(q.paid, 0))
  ORDER BY b.account_id, b.bill_date, b.id`;

function billFacts(bill: BillRow): BillFacts {
  return {
    billId: bill.id,
    number: bill.number,
    kind: bill.kind,
    billDate: bill.billDate,
    due: bill.due,
    charges: bill.charges,
    unpaidCharges: (bill.charges - bill.paid) as Cents,
    unpaidAtDue: (bill.charges - bill.paidByDue) as Cents,
    penalty: (bill.penalty - bill.penaltyReversed) as Cents,
    unpaidPenalty: (bill.penalty - bill.penaltyPaid) as Cents,
    policyVersion: bill.policyVersion,
  };
}

/**
 * Facts of many accounts, one round trip a table. With `lock` the accounts are locked first: whoever
 * decides on facts must hold them still until the decision is written.
 */
export async function loadAccounts(
  db: Reader,
  accountIds: readonly number[],
  now: Instant,
  options: { readonly lock: boolean },
): Promise<AccountSnapshot[]> {
  if (accountIds.length === 0) return [];
  const ids = [...new Set(accountIds)].sort((a, b) => a - b);
  if (options.lock) await lockAccounts(db, ids);
  const accounts = await rows<AccountRow>(
    db,
    `SELECT a.id, a.customer_id AS "customerId", a.opened_on AS "openedOn", a.closed_on AS "closedOn", a.class, a.role, p.dwelling, a.status, a.service, a.policy_profile AS profile,
       a.service_point_id AS "servicePointId", c.name, p.address
     FROM account a JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     JOIN customer c ON c.id = a.customer_id
     WHERE a.id = ANY($1) ORDER BY a.id`,
    [ids],
  );
  // UTC is near enough for a limit that only keeps old, settled bills out.
  const since = addDays(dayOf(now, 'UTC'), -RECENT_DAYS);
  const bills = await rows<BillRow>(db, BILLS, [ids, since]);
  // K.1: a payment that came back may open what stands for itself: a bill that was replaced, or a refund that was made of it.
  const fees = await rows<FeeFacts & { accountId: number }>(
    db,
    `SELECT e.account_id AS "accountId", e.id AS "entryId", e.value_date AS "valueDate",
       CASE WHEN e.kind = ANY($2) THEN e.kind::text ELSE 'returned-payment' END AS kind,
       CASE WHEN e.kind = ANY($2) THEN e.clause ELSE 'K.1' END AS clause,
       (e.amount - coalesce(p.paid, 0))::bigint AS unpaid
     FROM ledger_entry e
     LEFT JOIN bill b ON b.id = e.bill_id
     LEFT JOIN LATERAL (SELECT sum(amount) AS paid FROM allocation WHERE charge_id = e.id) p ON true
     WHERE e.account_id = ANY($1) AND e.amount > coalesce(p.paid, 0)
       AND (e.kind = ANY($2) OR e.kind = 'refund' OR (e.kind IN ('bill', 'penalty') AND b.replaced_by IS NOT NULL))
     ORDER BY e.account_id, e.id`,
    [ids, FEE_KINDS],
  );
  const notices = await rows<{
    accountId: number;
    noticeId: number;
    kind: NoticeFacts['kind'];
    billIds: number[];
    mailedOn: Day | null;
    returnedAt: Instant | null;
    leftAt: Instant | null;
    voided: boolean;
  }>(
    db,
    `SELECT account_id AS "accountId", id AS "noticeId", kind, bill_ids AS "billIds", mailed_on AS "mailedOn",
       returned_at AS "returnedAt", left_at AS "leftAt", voided_at IS NOT NULL AS voided
     FROM notice WHERE account_id = ANY($1) AND (made_at > $2 OR bill_ids && $3) ORDER BY account_id, id`,
    // A bill may stay unpaid for a year under an arrangement (I.3.b); its notice counts as long as it does.
    [
      ids,
      sqlInstant((now - RECENT_DAYS * DAY_MS) as Instant),
      bills.filter((bill) => bill.billDate < since).map((bill) => bill.id),
    ],
  );
  const holds = await rows<{
    accountId: number;
    holdId: number;
    kind: string;
    clause: ClauseId;
    from: Instant;
    until: Instant | null;
    billIds: number[] | null;
  }>(
    db,
    `SELECT account_id AS "accountId", id AS "holdId", kind, clause, from_at AS "from", until_at AS until, bill_ids AS "billIds"
     FROM hold WHERE account_id = ANY($1) AND lifted_at IS NULL
     UNION ALL
     -- Reading 13: what covers a route or the city is held for each of its accounts.
     SELECT a.id, -m.id, 'moratorium', 'E.1', m.from_at, m.until_at, NULL
     FROM moratorium m JOIN account a ON a.id = ANY($1)
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     WHERE m.lifted_at IS NULL AND (m.route_group IS NULL OR m.route_group = p.route_group)
     ORDER BY 1, 2`,
    [ids],
  );
  const orders = await rows<OrderFacts & { accountId: number }>(
    db,
    `SELECT account_id AS "accountId", id AS "orderId", kind, state, bill_ids AS "billIds",
       due_on AS "dueOn", created_at AS "createdAt", finished_at AS "finishedAt"
     FROM work_order WHERE account_id = ANY($1)
       AND (${OPEN} OR (state = 'completed' AND finished_at > $2))
     ORDER BY account_id, id`,
    [ids, sqlInstant((now - RECENT_DAYS * DAY_MS) as Instant)],
  );
  const acts = await rows<{ accountId: number; key: string }>(
    db,
    'SELECT account_id AS "accountId", key FROM act WHERE account_id = ANY($1) AND done_at > $2',
    [ids, sqlInstant((now - ACTS_KEPT_DAYS * DAY_MS) as Instant)],
  );

  const casework = await loadSectionFacts(db, accounts, now);

  const by = {
    bills: byAccount(bills),
    fees: byAccount(fees),
    notices: byAccount(notices),
    holds: byAccount(holds),
    orders: byAccount(orders),
    acts: byAccount(acts),
  };
  return accounts.map((account) => ({
    accountId: account.id,
    profile: account.profile,
    servicePointId: account.servicePointId,
    customer: { name: account.name, address: account.address },
    done: new Set(by.acts(account.id).map((act) => act.key)),
    facts: {
      accountId: account.id,
      customerClass: account.class,
      customerRole: account.role,
      dwelling: account.dwelling,
      customerId: account.customerId,
      open: account.status === 'active',
      openedOn: account.openedOn,
      closedOn: account.closedOn,
      service: account.service,
      bills: by.bills(account.id).map(billFacts),
      fees: by.fees(account.id).map((each): FeeFacts => ({
        entryId: each.entryId,
        kind: each.kind as FeeKind,
        unpaid: each.unpaid,
        valueDate: each.valueDate,
        clause: each.clause,
      })),
      notices: by.notices(account.id).map((each): NoticeFacts => ({
        noticeId: each.noticeId,
        kind: each.kind,
        billIds: each.billIds,
        mailedOn: each.mailedOn,
        returnedAt: each.returnedAt,
        leftAt: each.leftAt,
        voided: each.voided,
      })),
      holds: by.holds(account.id).map((each): HoldFacts => ({
        holdId: each.holdId,
        clause: each.clause,
        kind: each.kind,
        from: each.from,
        until: each.until,
        billIds: each.billIds,
      })),
      orders: by.orders(account.id).map((each): OrderFacts => ({
        orderId: each.orderId,
        kind: each.kind,
        state: each.state,
        billIds: each.billIds,
        dueOn: each.dueOn,
        createdAt: each.createdAt,
        finishedAt: each.finishedAt,
      })),
      ...casework(account.id),
    },
  }));
}

/** One account's case, locked; throws when there is no such account. */
export async function lockAccountSnapshot(db: Reader, accountId: number, now: Instant): Promise<AccountSnapshot> {
  const [found] = await loadAccounts(db, [accountId], now, { lock: true });
  if (!found) throw new NotFound('There is no such account.');
  return found;
}

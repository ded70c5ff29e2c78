import { rows, verifyJournal } from '@curbstop/core';
import type { Reader } from '@curbstop/core';

/** One sentence for each rule that the books break. */
interface Rule {
  readonly says: string;
  /** Selects what breaks it. */
  readonly sql: string;
}

const RULES: readonly Rule[] = [
  {
    says: 'A charge is paid by more than it is.',
    sql: `SELECT e.id FROM ledger_entry e JOIN allocation a ON a.charge_id = e.id GROUP BY e.id
          HAVING sum(a.amount) > e.amount OR min(a.amount) <= 0`,
  },
  {
    says: 'A credit pays for more than it is.',
    sql: `SELECT e.id FROM ledger_entry e JOIN allocation a ON a.credit_id = e.id GROUP BY e.id HAVING sum(a.amount) > -e.amount`,
  },
  {
    says: 'Money moves between accounts.',
    sql: `SELECT a.charge_id FROM allocation a JOIN ledger_entry c ON c.id = a.charge_id
          JOIN ledger_entry p ON p.id = a.credit_id WHERE c.account_id <> p.account_id`,
  },
  {
    says: 'An account has a charge unpaid and a credit unused.',
    sql: `SELECT account_id FROM (
            SELECT e.account_id, e.amount > 0 AS charge,
              abs(e.amount) - coalesce((SELECT sum(amount) FROM allocation a WHERE a.charge_id = e.id OR a.credit_id = e.id), 0) AS left_over
            FROM ledger_entry e) AS it WHERE left_over > 0 GROUP BY account_id HAVING count(DISTINCT charge) > 1`,
  },
  {
    says: 'A bill is charged or penalised twice, or its entry is of another amount.',
    sql: `SELECT b.id FROM bill b JOIN ledger_entry e ON e.bill_id = b.id AND e.kind IN ('bill', 'penalty') GROUP BY b.id
          HAVING count(*) FILTER (WHERE e.kind = 'bill') <> 1 OR count(*) FILTER (WHERE e.kind = 'penalty') > 1
            OR sum(e.amount) FILTER (WHERE e.kind = 'bill') <> b.amount`,
  },
  {
    says: 'An account has two bills of one date.',
    sql: 'SELECT account_id FROM bill GROUP BY account_id, bill_date HAVING count(*) > 1',
  },
  {
    says: 'A notice of a bill was mailed twice.',
    sql: `SELECT kind, bill_ids FROM notice WHERE kind IN ('reminder', 'disconnection') GROUP BY kind, bill_ids HAVING count(*) > 1`,
  },
  {
    says: 'A payment has not exactly one entry of its amount.',
    sql: `SELECT p.id FROM payment p LEFT JOIN ledger_entry e ON e.payment_id = p.id AND e.kind = 'payment'
          GROUP BY p.id HAVING count(e.id) <> 1 OR sum(e.amount) <> -p.amount`,
  },
  {
    says: 'A ledger entry is told of not exactly once.',
    sql: `SELECT e.id FROM ledger_entry e LEFT JOIN journal j ON j.account_id = e.account_id AND (
            (j.event = 'charge.posted' AND (j.facts->>'entryId')::int = e.id)
            OR (e.kind = 'bill' AND j.event = 'bill.issued' AND (j.facts->>'billId')::int = e.bill_id)
            OR (e.kind = 'payment' AND j.event = 'payment.received' AND (j.facts->>'paymentId')::int = e.payment_id))
          WHERE e.id NOT IN (SELECT e2.id FROM ledger_entry e2 JOIN bill b ON b.id = e2.bill_id AND b.meter_id IS NULL WHERE e2.kind = 'bill')
          GROUP BY e.id HAVING count(j.seq) <> 1`,
  },
  {
    says: 'A notice is told of not exactly once.',
    sql: `SELECT n.id FROM notice n LEFT JOIN journal j ON j.event = 'notice.mailed' AND (j.facts->>'noticeId')::int = n.id
          GROUP BY n.id HAVING count(j.seq) <> 1`,
  },
  {
    says: 'An order was completed twice, or without its journal row.',
    sql: `SELECT o.id FROM work_order o LEFT JOIN journal j ON j.event = 'order.completed' AND (j.facts->>'orderId')::int = o.id
          GROUP BY o.id, o.state HAVING count(j.seq) <> CASE WHEN o.state = 'completed' THEN 1 ELSE 0 END`,
  },
  {
    says: 'An account has two turn-offs under way.',
    sql: `SELECT account_id FROM work_order WHERE kind = 'turn-off' AND state NOT IN ('completed', 'cancelled', 'cannot-complete')
          GROUP BY account_id HAVING count(*) > 1`,
  },
  {
    says: 'A valve has two commands under way.',
    sql: `SELECT valve_id FROM valve_command WHERE state IN ('queued', 'sent', 'acked', 'executed') GROUP BY valve_id HAVING count(*) > 1`,
  },
  {
    says: 'An account of an active customer has no alarm although something lies ahead.',
    sql: `SELECT a.id FROM account a WHERE a.status = 'active' AND a.service = 'on' AND a.next_act_at IS NULL
          AND EXISTS (SELECT 1 FROM ledger_entry e WHERE e.account_id = a.id AND e.kind = 'bill'
            AND e.amount > coalesce((SELECT sum(amount) FROM allocation WHERE charge_id = e.id), 0))
          AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.account_id = a.id AND o.kind = 'turn-off'
            AND o.state NOT IN ('completed', 'cancelled', 'cannot-complete'))`,
  },
];

/** Everything that is wrong with the books, the orders and the journal: empty when all is well. */
export async function faultsOf(db: Reader): Promise<string[]> {
  const faults = [...(await verifyJournal(db)).broken];
  for (const { says, sql } of RULES) {
    const broken = await rows<Record<string, unknown>>(db, sql);
    if (broken.length > 0) faults.push(`${says} ${JSON.stringify(broken.slice(0, 5))}`);
  }
  return faults;
}

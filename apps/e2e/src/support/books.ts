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
    // What a returned payment left is paid by good funds only (K.5), so that a check may wait beside it.
    sql: `SELECT account_id FROM (
            SELECT e.account_id, e.amount > 0 AS charge,
              abs(e.amount) - coalesce((SELECT sum(amount) FROM allocation a WHERE a.charge_id = e.id OR a.credit_id = e.id), 0) AS left_over
            FROM ledger_entry e LEFT JOIN payment p ON p.id = e.payment_id
            WHERE e.kind <> 'reversal' AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = e.id)
              AND NOT (e.amount < 0 AND coalesce(p.method, '') IN ('check', 'eft', 'ach') AND EXISTS (
                SELECT 1 FROM returned_payment r WHERE r.account_id = e.account_id AND r.cleared_at IS NULL))
          ) AS it WHERE left_over > 0 GROUP BY account_id HAVING count(DISTINCT charge) > 1`,
  },
  {
    says: 'A bill is charged twice, or its entry is of another amount.',
    sql: `SELECT b.id FROM bill b LEFT JOIN ledger_entry e ON e.bill_id = b.id AND e.kind = 'bill' GROUP BY b.id
          HAVING count(e.id) <> 1 OR sum(e.amount) <> b.amount`,
  },
  {
    says: 'A late charge was made twice by the clock, or what stands of it is not from nothing to a tenth of its bill.',
    sql: `SELECT b.id FROM bill b JOIN ledger_entry e ON e.bill_id = b.id AND e.kind IN ('penalty', 'penalty-reversal', 'penalty-waiver')
          GROUP BY b.id HAVING count(*) FILTER (WHERE e.kind = 'penalty' AND e.act_key IS NOT NULL) > 1
            OR sum(e.amount) NOT BETWEEN 0 AND (b.amount * 10 + 50) / 100`,
  },
  {
    says: 'The lines of a ledger do not come to what is open less what is unused.',
    sql: `SELECT account_id FROM (
            SELECT e.account_id, e.amount,
              CASE WHEN e.kind = 'reversal' OR EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = e.id) THEN 0
                ELSE e.amount - sign(e.amount) * coalesce((SELECT sum(amount) FROM allocation a WHERE a.charge_id = e.id OR a.credit_id = e.id), 0)
              END AS left_over
            FROM ledger_entry e) AS it GROUP BY account_id HAVING sum(amount) <> sum(left_over)`,
  },
  {
    says: 'A payment that came back pays for something, or is reversed not exactly once by its amount.',
    sql: `SELECT p.id FROM returned_payment r JOIN payment p ON p.id = r.payment_id
          LEFT JOIN ledger_entry e ON e.payment_id = p.id AND e.kind = 'payment'
          LEFT JOIN ledger_entry v ON v.reverses_id = e.id WHERE e.id IS NOT NULL
          GROUP BY p.id, e.id HAVING count(v.id) <> 1 OR sum(v.amount) <> p.amount
            OR EXISTS (SELECT 1 FROM allocation a WHERE a.credit_id = e.id)`,
  },
  {
    says: 'A line is reversed that is no payment that came back.',
    sql: `SELECT v.id FROM ledger_entry v LEFT JOIN ledger_entry e ON e.id = v.reverses_id AND e.kind = 'payment'
          LEFT JOIN returned_payment r ON r.payment_id = e.payment_id
          WHERE (v.kind = 'reversal' OR v.reverses_id IS NOT NULL) AND r.id IS NULL`,
  },
  {
    says: 'A plan has payments that do not come to its total.',
    sql: `SELECT a.id FROM arrangement a JOIN instalment i ON i.arrangement_id = a.id GROUP BY a.id HAVING sum(i.amount) <> a.total`,
  },
  {
    says: 'An account has two plans at once.',
    sql: `SELECT account_id FROM arrangement WHERE state IN ('in-force', 'defaulted') GROUP BY account_id HAVING count(*) > 1`,
  },
  {
    says: 'A bill was extended twice, or waived twice.',
    sql: `SELECT bill_id, was FROM past_event WHERE was IN ('extension', 'courtesy-waiver', 'low-income-waiver') AND bill_id IS NOT NULL
          GROUP BY bill_id, was HAVING count(*) > 1`,
  },
  {
    says: 'Something has no clause that caused it.',
    sql: `SELECT 'hold' AS what, id FROM hold WHERE clause = '' UNION ALL SELECT 'notice', id FROM notice WHERE clause = ''
          UNION ALL SELECT 'order', id FROM work_order WHERE clause = '' UNION ALL SELECT 'line', id FROM ledger_entry WHERE clause = ''`,
  },
  {
    says: 'An act was carried out before its time.',
    sql: 'SELECT key FROM act WHERE done_at < due_at',
  },
  {
    says: 'An account has two bills of one date, and neither corrects an earlier one.',
    // An appeal may be decided on the day of the next bill (CURBSTOP_SEED=638307790).
    sql: `SELECT account_id FROM bill WHERE kind <> 'corrected' GROUP BY account_id, bill_date HAVING count(*) > 1`,
  },
  {
    says: 'A notice of a bill was mailed twice.',
    sql: `SELECT kind, bill_ids FROM notice WHERE (kind, clause) IN (('reminder', 'C.1'), ('disconnection', 'E.2.a')) GROUP BY kind, bill_ids HAVING count(*) > 1`,
  },
  {
    says: 'A payment that counts has not exactly one entry of its amount, or one that is to come has one.',
    sql: `SELECT p.id FROM payment p LEFT JOIN ledger_entry e ON e.payment_id = p.id AND e.kind = 'payment'
          GROUP BY p.id HAVING count(e.id) <> p.credited::int OR sum(e.amount) <> -p.amount`,
  },
  {
    says: 'A ledger entry is told of not exactly once.',
    sql: `SELECT e.id FROM ledger_entry e LEFT JOIN journal j ON j.account_id = e.account_id AND (
            (j.event IN ('charge.posted', 'credit.posted') AND (j.facts->>'entryId')::int = e.id)
            OR (e.kind = 'refund' AND j.event = 'refund.due' AND (j.facts->>'refundId')::int = e.id)
            OR (e.kind = 'reversal' AND j.event = 'payment.reversed' AND (j.facts->>'paymentId')::int = e.payment_id)
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
          AND NOT EXISTS (SELECT 1 FROM work_order o WHERE o.account_id = a.id AND o.kind LIKE 'turn-off%'
            AND o.state NOT IN ('completed', 'cancelled', 'cannot-complete'))
          AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.account_id = a.id AND h.lifted_at IS NULL AND h.until_at IS NULL)`,
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

/** Of each account: the sum of its ledger, and what of its credits pays for nothing. In cents. */
export async function balancesOf(
  db: Reader,
  accountIds: readonly number[],
): Promise<Map<number, { readonly balance: number; readonly unused: number }>> {
  const found = await rows<{ accountId: number; balance: number; unused: number }>(
    db,
    `SELECT e.account_id AS "accountId", sum(e.amount)::bigint AS balance,
       coalesce(sum(-e.amount - coalesce((SELECT sum(amount) FROM allocation WHERE credit_id = e.id), 0))
         FILTER (WHERE e.amount < 0 AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = e.id)), 0)::bigint AS unused
     FROM ledger_entry e WHERE e.account_id = ANY($1) GROUP BY e.account_id`,
    [accountIds],
  );
  return new Map(found.map(({ accountId, balance, unused }) => [accountId, { balance, unused }]));
}

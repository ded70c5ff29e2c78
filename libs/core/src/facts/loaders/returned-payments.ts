import type { Cents, ClauseId, IncomingFacts, ReturnFacts, ReturnPart } from '@curbstop/policy';
import { byAccount } from '../facts-loader.ts';
import type { FactsLoader } from '../facts-loader.ts';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import type { EntryKind } from '../../records/ledger/ledger.entity.ts';

/** What is unpaid of a charge that a returned payment had paid, or of its fee. */
export interface DebtRow {
  readonly accountId: number;
  readonly returnId: number;
  readonly chargeId: number;
  readonly kind: EntryKind;
  readonly billId: number | null;
  readonly owed: Cents;
}

/**
 * The debts of returned payments that are not made good. What was paid since in good funds counts first toward the debt,
 * then toward what the returned payment had left open of the same charge (K.5).
 */
export function openDebts(db: Reader, accountIds: readonly number[]): Promise<DebtRow[]> {
  return rows<DebtRow>(
    db,
    `SELECT r.account_id AS "accountId", r.id AS "returnId", c.charge_id AS "chargeId", e.kind, b.id AS "billId",
       greatest(0, least(e.amount - p.paid, c.amount - p.since))::bigint AS owed
     FROM returned_payment r
     JOIN returned_charge c ON c.returned_id = r.id
     JOIN ledger_entry e ON e.id = c.charge_id
     LEFT JOIN bill b ON b.id = e.bill_id AND b.replaced_by IS NULL
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(a.amount), 0) AS paid,
         coalesce(sum(a.amount) FILTER (WHERE cr.id > r.after_entry
           AND (m.method IS NULL OR m.method NOT IN ('check', 'eft', 'ach'))), 0) AS since
       FROM allocation a JOIN ledger_entry cr ON cr.id = a.credit_id LEFT JOIN payment m ON m.id = cr.payment_id
       WHERE a.charge_id = e.id
     ) p
     WHERE r.account_id = ANY($1) AND r.cleared_at IS NULL
     ORDER BY r.account_id, r.id, c.charge_id`,
    [accountIds],
  );
}

function partOf({ kind, billId, chargeId, owed }: DebtRow): ReturnPart {
  if (billId !== null && kind === 'bill') return { chargeId: `bill/${billId}`, billId, owed };
  if (billId !== null && kind === 'penalty') return { chargeId: `penalty/${billId}`, billId, owed };
  return { chargeId: `fee/${chargeId}`, billId: null, owed };
}

/** K: returned payments that are not made good; one whose parts are all paid is still told, until it is cleared. */
export const returns: FactsLoader<'returns'> = async (db, accounts) => {
  const ids = accounts.map((account) => account.id);
  const open = await rows<Omit<ReturnFacts, 'parts'> & { accountId: number }>(
    db,
    `SELECT account_id AS "accountId", id AS "returnId", returned_at AS "returnedAt", due_at AS "dueAt", clause,
       to_reconnect AS "toReconnect"
     FROM returned_payment WHERE account_id = ANY($1) AND cleared_at IS NULL AND due_at IS NOT NULL ORDER BY account_id, id`,
    [ids],
  );
  if (open.length === 0) return () => ({ returns: [] });
  const debts = await openDebts(db, ids);
  const of = byAccount(open);
  return (accountId) => ({
    returns: of(accountId).map(({ returnId, returnedAt, dueAt, clause, toReconnect }) => ({
      returnId,
      returnedAt,
      dueAt,
      clause,
      toReconnect,
      parts: debts.filter((each) => each.returnId === returnId && each.owed > 0).map(partOf),
    })),
  });
};

/** J.2.a, J.3: payments whose day is still to come. One that came back first never counts. */
export const incoming: FactsLoader<'incoming'> = async (db, accounts) => {
  const of = byAccount(
    await rows<IncomingFacts & { accountId: number; clause: ClauseId }>(
      db,
      `SELECT account_id AS "accountId", id AS "paymentId", amount, effective AS on, clause FROM payment
       WHERE account_id = ANY($1) AND NOT credited AND NOT in_doubt AND set_aside_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM returned_payment r WHERE r.payment_id = payment.id)
       ORDER BY account_id, effective, id`,
      [accounts.map((account) => account.id)],
    ),
  );
  return (accountId) => ({
    incoming: of(accountId).map(({ paymentId, amount, on, clause }) => ({ paymentId, amount, on, clause })),
  });
};

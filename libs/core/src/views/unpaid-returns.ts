import type { OpenReturns } from '@curbstop/contracts';
import { addCents } from '@curbstop/policy';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { openDebts } from '../facts/loaders/returned-payments.ts';

const PAGE = 100;

/** K.4: returned payments that are not made good in the whole city, the earliest deadline first. */
export async function openReturns(db: Reader, page: number): Promise<OpenReturns> {
  const found = await rows<Omit<OpenReturns['returns'][number], 'owed'>>(
    db,
    `SELECT r.id AS "returnId", m.amount, m.method, r.code, r.returned_at AS "returnedAt", r.due_at AS "dueAt", r.clause,
       r.to_reconnect AS "toReconnect", jsonb_build_object(
         'accountId', a.id, 'number', a.number, 'customer', c.name, 'address', p.address) AS account
     FROM returned_payment r JOIN payment m ON m.id = r.payment_id JOIN account a ON a.id = r.account_id
     JOIN customer c ON c.id = a.customer_id JOIN service_point s ON s.id = a.service_point_id
     JOIN premise p ON p.id = s.premise_id
     WHERE r.cleared_at IS NULL AND r.due_at IS NOT NULL ORDER BY r.due_at, r.id LIMIT $1 OFFSET $2`,
    [PAGE + 1, page * PAGE],
  );
  const shown = found.slice(0, PAGE);
  const debts = await openDebts(
    db,
    shown.map((each) => each.account.accountId),
  );
  const returns = shown.map((each) => ({
    ...each,
    owed: addCents(...debts.filter((debt) => debt.returnId === each.returnId).map((debt) => debt.owed)),
  }));
  // One whose parts are all paid is cleared by what follows the payment.
  return { returns: returns.filter((each) => each.owed > 0), next: found.length > PAGE ? page + 1 : null };
}

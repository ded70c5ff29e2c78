import type { ArrangementFacts, CertificateFacts, Cents, Day, Instant, ReviewFacts } from '@curbstop/policy';
import { cents, minCents, subtractCents } from '@curbstop/policy';
import { byAccount } from '../facts-loader.ts';
import type { FactsLoader } from '../facts-loader.ts';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

/** G.1.a: certificates of each account, oldest first. */
export const certificates: FactsLoader<'certificates'> = async (db, accounts) => {
  const of = byAccount(
    await rows<CertificateFacts & { accountId: number }>(
      db,
      `SELECT account_id AS "accountId", id AS "certificateId", dated, received_at AS "receivedAt"
       FROM certificate WHERE account_id = ANY($1) ORDER BY account_id, dated, id`,
      [accounts.map((account) => account.id)],
    ),
  );
  return (accountId) => ({
    certificates: of(accountId).map(({ certificateId, dated, receivedAt }) => ({ certificateId, dated, receivedAt })),
  });
};

/** G.2: reviews that run. */
export const reviews: FactsLoader<'reviews'> = async (db, accounts) => {
  const of = byAccount(
    await rows<ReviewFacts & { accountId: number }>(
      db,
      `SELECT account_id AS "accountId", id AS "reviewId", opened_at AS "openedAt", stage, due_at AS "dueAt"
       FROM assistance_review WHERE account_id = ANY($1) AND closed_at IS NULL ORDER BY account_id`,
      [accounts.map((account) => account.id)],
    ),
  );
  return (accountId) => ({
    reviews: of(accountId).map(({ reviewId, openedAt, stage, dueAt }) => ({ reviewId, openedAt, stage, dueAt })),
  });
};

interface ArrangementRow {
  accountId: number;
  arrangementId: number;
  kind: ArrangementFacts['kind'];
  state: ArrangementFacts['state'];
  billIds: number[];
  signedAt: Instant | null;
  offerEndsAt: Instant | null;
  total: Cents;
  outstanding: Cents;
  rows: { due: Day; amount: Cents }[] | null;
}

/**
 * What is still owed of what a plan was made over: its bills as they stood at the signature, or the corrected invoice in place of
 * one (H.5), and its fee.
 */
const OUTSTANDING = `
  SELECT coalesce(sum(e.amount - coalesce(p.paid, 0)), 0)::bigint FROM ledger_entry e
  LEFT JOIN LATERAL (SELECT sum(amount) AS paid FROM allocation WHERE charge_id = e.id) p ON true
  WHERE e.account_id = a.account_id AND (e.id = a.fee_entry_id
    OR (e.bill_id = ANY(a.bill_ids) AND e.kind IN ('bill', 'penalty') AND (e.posted_at <= coalesce(a.signed_at, e.posted_at)
      OR EXISTS (SELECT 1 FROM bill r WHERE r.replaced_by = e.bill_id))))`;

/** Whatever falls on the covered bills pays the rows in order. */
function paidRows(
  total: Cents,
  outstanding: Cents,
  list: readonly { due: Day; amount: Cents }[],
): ArrangementFacts['rows'] {
  let left = cents(Math.max(0, total - outstanding));
  return list.map(({ due, amount }) => {
    const paid = minCents(left, amount);
    left = subtractCents(left, paid);
    return { due, amount, unpaid: subtractCents(amount, paid) };
  });
}

/** I: arrangements offered, in force or failed, with what is unpaid of each instalment. */
export async function arrangementsOf(
  db: Reader,
  accountIds: readonly number[],
): Promise<(accountId: number) => ArrangementFacts[]> {
  const of = byAccount(
    await rows<ArrangementRow>(
      db,
      `SELECT a.account_id AS "accountId", a.id AS "arrangementId", a.kind, a.state, a.bill_ids AS "billIds",
         a.signed_at AS "signedAt", a.offer_ends_at AS "offerEndsAt", a.total, (${OUTSTANDING}) AS outstanding,
         (SELECT jsonb_agg(jsonb_build_object('due', i.due, 'amount', i.amount) ORDER BY i.ordinal)
          FROM instalment i WHERE i.arrangement_id = a.id) AS rows
       FROM arrangement a
       WHERE a.account_id = ANY($1) AND a.state IN ('offered', 'in-force', 'defaulted') ORDER BY a.account_id, a.id`,
      [accountIds],
    ),
  );
  return (accountId) =>
    of(accountId).map((arrangement): ArrangementFacts => {
      const list = arrangement.rows ?? [];
      return {
        arrangementId: arrangement.arrangementId,
        kind: arrangement.kind,
        state: arrangement.state,
        billIds: arrangement.billIds,
        signedAt: arrangement.signedAt,
        offerEndsAt: arrangement.state === 'offered' ? arrangement.offerEndsAt : null,
        rows: paidRows(arrangement.total, arrangement.outstanding, list),
        untilDay: arrangement.kind === 'deferral' ? (list[0]?.due ?? null) : null,
      };
    });
}

/** I.2: of these accounts those whose customer has an arrangement for another one, in force or failed and unpaid. */
async function arrangedElsewhere(db: Reader, accountIds: readonly number[]): Promise<ReadonlySet<number>> {
  const found = await rows<{ id: number }>(
    db,
    `SELECT DISTINCT a.id FROM account a JOIN account o ON o.customer_id = a.customer_id AND o.id <> a.id
     JOIN arrangement r ON r.account_id = o.id AND r.state IN ('in-force', 'defaulted')
     WHERE a.id = ANY($1)`,
    [accountIds],
  );
  return new Set(found.map(({ id }) => id));
}

export const arrangements: FactsLoader<'arrangements' | 'arrangedElsewhere'> = async (db, accounts) => {
  const ids = accounts.map((account) => account.id);
  const of = await arrangementsOf(db, ids);
  const elsewhere = await arrangedElsewhere(db, ids);
  return (accountId) => ({ arrangements: of(accountId), arrangedElsewhere: elsewhere.has(accountId) });
};

import type { Cents, Closer, ClosingFacts, Day, Instant, OpeningFacts } from '@curbstop/policy';
import type { LoadedFacts, FactsLoader } from '../facts-loader.ts';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';

interface Row {
  accountId: number;
  landlordTrust: boolean;
  manual: boolean;
  opensOn: Day | null;
  afterAccountId: number | null;
  on: Day | null;
  at: Instant | null;
  by: Closer | null;
  finalReadAt: Instant | null;
  refundStopped: boolean | null;
  onRoute: boolean;
}

/** What is asked of closings only, because few accounts have one. */
interface Money {
  accountId: number;
  followed: boolean;
  finalBilled: boolean;
  depositHeld: Cents;
  balance: Cents;
  since: Instant | null;
  fromDeposit: boolean;
}

/** A.2.b: what was paid of deposits, less what was used. */
export const DEPOSIT_HELD = `
  (SELECT coalesce(sum(CASE e.kind WHEN 'deposit' THEN
       (SELECT coalesce(sum(al.amount), 0) FROM allocation al WHERE al.charge_id = e.id AND NOT EXISTS (
          SELECT 1 FROM ledger_entry w WHERE w.id = al.credit_id AND w.kind = 'credit' AND w.clause = 'A.2.b'))
     ELSE e.amount END), 0)
   FROM ledger_entry e WHERE e.account_id = a.id AND e.kind IN ('deposit', 'deposit-applied'))::bigint`;

function money(db: Reader, ids: readonly number[]): Promise<Money[]> {
  return rows<Money>(
    db,
    `SELECT a.id AS "accountId", ${DEPOSIT_HELD} AS "depositHeld",
       EXISTS (SELECT 1 FROM bill b WHERE b.account_id = a.id AND b.kind = 'final') AS "finalBilled",
       EXISTS (SELECT 1 FROM account n LEFT JOIN opening w ON w.account_id = n.id
         WHERE n.service_point_id = a.service_point_id AND n.id <> a.id
           AND (n.status = 'active' OR (n.status = 'pending' AND w.account_id IS NOT NULL))) AS followed,
       (SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e WHERE e.account_id = a.id)::bigint AS balance,
       (SELECT max(e.posted_at) FROM ledger_entry e WHERE e.account_id = a.id) AS since,
       EXISTS (SELECT 1 FROM ledger_entry d WHERE d.account_id = a.id AND d.kind = 'deposit-applied'
         AND -d.amount > (SELECT coalesce(sum(al.amount), 0) FROM allocation al WHERE al.credit_id = d.id)) AS "fromDeposit"
     FROM account a WHERE a.id = ANY($1)`,
    [ids],
  );
}

function openingOf(row: Row): OpeningFacts | null {
  return row.opensOn === null ? null : { opensOn: row.opensOn, afterAccountId: row.afterAccountId };
}

function closingOf(row: Row, money: Money): ClosingFacts | null {
  const { on, at, by, refundStopped } = row;
  if (on === null || at === null || by === null || refundStopped === null) return null;
  return {
    on,
    at,
    by,
    followed: money.followed,
    finalReadAt: row.finalReadAt,
    finalBilled: money.finalBilled,
    onRoute: row.onRoute,
    depositHeld: money.depositHeld,
    credit: (money.balance < 0 ? -money.balance : 0) as Cents,
    creditSince: money.since ?? at,
    creditFromDeposit: money.fromDeposit,
    refundStopped,
  };
}

const NONE: Pick<LoadedFacts, 'opening' | 'closing' | 'landlordTrust' | 'meter'> = {
  opening: null,
  closing: null,
  landlordTrust: false,
  meter: 'smart',
};

/** A, L.1: how accounts begin and end, whether the owner has a trust, and whether the meter is read by hand. */
export const tenures: FactsLoader<'opening' | 'closing' | 'landlordTrust' | 'meter'> = async (db, accounts) => {
  const found = await rows<Row>(
    db,
    `SELECT a.id AS "accountId", t.id IS NOT NULL AS "landlordTrust", o.id IS NOT NULL AS manual,
       w.opens_on AS "opensOn", b.id AS "afterAccountId", c.on_day AS on, c.at, c.by_whom AS by,
       c.final_read_at AS "finalReadAt", c.refund_stopped AS "refundStopped", p.route_group > 0 AS "onRoute"
     FROM account a JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     LEFT JOIN landlord_trust t ON t.service_point_id = a.service_point_id AND t.ended_at IS NULL
     LEFT JOIN meter_opt_out o ON o.account_id = a.id AND o.until_day IS NULL
     LEFT JOIN opening w ON w.account_id = a.id AND w.served_at IS NULL
     LEFT JOIN account b ON b.id = w.after_account_id AND b.status = 'active'
     LEFT JOIN closing c ON c.account_id = a.id
     WHERE a.id = ANY($1)`,
    [accounts.map((account) => account.id)],
  );
  const closing = found.filter((each) => each.on !== null).map((each) => each.accountId);
  const sums = new Map((closing.length === 0 ? [] : await money(db, closing)).map((each) => [each.accountId, each]));
  const of = new Map(
    found.map((each) => {
      const money = sums.get(each.accountId);
      return [
        each.accountId,
        {
          opening: openingOf(each),
          closing: money ? closingOf(each, money) : null,
          landlordTrust: each.landlordTrust,
          meter: each.manual ? ('manual' as const) : ('smart' as const),
        },
      ];
    }),
  );
  return (accountId) => of.get(accountId) ?? NONE;
};

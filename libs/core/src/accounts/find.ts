import type { AccountHit } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { cents, pastDueTotal } from '@curbstop/policy';
import { NotFound } from '../db/errors.ts';
import { row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { termsAt } from '../policy/terms.ts';
import { loadCases } from './facts.ts';

const LIMIT = 25;

function likePrefix(text: string): string {
  return `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}

interface Row extends Pick<
  AccountHit,
  'accountId' | 'number' | 'customer' | 'address' | 'meterSerial' | 'balance' | 'service'
> {
  rank: number;
}

/** Throws {@link NotFound} for a number that no account has: a page of nothing would look like an account with nothing. */
export async function requireAccount(db: Reader, accountId: number): Promise<void> {
  if (!(await row(db, 'SELECT 1 FROM account WHERE id = $1', [accountId])))
    throw new NotFound('There is no such account.');
}

/**
 * Accounts by the beginning of a name (any word of it), an address (with or without the house
 * number), an account number or a meter serial.
 */
export async function findAccounts(
  db: Reader,
  query: string,
  now: Instant,
): Promise<{ hits: AccountHit[]; more: boolean }> {
  const asked = query.trim().replace(/\s+/g, ' ');
  if (asked.length < 2) return { hits: [], more: false };
  const digits = asked.replace(/[\s-]/g, '');
  const number = /^\d+$/.test(digits) ? digits : null;
  const found = await rows<Row>(
    db,
    `WITH hit AS (
       SELECT id FROM account WHERE $2::text IS NOT NULL AND number LIKE $2 || '%'
       UNION
       SELECT a.id FROM customer c JOIN account a ON a.customer_id = c.id
         WHERE lower(c.name) LIKE $1 OR lower(split_part(c.name, ' ', -1)) LIKE $1
       UNION
       SELECT a.id FROM premise p JOIN service_point s ON s.premise_id = p.id JOIN account a ON a.service_point_id = s.id
         WHERE lower(p.address) LIKE $1 OR lower(substr(p.address, strpos(p.address, ' ') + 1)) LIKE $1
       UNION
       SELECT a.id FROM meter m JOIN meter_installation i ON i.meter_id = m.id AND i.removed_on IS NULL
         JOIN account a ON a.service_point_id = i.service_point_id
         WHERE $2::text IS NOT NULL AND m.serial LIKE $2 || '%'
     )
     SELECT a.id AS "accountId", a.number, c.name AS customer, p.address, m.serial AS "meterSerial", a.service,
       (SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e WHERE e.account_id = a.id)::bigint AS balance
     FROM hit JOIN account a ON a.id = hit.id JOIN customer c ON c.id = a.customer_id
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     LEFT JOIN meter_installation i ON i.service_point_id = s.id AND i.removed_on IS NULL
     LEFT JOIN meter m ON m.id = i.meter_id
     ORDER BY a.status <> 'active', c.name, p.address, a.id LIMIT ${LIMIT + 1}`,
    [likePrefix(asked), number],
  );
  const hits = found.slice(0, LIMIT);
  const cases = new Map(
    (
      await loadCases(
        db,
        hits.map((hit) => hit.accountId),
        now,
        { lock: false },
      )
    ).map((it) => [it.accountId, it]),
  );
  return {
    more: found.length > LIMIT,
    hits: hits.map((hit): AccountHit => {
      const it = cases.get(hit.accountId);
      return {
        ...hit,
        pastDue: it ? pastDueTotal(it.facts, termsAt(it.profile, now), now) : cents(0),
      };
    }),
  };
}

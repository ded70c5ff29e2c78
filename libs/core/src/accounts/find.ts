import type { AccountHit } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { cents, pastDueTotal } from '@curbstop/policy';
import { NotFound } from '../db/errors.ts';
import { row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { termsAt } from '../policy/terms.ts';
import { loadCases } from './facts.ts';

const LIMIT = 25;
/** Of each way to match, in the order of its index; more could not be shown anyway. */
const ENOUGH = 400;

function likePrefix(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Meter serials are capitals and digits where they are not digits alone; they are found as typed too. */
function serialsLike(text: string): readonly [string | null, string | null] {
  if (!/\d/.test(text)) return [null, null];
  const capitals = text.toUpperCase();
  return [likePrefix(capitals), capitals === text ? null : likePrefix(text)];
}

type Row = Omit<AccountHit, 'pastDue'>;

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
    `WITH named AS (
       SELECT id FROM customer WHERE lower(name) LIKE $1 ORDER BY lower(name) USING ~<~ LIMIT ${ENOUGH}
     ), surnamed AS (
       SELECT id FROM customer WHERE lower(split_part(name, ' ', -1)) LIKE $1
       ORDER BY lower(split_part(name, ' ', -1)) USING ~<~ LIMIT ${ENOUGH}
     ), addressed AS (
       SELECT id FROM premise WHERE lower(address) LIKE $1 ORDER BY lower(address) USING ~<~ LIMIT ${ENOUGH}
     ), on_street AS (
       SELECT id FROM premise WHERE lower(substr(address, strpos(address, ' ') + 1)) LIKE $1
       ORDER BY lower(substr(address, strpos(address, ' ') + 1)) USING ~<~ LIMIT ${ENOUGH}
     ), metered AS (
       (SELECT id FROM meter WHERE serial LIKE $3 ORDER BY serial USING ~<~ LIMIT ${ENOUGH})
       UNION
       (SELECT id FROM meter WHERE serial LIKE $4 ORDER BY serial USING ~<~ LIMIT ${ENOUGH})
     ), hit AS (
       (SELECT id FROM account WHERE number LIKE $2 ORDER BY number USING ~<~ LIMIT ${ENOUGH})
       UNION
       SELECT id FROM account WHERE customer_id IN (SELECT id FROM named UNION SELECT id FROM surnamed)
       UNION
       SELECT a.id FROM service_point s JOIN account a ON a.service_point_id = s.id
         WHERE s.premise_id IN (SELECT id FROM addressed UNION SELECT id FROM on_street)
       UNION
       SELECT a.id FROM metered m JOIN meter_installation i ON i.meter_id = m.id AND i.removed_on IS NULL
         JOIN account a ON a.service_point_id = i.service_point_id
     ), shown AS (
       SELECT a.id, a.number, a.service, a.service_point_id, c.name, p.address,
         row_number() OVER (ORDER BY a.status <> 'active', c.name, p.address, a.id) AS nth
       FROM hit JOIN account a ON a.id = hit.id JOIN customer c ON c.id = a.customer_id
       JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
       ORDER BY nth LIMIT ${LIMIT + 1}
     )
     SELECT it.id AS "accountId", it.number, it.name AS customer, it.address, m.serial AS "meterSerial", it.service,
       (SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e WHERE e.account_id = it.id)::bigint AS balance
     FROM shown it
     LEFT JOIN meter_installation i ON i.service_point_id = it.service_point_id AND i.removed_on IS NULL
     LEFT JOIN meter m ON m.id = i.meter_id
     ORDER BY it.nth`,
    [
      likePrefix(asked.toLowerCase()),
      number === null ? null : likePrefix(number),
      ...serialsLike(number ?? asked.replaceAll(' ', '')),
    ],
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

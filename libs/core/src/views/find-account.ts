import { searchTerms } from '@curbstop/contracts';
import type { AccountHit, SearchTerm } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { amountsToPay, cents, mostPressing, pastDueTotal, toPaySays } from '@curbstop/policy';
import { NotFound } from '../db/errors.ts';
import { row, rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { loadAccounts } from '../facts/account-facts.ts';

const LIMIT = 25;
/** Bills and orders of one number, at most; a number stands for one. */
const SAME_NUMBER = 50;

type Row = Omit<AccountHit, 'pastDue' | 'toPay'>;

/** Throws {@link NotFound} for a number that no account has: a page of nothing would look like an account with nothing. */
export async function requireAccount(db: Reader, accountId: number): Promise<void> {
  if (!(await row(db, 'SELECT 1 FROM account WHERE id = $1', [accountId])))
    throw new NotFound('There is no such account.');
}

/** Bills and orders are found by their whole number, with or without its dashes; a part of one would find the city. */
async function accountsOfNumbers(db: Reader, typed: readonly string[]): Promise<ReadonlyMap<string, number[]>> {
  const found = await rows<{ typed: string; accountId: number }>(
    db,
    `SELECT typed, account_id AS "accountId" FROM unnest($1::text[]) AS typed, LATERAL (
       (SELECT account_id FROM bill WHERE lower(replace(number, '-', '')) = typed LIMIT ${SAME_NUMBER})
       UNION
       (SELECT account_id FROM work_order WHERE lower(replace(number, '-', '')) = typed LIMIT ${SAME_NUMBER})
     ) AS named`,
    [typed],
  );
  const accounts = new Map<string, number[]>();
  for (const { typed: number, accountId } of found) {
    accounts.set(number, [...(accounts.get(number) ?? []), accountId]);
  }
  return accounts;
}

/** Each word may go on: a clerk sees hits while typing. Terms are letters and digits only, so quotes hold them. */
function textQuery({ whole, parts }: SearchTerm): string {
  const separately = parts.map((part) => `'${part}':*`).join(' & ');
  return parts.length === 1 && parts[0] === whole ? `('${whole}':*)` : `('${whole}':* | (${separately}))`;
}

/** What an account must meet to be found, with its parameters from $1 on. */
async function conditionsOf(db: Reader, terms: readonly SearchTerm[]): Promise<[sql: string, parameters: unknown[]]> {
  const numbers = terms.map((term) => term.whole).filter((whole) => /\d/.test(whole));
  const named: ReadonlyMap<string, number[]> = numbers.length > 0 ? await accountsOfNumbers(db, numbers) : new Map();
  const conditions: string[] = [];
  const parameters: unknown[] = [];
  const words = terms.filter((term) => !named.has(term.whole));
  if (words.length > 0) {
    parameters.push(words.map(textQuery).join(' & '));
    conditions.push(`s.words @@ $${parameters.length}::tsquery`);
  }
  for (const term of terms) {
    const accountIds = named.get(term.whole);
    if (accountIds === undefined) continue;
    parameters.push(textQuery(term), accountIds);
    conditions.push(`(s.words @@ $${parameters.length - 1}::tsquery OR s.account_id = ANY($${parameters.length}))`);
  }
  return [conditions.join(' AND '), parameters];
}

/**
 * Accounts in which every word that is asked for begins some word of the name, the address, the telephone, the e-mail,
 * the account number or the meter's serial, in any order; or that a bill or an order of that number is of. Accents,
 * capitals and punctuation do not count.
 */
export async function findAccounts(
  db: Reader,
  query: string,
  now: Instant,
): Promise<{ hits: AccountHit[]; more: boolean }> {
  const terms = searchTerms(query);
  if (terms.length === 0 || query.trim().length < 2) return { hits: [], more: false };
  const [conditions, parameters] = await conditionsOf(db, terms);
  const found = await rows<Row>(
    db,
    `WITH shown AS (
       SELECT s.account_id, s.sort_key FROM account_search s WHERE ${conditions}
       ORDER BY s.sort_key, s.account_id LIMIT ${LIMIT + 1}
     )
     SELECT a.id AS "accountId", a.number, c.name AS customer, p.address, m.serial AS "meterSerial", a.service,
       (SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e WHERE e.account_id = a.id)::bigint AS balance
     FROM shown JOIN account a ON a.id = shown.account_id JOIN customer c ON c.id = a.customer_id
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id
     LEFT JOIN meter_installation i ON i.service_point_id = a.service_point_id AND i.removed_on IS NULL
     LEFT JOIN meter m ON m.id = i.meter_id
     ORDER BY shown.sort_key, shown.account_id`,
    parameters,
  );
  const hits = found.slice(0, LIMIT);
  const cases = new Map(
    (
      await loadAccounts(
        db,
        hits.map((hit) => hit.accountId),
        now,
        { lock: false },
      )
    ).map((account) => [account.accountId, account]),
  );
  return {
    more: found.length > LIMIT,
    hits: hits.map((hit): AccountHit => {
      const account = cases.get(hit.accountId);
      if (account === undefined) return { ...hit, pastDue: cents(0), toPay: '' };
      const policy = policyAt(account.profile, now);
      const pastDue = pastDueTotal(account.facts, policy, now);
      const pressing = mostPressing(amountsToPay(account.facts, policy, now), pastDue);
      return { ...hit, pastDue, toPay: pressing === null ? '' : toPaySays(pressing, policy, now) };
    }),
  };
}

import { NotFound } from './errors.ts';
import { rows } from './tx.ts';
import type { Reader } from './tx.ts';

/**
 * The one order in which rows are locked, so that two changes at once wait for one another and never in a circle:
 *
 * 1. what stands over many accounts: a batch, a moratorium, a window, a place where somebody signs up;
 * 2. every account that the change may touch, in the order of their numbers, before anything is written;
 * 3. their customer, where something is counted over all of a customer's accounts;
 * 4. the key of the request, orders in the order of their numbers, the crew whose stops change, valves, commands, tasks, and the journal's heads.
 *
 * An account is locked with the others at its place: what ends one begins another there (A.3, A.4.a).
 *
 * The mode is FOR NO KEY UPDATE. Every row that names an account (a ledger entry, the key of a request) holds it FOR
 * KEY SHARE through its foreign key, and two that hold it so would wait for each other for ever once both wanted FOR
 * UPDATE. No account's number ever changes, so nobody needs more.
 */
export async function lockAccounts(tx: Reader, accountIds: readonly number[]): Promise<number[]> {
  if (accountIds.length === 0) return [];
  const locked = await rows<{ id: number }>(
    tx,
    `SELECT id FROM account ${AT_THE_PLACES} ORDER BY id FOR NO KEY UPDATE`,
    [accountIds],
  );
  return locked.map(({ id }) => id);
}

/** The accounts that stand where one of the given stands. */
const AT_THE_PLACES = `WHERE service_point_id IN (SELECT service_point_id FROM account WHERE id = ANY($1::int[]))`;

/**
 * Somebody else holds an account that comes before one that is locked already: waiting for it could be a circle. The
 * transaction is rolled back and done again, as after a deadlock, and may lock all of them in their order then.
 */
export class LockAgain extends Error {
  /** As PostgreSQL calls a transaction that is to be done again. */
  readonly code = '40001';
}

/**
 * Locks more accounts in a transaction that holds some already, `highest` the last of them. Those behind it are waited for.
 * For one before it nobody waits: it is free, or {@link LockAgain} is thrown.
 */
export async function lockMoreAccounts(
  tx: Reader,
  accountIds: readonly number[],
  highest: number,
): Promise<readonly number[]> {
  const there = await rows<{ id: number }>(tx, `SELECT id FROM account ${AT_THE_PLACES} ORDER BY id`, [accountIds]);
  if (there.every(({ id }) => id > highest)) return lockAccounts(tx, accountIds);
  const locked = await rows<{ id: number }>(
    tx,
    `SELECT id FROM account ${AT_THE_PLACES} ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`,
    [accountIds],
  );
  if (locked.length < there.length) throw new LockAgain(`Accounts ${accountIds.join(', ')} are to be locked first.`);
  return locked.map(({ id }) => id);
}

/** One account, locked; throws when there is no such account. */
export async function lockAccount(tx: Reader, accountId: number): Promise<void> {
  await lockAccounts(tx, [accountId]);
  const [found] = await rows(tx, 'SELECT 1 FROM account WHERE id = $1', [accountId]);
  if (found === undefined) throw new NotFound('There is no such account.');
}

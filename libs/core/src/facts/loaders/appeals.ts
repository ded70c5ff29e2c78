import { DAY_MS } from '@curbstop/policy';
import type { AppealFacts, Instant } from '@curbstop/policy';
import { byAccount } from '../facts-loader.ts';
import type { FactsLoader } from '../facts-loader.ts';
import { rows } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';

/** Decisions older than this are of no bill or charge that could still be appealed; in milliseconds. */
const RECENT_MS = 120 * DAY_MS;

/** H: appeals that are not final, and those that became so lately. */
export const appeals: FactsLoader<'appeals'> = async (db, accounts, now) => {
  const of = byAccount(
    await rows<AppealFacts & { accountId: number }>(
      db,
      `SELECT account_id AS "accountId", id AS "appealId", level, bill_id AS "billId", entry_id AS "entryId",
         filed_at AS "filedAt", state, decided_at AS "decidedAt", window_ends_at AS "windowEndsAt", over_limit AS "overLimit"
       FROM appeal WHERE account_id = ANY($1) AND (state <> 'final' OR decided_at > $2) ORDER BY account_id, id`,
      [accounts.map((account) => account.id), sqlInstant((now - RECENT_MS) as Instant)],
    ),
  );
  return (accountId) => ({ appeals: of(accountId).map(({ accountId: _, ...appeal }): AppealFacts => appeal) });
};

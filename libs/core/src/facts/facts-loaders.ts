import type { ClauseId, FlagFacts, Instant, PastFacts } from '@curbstop/policy';
import { appeals } from './loaders/appeals.ts';
import { arrangements, certificates, reviews } from './loaders/arrangements.ts';
import { tenures } from './loaders/service-lifecycle.ts';
import { rows } from '../db/tx.ts';
import type { Reader } from '../db/tx.ts';
import { households } from './loaders/households.ts';
import { incoming, returns } from './loaders/returned-payments.ts';
import { contacts, places, tenancies } from './loaders/tenants.ts';
import { byAccount } from './facts-loader.ts';
import type { LoadedFacts, AccountRef, FactsLoader } from './facts-loader.ts';

export { byAccount } from './facts-loader.ts';
export type { LoadedFacts as Casework, AccountRef as Of, FactsLoader as Part } from './facts-loader.ts';

const flags: FactsLoader<'flags'> = async (db, accounts) => {
  const of = byAccount(
    await rows<FlagFacts & { accountId: number; clause: ClauseId }>(
      db,
      `SELECT account_id AS "accountId", id AS "flagId", kind, clause, set_at AS "setAt", until_at AS until, amount,
         due_at AS "dueAt"
       FROM flag WHERE account_id = ANY($1) AND cleared_at IS NULL ORDER BY account_id, id`,
      [accounts.map((account) => account.id)],
    ),
  );
  return (accountId) => ({
    flags: of(accountId).map(({ flagId, kind, clause, setAt, until, amount, dueAt }) => ({
      flagId,
      kind,
      clause,
      setAt,
      until,
      amount,
      dueAt,
    })),
  });
};

/**
 * D.8: a bill is late when a late charge of it stands. The ledger tells so, and nothing else is written down: such a fact has
 * the bill's number below zero for its own, and is told of its own account only.
 */
const LATE_BILLS = `
  SELECT a.customer_id, e.account_id, -e.bill_id, 'late-bill',
    coalesce(min(e.value_date) FILTER (WHERE e.kind = 'penalty'), min(e.value_date)), e.bill_id
  FROM ledger_entry e JOIN account a ON a.id = e.account_id
  WHERE e.account_id = ANY($2) AND e.bill_id IS NOT NULL AND e.kind IN ('penalty', 'penalty-reversal')
  GROUP BY a.customer_id, e.account_id, e.bill_id HAVING sum(e.amount) > 0`;

/** Of the customer, over all of the customer's accounts (D.4); each fact says which account it is of. */
const history: FactsLoader<'history'> = async (db, accounts) => {
  const found = await rows<PastFacts & { customerId: number }>(
    db,
    `SELECT a.customer_id AS "customerId", e.account_id AS "accountId", e.id AS "pastId", e.was, e.on_day AS on,
       e.bill_id AS "billId"
     FROM past_event e JOIN account a ON a.id = e.account_id
     WHERE a.customer_id = ANY($1)
     UNION ALL ${LATE_BILLS} ORDER BY 5, 3`,
    [[...new Set(accounts.map((account) => account.customerId))], accounts.map((account) => account.id)],
  );
  const customers = new Map(accounts.map((account) => [account.id, account.customerId]));
  const groups = new Map<number, PastFacts[]>();
  for (const { customerId, pastId, accountId, was, on, billId } of found) {
    const group = groups.get(customerId) ?? [];
    group.push({ pastId, accountId, was, on, billId });
    groups.set(customerId, group);
  }
  return (accountId) => ({
    history: (groups.get(customers.get(accountId) ?? -1) ?? []).filter(
      (past) => past.pastId > 0 || past.accountId === accountId,
    ),
  });
};

/** What stands for a part whose records a city has none of. */
const NONE: LoadedFacts = {
  landlordTrust: false,
  meter: 'smart',
  flags: [],
  history: [],
  household: null,
  certificates: [],
  reviews: [],
  arrangements: [],
  arrangedElsewhere: false,
  appeals: [],
  tenancies: [],
  units: 1,
  unitsOff: [],
  noticesByHand: false,
  contacts: [],
  returns: [],
  incoming: [],
  opening: null,
  closing: null,
};

/** A section that keeps records of its own adds its part here. */
const PARTS = [
  flags,
  history,
  households,
  tenancies,
  places,
  contacts,
  certificates,
  reviews,
  arrangements,
  appeals,
  returns,
  incoming,
  tenures,
] as const;

export async function loadSectionFacts(
  db: Reader,
  accounts: readonly AccountRef[],
  now: Instant,
): Promise<(accountId: number) => LoadedFacts> {
  const parts: ((accountId: number) => Partial<LoadedFacts>)[] = [];
  for (const part of PARTS) parts.push(await part(db, accounts, now));
  return (accountId) => {
    let whole: LoadedFacts = NONE;
    for (const part of parts) whole = { ...whole, ...part(accountId) };
    return whole;
  };
}

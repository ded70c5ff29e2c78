import type { DueAct, Instant } from '@curbstop/policy';
import { agenda, dayOf, hasLapsed } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { setAlarms } from '../facts/alarm.ts';
import { loadAccounts } from '../facts/account-facts.ts';
import type { AccountSnapshot } from '../facts/account-facts.ts';
import { inLanes } from '../db/lanes.ts';
import { inTransaction, row, rows } from '../db/tx.ts';
import type { Reader, Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { allocateCredits } from '../facts/allocate-credits.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { execute } from './scheduled-actions/execute.ts';
import type { DueAccount } from './scheduled-actions/due-action.ts';

/** Accounts a transaction takes at once: facts of hundreds fit one round trip a table. */
const BATCH = 500;
/** No account has more acts due at one look than this; more means that an act does not end. */
const ROUNDS = 30;

/** The list that an account should have been on while nobody looked, by account. */
type Missed = Map<number, DueAct>;

function missedList({ facts, profile, done }: AccountSnapshot, rang: Instant, now: Instant): DueAct | null {
  const policy = policyAt(profile, now);
  return agenda(facts, policy, done, rang).find((act) => hasLapsed(act, policy, now)) ?? null;
}

/** E.1: the lists that have lapsed since the alarms rang, as the facts were when the first look came. */
function missedLists(cases: readonly AccountSnapshot[], rungs: readonly DueRow[], now: Instant): Missed {
  const rang = new Map(rungs.map(({ id, at }) => [id, at]));
  const missed: Missed = new Map();
  for (const account of cases) {
    const at = rang.get(account.accountId);
    const list = at === undefined ? null : missedList(account, at, now);
    if (list !== null) missed.set(account.accountId, list);
  }
  return missed;
}

/**
 * The first act that is due. A list that was missed is told of in its turn, before the next one takes its place; unless what was
 * done since the look began leaves no reason for it.
 */
function firstDue(account: AccountSnapshot, missed: Missed, now: Instant): DueAccount | null {
  const act = agenda(account.facts, policyAt(account.profile, now), account.done, now)[0];
  const due = act && act.at <= now ? act : null;
  const list = missed.get(account.accountId);
  if (list === undefined || (due !== null && due.at <= list.at)) return due && { it: account, act: due };
  missed.delete(account.accountId);
  const stands = missedList(account, list.at, now)?.key === list.key;
  return stands ? { it: account, act: list } : due && { it: account, act: due };
}

/** Carries out, in order, everything that is due on locked accounts, and sets their alarms. `rungs`: what rang for them. */
export async function actOn(
  tx: Tx,
  accountIds: readonly number[],
  now: Instant,
  rungs: readonly DueRow[] = [],
): Promise<number> {
  let count = 0;
  let cases = await loadAccounts(tx, accountIds, now, { lock: true });
  const missed = missedLists(cases, rungs, now);
  const settledCases = new Map<number, AccountSnapshot>();
  for (let round = 0; cases.length > 0; round += 1) {
    if (round > ROUNDS)
      throw new Error(`Accounts ${cases.map((account) => account.accountId).join(', ')} have acts without end.`);
    const due = cases.map((account) => firstDue(account, missed, now)).filter((each) => each !== null);
    const busy = new Set(due.map(({ it: account }) => account.accountId));
    for (const account of cases) if (!busy.has(account.accountId)) settledCases.set(account.accountId, account);
    if (due.length === 0) break;
    const carried = await execute(tx, due, now);
    count += carried.count;
    // A credit that waited on the account pays a new charge at once.
    const charged = due
      .filter(({ act }) => act.act === 'penalty' || act.act === 'penalty-round')
      .map(({ it: account }) => account.accountId);
    const [first] = due;
    const settled =
      charged.length > 0 && first
        ? await allocateCredits(tx, charged, dayOf(now, policyAt(first.it.profile, now).timeZone))
        : [];
    const stale = new Set([...carried.unknown, ...settled.map((part) => part.accountId)]);
    cases = [
      ...carried.known.filter((account) => !stale.has(account.accountId)),
      ...(await loadAccounts(tx, [...stale], now, { lock: false })),
    ];
  }
  await setAlarms(tx, [...settledCases.values()], now);
  return count;
}

/** An account whose alarm has rung, and when it rang for. */
export interface DueRow {
  readonly id: number;
  readonly at: Instant;
}

/**
 * The next accounts that are due, earliest first, up to {@link BATCH}, with their rows locked; those that somebody else
 * holds are left for the next look, so that whoever holds hundreds of accounts never waits for one more. `after` goes
 * on behind the last one of the page before.
 */
export async function dueAccounts(tx: Tx, now: Instant, after: DueRow | null = null): Promise<DueRow[]> {
  const due = await rows<DueRow>(
    tx,
    `SELECT id, next_act_at AS at FROM account
     WHERE next_act_at <= $1 AND ($2::timestamptz IS NULL OR (next_act_at, id) > ($2, $3::int))
     ORDER BY next_act_at, id LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED`,
    [sqlInstant(now), sqlInstant(after?.at ?? null), after?.id ?? null],
  );
  const held = await heldElsewhere(tx, due);
  return held.size === 0 ? due : due.filter(({ id }) => !held.has(id));
}

/** Locks the others at the places of locked accounts; those with a neighbor that somebody else holds come back. */
async function heldElsewhere(tx: Tx, due: readonly DueRow[]): Promise<Set<number>> {
  const beside = `SELECT other.id FROM account other
     WHERE other.id <> ALL($1::int[])
       AND other.service_point_id IN (SELECT service_point_id FROM account WHERE id = ANY($1::int[]))`;
  const ids = due.map(({ id }) => id);
  const held = await rows<{ id: number }>(
    tx,
    `WITH mine AS (${beside} ORDER BY other.id FOR NO KEY UPDATE OF other SKIP LOCKED)
     SELECT a.id FROM account a WHERE a.id = ANY($1::int[]) AND EXISTS (
       SELECT 1 FROM account other WHERE other.service_point_id = a.service_point_id AND other.id <> ALL($1::int[])
         AND other.id NOT IN (SELECT id FROM mine))`,
    [ids],
  );
  return new Set(held.map(({ id }) => id));
}

/**
 * One look of the alarm clock: up to {@link BATCH} accounts that are due, earliest first. Several
 * schedulers may look at once; each takes rows that no other holds.
 */
export async function runDueOnce(source: DataSource, now: Instant): Promise<{ accounts: number; acts: number }> {
  return inTransaction(source, async (tx) => {
    const due = await dueAccounts(tx, now);
    const ids = due.map((each) => each.id);
    return { accounts: ids.length, acts: ids.length === 0 ? 0 : await actOn(tx, ids, now, due) };
  });
}

/** Looks until nothing is due. Where one look does not see all that is due, two look at once. */
export async function runDue(source: DataSource, now: Instant): Promise<{ accounts: number; acts: number }> {
  const total = { accounts: 0, acts: 0 };
  const look = async (): Promise<number> => {
    const { accounts, acts } = await runDueOnce(source, now);
    total.accounts += accounts;
    total.acts += acts;
    return accounts;
  };
  for (let seen = await look(); seen > 0; seen = await look())
    if (seen === BATCH) await inLanes(async () => (await look()) > 0);
  return total;
}

/** The next moment at which an account is due; null when none is. */
export async function nextAlarm(db: Reader): Promise<Instant | null> {
  const next = await row<{ at: Instant | null }>(db, 'SELECT min(next_act_at) AS at FROM account');
  return next?.at ?? null;
}

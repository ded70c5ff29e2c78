import type { Cents, ClauseId, Day, Instant } from '@curbstop/policy';
import {
  addDays,
  billsPastPayBy,
  dayOf,
  hasOpenTurnOff,
  instant,
  isStateExempt,
  pastDueTotal,
  startOfDay,
} from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { loadAccounts } from '../facts/account-facts.ts';
import type { AccountSnapshot } from '../facts/account-facts.ts';
import { actOn } from './run-due.ts';
import { Invalid } from '../db/errors.ts';
import { row, rows } from '../db/tx.ts';
import type { Tx } from '../db/tx.ts';
import { sqlInstant } from '../db/types.ts';
import { eventSentence } from '../journal/event-sentences.ts';
import { askGate, blockingConditions } from '../facts/gate.ts';
import { policyAt } from '../records/policy-versions/policy-in-force.ts';
import { whyNoRefund } from '../views/refund-blockers.ts';
import type { BatchKind } from '../records/batches/batch.ts';
import { previewBillRun } from './batch-preview-bills.ts';
import type { PreviewLine, PreviewRow } from './preview-line.ts';
import { REACH, requireReach } from '../records/requests/date-window.ts';

/** What a run would do on a day, as things stand now. */
export interface Preview {
  readonly kind: BatchKind;
  readonly day: Day;
  readonly would: readonly PreviewLine[];
  readonly leftOut: readonly PreviewLine[];
}

/** Accounts looked at in one transaction. */
const PAGE = 500;

/** The dry run is over; nothing of it stays. */
class DryRun extends Error {
  constructor(readonly found: { readonly would: PreviewRow[]; readonly leftOut: PreviewRow[] }) {
    super('A preview writes nothing.');
  }
}

interface Row {
  accountId: number;
  event: string;
  clause: ClauseId | null;
  facts: Record<string, unknown>;
}

/** The journal rows of a run that tell what it does. */
function isOf(kind: BatchKind, { event, facts }: Row): boolean {
  if (kind === 'penalties') return event === 'charge.posted' && facts['kind'] === 'penalty';
  if (kind === 'notices') return event === 'notice.mailed' && facts['kind'] === 'disconnection';
  if (kind === 'refunds') return event === 'refund.due';
  return kind === 'turn-off-list' && event === 'list.entered';
}

function amountOf({ facts }: Row): Cents {
  const value = facts['pastDue'] ?? facts['amount'];
  return (typeof value === 'number' ? value : 0) as Cents;
}

/** Why an account with something past due is not in the run. */
function whyNot(
  kind: BatchKind,
  account: AccountSnapshot,
  now: Instant,
): Omit<PreviewRow, 'accountId' | 'amount'> | null {
  const policy = policyAt(account.profile, now);
  if (isStateExempt(account.facts))
    return { clause: 'C.1.c.i', says: 'An account of the State of California is left out.' };
  if (kind === 'notices' && account.facts.noticesByHand)
    return { clause: 'E.2.a', says: 'A clerk mails the notices of this account.' };
  if (kind !== 'turn-off-list' || billsPastPayBy(account.facts, policy, now).length === 0) return null;
  if (hasOpenTurnOff(account.facts)) return null;
  const [term] = blockingConditions(askGate(account, now));
  return term ? { clause: term.clause, says: term.says } : null;
}

/** Acts of some accounts in the order of time, each at its own moment, up to the end of the day. */
async function liveOn(tx: Tx, ids: readonly number[], now: Instant, end: Instant): Promise<void> {
  let at = now;
  for (;;) {
    const next = await row<{ at: Instant | null }>(
      tx,
      'SELECT min(next_act_at) AS at FROM account WHERE id = ANY($1)',
      [ids],
    );
    if (next?.at == null || next.at > end) return;
    at = next.at > at ? next.at : at;
    await actOn(tx, ids, at);
  }
}

/** Runs the acts of some accounts up to the day and reads what they wrote on it, in a transaction that is thrown away. */
async function dryRun(
  tx: Tx,
  kind: BatchKind,
  ids: readonly number[],
  { now, start, end: at }: { readonly now: Instant; readonly start: Instant; readonly end: Instant },
): Promise<never> {
  await liveOn(tx, ids, now, at);
  const found = await rows<Row>(
    tx,
    `SELECT account_id AS "accountId", event, clause, facts FROM journal
     WHERE xid = pg_current_xact_id() AND account_id IS NOT NULL AND at >= $1 ORDER BY seq`,
    [sqlInstant(start)],
  );
  const said = (each: Row): PreviewRow => {
    const { accountId, event, clause } = each;
    if (clause === null) throw new Error(`The journal has no clause for ${event} of account ${accountId}.`);
    return { accountId, amount: amountOf(each), clause, says: eventSentence(event, each.facts) };
  };
  const would = found.filter((each) => isOf(kind, each)).map(said);
  const inIt = new Set(would.map((each) => each.accountId));
  const refused = kind === 'notices' ? found.filter((each) => each.event === 'request.refused').map(said) : [];
  const named = new Set(refused.map((each) => each.accountId));
  const leftOut = [...refused];
  for (const account of await loadAccounts(tx, ids, at, { lock: false })) {
    if (kind === 'refunds') {
      const why = inIt.has(account.accountId) ? null : whyNoRefund(account.facts, policyAt(account.profile, at));
      if (why) leftOut.push({ accountId: account.accountId, ...why });
      continue;
    }
    const pastDue = pastDueTotal(account.facts, policyAt(account.profile, at), at);
    if (pastDue === 0 || inIt.has(account.accountId) || named.has(account.accountId)) continue;
    const why = whyNot(kind, account, at);
    if (why) leftOut.push({ accountId: account.accountId, amount: pastDue, ...why });
  }
  throw new DryRun({ would, leftOut });
}

/** Accounts that have something to do by the end of the day, open ones with something past due, and closed ones with a credit. */
async function concerned(tx: Pick<Tx, 'query'>, day: Day, end: Instant): Promise<number[]> {
  const found = await rows<{ id: number }>(
    tx,
    `SELECT a.id FROM account a WHERE a.next_act_at <= $1 OR (a.status = 'active' AND EXISTS (
       SELECT 1 FROM bill b JOIN ledger_entry e ON e.bill_id = b.id AND e.kind IN ('bill', 'penalty')
       WHERE b.account_id = a.id AND b.due < $2
         AND e.amount > (SELECT coalesce(sum(amount), 0) FROM allocation WHERE charge_id = e.id)))
       OR (a.status = 'closed' AND (SELECT sum(e.amount) FROM ledger_entry e WHERE e.account_id = a.id) < 0)
     ORDER BY a.id`,
    [sqlInstant(end), day],
  );
  return found.map((each) => each.id);
}

/** Runs the acts of everybody concerned, some hundred accounts a time. */
async function previewActs(
  source: DataSource,
  kind: BatchKind,
  day: Day,
  span: { readonly now: Instant; readonly start: Instant; readonly end: Instant },
): Promise<{ readonly would: PreviewRow[]; readonly leftOut: PreviewRow[] }> {
  const ids = await concerned(source.manager, day, span.end);
  const would: PreviewRow[] = [];
  const leftOut: PreviewRow[] = [];
  for (let from = 0; from < ids.length; from += PAGE) {
    const page = ids.slice(from, from + PAGE);
    try {
      await source.transaction((tx) => dryRun(tx, kind, page, span));
    } catch (error) {
      if (!(error instanceof DryRun)) throw error;
      would.push(...error.found.would);
      leftOut.push(...error.found.leftOut);
    }
  }
  return { would, leftOut };
}

/**
 * Who a run would charge, write to or list on a day, how much, and why; and who is left out, and why. The acts themselves are run
 * for it, in transactions that are rolled back, so that it cannot say anything else than what the run will do.
 */
export async function previewBatch(
  source: DataSource,
  profile: string,
  kind: BatchKind,
  day: Day,
  now: Instant,
): Promise<Preview> {
  const { timeZone } = policyAt(profile, now);
  if (day < dayOf(now, timeZone)) throw new Invalid('day', 'A run of a day that is over is in the list of batches.');
  requireReach({ field: 'day', what: 'the day of the run', on: day, reach: REACH.preview }, timeZone, now);
  const start = startOfDay(day, timeZone);
  const end = instant(startOfDay(addDays(day, 1), timeZone) - 1);
  const { would, leftOut } =
    kind === 'bill-run'
      ? await previewBillRun(source, profile, day, now)
      : await previewActs(source, kind, day, { now, start, end });
  const names = await rows<Pick<PreviewLine, 'accountId' | 'number' | 'name' | 'address'>>(
    source,
    `SELECT a.id AS "accountId", a.number, c.name, p.address FROM account a JOIN customer c ON c.id = a.customer_id
     JOIN service_point s ON s.id = a.service_point_id JOIN premise p ON p.id = s.premise_id WHERE a.id = ANY($1)`,
    [[...would, ...leftOut].map((each) => each.accountId)],
  );
  const byId = new Map(names.map((each) => [each.accountId, each]));
  const line = (each: PreviewRow): PreviewLine => ({
    ...(byId.get(each.accountId) ?? { number: '', name: '', address: '' }),
    ...each,
  });
  return { kind, day, would: would.map(line), leftOut: leftOut.map(line) };
}

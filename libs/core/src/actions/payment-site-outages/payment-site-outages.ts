import type { Actor } from '@curbstop/contracts';
import type { Instant, LostEvening, WebsiteWindow } from '@curbstop/policy';
import { formatDollars, longDay, lostEvenings, residueOf } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { loadAccounts } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { NotFound } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { cityProfile } from '../../records/policy-versions/city.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { LONGEST_DAYS, REACH, requireSpan } from '../../records/requests/date-window.ts';
import { mustBe } from '../../records/requests/roles.ts';
import { closeTasks, openTask } from '../../records/tasks/tasks.ts';

/** J.4.a: the windows in which a payment of a moment falls. */
export function outagesAt(db: Reader, now: Instant): Promise<WebsiteWindow[]> {
  return rows<WebsiteWindow>(
    db,
    'SELECT from_at AS "from", to_at AS "to" FROM website_window WHERE from_at <= $1 AND to_at > $1 AND cancelled_at IS NULL',
    [sqlInstant(now)],
  );
}

/** An account that loses its last evening to pay on the website. */
export interface Affected {
  readonly accountId: number;
  readonly number: string;
  readonly customer: string;
  readonly lost: readonly LostEvening[];
  readonly says: string;
}

/** A bill's last evenings lie on its due date or after it; so long after it at most, with room to spare. In days. */
const LONGEST_DAYS_AFTER = 400;
/** What a due date may be put off by for a lost evening, with room to spare. In days. */
const SPARE_DAYS = 10;

/** J.4.a: whom a window would cost the last evening to pay, for the operator who plans it. */
export async function previewOutage(db: Reader, window: WebsiteWindow, now: Instant): Promise<Affected[]> {
  await check(db, window, now);
  return affectedBy(db, window, now);
}

async function affectedBy(db: Reader, window: WebsiteWindow, now: Instant): Promise<Affected[]> {
  // Only what is unpaid and may end in the window is worked out: the whole city would take its time.
  const found = await rows<{ id: number; number: string }>(
    db,
    `SELECT DISTINCT a.id, a.number FROM account a JOIN bill b ON b.account_id = a.id
     JOIN ledger_entry e ON e.bill_id = b.id
     WHERE a.status = 'active' AND b.due > ($1::timestamptz)::date - ${LONGEST_DAYS_AFTER}
       AND b.due < ($2::timestamptz)::date + ${SPARE_DAYS} AND e.amount > 0
       AND e.amount > (SELECT coalesce(sum(l.amount), 0) FROM allocation l WHERE l.charge_id = e.id)
     ORDER BY a.id`,
    [sqlInstant(window.from), sqlInstant(window.to)],
  );
  const numbers = new Map(found.map((each) => [each.id, each.number]));
  const cases = await loadAccounts(
    db,
    found.map((each) => each.id),
    now,
    { lock: false },
  );
  return cases.flatMap((account) => {
    const lost = lostEvenings(account.facts.bills, window, policyAt(account.profile, now));
    if (lost.length === 0) return [];
    const number = numbers.get(account.accountId) ?? '';
    return [
      {
        accountId: account.accountId,
        number,
        customer: account.customer.name,
        lost,
        says: lost.map((each) => lostSays(each, account)).join(' '),
      },
    ];
  });
}

function lostSays(lost: LostEvening, account: AccountSnapshot): string {
  const bill = account.facts.bills.find((each) => each.billId === lost.billId);
  const owed = bill ? formatDollars(residueOf(bill)) : '';
  const what = lost.what === 'due-date' ? 'is due' : 'must be paid';
  return `${owed} of bill ${bill?.number ?? ''} ${what} on ${longDay(lost.on)}.`;
}

export interface Planned {
  readonly windowId: number;
  readonly affected: readonly Affected[];
}

async function check(db: Reader, window: WebsiteWindow, now: Instant): Promise<void> {
  const { timeZone } = policyAt(await cityProfile(db), now);
  const limits = { reach: REACH.websiteWindow, longestDays: LONGEST_DAYS.websiteWindow };
  requireSpan({ ...window, endField: 'to' }, limits, timeZone, now);
}

/** The window of these hours that stands; the table is locked, so that of two that ask at once only one plans it. */
async function sameWindow(tx: Tx, window: WebsiteWindow): Promise<number | null> {
  await tx.query('LOCK TABLE website_window IN SHARE ROW EXCLUSIVE MODE');
  const found = await row<{ id: number }>(
    tx,
    'SELECT id FROM website_window WHERE from_at = $1 AND to_at = $2 AND cancelled_at IS NULL ORDER BY id LIMIT 1',
    [sqlInstant(window.from), sqlInstant(window.to)],
  );
  return found?.id ?? null;
}

/**
 * J.4.a: takes the website's payments down for a time. Who loses the last evening gets a task for a supervisor. The same hours
 * asked for again are the same window.
 */
export async function openOutage(
  source: DataSource,
  window: WebsiteWindow & { readonly reason: string },
  actor: Actor,
  now: Instant,
): Promise<Planned> {
  await check(source, window, now);
  return changeAccounts(source, { request: 'close-website', accountIds: [], actor, now }, async (change) => {
    const { tx, accept } = change;
    mustBe(
      actor,
      ['supervisor', 'finance', 'admin', 'asst-director-finance'],
      'J.4.a',
      'A supervisor takes the website down.',
    );
    const before = await sameWindow(tx, window);
    const affected = await affectedBy(tx, window, now);
    if (before !== null) return { windowId: before, affected };
    await change.touch(...affected.map((each) => each.accountId));
    await accept('J.4.a');
    const made = await row<{ id: number }>(
      tx,
      `INSERT INTO website_window (from_at, to_at, reason, planned_at, planned_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [sqlInstant(window.from), sqlInstant(window.to), window.reason, sqlInstant(now), JSON.stringify(actor)],
    );
    if (!made) throw new Error('The outage was not planned.');
    const windowId = made.id;
    await append(tx, [
      {
        event: 'website.closed',
        facts: { windowId, from: window.from, to: window.to, reason: window.reason },
        at: now,
        actor,
        clause: 'J.4.a',
        accountId: null,
      },
    ]);
    for (const each of affected) await askSupervisor(change, each, windowId);
    return { windowId, affected };
  });
}

async function askSupervisor(change: Change, affected: Affected, windowId: number): Promise<void> {
  for (const lost of affected.lost) {
    await openTask(change, {
      accountId: affected.accountId,
      kind: 'website-outage',
      role: 'supervisor',
      clause: 'J.4.a',
      says: `The website is down on the last evening to pay. ${affected.says} You may give one business day more.`,
      dueAt: null,
      actKey: `website/${windowId}/${lost.billId}/${lost.what}`,
      subject: { windowId, billId: lost.billId, what: lost.what },
    });
  }
}

/** Windows that are not over, earliest first. */
export function comingOutages(
  db: Reader,
  now: Instant,
): Promise<(WebsiteWindow & { readonly windowId: number; readonly reason: string })[]> {
  return rows(
    db,
    `SELECT id AS "windowId", from_at AS "from", to_at AS "to", reason FROM website_window
     WHERE to_at > $1 AND cancelled_at IS NULL ORDER BY from_at, id`,
    [sqlInstant(now)],
  );
}

interface LostTask {
  readonly id: number;
  readonly accountId: number;
}

/** What supervisors were asked because of a window and have not answered. */
function lostEveningTasks(tx: Tx, windowId: number): Promise<LostTask[]> {
  return rows<LostTask>(
    tx,
    `SELECT id, account_id AS "accountId" FROM task
     WHERE kind = 'website-outage' AND account_id IS NOT NULL AND done_at IS NULL AND (subject->>'windowId')::int = $1 ORDER BY id`,
    [windowId],
  );
}

/** Before a window begins nobody has lost an evening by it: what a supervisor was asked is over. */
async function forgetLostEvenings(change: Change, open: readonly LostTask[]): Promise<void> {
  for (const { id, accountId } of open) {
    const outcome = 'The website stays up that evening.';
    await closeTasks(change, { accountId, kind: 'website-outage', outcome, taskId: id });
  }
}

/** J.4.a: the website is not taken down after all, or comes back early. Asking again changes nothing. */
export async function endOutage(source: DataSource, windowId: number, actor: Actor, now: Instant): Promise<void> {
  await changeAccounts(source, { accountIds: [], actor, now }, async (change) => {
    const { tx } = change;
    const each = await row<{ from: Instant; to: Instant; cancelledAt: Instant | null }>(
      tx,
      `SELECT from_at AS "from", to_at AS "to", cancelled_at AS "cancelledAt" FROM website_window WHERE id = $1 FOR NO KEY UPDATE`,
      [windowId],
    );
    if (each?.cancelledAt != null) return;
    if (!each || each.to <= now) throw new NotFound('There is no such window to come.');
    const lost = now < each.from ? await lostEveningTasks(tx, windowId) : [];
    await change.touch(...lost.map((task) => task.accountId));
    await tx.query('UPDATE website_window SET cancelled_at = $2 WHERE id = $1', [windowId, sqlInstant(now)]);
    await append(tx, [
      { event: 'website.opened', facts: { windowId }, at: now, actor, clause: 'J.4.a', accountId: null },
    ]);
    await forgetLostEvenings(change, lost);
  });
}

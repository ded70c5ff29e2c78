import type { Instant } from '@curbstop/policy';
import type { PolicyDecision } from '@curbstop/policy';
import { depositShort, formatDollars, mayTurnOn } from '@curbstop/policy';
import { loadAccounts, lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { openTask } from '../../records/tasks/tasks.ts';

/**
 * A.1: an account that was signed up for begins. `service` is whether water runs at the place; null keeps what is known. The
 * register at which it begins is the one at which the customer before ended, as soon as that is read.
 */
export async function beginAccount(change: Change, accountId: number, service: 'on' | 'off' | null): Promise<void> {
  const { tx, actor, now } = change;
  await lockAccountSnapshot(tx, accountId, now);
  const changed = await rows<{ from: string; role: string }>(
    tx,
    `UPDATE account a SET status = 'active', opened_on = w.opens_on, service = coalesce($2, a.service),
       opening_litres = (SELECT c.final_litres FROM closing c JOIN account b ON b.id = c.account_id
         WHERE b.service_point_id = a.service_point_id AND b.id <> a.id ORDER BY c.at DESC LIMIT 1),
       opening_shift = coalesce((SELECT c.final_shift FROM closing c JOIN account b ON b.id = c.account_id
         WHERE b.service_point_id = a.service_point_id AND b.id <> a.id ORDER BY c.at DESC LIMIT 1), 0)
     FROM opening w WHERE w.account_id = a.id AND a.id = $1 AND a.status = 'pending'
     RETURNING a.opened_on AS from, a.role`,
    [accountId, service],
  );
  if (changed.length === 0) return;
  const account = await lockAccountSnapshot(tx, accountId, now);
  const holder = account.facts.customerRole === 'tenant' ? ('tenant' as const) : ('owner' as const);
  const facts = { from: account.facts.openedOn, holder };
  await append(tx, [{ event: 'account.opened', facts, at: now, actor, clause: 'A.1', accountId }]);
  const short = depositShort(account.facts);
  if (short === 0 || account.facts.service === 'off') return;
  // The water ran for the customer before: it is not turned off, and a person asks for the deposit.
  await openTask(change, {
    accountId,
    kind: 'deposit-unpaid',
    role: 'clerk',
    clause: 'A.2.a',
    says: `The water runs and ${formatDollars(short)} of the deposit is unpaid. Ask the customer for it.`,
    dueAt: null,
    actKey: `${accountId}/-/A.2.a/unpaid`,
  });
}

/** Whether water runs at a place, as the last account there knows. */
export async function serviceAt(tx: Tx, servicePointId: number): Promise<'on' | 'off'> {
  const last = await row<{ service: 'on' | 'off' }>(
    tx,
    `SELECT service FROM account WHERE service_point_id = $1
     ORDER BY status = 'active' DESC, closed_on DESC NULLS LAST, id DESC LIMIT 1`,
    [servicePointId],
  );
  return last?.service ?? 'off';
}

/** A.2.a: why a new customer's water is not ordered yet; null where no sign-up waits for it. */
export async function whyNoWater(db: Reader, accountId: number, now: Instant): Promise<PolicyDecision | null> {
  const [account] = await loadAccounts(db, [accountId], now, { lock: false });
  if (!account || account.facts.opening === null || account.facts.service === 'on') return null;
  const answer = mayTurnOn(account.facts);
  return answer.granted ? null : answer;
}

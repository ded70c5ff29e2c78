import type { ClauseId, ClosingFacts, Day, Instant } from '@curbstop/policy';
import { dayOf, nextBusinessDay, revertsToOwner, signUpTagDue, startOfDay, turnsOffVacant } from '@curbstop/policy';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { beginAccount } from '../start-service/begin-account.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { trustAt } from '../../records/landlord-trusts/find-trust.ts';
import type { Trust } from '../../records/landlord-trusts/find-trust.ts';
import { finishAccount } from './finish-account.ts';
import { makeOrder } from '../../records/orders/service-orders.ts';
import { planStopService } from './stop-plan.ts';
import { takeRadioRead } from './final-read.ts';

/** Who has signed up for a place and waits for its day. */
interface Waiting {
  readonly accountId: number;
  readonly opensOn: Day;
}

function waitingAt(tx: Tx, servicePointId: number): Promise<Waiting | null> {
  return row<Waiting>(
    tx,
    `SELECT n.id AS "accountId", w.opens_on AS "opensOn" FROM opening w JOIN account n ON n.id = w.account_id
     WHERE n.service_point_id = $1 AND n.status = 'pending' ORDER BY w.opens_on, n.id LIMIT 1`,
    [servicePointId],
  );
}

/** A.4: the owner's own account, from the moment the tenant's ended. The water runs on. */
async function revert(change: Change, account: AccountSnapshot, trust: Trust, closing: ClosingFacts): Promise<number> {
  const { tx, actor, now } = change;
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO account (number, customer_id, service_point_id, class, role, status, opened_on, service, policy_profile, opening_litres,
       opening_shift)
     SELECT nextval('account_number')::text, $2, a.service_point_id, a.class, 'landlord', 'active', $3, a.service, a.policy_profile, c.final_litres,
       c.final_shift
     FROM account a JOIN closing c ON c.account_id = a.id WHERE a.id = $1 RETURNING id`,
    [account.accountId, trust.ownerId, closing.on],
  );
  if (!made) throw new Error(`The account of the owner after ${account.accountId} was not made.`);
  const facts = { from: closing.on, holder: 'owner' as const };
  await append(tx, [{ event: 'account.reverted', facts, at: now, actor, clause: 'A.4', accountId: made.id }]);
  return made.id;
}

/** A.3.a, A.3.b: nobody takes the place on: the tag, and for a tenant's close the turn-off, which waits for the final read. */
async function leaveVacant(change: Change, account: AccountSnapshot, closing: ClosingFacts): Promise<void> {
  const { now } = change;
  const policy = policyAt(account.profile, now);
  const { accountId } = account;
  const today = dayOf(now, policy.timeZone);
  const tag = { accountId, kind: 'blue-tag-signup', clause: 'A.3.a', actKey: `${accountId}/-/A.3.a/tag` } as const;
  const due = signUpTagDue(closing.on, policy);
  await makeOrder(change, { ...tag, dueOn: due < today ? nextBusinessDay(today, policy) : due });
  if (account.facts.service === 'off' || !turnsOffVacant({ by: closing.by, followed: false }, false)) return;
  const off = { accountId, kind: 'turn-off-vacant', clause: 'A.3.b', actKey: `${accountId}/-/A.3.b/off` } as const;
  const wait = closing.finalReadAt === null ? { waitsFor: 'Waits for the final read.' } : {};
  const first = closing.on < today ? today : closing.on;
  await makeOrder(change, { ...off, ...wait, dueOn: nextBusinessDay(first, policy) });
}

/** E.3.d: a tenant who was served apart leaves: the owner's account stands for the home again. Returns the owner's account. */
async function endTenancy(tx: Tx, accountId: number, now: Instant): Promise<number[]> {
  const ended = await rows<{ id: number }>(
    tx,
    'UPDATE tenancy SET ended_at = $2 WHERE tenant_account_id = $1 AND ended_at IS NULL RETURNING account_id AS id',
    [accountId, sqlInstant(now)],
  );
  return ended.map(({ id }) => id);
}

/**
 * A.3, A.4: ends an account whose close is written down. Who has signed up begins at the same moment; else the place goes back to
 * the owner; else it stands empty. The account is locked; returns every account that it touched, for the follow-through.
 */
export async function stopService(change: Change, accountId: number, because?: ClauseId): Promise<readonly number[]> {
  const { tx, actor, now } = change;
  const account = await lockAccountSnapshot(tx, accountId, now);
  const { closing } = account.facts;
  if (closing === null) throw new Error(`Account ${accountId} is closed without a close.`);
  if (!account.facts.open) return [accountId];
  const trust = await trustAt(tx, account.servicePointId, closing.at);
  const owners = trust !== null && trust.ownerId === account.facts.customerId;
  const clause = because ?? (closing.by === 'successor' && owners ? 'A.4.a' : 'A.3');
  await tx.query("UPDATE account SET status = 'closed', closed_on = $2 WHERE id = $1", [accountId, closing.on]);
  const holder = account.facts.customerRole === 'tenant' ? ('tenant' as const) : ('owner' as const);
  const facts = { on: closing.on, holder };
  await append(tx, [{ event: 'account.closed', facts, at: now, actor, clause, accountId }]);
  await takeRadioRead(change, account);

  const touched = [accountId, ...(await endTenancy(tx, accountId, now))];
  const next = await waitingAt(tx, account.servicePointId);
  const followed = next !== null && next.opensOn <= closing.on;
  const { customerId } = account.facts;
  if (followed) {
    await beginAccount(change, next.accountId, account.facts.service);
    touched.push(next.accountId);
  } else if (revertsToOwner(trust, { by: closing.by, at: closing.at, followed, customerId }) && trust !== null) {
    const ownerAccount = await revert(change, account, trust, closing);
    touched.push(ownerAccount);
    if (next !== null) {
      const at = startOfDay(next.opensOn, policyAt(account.profile, now).timeZone);
      const close = { on: next.opensOn, at, by: 'successor' as const, requestKey: null };
      await planStopService(change, { accountId: ownerAccount, profile: account.profile }, close);
      await tx.query('UPDATE opening SET after_account_id = $2 WHERE account_id = $1', [next.accountId, ownerAccount]);
    }
  } else if (next === null && closing.by !== 'successor') {
    const { closing: after } = (await lockAccountSnapshot(tx, accountId, now)).facts;
    await leaveVacant(change, account, after ?? closing);
  }
  if (next !== null) touched.push(next.accountId);
  await finishAccount(change, accountId);
  return [...new Set(touched)].sort((a, b) => a - b);
}

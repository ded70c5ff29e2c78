import type { Actor } from '@curbstop/contracts';
import type { Instant, TenantAsks, PolicyParameters } from '@curbstop/policy';
import { dayOf, mayTakeService } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { stopService } from '../stop-service/stop-service.ts';
import { planStopService } from '../stop-service/stop-plan.ts';
import { Conflict, Invalid, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';
import { postCharge, postPayment } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { createOrders, orderCreated } from '../../records/orders/create.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { Tenancy } from '../../records/accounts/tenancy.entity.ts';

export interface TenantTakesService extends TenantAsks {
  /** The owner's account. */
  readonly accountId: number;
  readonly idempotencyKey: string;
  readonly name: string;
  /** How the deposit is paid. */
  readonly method?: 'cash' | 'check' | 'money-order' | 'cashiers-check' | 'card';
}

async function made(tx: Tx, sql: string, values: readonly unknown[]): Promise<number> {
  const found = await row<{ id: number }>(tx, sql, [...values]);
  if (!found) throw new Error('Nothing was made.');
  return found.id;
}

/** Where the tenant is served: the owner's own place, or one for a unit of it. */
async function servicePoint(tx: Tx, account: AccountSnapshot, unit: number | null): Promise<number> {
  if (account.facts.units === 1) return account.servicePointId;
  return made(
    tx,
    'INSERT INTO service_point (premise_id, meter_note) SELECT premise_id, $2 FROM service_point WHERE id = $1 RETURNING id',
    [account.servicePointId, `Unit ${unit ?? ''}`.trim()],
  );
}

/** The owner's account ends where a tenant takes on the whole; what it owes stays with the owner (E.3.b). */
async function endOwner(change: Change, account: AccountSnapshot, policy: PolicyParameters): Promise<void> {
  const { now } = change;
  const on = dayOf(now, policy.timeZone);
  await planStopService(change, account, { on, at: now, by: 'successor', requestKey: null });
  await stopService(change, account.accountId, 'E.3.d.i');
}

/** A.2: the deposit of a customer who does not own the home; paid at once, or still to pay where rent history was shown. */
async function charge(
  change: Change,
  accountId: number,
  asked: TenantTakesService,
  policy: PolicyParameters,
): Promise<void> {
  const { tx, actor, now } = change;
  const { amount } = policy.fees.deposit;
  const valueDate = dayOf(now, policy.timeZone);
  await postCharge(change, { accountId, kind: 'deposit', amount, valueDate, clause: 'A.2' });
  if (asked.deposit !== 'paid') return;
  const method = asked.method ?? 'cash';
  const paymentId = await made(
    tx,
    `INSERT INTO payment (account_id, idempotency_key, amount, method, channel, reference, received_at, effective, taken_by)
     VALUES ($1, $2, $3, $4, 'counter', 'Deposit', $5, $6, $7) RETURNING id`,
    [
      accountId,
      asked.idempotencyKey,
      amount,
      method,
      sqlInstant(now),
      valueDate,
      actor.kind === 'staff' ? actor.id : null,
    ],
  );
  await postPayment(change, { accountId, paymentId, amount, effective: valueDate, clause: 'A.2.a' });
  await allocateCredits(tx, [accountId], valueDate);
  const paid = { paymentId, amount, method, channel: 'counter', effective: valueDate };
  await append(tx, [{ event: 'payment.received', facts: paid, at: now, actor, clause: 'A.2.a', accountId }]);
}

async function openFor(
  tx: Tx,
  account: AccountSnapshot,
  asked: TenantTakesService,
  policy: PolicyParameters,
  now: Instant,
): Promise<number> {
  const servicePointId = await servicePoint(tx, account, asked.unit);
  const customerId = await made(tx, 'INSERT INTO customer (name) VALUES ($1) RETURNING id', [asked.name]);
  const accountId = await made(
    tx,
    `INSERT INTO account (number, customer_id, service_point_id, class, role, status, opened_on, policy_profile, service,
       opening_litres, opening_shift)
     VALUES (nextval('account_number')::text, $1, $2, $3, 'tenant', 'active', $4, $5, $6,
       (SELECT c.final_litres FROM closing c WHERE c.account_id = $7),
       coalesce((SELECT c.final_shift FROM closing c WHERE c.account_id = $7), 0)) RETURNING id`,
    [
      customerId,
      servicePointId,
      account.facts.customerClass,
      dayOf(now, policy.timeZone),
      account.profile,
      account.facts.service === 'off' || (asked.unit !== null && account.facts.unitsOff.includes(asked.unit))
        ? 'off'
        : 'on',
      account.accountId,
    ],
  );
  await tx.insert(Tenancy, {
    accountId: account.accountId,
    unit: asked.unit ?? 1,
    tenantAccountId: accountId,
    idempotencyKey: asked.idempotencyKey,
    beganAt: now,
  });
  return accountId;
}

/** E.3.d.i: who qualifies is served, also where the water was off already. */
async function turnOnIfOff(change: Change, accountId: number, policy: PolicyParameters): Promise<void> {
  const { tx, actor, now } = change;
  const account = await lockAccountSnapshot(tx, accountId, now);
  if (account.facts.service === 'on') return;
  const orders = await createOrders(
    tx,
    [
      {
        accountId,
        kind: 'turn-on',
        state: 'listed',
        clause: 'E.3.d.i',
        urgent: true,
        dueOn: dayOf(now, policy.timeZone),
        billIds: [],
        amount: null,
        verdict: null,
        outcome: null,
        followsId: null,
        crewOnly: false,
        actKey: `${accountId}/-/E.3.d.i/turn-on`,
      },
    ],
    now,
  );
  await append(
    tx,
    orders.map((order) => orderCreated(order, now, actor)),
  );
}

/**
 * E.3.b, E.3.d, E.3.d.i: a tenant becomes the customer, of a unit with its own valve or of the whole, and owes nothing of what the
 * owner owes. Returns the tenant's account; the same key again returns the same one.
 */
export async function tenantTakesService(
  source: DataSource,
  asked: TenantTakesService,
  actor: Actor,
  now: Instant,
): Promise<number> {
  if (asked.name.trim() === '') throw new Invalid('name', 'Give the name of the tenant.');
  const owner = asked.accountId;
  const before = async (tx: Tx): Promise<number | null> => {
    const taken = await row<{ owner: number; tenant: number }>(
      tx,
      'SELECT account_id AS owner, tenant_account_id AS tenant FROM tenancy WHERE idempotency_key = $1',
      [asked.idempotencyKey],
    );
    if (!taken) return null;
    if (taken.owner !== owner) throw new Conflict('This key was used for another account.');
    return taken.tenant;
  };
  return changeAccounts(
    source,
    { request: 'tenant-takes-service', accountIds: [owner], actor, now, before },
    async (change) => {
      const { tx, accept } = change;
      const account = await lockAccountSnapshot(tx, owner, now);
      const answer = mayTakeService(account.facts, asked);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      await accept('E.3.d', answer.says);
      const policy = policyAt(account.profile, now);
      if (account.facts.units === 1) await endOwner(change, account, policy);
      const accountId = await openFor(tx, account, asked, policy, now);
      const opened = { from: dayOf(now, policy.timeZone), holder: 'tenant' as const };
      await append(tx, [{ event: 'account.opened', facts: opened, at: now, actor, clause: 'E.3.d', accountId }]);
      await charge(change, accountId, asked, policy);
      await turnOnIfOff(change, accountId, policy);
      await change.touch(accountId);
      return accountId;
    },
  );
}

import type { Actor } from '@curbstop/contracts';
import type { Cents, CustomerClass, CustomerRole, Day, Instant, OpeningGrant, OwnershipProof } from '@curbstop/policy';
import { dayOf, mayOpenAccount, startOfDay } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { stopService } from '../stop-service/stop-service.ts';
import { planStopService } from '../stop-service/stop-plan.ts';
import { Conflict, Invalid, NotFound, Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { row, rows } from '../../db/tx.ts';
import type { Reader, Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { postCharge } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { theCity } from '../../records/policy-versions/city.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { beginAccount, serviceAt } from './begin-account.ts';
import { requireMoving } from '../../records/requests/date-window.ts';
import { Account } from '../../records/accounts/account.entity.ts';

/** A customer the city has not had before. */
export interface NewCustomer {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly language: string;
  readonly mailingAddress: string;
}

/** A.1: the request form with what came with it. */
export interface StartService {
  readonly servicePointId: number;
  /** Who signs up: somebody new, or a customer of the city. */
  readonly customer: NewCustomer | { readonly id: number };
  readonly class: CustomerClass;
  readonly role: CustomerRole;
  readonly idValidUntil: Day | null;
  readonly proof: OwnershipProof | null;
  readonly effective: Day | null;
  readonly idempotencyKey: string;
}

export interface StartedService {
  readonly accountId: number;
  readonly number: string;
  readonly from: Day;
  readonly deposit: Cents;
  readonly says: string;
}

/** An account at a place. */
interface There {
  readonly id: number;
  readonly customerId: number;
  readonly status: 'pending' | 'active' | 'closed';
  readonly profile: string;
  readonly signedUp: boolean;
}

/** A.1: whether a sign-up would be taken now, from which day and for which deposit. Nothing is kept. */
export async function previewStartService(
  db: Reader,
  input: Pick<StartService, 'servicePointId' | 'idValidUntil' | 'proof' | 'effective' | 'role'>,
  now: Instant,
): Promise<OpeningGrant> {
  const there = await accountsAt(db, input.servicePointId);
  const policy = policyAt(there.at(-1)?.profile ?? (await theCity(db)).profile, now);
  if (input.effective !== null) requireMoving(input.effective, 'the first day of service', policy.timeZone, now);
  const waiting = there.some((each) => each.status === 'pending' && each.signedUp);
  return mayOpenAccount({ ...input, form: true }, { own: false, waiting }, policy, now);
}

async function accountsAt(db: Reader, servicePointId: number): Promise<There[]> {
  const place = await row(db, 'SELECT id FROM service_point WHERE id = $1', [servicePointId]);
  if (!place) throw new NotFound('There is no such place.');
  return rows<There>(
    db,
    `SELECT a.id, a.customer_id AS "customerId", a.status, a.policy_profile AS profile, w.account_id IS NOT NULL AS "signedUp"
     FROM account a LEFT JOIN opening w ON w.account_id = a.id WHERE a.service_point_id = $1 ORDER BY a.id`,
    [servicePointId],
  );
}

/** Locks the place, which may have no account yet; every account there is changed. */
async function lockPlace(tx: Tx, servicePointId: number): Promise<number[]> {
  await tx.query('SELECT 1 FROM service_point WHERE id = $1 FOR NO KEY UPDATE', [servicePointId]);
  const there = await accountsAt(tx, servicePointId);
  return there.map((each) => each.id);
}

async function customerOf(tx: Tx, customer: StartService['customer']): Promise<number> {
  if ('id' in customer) {
    const known = await row(tx, 'SELECT id FROM customer WHERE id = $1', [customer.id]);
    if (!known) throw new Invalid('customer.id', 'Name a customer of the city.');
    return customer.id;
  }
  const made = await row<{ id: number }>(
    tx,
    'INSERT INTO customer (name, phone, email, language, mailing_address) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [customer.name, customer.phone, customer.email, customer.language, customer.mailingAddress],
  );
  if (!made) throw new Error('The customer was not made.');
  return made.id;
}

/** The customer's account that waits at the place already, or a new one. */
async function pendingAccount(
  tx: Tx,
  input: StartService,
  there: readonly There[],
  answer: OpeningGrant,
  profile: string,
): Promise<number> {
  const { servicePointId, customer } = input;
  const waiting = there.find(
    (each) => each.status === 'pending' && 'id' in customer && each.customerId === customer.id,
  );
  const service = await serviceAt(tx, servicePointId);
  if (waiting) {
    await tx.update(Account, waiting.id, { role: answer.role, openedOn: answer.opensOn });
    return waiting.id;
  }
  const customerId = await customerOf(tx, customer);
  const made = await row<{ id: number }>(
    tx,
    `INSERT INTO account (number, customer_id, service_point_id, class, role, status, opened_on, policy_profile, service)
     VALUES (nextval('account_number')::text, $1, $2, $3, $4, 'pending', $5, $6, $7) RETURNING id`,
    [customerId, servicePointId, input.class, answer.role, answer.opensOn, profile, service],
  );
  if (!made) throw new Error('The account was not made.');
  return made.id;
}

/** A.2: the deposit is charged at the sign-up; money that waits on the account pays it. */
async function chargeDeposit(change: Change, accountId: number, amount: Cents, today: Day): Promise<void> {
  if (amount === 0) return;
  await postCharge(change, { accountId, kind: 'deposit', amount, valueDate: today, clause: 'A.2' });
  await allocateCredits(change.tx, [accountId], today);
}

/** The answer that was given to the same request before. */
async function startedBefore(tx: Tx, input: StartService): Promise<StartedService | null> {
  const made = await row<Omit<StartedService, 'says'> & { servicePointId: number }>(
    tx,
    `SELECT a.id AS "accountId", a.number, w.opens_on AS from, a.service_point_id AS "servicePointId",
       coalesce((SELECT sum(amount) FROM ledger_entry e WHERE e.account_id = a.id AND e.kind = 'deposit'), 0)::bigint AS deposit
     FROM opening w JOIN account a ON a.id = w.account_id WHERE w.request_key = $1`,
    [input.idempotencyKey],
  );
  if (!made) return null;
  const { servicePointId, ...opened } = made;
  if (servicePointId !== input.servicePointId) throw new Conflict('This key was used for another place.');
  return { ...opened, says: 'The account is opened.' };
}

/**
 * A.1, A.2, A.3, A.4.a: somebody signs up for a place. Who is the customer there until then ends on the same day. The order for
 * the water follows when the deposit is paid (A.2.a). Throws {@link Refused} with what is missing.
 */
export async function startService(
  source: DataSource,
  input: StartService,
  actor: Actor,
  now: Instant,
): Promise<StartedService> {
  if (!('id' in input.customer) && input.customer.name.trim() === '')
    throw new Invalid('customer.name', 'Give the name of the customer.');
  const about = await row<{ id: number }>(
    source,
    `SELECT id FROM account WHERE service_point_id = $1 ORDER BY status = 'active' DESC, id DESC LIMIT 1`,
    [input.servicePointId],
  );
  const request = {
    request: 'request-open',
    about: about?.id ?? null,
    actor,
    now,
    accountIds: (tx: Tx) => lockPlace(tx, input.servicePointId),
    before: (tx: Tx) => startedBefore(tx, input),
  };
  return changeAccounts(source, request, async (change) => {
    const { tx, accept } = change;
    const there = await accountsAt(tx, input.servicePointId);
    const profile = there.at(-1)?.profile ?? (await theCity(tx)).profile;
    const policy = policyAt(profile, now);
    const holder = there.find((each) => each.status === 'active') ?? null;
    const standing = {
      own: holder !== null && 'id' in input.customer && holder.customerId === input.customer.id,
      waiting: there.some((each) => each.status === 'pending' && each.signedUp),
    };
    if (input.effective !== null) requireMoving(input.effective, 'the first day of service', policy.timeZone, now);
    const answer = mayOpenAccount({ ...input, form: true }, standing, policy, now);
    const { idValidUntil } = input;
    if (!answer.granted || idValidUntil === null) throw new Refused(answer.says, answer.clauses);
    await accept('A.1', answer.says);

    const today = dayOf(now, policy.timeZone);
    const accountId = await pendingAccount(tx, input, there, answer, profile);
    await tx.query(
      `INSERT INTO opening (account_id, request_key, proof, id_valid_until, opens_on, after_account_id, accepted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        accountId,
        input.idempotencyKey,
        input.proof,
        input.idValidUntil,
        answer.opensOn,
        holder?.id ?? null,
        sqlInstant(now),
      ],
    );
    await chargeDeposit(change, accountId, answer.deposit, today);
    await change.touch(accountId);
    if (holder === null) {
      if (answer.opensOn <= today) await beginAccount(change, accountId, null);
    } else {
      const account = await lockAccountSnapshot(tx, holder.id, now);
      const at = answer.opensOn <= today ? now : startOfDay(answer.opensOn, policy.timeZone);
      const sooner = account.facts.closing !== null && account.facts.closing.on <= answer.opensOn;
      const close = { on: answer.opensOn, at, by: 'successor' as const, requestKey: null };
      if (!sooner) await planStopService(change, account, close);
      if (answer.opensOn <= today) await change.touch(...(await stopService(change, holder.id)));
    }
    const account = await row<{ number: string }>(tx, 'SELECT number FROM account WHERE id = $1', [accountId]);
    return {
      accountId,
      number: account?.number ?? '',
      from: answer.opensOn,
      deposit: answer.deposit,
      says: answer.says,
    };
  });
}

import type { Actor } from '@curbstop/contracts';
import type { Day, Instant } from '@curbstop/policy';
import { mayCancelTrust, mayFileTrust, trustEndsAt } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import type { AccountChange } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { Invalid, Refused } from '../../db/errors.ts';
import { row, rows } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { trustAt } from '../../records/landlord-trusts/find-trust.ts';
import { REACH, requireReach } from '../../records/requests/date-window.ts';

/** For every account at the place a trust that begins or ends changes something. */
async function touchPlace(change: AccountChange, { servicePointId }: AccountSnapshot): Promise<void> {
  const there = await rows<{ id: number }>(
    change.tx,
    `SELECT id FROM account WHERE service_point_id = $1 ORDER BY id`,
    [servicePointId],
  );
  await change.touch(...there.map(({ id }) => id));
}

/** A.4: the owner of a place files a Landlord Trust for it; the owner's own account is the one named, or a customer's id. */
export async function fileLandlordTrust(
  source: DataSource,
  input: {
    readonly accountId: number;
    readonly ownerId: number;
    readonly written: boolean;
    readonly idempotencyKey?: string;
  },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId, ownerId, written } = input;
  const asked = {
    request: 'landlord-trust',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(input.idempotencyKey, NO_ANSWER),
  };
  await changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const owner = await row(tx, 'SELECT id FROM customer WHERE id = $1', [ownerId]);
    if (!owner) throw new Invalid('ownerId', 'Name a customer of the city.');
    const standing = await trustAt(tx, account.servicePointId, now);
    const answer = mayFileTrust(standing, ownerId, written);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    if (standing !== null) return;
    await accept('A.4', answer.says);
    await tx.query('INSERT INTO landlord_trust (service_point_id, owner_id, began_at) VALUES ($1, $2, $3)', [
      account.servicePointId,
      ownerId,
      sqlInstant(now),
    ]);
    await touchPlace(change, account);
  });
}

async function endTrust(change: AccountChange, account: AccountSnapshot, at: Instant, why: string): Promise<void> {
  await change.tx.query(
    `UPDATE landlord_trust SET ended_at = greatest($2::timestamptz, began_at), ended_why = $3
     WHERE service_point_id = $1 AND ended_at IS NULL`,
    [account.servicePointId, sqlInstant(at), why],
  );
  await touchPlace(change, account);
}

/** A.4.b: the owner cancels the trust in writing; from the receipt on the place does not go back to the owner. */
export async function cancelLandlordTrust(
  source: DataSource,
  input: { readonly accountId: number; readonly written: boolean; readonly idempotencyKey?: string },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId, written } = input;
  const asked = {
    request: 'cancel-landlord-trust',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(input.idempotencyKey, NO_ANSWER),
  };
  await changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const answer = mayCancelTrust(await trustAt(tx, account.servicePointId, now), written);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    await accept('A.4.b', answer.says);
    await endTrust(change, account, now, 'Cancelled by the owner.');
  });
}

/** A.4.b: the home has a new owner; a trust of the old one ended on the day the deed was recorded, and nothing is turned off for it. */
export async function sellPremise(
  source: DataSource,
  input: { readonly accountId: number; readonly recordedOn: Day | null; readonly idempotencyKey?: string },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { accountId, recordedOn } = input;
  const asked = {
    request: 'sell-premise',
    accountIds: [accountId],
    actor,
    now,
    ...onceFor(input.idempotencyKey, NO_ANSWER),
  };
  await changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const policy = policyAt(account.profile, now);
    if (recordedOn !== null) {
      const asked = { field: 'recordedOn', what: 'the day on which the sale was recorded', on: recordedOn };
      requireReach({ ...asked, reach: REACH.sale }, policy.timeZone, now);
    }
    await accept('A.4.b', 'The sale is recorded.');
    await endTrust(change, account, trustEndsAt(now, recordedOn, policy), 'The home was sold.');
  });
}

import type { Actor } from '@curbstop/contracts';
import type { Day, Instant } from '@curbstop/policy';
import { dayOf, mayExtend, momentIn } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { NotFound, Refused } from '../../db/errors.ts';
import { withoutKey } from '../../db/request-key.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { placeHold } from '../../records/holds/holds.ts';
import { noteHistory } from '../../records/account-history/note-history.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { journalRevoked } from './revoke-extension.ts';

export interface ExtensionRequest {
  readonly accountId: number;
  /** The day until which the customer wants to pay. */
  readonly until: Day;
  readonly written: boolean;
  /** Null for the bill that is turned off for first. */
  readonly billId: number | null;
  readonly idempotencyKey: string;
}

export interface ExtensionAnswer {
  readonly holdId: number;
  readonly billId: number;
  readonly until: Instant;
  readonly says: string;
}

interface Granted {
  id: number;
  accountId: number;
  billIds: number[] | null;
  until: Instant | null;
  profile: string;
}

/** What the same request was answered before. */
async function grantedBefore(tx: Tx, accountId: number, key: string, now: Instant): Promise<ExtensionAnswer | null> {
  const granted = await row<Granted>(
    tx,
    `SELECT h.id, h.account_id AS "accountId", h.bill_ids AS "billIds", h.until_at AS until, a.policy_profile AS profile
     FROM hold h JOIN account a ON a.id = h.account_id WHERE h.request_key = $1`,
    [key],
  );
  if (!granted) return null;
  const { billIds, until } = granted;
  const billId = billIds?.[0];
  if (granted.accountId !== accountId || billId === undefined || until === null)
    throw new NotFound('There is no such request.');
  const says = `The water stays on until ${momentIn(until, now, policyAt(granted.profile, now).timeZone)}.`;
  return { holdId: granted.id, billId, until, says };
}

/**
 * D.1 to D.6: gives an extension: a hold on closing for the bill, until the pay-by hour of the day asked for. Throws
 * {@link Refused} with every clause that refuses it; whoever lost the right is told why by letter (D.8).
 */
export async function requestExtension(
  source: DataSource,
  input: ExtensionRequest,
  actor: Actor,
  now: Instant,
): Promise<ExtensionAnswer> {
  const { accountId } = input;
  const key = `extension/${input.idempotencyKey}`;
  try {
    const before = (tx: Tx): Promise<ExtensionAnswer | null> => grantedBefore(tx, accountId, key, now);
    return await changeAccounts(
      source,
      { request: 'request-extension', accountIds: [accountId], actor, now, before },
      async (change) => {
        const { tx, accept } = change;
        const { facts: locked, profile } = await lockAccountSnapshot(tx, accountId, now);
        const policy = policyAt(profile, now);
        // D.4 counts over all accounts of the customer: two requests for two of them wait for each other here.
        await tx.query('SELECT 1 FROM customer WHERE id = $1 FOR NO KEY UPDATE', [locked.customerId]);
        const { facts } = await lockAccountSnapshot(tx, accountId, now);
        const { until, written } = input;
        const answer = mayExtend(facts, policy, now, { until, written, billId: input.billId });
        if (!answer.granted || answer.billId === null || answer.until === null)
          throw new Refused(answer.says, answer.clauses);
        await accept('D.1', answer.says);
        const reason = `Extended at the customer's request to ${until}.`;
        const hold = { accountId, kind: 'extension' as const, clause: 'D.1' as const, reason };
        const holdId = await placeHold(change, { ...hold, until: answer.until, billIds: [answer.billId] });
        await tx.query('UPDATE hold SET request_key = $2 WHERE id = $1', [holdId, key]);
        const on = dayOf(now, policy.timeZone);
        await noteHistory(change, { accountId, was: 'extension', on, billId: answer.billId, clause: 'D.1' });
        return { holdId, billId: answer.billId, until: answer.until, says: answer.says };
      },
    );
  } catch (error) {
    if (error instanceof Refused && error.clauses.includes('D.8'))
      await withoutKey(() =>
        changeAccounts(source, { accountIds: [accountId], actor, now }, async ({ tx }) =>
          journalRevoked({ tx, actor, now }, await lockAccountSnapshot(tx, accountId, now)),
        ),
      );
    throw error;
  }
}

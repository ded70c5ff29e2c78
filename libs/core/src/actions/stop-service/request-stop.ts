import type { Actor } from '@curbstop/contracts';
import type { CloseWish, Day, Instant } from '@curbstop/policy';
import { dayOf, mayCloseAccount } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Conflict, Refused } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { stopService } from './stop-service.ts';
import { planStopService } from './stop-plan.ts';
import { requireMoving } from '../../records/requests/date-window.ts';

export interface StopServiceRequest extends CloseWish {
  readonly accountId: number;
  readonly idempotencyKey: string;
}

export interface StopServiceAnswer {
  readonly on: Day;
  readonly says: string;
}

/** A.3: a customer asks to close an account; today at once, later by the clock. Throws {@link Refused} with all that refuses it. */
export async function requestStopService(
  source: DataSource,
  input: StopServiceRequest,
  actor: Actor,
  now: Instant,
): Promise<StopServiceAnswer> {
  const { accountId, idempotencyKey } = input;
  const before = async (tx: Tx): Promise<StopServiceAnswer | null> => {
    const taken = await row<{ accountId: number; on: Day }>(
      tx,
      'SELECT account_id AS "accountId", on_day AS on FROM closing WHERE request_key = $1',
      [idempotencyKey],
    );
    if (!taken) return null;
    if (taken.accountId !== accountId) throw new Conflict('This key was used for another account.');
    return { on: taken.on, says: 'The close is taken.' };
  };
  const asked = { request: 'request-close', accountIds: [accountId], actor, now, before };
  return changeAccounts(source, asked, async (change) => {
    const { tx, accept } = change;
    const account = await lockAccountSnapshot(tx, accountId, now);
    const policy = policyAt(account.profile, now);
    if (input.effective !== null) requireMoving(input.effective, 'the day of the close', policy.timeZone, now);
    const answer = mayCloseAccount(account.facts, input, policy, now);
    if (!answer.granted) throw new Refused(answer.says, answer.clauses);
    await accept('A.3', answer.says);
    const close = { on: answer.on, at: answer.at, by: input.by, requestKey: idempotencyKey };
    await planStopService(change, account, close);
    const today = dayOf(now, policy.timeZone);
    if (answer.on <= today) await change.touch(...(await stopService(change, accountId)));
    return { on: answer.on, says: answer.says };
  });
}

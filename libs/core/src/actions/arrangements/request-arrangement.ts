import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { mayRequestArrangement } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import { NO_ANSWER, onceFor } from '../../records/requests/idempotency.ts';
import { startReview } from '../assistance/open-review.ts';

/**
 * I.1: somebody who cannot pay in time asks for an arrangement, until the valve closes: the city reviews it by the clocks of G.2,
 * and a turn-off that is on its way is called off. A request beside an open review or an offer changes nothing.
 */
export async function requestArrangement(
  source: DataSource,
  accountId: number,
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<void> {
  const request = 'request-arrangement';
  await changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, NO_ANSWER) },
    async (change) => {
      const { tx, accept } = change;
      const account = await lockAccountSnapshot(tx, accountId, now);
      const answer = mayRequestArrangement(account.facts);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      await accept('I.1', answer.says);
      const says = 'The customer asks for an arrangement. Offer one, or write why not.';
      if (account.facts.arrangements.length === 0) await startReview(change, account, { clause: 'I.1', says });
    },
  );
}

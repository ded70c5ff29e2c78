import type { Actor } from '@curbstop/contracts';
import type { AccountFacts, Instant, PolicyParameters } from '@curbstop/policy';
import { cashOnlyBy, cashOnlyEnds, dayOf, mayReleaseCashOnly } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { Refused } from '../../db/errors.ts';
import type { Change } from '../../db/change.ts';
import { clearFlags, setFlag } from '../../records/flags/account-flags.ts';
import { noteHistory } from '../../records/account-history/note-history.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { onceFor } from '../../records/requests/idempotency.ts';

const WHY: Readonly<Record<string, string>> = {
  'K.8': 'Three payments came back within a year.',
  'J.7.b': 'A payment came back, and the account was Cash Only before.',
};

/** K.8, J.7.b: what one more return makes of the account. `facts` are those before it. */
export async function makeCashOnly(change: Change, facts: AccountFacts, policy: PolicyParameters): Promise<void> {
  const { now } = change;
  const clause = cashOnlyBy(facts, policy, now);
  if (clause === null) return;
  const { accountId } = facts;
  const on = dayOf(now, policy.timeZone);
  const flag = {
    accountId,
    kind: 'cash-only',
    clause,
    why: WHY[clause] ?? '',
    until: cashOnlyEnds(on, policy),
  } as const;
  await setFlag(change, flag);
  await noteHistory(change, { accountId, was: 'cash-only', on, clause });
}

/** A key of before answers were kept has none: what it released is released. */
const released = z.object({ says: z.string() }).catch({ says: 'Cash Only is released already.' });

/** J.7.a: the Assistant Director of Finance gives back the right to pay by check. The same key again changes nothing. */
export async function releaseCashOnly(
  source: DataSource,
  each: { readonly accountId: number; readonly why: string },
  actor: Actor,
  now: Instant,
  key?: string,
): Promise<{ readonly says: string }> {
  const { accountId, why } = each;
  const request = 'release-flag';
  return changeAccounts(
    source,
    { request, accountIds: [accountId], actor, now, ...onceFor(key, released) },
    async (change) => {
      const { tx, accept } = change;
      const { facts, profile } = await lockAccountSnapshot(tx, accountId, now);
      const answer = mayReleaseCashOnly(facts, actor.kind === 'staff' ? actor.role : actor.kind, now);
      if (!answer.granted) throw new Refused(answer.says, answer.clauses);
      await accept('J.7.a');
      await clearFlags(change, { accountId, kind: 'cash-only', clause: 'J.7.a', why });
      const on = dayOf(now, policyAt(profile, now).timeZone);
      await noteHistory(change, { accountId, was: 'cash-only-released', on, clause: 'J.7.a' });
      return { says: answer.says };
    },
  );
}

import type { Instant } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Tx } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { liftHolds, placeHold } from '../../records/holds/holds.ts';
import { SCHEDULER } from '../../journal/system-actors.ts';
import { noteHistory } from '../../records/account-history/note-history.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { Arrangement } from '../../records/arrangements/arrangement.entity.ts';

/** G.1.c: an offer that was not signed in its time. Its hold ends by itself at the same moment. */
export async function lapseOffer(tx: Tx, arrangementId: number, now: Instant): Promise<void> {
  await tx.query(`UPDATE arrangement SET state = 'lapsed', since = $2 WHERE id = $1 AND state = 'offered'`, [
    arrangementId,
    sqlInstant(now),
  ]);
}

/**
 * I.7: the arrangement has failed. What it held is held on, open-ended, until the final notice has hung; with the
 * current bills that it failed by.
 */
export async function failArrangement(
  tx: Tx,
  account: AccountSnapshot,
  arrangementId: number,
  billIds: readonly number[],
  now: Instant,
): Promise<void> {
  const { accountId } = account;
  const before = await tx.findOneBy(Arrangement, { id: arrangementId });
  if (!before) throw new Error(`The arrangement ${arrangementId} is gone.`);
  const { holdId: kept } = before;
  await liftHolds({ tx, actor: SCHEDULER, now }, { accountId, kind: 'arrangement', holdId: kept, clause: 'I.7' });
  const reason = 'The arrangement has failed. A final notice is hung at the door first.';
  const hold = { accountId, kind: 'arrangement' as const, clause: 'I.7' as const, reason, until: null, billIds };
  const holdId = await placeHold({ tx, actor: SCHEDULER, now }, hold);
  await tx.query(`UPDATE arrangement SET state = 'defaulted', since = $2, hold_id = $3 WHERE id = $1`, [
    arrangementId,
    sqlInstant(now),
    holdId,
  ]);
  const on = dayOf(now, policyAt(account.profile, now).timeZone);
  await noteHistory({ tx, actor: SCHEDULER, now }, { accountId, was: 'broken-arrangement', on, clause: 'I.7' });
}

import type { Actor } from '@curbstop/contracts';
import type { Instant } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Tx } from '../../db/tx.ts';
import { noteHistory } from '../../records/account-history/note-history.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** H.1, H.4.a: an appeal is lost for good; it counts from the day of its decision. The account must be locked. */
export async function denyAppeal(
  tx: Tx,
  account: AccountSnapshot,
  appeal: { readonly appealId: number; readonly decidedAt: Instant },
  actor: Actor,
  now: Instant,
): Promise<void> {
  await tx.query("UPDATE appeal SET state = 'final' WHERE id = $1", [appeal.appealId]);
  const on = dayOf(appeal.decidedAt, policyAt(account.profile, now).timeZone);
  await noteHistory(tx, { accountId: account.accountId, was: 'lost-appeal', on, clause: 'H.1' }, actor, now);
}

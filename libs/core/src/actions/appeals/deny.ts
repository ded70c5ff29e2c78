import type { Instant } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { noteHistory } from '../../records/account-history/note-history.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** H.1, H.4.a: an appeal is lost for good; it counts from the day of its decision. The account must be locked. */
export async function denyAppeal(
  change: Change,
  account: AccountSnapshot,
  appeal: { readonly appealId: number; readonly decidedAt: Instant },
): Promise<void> {
  const { tx, now } = change;
  await tx.query("UPDATE appeal SET state = 'final' WHERE id = $1", [appeal.appealId]);
  const on = dayOf(appeal.decidedAt, policyAt(account.profile, now).timeZone);
  await noteHistory(change, { accountId: account.accountId, was: 'lost-appeal', on, clause: 'H.1' });
}

import type { Cents, ClauseId } from '@curbstop/policy';
import { dayOf } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { rows } from '../../db/tx.ts';
import { allocateTo } from '../../facts/allocate-to.ts';
import { postCredit } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';

/** What is credited against a late charge. */
export interface LateChargeCredit {
  readonly kind: 'penalty-waiver' | 'penalty-reversal';
  readonly billId: number;
  readonly amount: Cents;
  readonly clause: ClauseId;
  /** Makes it once; null where the facts do. */
  readonly actKey: string | null;
}

/**
 * C.1: credits a late charge. The credit falls on that charge; what was paid of it already goes on to what else is owed,
 * or stays on the account. The account must be locked.
 */
export async function creditLateCharge(
  change: Change,
  account: AccountSnapshot,
  credit: LateChargeCredit,
): Promise<void> {
  const { tx, now } = change;
  const { accountId, profile } = account;
  const today = dayOf(now, policyAt(profile, now).timeZone);
  const entryId = await postCredit(change, { ...credit, accountId, valueDate: today });
  const charges = await rows<{ id: number }>(
    tx,
    "SELECT id FROM ledger_entry WHERE bill_id = $1 AND kind = 'penalty' ORDER BY id",
    [credit.billId],
  );
  await allocateTo(tx, entryId, { accountId, billIds: [], entryIds: charges.map((each) => each.id) });
  await allocateCredits(tx, [accountId], today);
}

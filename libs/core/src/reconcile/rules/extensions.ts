import { residueOf } from '@curbstop/policy';
import type { ReconcileRule } from './rule.ts';
import { liftHolds } from '../../records/holds/holds.ts';

/** D.1: an extension whose bill is paid has done its work. */
export const endExtensions: ReconcileRule = async (tx, { it: account, cause }, now) => {
  let changed = false;
  for (const hold of account.facts.holds) {
    if (hold.kind !== 'extension' || hold.billIds === null) continue;
    const unpaid = account.facts.bills.some((bill) => residueOf(bill) > 0 && hold.billIds?.includes(bill.billId));
    if (unpaid) continue;
    const { accountId } = account;
    const lifted = await liftHolds(
      { tx, actor: cause.actor, now },
      { accountId, kind: 'extension', holdId: hold.holdId },
    );
    if (lifted > 0) changed = true;
  }
  return changed;
};

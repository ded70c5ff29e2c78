import type { Cents, ClauseId, Day, Purpose } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import type { EntryKind } from '../../records/ledger/ledger.entity.ts';
import { postPayment } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import type { DirectedCredit, AllocationResult } from '../../facts/allocate-credits.ts';

/** A payment whose day has come. */
export interface Counted {
  readonly paymentId: number;
  readonly accountId: number;
  readonly amount: Cents;
  readonly effective: Day;
  readonly clause: ClauseId;
  readonly purpose: Purpose | null;
}

/** K.5: `owed` is what of a charge only good funds may pay. */
type Named = (charge: { readonly kind: EntryKind; readonly owed: Cents }) => boolean;

/** Whether a charge is the price of a reconnection (K.7). */
export function isForReconnection(kind: EntryKind): boolean {
  return kind === 'reconnection-fee' || kind === 'after-hours-reconnection-fee';
}

const MEANT_FOR: Readonly<Record<Purpose, Named>> = {
  bill: ({ kind, owed }) => (kind === 'bill' || kind === 'penalty') && owed === 0,
  nsf: ({ kind, owed }) => owed > 0 || kind === 'nsf-fee',
  reconnection: ({ kind }) => isForReconnection(kind),
  deposit: ({ kind }) => kind === 'deposit',
};

/** K.2: a return is made good by the check and its fee, not by what else is open of the bill that the check had paid a part of. */
const upToTheDebt: DirectedCredit['upTo'] = ({ owed, unpaid }) => (owed > 0 ? owed : unpaid);

/** Posts a payment and lays it on what it pays: what the payer names first, then the policy's order. The account is locked. */
export async function creditPayment(change: Change, counted: Counted, today: Day): Promise<AllocationResult[]> {
  const { tx } = change;
  const { paymentId, accountId, purpose } = counted;
  const creditId = await postPayment(change, counted);
  await tx.query('UPDATE payment SET credited = true WHERE id = $1', [paymentId]);
  const directed =
    purpose === null
      ? undefined
      : { creditId, first: MEANT_FOR[purpose], ...(purpose === 'nsf' ? { upTo: upToTheDebt } : {}) };
  return allocateCredits(tx, [accountId], today, directed);
}

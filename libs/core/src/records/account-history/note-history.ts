import type { ClauseId, Day, PastKind } from '@curbstop/policy';
import type { Change } from '../../db/change.ts';
import { row } from '../../db/tx.ts';
import { sqlInstant } from '../../db/types.ts';
import { append } from '../../journal/append.ts';

/**
 * Writes down something that counts later (a waiver used, an extension given, a payment returned), with the day
 * its clause counts from. Call it in the transaction in which it happened.
 */
export async function noteHistory(
  change: Change,
  each: {
    readonly accountId: number;
    readonly was: PastKind;
    readonly on: Day;
    readonly billId?: number | null;
    readonly clause: ClauseId;
  },
): Promise<number> {
  const { tx, actor, now } = change;
  const { accountId, was, on, clause } = each;
  const made = await row<{ id: number }>(
    tx,
    'INSERT INTO past_event (account_id, was, on_day, bill_id, noted_at) VALUES ($1, $2, $3, $4, $5) RETURNING id',
    [accountId, was, on, each.billId ?? null, sqlInstant(now)],
  );
  if (!made) throw new Error(`${was} of account ${accountId} was not noted.`);
  const facts = { pastId: made.id, was, on };
  await append(tx, [{ event: 'past.noted', facts, at: now, actor, clause, accountId }]);
  return made.id;
}

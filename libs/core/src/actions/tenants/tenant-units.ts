import type { Instant } from '@curbstop/policy';
import { unitsToClose } from '@curbstop/policy';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { Tx } from '../../db/tx.ts';

/**
 * E.3.d.i: keeps which unit's own valve is closed. Answers what that makes of the account: its water is off when no unit is left
 * that could be closed, and on as long as one is.
 */
export async function setUnitService(
  tx: Tx,
  accountId: number,
  unit: number,
  effect: 'on' | 'off',
  now: Instant,
): Promise<'on' | 'off'> {
  await tx.query(
    `UPDATE account SET units_off = ARRAY(SELECT u FROM unnest(units_off) u WHERE u <> $2
       UNION SELECT $2 WHERE $3 = 'off' ORDER BY 1)::smallint[] WHERE id = $1`,
    [accountId, unit, effect],
  );
  if (effect === 'on') return 'on';
  const { facts } = await lockAccountSnapshot(tx, accountId, now);
  return unitsToClose(facts).length === 0 ? 'off' : 'on';
}

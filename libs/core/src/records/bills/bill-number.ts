import type { Day } from '@curbstop/policy';
import { row } from '../../db/tx.ts';
import type { Tx } from '../../db/tx.ts';

export type BillKind = 'regular' | 'final' | 'corrected';

const TAILS: Readonly<Record<BillKind, string>> = { regular: '', final: '-F', corrected: '-C' };

/** How many bills of its kind an account has with this one on a day, and the number that it prints. */
export interface BillOfDay {
  readonly nth: number;
  readonly number: string;
}

/** The number of a bill of a day: `260115-77`, the second of that day `260115-77-2`, a final one `260115-77-F`. */
export function billNumber(billDate: Day, accountId: number, kind: BillKind = 'regular', nth = 1): string {
  const day = billDate.slice(2).replaceAll('-', '');
  return `${day}-${accountId}${nth === 1 ? '' : `-${nth}`}${TAILS[kind]}`;
}

/** The next bill of a kind on a day, for an account that is locked. */
export async function nextOfDay(tx: Tx, accountId: number, billDate: Day, kind: BillKind): Promise<BillOfDay> {
  const found = await row<{ nth: number }>(
    tx,
    'SELECT coalesce(max(nth_of_day), 0) + 1 AS nth FROM bill WHERE account_id = $1 AND bill_date = $2 AND kind = $3',
    [accountId, billDate, kind],
  );
  const nth = found?.nth ?? 1;
  return { nth, number: billNumber(billDate, accountId, kind, nth) };
}

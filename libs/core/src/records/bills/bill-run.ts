import type { BillAmount, Day, Instant } from '@curbstop/policy';
import type { AccountToBill } from './accounts-to-bill.ts';

export interface BillRun {
  readonly group: number;
  /** The Monday of the week in which the group was read. */
  readonly readMonday: Day;
  readonly billDate: Day;
  readonly profile: string;
}

export interface NewBill {
  readonly it: AccountToBill & { readonly endLitres: number; readonly endAt: Instant };
  readonly periodTo: Day;
  readonly units: number;
  readonly amount: BillAmount;
}

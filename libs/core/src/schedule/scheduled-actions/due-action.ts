import type { BillFacts, DueAct, Instant } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import type { Tx } from '../../db/tx.ts';
import type { JournalEntry } from '../../journal/append.ts';
import type { NewEntry } from '../../records/ledger/post.ts';
import type { NewNotice } from '../../records/notices/mail.ts';
import type { NewOrder } from '../../records/orders/create.ts';
import type { NewTask } from '../../records/tasks/tasks.ts';

/** One act that is due, with the account it is due on. */
export interface DueAccount {
  readonly it: AccountSnapshot;
  readonly act: DueAct;
}

/** What a batch of acts will write, gathered in memory so that each table is written once. */
export interface Plan {
  readonly entries: NewEntry[];
  readonly notices: NewNotice[];
  readonly orders: NewOrder[];
  readonly tasks: NewTask[];
  readonly happenings: JournalEntry[];
  /** What is too rare to be written in bulk; runs after the rest, in order. The accounts are locked. */
  readonly writes: ((tx: Tx) => Promise<void>)[];
}

export function emptyPlan(): Plan {
  return { entries: [], notices: [], orders: [], tasks: [], happenings: [], writes: [] };
}

/** Plans one act; the answer is its outcome: `done`, or why nothing was done. */
export type Planner = (due: DueAccount, plan: Plan, now: Instant) => string;
export type Planners<Names extends DueAct['act'] = DueAct['act']> = Readonly<Record<Names, Planner>>;

/** The bill an act is about. */
export function billOf(due: DueAccount): BillFacts {
  const bill = due.it.facts.bills.find((each) => each.billId === due.act.billId);
  if (!bill) throw new Error(`${due.act.key} is about a bill that the facts do not hold.`);
  return bill;
}

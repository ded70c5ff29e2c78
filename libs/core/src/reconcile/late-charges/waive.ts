import type { ClauseId, WaiverKind } from '@curbstop/policy';
import { dayOf, mayWaiveForLowIncome, penaltyDay } from '@curbstop/policy';
import type { AccountSnapshot } from '../../facts/account-facts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import type { Change } from '../../db/change.ts';
import { markLowIncome } from './household-flag.ts';
import { noteHistory } from '../../records/account-history/note-history.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { creditLateCharge } from './credit-late-charge.ts';
import { firstClause } from '../../journal/first-clause.ts';

/** What is waived: the late charge of a bill, by a clause. */
export interface Waiver {
  readonly kind: WaiverKind;
  readonly billId: number;
  readonly clause: ClauseId;
  readonly actKey?: string;
}

/** C.1.a, C.1.b: waives a late charge whole, and notes it, so that the next waiver waits its twelve months. */
export async function waiveLateCharge(change: Change, account: AccountSnapshot, waiver: Waiver): Promise<void> {
  const { now } = change;
  const { accountId, profile, facts } = account;
  const { kind, billId, clause } = waiver;
  const bill = facts.bills.find((each) => each.billId === billId);
  if (!bill) throw new Error(`Bill ${billId} is not among the facts of account ${accountId}.`);
  const actKey = waiver.actKey ?? `${accountId}/${billId}/${clause}/waiver`;
  await creditLateCharge(change, account, { kind: 'penalty-waiver', billId, amount: bill.penalty, clause, actKey });
  // A courtesy counts from the day it was done; by law the low-income waiver counts from charge to charge.
  const on = kind === 'courtesy' ? dayOf(now, policyAt(profile, now).timeZone) : penaltyDay(bill);
  await noteHistory(change, { accountId, was: `${kind}-waiver`, on, billId, clause });
  if (kind === 'low-income') await markLowIncome(change, account);
}

/** C.1.b: waives what the household's evidence waives, if anything; true when it did. The account must be locked. */
export async function waiveForLowIncome(change: Change, account: AccountSnapshot): Promise<boolean> {
  const { now } = change;
  const { billId, granted, clauses } = mayWaiveForLowIncome(account.facts, policyAt(account.profile, now));
  if (!granted || billId === null) return false;
  await waiveLateCharge(change, account, { kind: 'low-income', billId, clause: firstClause(clauses) });
  return true;
}

/** The same for an account by its number, whose facts have just changed. */
export async function waiveAnew(change: Change, accountId: number): Promise<void> {
  const { tx, now } = change;
  await waiveForLowIncome(change, await lockAccountSnapshot(tx, accountId, now));
}

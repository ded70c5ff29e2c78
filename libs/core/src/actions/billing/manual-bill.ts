import type { Actor } from '@curbstop/contracts';
import type { Cents, Day } from '@curbstop/policy';
import { addDays, dayOf, dueDate } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { changeAccounts } from '../../reconcile/change-accounts.ts';
import { lockAccountSnapshot } from '../../facts/account-facts.ts';
import { FINAL_BILL_TASK } from '../../records/bills/final-bill-task.ts';
import { Invalid } from '../../db/errors.ts';
import { row } from '../../db/tx.ts';
import { append } from '../../journal/append.ts';
import { postEntry } from '../../records/ledger/post.ts';
import { allocateCredits } from '../../facts/allocate-credits.ts';
import { policyAt } from '../../records/policy-versions/policy-in-force.ts';
import { chargeManualReads } from './manual-read-fee.ts';
import { closeTasks } from '../../records/tasks/tasks.ts';
import { postFinal } from './final-bill.ts';
import { nextOfDay } from '../../records/bills/bill-number.ts';

/** Days that a bill without reads speaks for: those of a round of the routes (B.1). */
const PERIOD_DAYS = 56;

export interface ManualBill {
  readonly accountId: number;
  readonly amount: Cents;
  readonly kind: 'regular' | 'final';
}

export interface IssuedBill {
  readonly billId: number;
  readonly number: string;
  readonly due: Day;
}

/**
 * B.2: issues one bill of an amount that a clerk gives, dated today, for an account that no bill run serves. Everything else
 * is as a run does it: the printed due date, the credit that pays it, the journal and the alarm.
 */
export async function issueManualBill(
  source: DataSource,
  input: ManualBill,
  actor: Actor,
  now: Instant,
): Promise<IssuedBill> {
  if (input.amount < 0) throw new Invalid('amount', 'A bill is zero or more.');
  return changeAccounts(source, { accountIds: [input.accountId], actor, now }, async (change) => {
    const { tx } = change;
    const account = await lockAccountSnapshot(tx, input.accountId, now);
    const { accountId, profile } = account;
    const policy = policyAt(profile, now);
    const today = dayOf(now, policy.timeZone);
    const due = dueDate(today, policy);
    const { nth, number } = await nextOfDay(tx, accountId, today, input.kind);
    const bill = await row<{ id: number; number: string }>(
      tx,
      `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, amount, policy_profile, policy_version, nth_of_day)
       VALUES ($1, $2, $3, $4, $5, $6, $4, $7, $8, $9, $10) RETURNING id, number`,
      [
        accountId,
        number,
        input.kind,
        today,
        due,
        addDays(today, -PERIOD_DAYS),
        input.amount,
        profile,
        policy.version,
        nth,
      ],
    );
    if (!bill) throw new Error(`The bill ${number} was not made.`);
    const cycle = { accountId, billId: bill.id, from: addDays(today, -PERIOD_DAYS), to: today, closedBy: null };
    const charges = input.amount;
    if (input.kind === 'final') {
      const fees = () => chargeManualReads(change, [cycle], today, policy);
      await postFinal(change, account, { ...bill, charges, due, billDate: today }, fees);
      await closeTasks(change, { accountId, kind: FINAL_BILL_TASK, outcome: `Bill ${bill.number} was made.` });
    } else {
      const entry = { accountId, kind: 'bill' as const, amount: charges, valueDate: today, clause: 'B.1' as const };
      await postEntry(change, { ...entry, billId: bill.id, paymentId: null, actKey: null });
      const facts = { billId: bill.id, number: bill.number, kind: input.kind, amount: charges, due };
      await append(tx, [{ event: 'bill.issued', facts, at: now, actor, clause: 'B.2', accountId }]);
      await chargeManualReads(change, [cycle], today, policy);
      await allocateCredits(tx, [accountId], today);
    }
    return { billId: bill.id, number: bill.number, due };
  });
}

import { actOn, inTransaction, loadAccounts, runDue, takePayment } from '@curbstop/core';
import type { Cents, Day, Instant } from '@curbstop/policy';
import { NO_CENTS, addCents, addDays, feesOwed, isBusinessDay, pastDueTotal } from '@curbstop/policy';
import type { DataSource } from 'typeorm';
import { DEMO_NOW, DEMO_TODAY, policy, wall } from './calendar.ts';
import type { Run } from './calendar.ts';
import type { Crews } from './crews.ts';
import { habitOf, payDay } from './habits.ts';
import type { Place } from './places.ts';
import { Random } from './random.ts';

/** A bill of the last months that was not paid in time. */
export interface LateBill {
  readonly place: Place;
  readonly run: Run;
}

interface Payment {
  readonly at: Instant;
  readonly place: Place;
  readonly how: { readonly method: 'card' | 'check' | 'cash'; readonly channel: 'website' | 'counter' | 'mail' };
}

/** What an account must pay to be clear: everything past due, and fees. */
export async function owed(source: DataSource, accountId: number, at: Instant): Promise<Cents> {
  const [account] = await loadAccounts(source, [accountId], at, { lock: false });
  return account ? addCents(pastDueTotal(account.facts, policy, at), feesOwed(account.facts)) : NO_CENTS;
}

async function pay(source: DataSource, payment: Payment): Promise<void> {
  const amount = await owed(source, payment.place.id, payment.at);
  if (amount <= 0) return;
  await takePayment(
    source,
    {
      accountId: payment.place.id,
      amount,
      method: payment.how.method,
      channel: payment.how.channel,
      reference: '',
      idempotencyKey: new Random(payment.at + payment.place.id).uuid(),
    },
    { kind: 'customer', id: payment.place.id },
    payment.at,
  );
}

/** Bills of this date came onto today's list. */
const LISTED_TODAY = addDays(DEMO_TODAY, -61);
/** Bills of this date were listed a week ago; what was closed then is still off. */
const LISTED_LAST_WEEK = addDays(DEMO_TODAY, -68);

/** When a late bill was paid; null while it is not. */
function paymentOf({ place, run }: LateBill): Payment | null {
  const habit = habitOf(place, run, true);
  const at = (day: Day): Instant =>
    wall(day, `${String(9 + (place.id % 7)).padStart(2, '0')}:${String(place.id % 60).padStart(2, '0')}`);
  if (habit.pays === 'late') return { at: at(payDay(run, habit)), place, how: habit.how };
  if (habit.pays === 'in-time' || run.billDate >= LISTED_TODAY) return null;
  if (run.billDate === LISTED_LAST_WEEK && place.id % 4 === 0) return null;
  // Most of those who let the months pass pay in the last days before day 60.
  return { at: at(addDays(run.billDate, 57 + (place.id % 4))), place, how: { method: 'card', channel: 'website' } };
}

/** Every business day's two looks of the alarm clock, from a day up to now, with the late payments between them. */
export async function playLateBills(
  source: DataSource,
  bills: readonly LateBill[],
  from: Day,
  crews: Crews,
): Promise<void> {
  const ids = [...new Set(bills.map((bill) => bill.place.id))];
  await inTransaction(source, (tx) => actOn(tx, ids, wall(from, '06:00')));
  const payments = bills
    .map(paymentOf)
    .filter((payment) => payment !== null)
    .filter((payment) => payment.at < DEMO_NOW)
    .sort((a, b) => a.at - b.at);
  let next = 0;
  for (let day = from; day <= DEMO_TODAY; day = addDays(day, 1)) {
    const looks = isBusinessDay(day, policy) ? [wall(day, '10:00'), wall(day, '17:00')] : [];
    for (const look of [...looks, wall(day, '23:59')]) {
      if (look >= DEMO_NOW) break;
      for (let due = payments[next]; due && due.at < look; due = payments[next]) {
        await pay(source, due);
        next += 1;
      }
      await runDue(source, look);
    }
    if (isBusinessDay(day, policy) && day < DEMO_TODAY) await crews.workOff(day);
  }
}

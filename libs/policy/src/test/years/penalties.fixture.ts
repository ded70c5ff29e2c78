import { cents } from '../../money/money.ts';
import { penaltyTooLittle, penaltyTooMuch } from '../../sections/c/c1-corrections.ts';
import { penaltyDay } from '../../sections/c/c1-late-charge.ts';
import { mayWaiveForLowIncome } from '../../sections/c/c1a-waivers.ts';
import { leftOf } from './ledger.fixture.ts';
import type { BillFacts } from '../../facts/facts.ts';
import type { PaperAccount } from './account.fixture.ts';
import type { CreditKind } from './ledger.fixture.ts';
import type { Life } from './life.fixture.ts';

/** C.1: a bill with what was unpaid of it at the end of its due date by the effective dates of payments alone. */
function byEffectiveDates(account: PaperAccount, bill: BillFacts): BillFacts {
  let elsewhere = 0;
  for (const credit of account.ledger.credits) {
    if (credit.kind !== 'payment' || credit.reversed || credit.day > bill.due) continue;
    elsewhere += leftOf(credit);
    for (const part of credit.parts) if (part.charge.day > bill.due) elsewhere += part.amount;
  }
  return { ...bill, unpaidAtDue: cents(Math.max(0, bill.unpaidAtDue - elsewhere)) };
}

/** Credits a late charge; what was paid of it already goes on to what else is owed. */
export function creditPenalty({ account, today }: Life, kind: CreditKind, billId: number, amount: number): void {
  const credit = account.ledger.credit({ kind, billId, amount: cents(amount), day: today, good: true });
  account.ledger.direct(credit, account.penaltiesOf(billId));
  account.settle(today);
}

/** C.1: what a payment of an earlier date has undone of a late charge is taken back. */
export function takePenaltiesBack(life: Life): void {
  const { account, policy } = life;
  const facts = account.facts();
  for (const bill of facts.bills) {
    if (bill.penalty === 0) continue;
    const amount = penaltyTooMuch(byEffectiveDates(account, bill), facts, policy);
    if (amount === 0) continue;
    life.tell(`${amount} cents of the late charge on bill ${bill.billId} are taken back.`);
    creditPenalty(life, 'penalty-reversal', bill.billId, amount);
  }
}

/** Reading 15: what a payment that came back had saved of a late charge is charged. */
export function chargeAfterReturn({ account, policy, now, today }: Life): void {
  const facts = account.facts();
  for (const bill of facts.bills) {
    if (bill.penalty === 0) continue;
    const amount = penaltyTooLittle(byEffectiveDates(account, bill), facts, policy);
    if (amount === 0) continue;
    const dated = { day: penaltyDay(bill), dated: bill.billDate, due: bill.due, at: now };
    account.ledger.charge({ kind: 'penalty', fee: null, billId: bill.billId, amount, ...dated });
  }
  account.settle(today);
}

/** C.1.b. */
export function waiveByLaw(life: Life): void {
  const { account, policy } = life;
  const { granted, billId, amount } = mayWaiveForLowIncome(account.facts(), policy);
  if (!granted || billId === null) return;
  const on = penaltyDay(account.bill(billId));
  life.tell(`C.1.b: ${amount} cents on bill ${billId} are waived.`);
  creditPenalty(life, 'penalty-waiver', billId, amount);
  account.note('low-income-waiver', on, billId);
  account.waivers.push({ kind: 'low-income', on, billId });
  account.touch();
  life.count('low-income waiver');
}

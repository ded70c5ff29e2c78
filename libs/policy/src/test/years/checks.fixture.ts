import { addDays, addMonths, isBusinessDay } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { leftOf, unpaidOf } from './ledger.fixture.ts';
import type { Day } from '../../units.ts';
import type { PaperAccount } from './account.fixture.ts';
import type { Life } from './life.fixture.ts';
import type { PaperBill } from './records.fixture.ts';

const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0);

/** Every cent: what was posted is what is open, less what is unused; nothing pays more than it is, or for more than it costs. */
function money(account: PaperAccount): string[] {
  const { ledger } = account;
  const found: string[] = [];
  const open = sum(ledger.charges.map(unpaidOf));
  const unused = sum(ledger.credits.map(leftOf));
  if (sum(ledger.lines) !== open - unused)
    found.push(`The ledger comes to ${sum(ledger.lines)}, and ${open} are open, ${unused} unused.`);
  for (const charge of ledger.charges)
    if (unpaidOf(charge) < 0) found.push(`Charge ${charge.id} is paid by more than it is.`);
  for (const credit of ledger.credits) {
    if (leftOf(credit) < 0) found.push(`Credit ${credit.id} pays for more than it is.`);
    if (credit.reversed && credit.parts.length > 0) found.push(`Credit ${credit.id} came back and pays for something.`);
    for (const part of credit.parts) {
      if (part.amount <= 0 || !part.charge.parts.includes(part))
        found.push(`Credit ${credit.id} pays nothing, or on one side only.`);
    }
  }
  const good = ledger.credits.some((credit) => credit.good && leftOf(credit) > 0);
  if (good && open > 0) found.push('A credit is unused while something is open.');
  const facts = account.facts();
  const told = sum([
    ...facts.bills.map((bill) => bill.unpaidCharges + bill.unpaidPenalty),
    ...facts.fees.map((fee) => fee.unpaid),
  ]);
  if (told !== open) found.push(`The facts tell of ${told} that are open, and ${open} are.`);
  const paid = sum(account.payments.map(({ credit }) => credit.amount));
  const posted = sum(ledger.credits.filter((credit) => credit.kind === 'payment').map((credit) => credit.amount));
  if (paid !== posted) found.push(`Payments come to ${paid}, and ${posted} are on the ledger.`);
  for (const { credit, returned } of account.payments)
    if (credit.reversed !== returned) found.push(`Payment ${credit.id} is half returned.`);
  return found;
}

/** What of a bill was unpaid at the end of its due date, by the days from which its payments count. */
function unpaidAtDue(bill: PaperBill): number {
  let left: number = bill.charge.amount;
  for (const part of bill.charge.parts) if (part.credit.day <= bill.due) left -= part.amount;
  return left;
}

/** C.1, reading 49: a tenth of that, half a cent up; nothing where a plan that was signed by the due date covers it. */
export function lateCharge(account: PaperAccount, bill: PaperBill): number {
  if (account.customerClass === 'state' || bill.kind === 'corrected') return 0;
  const arranged = account.plans.some(
    (plan) =>
      plan.state !== 'over' &&
      plan.signedAt !== null &&
      plan.billIds.includes(bill.billId) &&
      dayOf(plan.signedAt, account.policy.timeZone) <= bill.due,
  );
  return arranged ? 0 : Math.floor((unpaidAtDue(bill) * 10 + 50) / 100);
}

/** C.1: a late charge is made once, of what was unpaid at the end of the due date, and never more than that. */
function penalties(life: Life): string[] {
  const { account, done } = life;
  const found: string[] = [];
  const keys = [...done].filter((key) => key.split('/')[2] === 'C.1').map((key) => key.split('/')[1]);
  if (new Set(keys).size !== keys.length) found.push('A bill was charged twice.');
  for (const bill of account.bills) {
    const charged = sum(account.penaltiesOf(bill.billId).map((charge) => charge.amount));
    const of = (kind: string) =>
      sum(
        account.ledger.credits
          .filter((credit) => credit.kind === kind && credit.billId === bill.billId)
          .map((credit) => credit.amount),
      );
    const stands = charged - of('penalty-reversal') - of('penalty-waiver');
    const waived = account.waivers.some((waiver) => waiver.billId === bill.billId);
    if (stands < 0) found.push(`More of the late charge on bill ${bill.billId} was given back than was charged.`);
    if (bill.kind === 'corrected' && charged > 0) found.push(`The corrected invoice ${bill.billId} has a late charge.`);
    if (account.customerClass === 'state' && charged > 0) found.push('The State has a late charge.');
    const replaced = account.ledger.replaced.has(bill.billId);
    if ((replaced || waived) && stands !== 0)
      found.push(`A late charge stands on bill ${bill.billId}, which is waived or replaced.`);
    if (replaced || waived || !keys.includes(String(bill.billId))) continue;
    const most = lateCharge(account, bill);
    if (stands > most) found.push(`Bill ${bill.billId} has a late charge of ${stands}, and ${most} is right.`);
  }
  return found;
}

/** No two of some days are nearer than twelve months. */
function apart(days: readonly Day[]): boolean {
  const sorted = [...days].sort();
  return sorted.every((each, nth) => nth === 0 || each >= addMonths(sorted[nth - 1] ?? each, 12));
}

const mostIn = (days: readonly Day[], year: string): number => days.filter((each) => each.startsWith(year)).length;

/** C.1.a, C.1.b, D.2 to D.5, I.2 to I.6: what was granted stays in its limits. */
function limits({ account }: Life): string[] {
  const found: string[] = [];
  const { policy } = account;
  for (const kind of ['courtesy', 'low-income'] as const) {
    if (!apart(account.waivers.filter((waiver) => waiver.kind === kind).map((waiver) => waiver.on)))
      found.push(`Two waivers, ${kind}, in twelve months.`);
  }
  const waived = account.waivers.flatMap((waiver) => waiver.billId ?? []);
  if (new Set(waived).size !== waived.length) found.push('A late charge was waived twice.');
  const granted = account.extensions.map((each) => dayOf(each.grantedAt, policy.timeZone));
  if (new Set(account.extensions.map((each) => each.billId)).size !== granted.length)
    found.push('D.5: a bill was extended twice.');
  for (const each of account.extensions) {
    let sixtieth = addDays(account.bill(each.billId).billDate, 60);
    while (!isBusinessDay(sixtieth, policy)) sixtieth = addDays(sixtieth, 1);
    if (each.until > addDays(sixtieth, 14)) found.push(`D.2: an extension runs to ${each.until}.`);
    if (dayOf(each.grantedAt, policy.timeZone) >= sixtieth) found.push('D.3: an extension was granted too late.');
  }
  const signed = account.plans.filter((plan) => plan.signedAt !== null);
  const signedOn = signed.flatMap(({ signedAt, needShown }) =>
    signedAt === null || needShown ? [] : [dayOf(signedAt, policy.timeZone)],
  );
  for (const year of ['2026', '2027', '2028']) {
    if (mostIn(granted, year) > 2) found.push('D.4: more than two extensions in a year.');
    if (mostIn(signedOn, year) > 2) found.push('I.2: more than two plans in a year.');
  }
  if (account.plans.filter((plan) => plan.state === 'in-force' || plan.state === 'defaulted').length > 1)
    found.push('I.2: two plans at once.');
  for (const plan of signed) {
    if (sum(plan.rows.map((row) => row.amount)) !== plan.total)
      found.push('I.4.c: the payments of a plan do not add up.');
    const bills = plan.billIds.map((billId) => account.bill(billId));
    const oldest = (days: readonly Day[]) => [...days].sort()[0];
    const from =
      plan.kind === 'deferral' ? oldest(bills.map((bill) => bill.due)) : oldest(bills.map((bill) => bill.billDate));
    if (
      from === undefined ||
      plan.lastOn === null ||
      (plan.hardship && (plan.kind === 'amortization' || plan.kind === 'schedule'))
    )
      continue;
    if (plan.lastOn > addMonths(from, plan.kind === 'deferral' ? 6 : 12))
      found.push(`A plan, ${plan.kind}, runs to ${plan.lastOn}.`);
  }
  return found;
}

/** What a year left wrong. */
export function faultsOf(life: Life): string[] {
  return [...money(life.account), ...penalties(life), ...limits(life)];
}

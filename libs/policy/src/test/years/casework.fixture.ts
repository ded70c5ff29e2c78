import { addDays } from '../../calendar/days.ts';
import { dayOf, instant } from '../../calendar/zoned.ts';
import { cents } from '../../money/money.ts';
import {
  appealActs,
  furtherAppealBy,
  isOverAppealLimit,
  mayDecideAppeal,
  mayFileAppeal,
  mayFileFurther,
} from '../../sections/h/h1-appeals.ts';
import { correctedDue, correction, upheldDue } from '../../sections/h/h5-corrected.ts';
import { unpaidOf } from './ledger.fixture.ts';
import { creditPenalty } from './penalties.fixture.ts';
import type { Life } from './life.fixture.ts';
import type { PaperAppeal, PaperBill } from './records.fixture.ts';

const HOUR = 3_600_000;

/** H.3: a bill is appealed, most of the time in its fifteen days; later a clerk may take it. */
export function appeal(life: Life): void {
  const { account, chance, policy, now, today } = life;
  const recent = account.bills.filter(
    (bill) =>
      !account.ledger.replaced.has(bill.billId) && bill.billDate <= today && today <= addDays(bill.billDate, 80),
  );
  if (recent.length === 0) return;
  const bill = chance.one(recent);
  const facts = account.facts();
  const matter = { billId: bill.billId, entryId: null, dated: bill.billDate, policyVersion: policy.version };
  const lateReason = chance.often(50) ? 'The customer was away.' : null;
  const { granted } = mayFileAppeal(facts, policy, now, { matter, written: chance.often(95), lateReason });
  if (!granted) return;
  const overLimit = isOverAppealLimit(facts, policy, today);
  const made: PaperAppeal = {
    appealId: account.nextId(),
    billId: bill.billId,
    level: 1,
    filedAt: now,
    state: 'open',
    decidedAt: null,
    windowEndsAt: null,
    overLimit,
    rightOn: null,
    hold: account.hold('H.2', 'appeal', now, null, null),
    upheld: null,
  };
  account.appeals.push(made);
  account.touch();
  life.tell(`Bill ${bill.billId} is appealed.`);
  life.count('appeal');
  life.changed();
  life.later(instant(now + chance.between(1, 30 * 24) * HOUR), (then) => decide(then, made));
}

function decide(life: Life, appeal: PaperAppeal): void {
  const { account, chance, now } = life;
  const bill = account.bill(appeal.billId);
  if (!mayDecideAppeal(account.facts(), appeal.level, true).granted || appeal.state !== 'open') return;
  appeal.decidedAt = now;
  if (account.ledger.replaced.has(bill.billId) || chance.often(60)) uphold(life, appeal);
  else overturn(life, appeal, bill);
  account.touch();
  life.changed();
}

/** H.6, H.4.a. */
function uphold(life: Life, appeal: PaperAppeal): void {
  const { account, chance, policy, now, today } = life;
  life.tell(`The appeal of bill ${appeal.billId} is lost at level ${appeal.level}.`);
  appeal.rightOn = today;
  appeal.upheld = account.hold('H.6', 'appeal', now, upheldDue(today, policy), null);
  if (appeal.level === 2) {
    appeal.hold.lifted = true;
    appeal.state = 'final';
    account.note('lost-appeal', today);
    return;
  }
  appeal.state = 'decided';
  appeal.windowEndsAt = furtherAppealBy(today, policy);
  appeal.hold.until = appeal.windowEndsAt;
  if (chance.often(50)) life.later(instant(now + chance.between(1, 4 * 24) * HOUR), (then) => goFurther(then, appeal));
}

/** H.4, H.4.a. */
function goFurther(life: Life, appeal: PaperAppeal): void {
  const { account, chance, policy, now } = life;
  const meant = { appeals: account.facts().appeals.filter((each) => each.appealId === appeal.appealId) };
  if (!mayFileFurther(meant, policy, now, true).granted) return;
  life.tell(`The appeal of bill ${appeal.billId} goes to the second level.`);
  Object.assign(appeal, { level: 2, state: 'open', filedAt: now, rightOn: null });
  appeal.hold.until = null;
  if (appeal.upheld) appeal.upheld.lifted = true;
  account.touch();
  life.changed();
  if (appealActs(account.facts()).some((act) => act.key.endsWith(`-${appeal.appealId}`)))
    life.fault('An appeal that goes further becomes final.');
  life.later(instant(now + chance.between(1, 20 * 24) * HOUR), (then) => decide(then, appeal));
}

/** H.5, H.7: a corrected invoice takes the place of the bill; what paid the bill pays it, and the rest is the customer's. */
function overturn(life: Life, appeal: PaperAppeal, bill: PaperBill): void {
  const { account, chance, policy, now, today } = life;
  const { ledger } = account;
  appeal.hold.lifted = true;
  appeal.state = 'final';
  // There is one corrected invoice of a day.
  const day = today;
  const charges = bill.charge.amount;
  const paid = cents(charges - unpaidOf(bill.charge));
  const corrected = cents(chance.below(charges + 1));
  const { replaced, overcharge, carried } = correction(charges, paid, corrected);
  const due = correctedDue(day, policy);
  const billId = account.nextId();
  const charge = ledger.charge({ kind: 'bill', fee: null, billId, amount: corrected, day, dated: day, due, at: now });
  account.bills.push({ billId, kind: 'corrected', billDate: day, due, charge });
  account.bills.sort((a, b) => (a.billDate < b.billDate ? -1 : a.billDate > b.billDate ? 1 : a.billId - b.billId));
  let left: number = carried;
  for (const part of [...bill.charge.parts]) {
    const moved = Math.min(left, part.amount);
    left -= moved;
    part.amount -= moved;
    if (part.amount === 0)
      for (const parts of [part.credit.parts, part.charge.parts]) parts.splice(parts.indexOf(part), 1);
    ledger.pay(part.credit, charge, moved);
  }
  const credit = { billId: bill.billId, day, good: true };
  ledger.direct(ledger.credit({ ...credit, kind: 'bill-replaced', amount: replaced }), [bill.charge]);
  ledger.replaced.add(bill.billId);
  life.tell(`Bill ${bill.billId} of ${charges} cents is wrong; ${corrected} is right, bill ${billId}.`);
  life.count('corrected bill');
  if (overcharge > 0) {
    const given = ledger.credit({ ...credit, kind: 'overcharge', amount: overcharge });
    if (chance.often(30)) {
      const refund = ledger.charge({
        kind: 'refund',
        fee: null,
        billId: null,
        amount: overcharge,
        day,
        dated: day,
        due: day,
        at: now,
      });
      ledger.direct(given, [refund]);
    }
  }
  const late = account.penaltiesOf(bill.billId).reduce((sum, each) => sum + each.amount, 0);
  const taken = ledger.credits.reduce(
    (sum, each) =>
      each.billId === bill.billId && (each.kind === 'penalty-waiver' || each.kind === 'penalty-reversal')
        ? sum + each.amount
        : sum,
    0,
  );
  if (late > taken) creditPenalty(life, 'penalty-reversal', bill.billId, late - taken);
  account.settle(dayOf(now, policy.timeZone));
}

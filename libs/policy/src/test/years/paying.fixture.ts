import { addDays } from '../../calendar/days.ts';
import { instant } from '../../calendar/zoned.ts';
import { cents } from '../../money/money.ts';
import { mayPay } from '../../sections/j/j1-may-pay.ts';
import { effectiveDate } from '../../sections/j/j1-payments.ts';
import { unpaidOf } from './ledger.fixture.ts';
import { comesBack } from './returns.fixture.ts';
import type { Channel, Tender } from '../../sections/j/j1-payments.ts';
import type { Cents, Day } from '../../units.ts';
import type { Charge } from './ledger.fixture.ts';
import type { Life } from './life.fixture.ts';

const WAYS: readonly (readonly [Tender, Channel])[] = [
  ['cash', 'counter'],
  ['card', 'website'],
  ['check', 'counter'],
  ['check', 'dropbox'],
  ['check', 'mail'],
  ['eft', 'bank-bill-pay'],
];
const CODES = ['NSF', 'NSF', 'NSF', 'R01', 'R02', 'R10', 'bank-error'];
const DAY_LENGTH = 86_400_000;

interface Counted {
  readonly paymentId: number;
  readonly amount: Cents;
  readonly day: Day;
  readonly good: boolean;
  /** Whether the bank may send it back. */
  readonly mayReturn: boolean;
  readonly debit: boolean;
}

/** A payment is on the books from now on; a check or a transfer may come back. */
export function credited(life: Life, paid: Counted, first?: (charge: Charge) => boolean): void {
  const { account, chance, now, today } = life;
  const { paymentId, amount, day, good, mayReturn, debit } = paid;
  const credit = account.ledger.credit({ kind: 'payment', billId: null, amount, day, good });
  account.settle(today, first && { credit, first });
  const payment = { paymentId, credit, receivedAt: now, mayReturn, debit, returned: false };
  account.payments.push(payment);
  if (!mayReturn || !chance.often(25)) return;
  const back = instant(now + chance.between(1, 20) * DAY_LENGTH + chance.below(9) * 3_600_000);
  life.later(back, (then) => comesBack(then, payment, then.chance.one(CODES)));
}

/** What a payer may choose to pay: all of it, a bill of it, all but a cent, too much. */
function anAmount({ account, chance }: Life): number {
  const open = account.ledger.charges.map(unpaidOf).filter((unpaid) => unpaid > 0);
  const owed = open.reduce((sum, unpaid) => sum + unpaid, 0);
  if (owed === 0) return chance.often(20) ? chance.between(100, 9_000) : 0;
  return chance.one([
    owed,
    owed,
    owed,
    open[0] ?? 0,
    open[0] ?? 0,
    owed - 1,
    owed >> 1,
    chance.between(1, 9_000),
    owed + chance.below(5_000),
  ]);
}

/** J: somebody pays, one way or another; the city refuses what it must. */
export function pay(life: Life, wanted: number = anAmount(life)): void {
  const { account, chance, policy, now, today } = life;
  if (wanted <= 0) return;
  const amount = cents(wanted);
  const [tender, channel] = chance.one(WAYS);
  const facts = account.facts();
  if (!mayPay(facts, { amount, tender, channel, purpose: null }, policy, now, []).granted) {
    life.count('payment refused');
    return;
  }
  const ahead = tender === 'eft' ? { bankValueDay: addDays(today, chance.below(4)) } : {};
  const { day, clause } = effectiveDate({ channel, tender, at: now, bills: facts.bills, ...ahead }, policy);
  const mayReturn = tender === 'check' || tender === 'eft';
  const paymentId = account.nextId();
  life.tell(`${amount} cents by ${tender}, ${channel}, of ${day}.`);
  life.count('payment');
  const paid = { paymentId, amount, day, good: !mayReturn, mayReturn, debit: tender === 'eft' };
  if (clause === 'J.3' && day > today) account.incoming = [...account.incoming, { ...paid, on: day, clause }];
  else credited(life, paid);
  account.touch();
  life.changed();
}

/** I.3.c: cash toward the plan, before everything else that is owed. */
export function payInstalment(life: Life): void {
  const { account, chance, today } = life;
  const known = account.facts().arrangements.find((each) => each.state === 'in-force');
  const plan = account.plans.find((each) => each.arrangementId === known?.arrangementId);
  const row = known?.rows.find((each) => each.unpaid > 0);
  if (!plan || !row) return;
  const amount = cents(chance.often(80) ? row.unpaid : chance.between(1, row.unpaid));
  const paid = { paymentId: account.nextId(), amount, day: today, good: true, mayReturn: false, debit: false };
  life.tell(`${amount} cents toward the plan.`);
  life.count('instalment');
  credited(
    life,
    paid,
    (charge) =>
      charge === plan.fee || (charge.kind !== 'fee' && charge.billId !== null && plan.billIds.includes(charge.billId)),
  );
  life.changed();
}

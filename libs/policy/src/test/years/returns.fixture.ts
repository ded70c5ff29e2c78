import { nextBusinessDay } from '../../calendar/days.ts';
import { dayOf } from '../../calendar/zoned.ts';
import { mayCloseFor } from '../../engine/gate-kinds.ts';
import { cashOnlyBy, cashOnlyEnds } from '../../sections/j/j7-cash-only.ts';
import { countsAsReturn, nsfFee, tagDue } from '../../sections/k/k1-returned-payments.ts';
import { boughtTheWaterBack, cutAgainFrom, cutAgainOn } from '../../sections/k/k6-turn-off.ts';
import { crewComes } from './closing.fixture.ts';
import { chargeAfterReturn } from './penalties.fixture.ts';
import type { Life } from './life.fixture.ts';
import type { PaperPayment } from './records.fixture.ts';

/** K.6: whether an order for a returned payment may go on the list of tonight or go out now. */
export function mayGoOut({ account, policy, now, today }: Life): boolean {
  const { mayClose, earliest } = mayCloseFor('turn-off-nsf', account.facts(), policy, now);
  return mayClose || (earliest !== null && dayOf(earliest, policy.timeZone) <= nextBusinessDay(today, policy));
}

/** K.6, K.7: the order in any case; held while something stands in its way. */
export function makeNsfTurnOff(life: Life, atOnce: boolean): void {
  const { account, policy, now, today } = life;
  if (account.customerClass === 'state') return;
  const orderId = account.nextId();
  const dueOn = atOnce ? cutAgainOn(now, policy) : nextBusinessDay(today, policy);
  const state = mayGoOut(life) ? 'listed' : 'held';
  account.orders.push({ orderId, kind: 'turn-off-nsf', state, billIds: [], dueOn, createdAt: now, finishedAt: null });
  account.touch();
  if (state === 'listed') crewComes(life, orderId, dueOn);
}

/** K.7: an order to cut again takes the place of any other. */
function cutAgain(life: Life): void {
  const { account, now } = life;
  for (const order of account.orders) {
    if (!order.kind.startsWith('turn-off') || order.state === 'completed' || order.state === 'cancelled') continue;
    order.state = 'cancelled';
    order.finishedAt = now;
  }
  account.touch();
  makeNsfTurnOff(life, true);
}

/** K.1 to K.9: a payment comes back from the bank. */
export function comesBack(life: Life, payment: PaperPayment, code: string): void {
  const { account, policy, now, today } = life;
  const before = account.facts();
  payment.returned = true;
  const { ledger } = account;
  const freed = ledger.reverse(payment.credit);
  const afterEntry = ledger.lastId;
  account.touch();
  life.tell(`${payment.credit.amount} cents come back, ${code}.`);
  if (countsAsReturn(code)) {
    const forWater = freed.some((part) => part.charge.fee?.includes('reconnection') ?? false);
    const paid = { toReconnect: forWater, receivedAt: payment.receivedAt };
    const toReconnect = boughtTheWaterBack(paid, before);
    const due = toReconnect ? { dueAt: cutAgainFrom(now, policy), clause: 'K.7' as const } : tagDue(now, policy);
    const fee = nsfFee(before, policy).amount;
    const dated = { day: today, dated: today, due: today, at: now };
    const charge = ledger.charge({ kind: 'fee', fee: 'nsf-fee', billId: null, amount: fee, ...dated });
    const parts = [...freed.map((part) => ({ charge: part.charge, amount: part.amount })), { charge, amount: fee }];
    account.returns.push({
      returnId: account.nextId(),
      at: now,
      ...due,
      toReconnect,
      afterEntry,
      parts,
      cleared: false,
    });
    const clause = cashOnlyBy(before, policy, now);
    if (clause !== null) {
      const flag = {
        flagId: account.nextId(),
        kind: 'cash-only' as const,
        clause,
        setAt: now,
        amount: null,
        dueAt: null,
      };
      account.flags = [...account.flags, { ...flag, until: cashOnlyEnds(today, policy) }];
      account.note('cash-only', today);
      life.count('cash only');
    }
    account.note(payment.debit ? 'ach-return' : 'nsf', today);
    life.count('returned payment');
    account.touch();
    if (toReconnect && account.service === 'on') cutAgain(life);
  }
  chargeAfterReturn(life);
  life.changed();
}

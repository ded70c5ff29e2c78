import { addDays, nextBusinessDay } from '../../calendar/days.ts';
import { clockTime, instant, toInstant } from '../../calendar/zoned.ts';
import { mayCloseFor } from '../../engine/gate-kinds.ts';
import { mayOpen } from '../../sections/f/f1-reconnection.ts';
import { mayBeClosed } from './oracle.fixture.ts';
import type { ReconnectionChoice } from '../../sections/f/f1-reconnection.ts';
import type { Day } from '../../units.ts';
import type { Life } from './life.fixture.ts';

/** Hours at which a rule changes its mind, and some between. */
const HOURS = ['07:59:59', '08:00', '08:00', '09:10', '10:00', '11:30', '15:59:59', '16:00', '17:00'];

/**
 * Asks the gate, and the oracle beside it: a close that the records forbid must not be let through, and one that they allow must
 * not be refused.
 */
export function asksToClose(life: Life, kind: string): boolean {
  const { account, policy, now } = life;
  const { mayClose, because } = mayCloseFor(kind, account.facts(), policy, now);
  const forbids = mayBeClosed(account, kind, now);
  life.count('gate asked');
  if (mayClose && forbids !== null) life.fault(`The gate of ${kind} lets a close through: ${forbids}`);
  if (!mayClose && forbids === null)
    life.fault(`The gate of ${kind} refuses a close that is allowed, by ${because.join(', ')}.`);
  return mayClose;
}

/** A crew comes with an order to close, on its day or on one after it; the gate has the last word at the door. */
export function crewComes(life: Life, orderId: number, dueOn: Day, visits = 3): void {
  const { chance, policy } = life;
  const day = nextBusinessDay(addDays(dueOn, chance.below(3) - 1), policy);
  life.later(toInstant(day, clockTime(chance.one(HOURS)), policy.timeZone), (then) => {
    const order = then.account.orders.find((each) => each.orderId === orderId);
    if (order?.state !== 'listed') return;
    if (!asksToClose(then, order.kind)) {
      if (visits > 1) crewComes(then, orderId, then.today, visits - 1);
      return;
    }
    then.tell(`The water is closed, ${order.kind}.`);
    then.count(`closed by ${order.kind}`);
    order.state = 'completed';
    order.finishedAt = then.now;
    then.account.service = 'off';
    then.account.openedOnPromiseAt = null;
    then.account.touch();
    then.changed();
  });
}

/** A crew opens the valve, if what must be paid before is paid. */
export function crewOpens(life: Life, orderId: number): void {
  const at = instant(life.now + life.chance.between(30, 600) * 60_000);
  life.later(at, (then) => {
    const { account, policy, now } = then;
    const order = account.orders.find((each) => each.orderId === orderId);
    if (order?.state !== 'listed') return;
    const kind: ReconnectionChoice['workOrder'] =
      order.kind === 'reconnect-after-hours' ? 'reconnect-after-hours' : 'reconnect';
    if (!mayOpen(account.facts(), policy, now, kind).mayOpen) {
      order.state = 'held';
      return;
    }
    then.tell(`The water is opened, ${kind}.`);
    then.count(`opened by ${kind}`);
    order.state = 'completed';
    order.finishedAt = now;
    account.service = 'on';
    account.openedOnPromiseAt = kind === 'reconnect-after-hours' ? now : null;
    account.touch();
    then.changed();
  });
}

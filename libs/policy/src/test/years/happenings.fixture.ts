import { addDays } from '../../calendar/days.ts';
import { clockTime, instant, startOfDay, toInstant } from '../../calendar/zoned.ts';
import { mayWaiveAsCourtesy } from '../../sections/c/c1a-waivers.ts';
import { mayExtend } from '../../sections/d/d1-extensions.ts';
import { mayReconnect } from '../../sections/f/f1-reconnection.ts';
import { mayReleaseCashOnly } from '../../sections/j/j7-cash-only.ts';
import { askForHelp, bringPapers, mailReturns, signPlan } from './assistance.fixture.ts';
import { appeal } from './casework.fixture.ts';
import { asksToClose, crewOpens } from './closing.fixture.ts';
import { pay } from './paying.fixture.ts';
import { creditPenalty } from './penalties.fixture.ts';
import type { Day, Instant } from '../../units.ts';
import type { Chance } from './chance.fixture.ts';
import type { Life } from './life.fixture.ts';

const HOURS = [
  '00:00',
  '07:59:59',
  '08:00',
  '09:12:31',
  '10:00',
  '11:59:59',
  '12:00',
  '13:47',
  '15:59:59',
  '16:00',
  '16:59:59',
  '17:00',
  '17:00:01',
  '23:59:59',
];

/** A moment of a day, often one at which a rule changes its mind. */
export function aMoment(chance: Chance, day: Day, timeZone: string): Instant {
  const edge = toInstant(day, clockTime(chance.one(HOURS)), timeZone);
  return chance.often(70) ? edge : instant(startOfDay(day, timeZone) + chance.below(86_400) * 1_000);
}

/** C.1.a: the customer asks, and the city is willing. */
function askForWaiver(life: Life): void {
  const { account, policy, now, today } = life;
  const { granted, billId, amount } = mayWaiveAsCourtesy(account.facts(), policy, now);
  if (!granted || billId === null) return;
  life.tell(`C.1.a: ${amount} cents on bill ${billId} are waived.`);
  creditPenalty(life, 'penalty-waiver', billId, amount);
  account.note('courtesy-waiver', today, billId);
  account.waivers.push({ kind: 'courtesy', on: today, billId });
  account.touch();
  life.count('courtesy waiver');
  life.changed();
}

/** D.1. */
function askForExtension(life: Life): void {
  const { account, chance, policy, now, today } = life;
  const until = addDays(today, chance.between(1, 40));
  const answer = mayExtend(account.facts(), policy, now, { until, written: chance.often(95) });
  if (!answer.granted || answer.billId === null) {
    life.count('extension refused');
    return;
  }
  const { billId } = answer;
  const hold = account.hold('D.1', 'extension', now, answer.until, [billId]);
  account.extensions.push({ billId, grantedAt: now, until, hold });
  account.note('extension', today, billId);
  account.touch();
  life.tell(`Bill ${billId} is extended to ${until}.`);
  life.count('extension');
  life.changed();
}

/** F.1 to F.3.b: the customer asks for the water back, and pays, or promises to. */
function askForWater(life: Life): void {
  const { account, chance, policy, now, today } = life;
  if (
    account.orders.some(
      (order) => order.kind.startsWith('reconnect') && (order.state === 'held' || order.state === 'listed'),
    )
  )
    return;
  const { granted, choice, charge } = mayReconnect(account.facts(), policy, now, chance.often(60));
  if (!granted) return;
  const dated = { day: today, dated: today, due: today, at: now };
  account.ledger.charge({ kind: 'fee', fee: choice.feeKind, billId: null, amount: charge.amount, ...dated });
  account.settle(today);
  const orderId = account.nextId();
  const atOnce = choice.workOrder === 'reconnect-after-hours';
  const order = {
    orderId,
    kind: choice.workOrder,
    state: atOnce ? ('listed' as const) : ('held' as const),
    billIds: [],
  };
  account.orders.push({ ...order, dueOn: today, createdAt: now, finishedAt: null });
  account.touch();
  life.tell(`The water is asked for, ${choice.workOrder}.`);
  life.count('water asked for');
  if (atOnce) crewOpens(life, orderId);
  life.changed();
  if (chance.often(70)) life.later(instant(now + chance.between(1, 60) * 3_600_000), (then) => pay(then));
}

function releaseCashOnly({ account, chance, now, today }: Life): void {
  const role = chance.one(['clerk', 'asst-director-finance']);
  if (!mayReleaseCashOnly(account.facts(), role, now).granted) return;
  account.flags = account.flags.filter((flag) => flag.kind !== 'cash-only');
  account.note('cash-only-released', today);
  account.touch();
}

/** Somebody is at the valve for no order at all: the gate is asked all the same, for any reason. */
const tryToClose = (life: Life): void => {
  asksToClose(life, life.chance.one(['turn-off', 'turn-off', 'turn-off-nsf', 'turn-off-again']));
};

/** E.1: nobody looks for some days, as in an outage. */
const goesOut = (life: Life): void => {
  life.outageUntil = instant(life.now + life.chance.between(1, 9 * 24) * 3_600_000);
  life.tell('Nobody looks from now on.');
  life.count('outage');
};

/** What may happen at any moment, and how often beside the others. */
const HAPPENINGS: readonly (readonly [number, (life: Life) => void])[] = [
  [10, (life) => pay(life)],
  [12, tryToClose],
  [4, askForExtension],
  [3, askForWaiver],
  [3, appeal],
  [3, signPlan],
  [2, askForHelp],
  [2, bringPapers],
  [1, mailReturns],
  [1, releaseCashOnly],
  [1, goesOut],
];
const TABLE = HAPPENINGS.flatMap(([weight, happens]) => Array.from({ length: weight }, () => happens));

/** Anything that may happen. Without water the customer mostly wants it back. */
export function anything(life: Life): void {
  if (life.account.service === 'off' && life.chance.often(60)) askForWater(life);
  else life.chance.one(TABLE)(life);
}

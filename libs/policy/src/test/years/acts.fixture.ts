import { addDays, nextBusinessDay } from '../../calendar/days.ts';
import { clockTime, dayOf, toInstant } from '../../calendar/zoned.ts';
import { hasLapsed } from '../../engine/agenda.ts';
import { mayCloseFor } from '../../engine/gate-kinds.ts';
import { mayList } from '../../engine/gate.ts';
import { penaltyEarned } from '../../sections/c/c1-corrections.ts';
import { penaltyDay } from '../../sections/c/c1-late-charge.ts';
import { currentBills, finalNoticeHolds } from '../../sections/i/i7-default.ts';
import { lateCharge } from './checks.fixture.ts';
import { crewComes } from './closing.fixture.ts';
import { mayBeClosed } from './oracle.fixture.ts';
import { credited } from './paying.fixture.ts';
import { makeNsfTurnOff } from './returns.fixture.ts';
import type { ActName, DueAct } from '../../engine/verdict.ts';
import type { Life } from './life.fixture.ts';

type CarryOut = (life: Life, act: DueAct) => void;

/** The last part of an act's key after its last `-`. */
const idOf = (act: DueAct): number => Number(act.key.slice(act.key.lastIndexOf('-') + 1));

/** C.1. */
const chargePenalty: CarryOut = (life, act) => {
  const { account, policy, now, today } = life;
  const facts = account.facts();
  const bill = facts.bills.find((each) => each.billId === act.billId);
  if (bill === undefined) return;
  if (bill.penalty > 0) life.fault(`Bill ${bill.billId} is charged a second penalty.`);
  const amount = penaltyEarned(bill, facts, policy);
  const right = lateCharge(account, account.bill(bill.billId));
  if (amount !== right) life.fault(`Bill ${bill.billId} is charged ${amount}, and ${right} is right.`);
  if (amount === 0) return;
  const day = penaltyDay(bill);
  const dated = { day, dated: bill.billDate, due: bill.due, at: now };
  account.ledger.charge({ kind: 'penalty', fee: null, billId: bill.billId, amount, ...dated });
  account.settle(today);
};

/** E.2.a. */
const mailNotice: CarryOut = ({ account, today }, act) => {
  if (act.billId === null) return;
  const noticeId = account.nextId();
  account.notices.push({ noticeId, billIds: [act.billId], mailedOn: today, returnedAt: null, hungAt: null });
};

/** E.1: never late, never early, and only for a close that will be lawful. */
const makeList: CarryOut = (life, act) => {
  const { account, policy, now } = life;
  if (hasLapsed(act, policy, now)) life.fault('A list was made late.');
  const answer = mayList(account.facts(), policy, now);
  const { earliest, billIds } = answer.verdict;
  if (!answer.mayList || earliest === null) return;
  if (earliest <= now) life.fault('A list was made at an hour at which the water may be closed.');
  const forbids = mayBeClosed(account, 'turn-off', earliest);
  if (forbids !== null) life.fault(`A list is for a close that is forbidden: ${forbids}`);
  const orderId = account.nextId();
  const dueOn = dayOf(earliest, policy.timeZone);
  account.orders.push({ orderId, kind: 'turn-off', state: 'listed', billIds, dueOn, createdAt: now, finishedAt: null });
  crewComes(life, orderId, dueOn);
};

/** F.3.b. */
const turnOffAgain: CarryOut = (life) => {
  const { account, policy, now } = life;
  const { earliest, billIds } = mayCloseFor('turn-off-again', account.facts(), policy, now);
  if (earliest === null) return;
  const orderId = account.nextId();
  const dueOn = dayOf(earliest, policy.timeZone);
  const order = { orderId, kind: 'turn-off-again', state: 'listed' as const, billIds, dueOn };
  account.orders.push({ ...order, createdAt: now, finishedAt: null });
  crewComes(life, orderId, dueOn);
};

/** I.7: the plan has failed. A crew hangs the final notice, most of the time. */
const failPlan: CarryOut = (life, act) => {
  const { account, policy, now, chance, today } = life;
  const facts = account.facts();
  const plan = account.plans.find((each) => each.arrangementId === idOf(act));
  const known = facts.arrangements.find((each) => each.arrangementId === idOf(act));
  if (plan === undefined || known === undefined) return;
  const current = currentBills(known, facts, policy).map((bill) => bill.billId);
  plan.hold.lifted = true;
  plan.failedBills = [...plan.billIds, ...current];
  plan.hold = account.hold('I.7', 'arrangement', now, null, plan.failedBills);
  plan.state = 'defaulted';
  account.note('broken-arrangement', today);
  if (chance.often(20)) return;
  const on = nextBusinessDay(addDays(today, chance.below(4)), policy);
  life.later(toInstant(on, clockTime('10:00'), policy.timeZone), (then) => {
    if (plan.state !== 'defaulted') return;
    then.tell('The final notice hangs at the door.');
    plan.hungOn = then.today;
    plan.hold.until = finalNoticeHolds(then.now, policy);
    account.touch();
    then.changed();
  });
};

const noteMissedExtension: CarryOut = ({ account, policy }, act) => {
  account.note('broken-extension', dayOf(act.at, policy.timeZone), act.billId);
};

const endOffer: CarryOut = ({ account }, act) => {
  const plan = account.plans.find((each) => each.arrangementId === idOf(act));
  if (plan?.state === 'offered') plan.state = 'over';
};

const endReview: CarryOut = ({ account }) => {
  account.reviews.splice(0);
};

const endAppeal: CarryOut = ({ account, policy }, act) => {
  const appeal = account.appeals.find((each) => each.appealId === idOf(act));
  if (appeal?.state !== 'decided' || appeal.decidedAt === null) return;
  appeal.state = 'final';
  account.note('lost-appeal', dayOf(appeal.decidedAt, policy.timeZone));
};

/** J.2.a, J.3. */
const countPayment: CarryOut = (life, act) => {
  const { account } = life;
  const coming = account.incoming.find((each) => each.paymentId === idOf(act));
  if (coming === undefined) return;
  account.incoming = account.incoming.filter((each) => each !== coming);
  credited(life, { ...coming, day: coming.on, debit: coming.mayReturn });
};

const endCashOnly: CarryOut = ({ account }, act) => {
  account.flags = account.flags.filter((flag) => flag.flagId !== idOf(act));
};

/** What is done about each act; the others are letters and tasks, which change nothing on paper. */
export const CARRIED_OUT: Partial<Record<ActName, CarryOut>> = {
  penalty: chargePenalty,
  'disconnection-notice': mailNotice,
  list: makeList,
  'turn-off-again': turnOffAgain,
  'arrangement-default': failPlan,
  'extension-missed': noteMissedExtension,
  'offer-lapse': endOffer,
  'review-lapse': endReview,
  'appeal-final': endAppeal,
  'payment-counts': countPayment,
  'cash-only-ends': endCashOnly,
  'nsf-turn-off': (life) => makeNsfTurnOff(life, false),
};

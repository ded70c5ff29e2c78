import { addDays } from '../../calendar/days.ts';
import { clockTime, instant, toInstant } from '../../calendar/zoned.ts';
import { residueOf } from '../../money/balance.ts';
import { basisPoints, cents } from '../../money/money.ts';
import { hangerAllows, returnableNotice } from '../../sections/e/e2b-returned-mail.ts';
import { showsNeed } from '../../sections/g/g1-conditions.ts';
import {
  decisionDue,
  mayReview,
  maySupply,
  offerEnds,
  replyDue,
  reviewHoldUntil,
  supplyDue,
} from '../../sections/g/g2-reviews.ts';
import { mayOffer, mayRequestArrangement, maySignArrangement } from '../../sections/i/i1-arrangements.ts';
import { payInstalment } from './paying.fixture.ts';
import type { ReviewFacts } from '../../facts/facts.ts';
import type { ArrangementWish } from '../../sections/i/i1-arrangements.ts';
import type { Life } from './life.fixture.ts';
import type { PaperPlan } from './records.fixture.ts';

const HOUR = 3_600_000;
const DAYS = 24;

const inHours = (life: Life, most: number) => instant(life.now + life.chance.between(1, most) * HOUR);

function aWish({ account, chance, today }: Life): ArrangementWish {
  const bills = account.facts().bills.filter((bill) => residueOf(bill) > 0);
  const kind = chance.one(['amortization', 'amortization', 'schedule', 'reduction', 'deferral'] as const);
  return {
    kind,
    months: kind === 'deferral' ? null : chance.one([null, 1, 2, 4, 6, 13]),
    start: chance.often(60) ? null : addDays(today, chance.below(45)),
    down: chance.often(80) ? null : cents(chance.below(5_000)),
    rows: null,
    fee: chance.often(40) ? cents(chance.below(1_500)) : null,
    forgiven: kind === 'reduction' ? basisPoints(chance.below(3_500)) : null,
    fund: kind === 'reduction' ? chance.one(['The gift fund', 'The gift fund', 'Rates', '']) : null,
    councilAction: null,
    until: kind === 'deferral' || kind === 'reduction' ? addDays(today, chance.below(220)) : null,
    hardship: chance.often(10),
    billIds: chance.often(70) ? null : bills.filter(() => chance.often(60)).map((bill) => bill.billId),
    signed: chance.often(95),
  };
}

/** I.2 to I.6: an arrangement is signed, if the policy lets it. */
export function signPlan(life: Life): void {
  const { account, chance, policy, now, today } = life;
  const wish = aWish(life);
  const facts = account.facts();
  const { granted, planned, billIds } = maySignArrangement(facts, policy, now, wish);
  if (!granted || planned === null) {
    life.count('plan refused');
    return;
  }
  for (const review of account.reviews.splice(0)) review.hold.lifted = true;
  for (const plan of account.plans) {
    if (plan.state !== 'offered') continue;
    plan.state = 'over';
    plan.hold.lifted = true;
  }
  const dated = { day: today, dated: today, due: today, at: now };
  const fee =
    planned.fee > 0
      ? account.ledger.charge({ kind: 'fee', fee: 'arrangement-fee', billId: null, amount: planned.fee, ...dated })
      : null;
  const plan: PaperPlan = {
    arrangementId: account.nextId(),
    kind: wish.kind,
    state: 'in-force',
    billIds,
    signedAt: now,
    offerEndsAt: null,
    total: planned.total,
    rows: planned.rows,
    lastOn: planned.lastOn,
    hardship: wish.hardship,
    needShown: showsNeed(facts, policy, now),
    fee,
    hold: account.hold('I.1', 'arrangement', now, null, billIds),
    failedBills: [],
    hungOn: null,
  };
  account.plans.push(plan);
  if (planned.reduction > 0) {
    const credit = account.ledger.credit({
      kind: 'reduction',
      billId: billIds[0] ?? null,
      amount: planned.reduction,
      day: today,
      good: true,
    });
    account.settle(today, { credit, first: (charge) => charge.billId !== null && billIds.includes(charge.billId) });
  }
  account.settle(today);
  account.note('arrangement', today);
  account.touch();
  life.tell(`A plan, ${wish.kind}, of ${planned.total} cents in ${planned.rows.length} payments.`);
  life.count('plan');
  life.changed();
  const keeps = chance.one([100, 80, 0]);
  for (const { due } of planned.rows) {
    if (chance.often(keeps)) life.later(toInstant(due, clockTime('11:00'), policy.timeZone), payInstalment);
  }
}

/** G.2, I.1: the household asks for help; the city reviews it. */
export function askForHelp(life: Life): void {
  const { account, policy, now } = life;
  const facts = account.facts();
  if (facts.reviews.length > 0 || facts.arrangements.length > 0 || !mayRequestArrangement(facts).granted) return;
  openStage(life, { reviewId: account.nextId(), openedAt: now, stage: 'reply', dueAt: replyDue(now, policy) });
  life.tell('The household asks for an arrangement.');
  life.count('review');
  life.changed();
  life.later(inHours(life, 10 * DAYS), answer);
}

function openStage(life: Life, review: ReviewFacts): void {
  const { account, now } = life;
  for (const before of account.reviews.splice(0)) before.hold.lifted = true;
  account.reviews.push({
    ...review,
    hold: account.hold('G.2', 'assistance-review', now, reviewHoldUntil(review), null),
  });
  account.touch();
}

function answer(life: Life): void {
  const { account, chance, policy, now, today } = life;
  const facts = account.facts();
  const [review] = account.reviews;
  const outcome = chance.one(['ask-more', 'offer', 'offer', 'not-eligible'] as const);
  if (review === undefined || !mayReview(facts, policy, now, outcome).granted) {
    if (review) life.later(inHours(life, 8 * DAYS), answer);
    return;
  }
  life.tell(`The city answers: ${outcome}.`);
  if (outcome === 'ask-more') {
    openStage(life, {
      ...review,
      stage: 'supply',
      dueAt: supplyDue(now, chance.one(['portal', 'mail'] as const), policy),
    });
    life.later(inHours(life, 9 * DAYS), supply);
    life.later(inHours(life, 20 * DAYS), answer);
  } else if (outcome === 'not-eligible') {
    account.reviews.splice(0);
    review.hold.until = now;
    account.refusedOn = today;
  } else if (mayOffer(facts).granted) {
    account.reviews.splice(0);
    const offerEndsAt = offerEnds(now, policy);
    review.hold.until = offerEndsAt;
    const billIds = facts.bills.filter((bill) => residueOf(bill) > 0).map((bill) => bill.billId);
    const none = {
      signedAt: null,
      total: cents(0),
      rows: [],
      lastOn: null,
      hardship: false,
      needShown: false,
      fee: null,
    };
    const plan = {
      arrangementId: account.nextId(),
      kind: 'amortization' as const,
      state: 'offered' as const,
      billIds,
      offerEndsAt,
    };
    account.plans.push({ ...plan, ...none, hold: review.hold, failedBills: [], hungOn: null });
    if (chance.often(50)) life.later(inHours(life, 9 * DAYS), signPlan);
  }
  account.touch();
  life.changed();
}

function supply(life: Life): void {
  const { account, policy, now } = life;
  const [review] = account.reviews;
  if (review === undefined || !maySupply(account.facts(), policy, now).granted) return;
  openStage(life, { ...review, stage: 'decide', dueAt: decisionDue(now, policy) });
  life.changed();
}

/** G.1.a, G.1.b: papers of an illness, of a program, or a declared income. */
export function bringPapers(life: Life): void {
  const { account, chance, now, today } = life;
  if (chance.often(80))
    account.certificates.push({
      certificateId: account.nextId(),
      dated: addDays(today, -chance.below(400)),
      receivedAt: now,
    });
  if (chance.often(80)) {
    const declared = chance.often(50);
    account.household = {
      benefits: declared ? [] : ['calfresh'],
      endsOn: chance.often(50) ? null : addDays(today, chance.below(200)),
      incomeOfPoverty: declared ? basisPoints(9_999) : null,
      verified: true,
      givenOn: today,
    };
  }
  account.certificates.sort((a, b) => (a.dated < b.dated ? -1 : 1));
  account.touch();
  life.tell('Papers come in.');
  life.count('papers');
  life.changed();
}

/** E.2.b: the notice comes back, and a crew hangs it at the door, most of the time. */
export function mailReturns(life: Life): void {
  const { account, chance, policy, now } = life;
  const found = returnableNotice(account.facts());
  const notice = account.notices.find((each) => each.noticeId === found?.noticeId);
  if (!notice) return;
  notice.returnedAt = now;
  const hold = account.hold('E.2.b', 'undeliverable', now, null, notice.billIds);
  account.touch();
  life.tell(`Notice ${notice.noticeId} comes back.`);
  life.count('returned mail');
  life.changed();
  if (chance.often(20)) return;
  life.later(inHours(life, 4 * DAYS), (then) => {
    notice.hungAt = then.now;
    hold.until = hangerAllows(then.now, policy);
    account.touch();
    then.changed();
  });
}

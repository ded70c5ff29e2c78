import { addDays, addMonths, isBusinessDay } from '../../calendar/days.ts';
import { dayOf, timeOfDay } from '../../calendar/zoned.ts';
import { owedOnPart } from './account.fixture.ts';
import { unpaidOf } from './ledger.fixture.ts';
import type { Day, Instant } from '../../units.ts';
import type { PaperAccount } from './account.fixture.ts';
import type { PaperBill, PaperPlan, PaperReturn } from './records.fixture.ts';

/*
 * A second reading of the policy, clause by clause and a day at a time, from what happened to the account. It shares nothing with
 * the gate but the arithmetic of days.
 */

/** The account at a moment, as this reading sees it. */
interface Scene {
  readonly it: PaperAccount;
  readonly now: Instant;
  readonly today: Day;
}

type Forbids = string | null;
type BillRule = (scene: Scene, bill: PaperBill) => Forbids;

/** The n-th business day after a day. */
function worked({ it: account }: Scene, from: Day, count: number): Day {
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (isBusinessDay(day, account.policy)) left -= 1;
  }
  return day;
}

/** The day itself when the office is open on it, else the next on which it is. */
const rolled = (scene: Scene, day: Day): Day => (isBusinessDay(day, scene.it.policy) ? day : worked(scene, day, 1));
const dayAt = ({ it: account }: Scene, at: Instant): Day => dayOf(at, account.policy.timeZone);

/** What is unpaid of a bill and its late charges. */
function owed({ it: account }: Scene, bill: PaperBill): number {
  return unpaidOf(bill.charge) + account.penaltiesOf(bill.billId).reduce((sum, each) => sum + unpaidOf(each), 0);
}

/** E.1, H.5: not before the morning after the 60th day; a day on which nobody can pay in person does not count as the 60th. */
const sixtiethDay: BillRule = (scene, bill) =>
  scene.today <= rolled(scene, addDays(bill.billDate, 60)) ? 'the sixty days are not over' : null;

/** E.2.a: a notice of seven business days, and of fifteen days where PUC 10010.1 is followed. */
const noticed: BillRule = (scene, bill) => {
  const old = scene.it.notices.some(
    (notice) =>
      notice.billIds.includes(bill.billId) &&
      scene.today >= worked(scene, notice.mailedOn, 7) &&
      (!scene.it.policy.puc10010_1 || scene.today >= addDays(notice.mailedOn, 15)),
  );
  return old ? null : 'no disconnection notice is old enough';
};

/** E.2.b: a notice that came back hangs at the door for 48 hours first. */
const returnedMail: BillRule = ({ it: account, now }, bill) => {
  const waits = account.notices.some(
    (notice) =>
      notice.returnedAt !== null &&
      notice.billIds.includes(bill.billId) &&
      (notice.hungAt === null || now < notice.hungAt + 48 * 3_600_000),
  );
  return waits ? 'the notice came back' : null;
};

/** D.1, D.7: an extension runs to the end of its day. */
const extended: BillRule = (scene, bill) => {
  const runs = scene.it.extensions.some(
    (each) => each.billId === bill.billId && !each.hold.lifted && scene.today <= each.until,
  );
  return runs ? 'an extension runs' : null;
};

/** I.1, I.7: a plan in force holds for its bills; a failed one until its final notice has hung for five business days. */
const planned: BillRule = (scene, bill) => {
  for (const plan of scene.it.plans) {
    if (plan.state === 'in-force' && plan.billIds.includes(bill.billId)) return 'a plan is in force';
    const later =
      plan.signedAt !== null && bill.billDate > dayAt(scene, plan.signedAt) && sixtiethDay(scene, bill) === null;
    if (plan.state === 'in-force' && later) return 'the final notice of the plan has not hung';
    const failed = plan.state === 'defaulted' && plan.failedBills.includes(bill.billId);
    if (failed && (plan.hungOn === null || scene.today < worked(scene, plan.hungOn, 5)))
      return 'the plan has just failed';
  }
  return null;
};

/** K.2, K.3, reading 143: what a returned payment had paid may be made good until the end of the tag's day. */
const tagged: BillRule = (scene, bill) => {
  const runs = scene.it.returns.some(
    (each) =>
      !each.cleared &&
      !each.toReconnect &&
      scene.today <= dayAt(scene, each.dueAt) &&
      each.parts.some((part) => part.charge.billId === bill.billId && owedOnPart(part, each.afterEntry) > 0),
  );
  return runs ? 'the blue tag runs' : null;
};

/** F.3.b: by when the customer who had the water opened after hours pays everything. */
export function promisedDay(scene: Pick<Scene, 'it'>, openedAt: Instant): Day {
  const whole = { ...scene, now: openedAt, today: dayOf(openedAt, scene.it.policy.timeZone) };
  const time = timeOfDay(openedAt, scene.it.policy.timeZone);
  const early = isBusinessDay(whole.today, scene.it.policy) && time < '08:00:00';
  return early ? whole.today : worked(whole, whole.today, 1);
}

const promised: BillRule = (scene, bill) => {
  const openedAt = scene.it.openedOnPromiseAt;
  if (openedAt === null || bill.due >= dayAt(scene, openedAt)) return null;
  return scene.today <= promisedDay(scene, openedAt) ? 'everything is promised for a later hour' : null;
};

/** H.2, H.4.a, H.6: while an appeal is pending, and two business days after it is lost. */
function appealed(scene: Scene): Forbids {
  for (const { state, level, rightOn } of scene.it.appeals) {
    if (state === 'open') return 'an appeal is pending';
    if (rightOn === null) continue;
    if (scene.today <= worked(scene, rightOn, 2)) return 'an appeal was lost two business days ago or less';
    if (level === 1 && scene.today <= rolled(scene, addDays(rightOn, 2))) return 'the appeal may still go further';
  }
  return null;
}

/** G.2: while the city is to answer, and while the customer may; and on the day of an answer. */
function reviewed(scene: Scene): Forbids {
  if (scene.it.refusedOn !== null && scene.today <= scene.it.refusedOn) return 'the city has only just answered';
  for (const { stage, dueAt } of scene.it.reviews) {
    if (stage !== 'supply') return 'the city is to answer';
    if (scene.today <= dayAt(scene, dueAt)) return 'the customer may supply papers';
  }
  return scene.it.plans.some(
    (plan) => plan.state === 'offered' && plan.offerEndsAt !== null && scene.today <= dayAt(scene, plan.offerEndsAt),
  )
    ? 'an arrangement is offered'
    : null;
}

/** G.1.c.i: an agreement covers every bill that is past due. */
const coversAll = (scene: Scene, plan: PaperPlan): boolean =>
  scene.it.bills.every(
    (bill) =>
      scene.it.ledger.replaced.has(bill.billId) ||
      owed(scene, bill) === 0 ||
      bill.due >= scene.today ||
      plan.billIds.includes(bill.billId),
  );

/** G.1: a certificate, a low income and an agreement that covers everything, all on one day. */
function cannotBeCut(scene: Scene): Forbids {
  const { it: account, now } = scene;
  if (account.customerClass !== 'residential' || account.household === null || account.plans.length === 0) return null;
  const { household } = account;
  const on = scene.today;
  const ill = account.certificates.some((each) => each.receivedAt <= now && on < addMonths(each.dated, 12));
  const poor =
    household.givenOn <= on &&
    on < addMonths(household.givenOn, 12) &&
    (household.incomeOfPoverty !== null || household.endsOn === null || on <= household.endsOn);
  const agreed = account.plans.some(
    (plan) =>
      (plan.state === 'in-force' ||
        (plan.state === 'offered' && plan.offerEndsAt !== null && on <= dayAt(scene, plan.offerEndsAt))) &&
      coversAll(scene, plan),
  );
  return ill && poor && agreed ? 'somebody is ill, cannot pay, and has an agreement' : null;
}

const OF_A_BILL: readonly BillRule[] = [sixtiethDay, noticed, returnedMail, extended, planned, tagged, promised];

/** What forbids to close for a debt of no bill, or for any. */
function ofTheAccount(scene: Scene): Forbids {
  return appealed(scene) ?? reviewed(scene) ?? cannotBeCut(scene);
}

function ofTheHour({ it: account, now, today }: Scene): Forbids {
  const time = timeOfDay(now, account.policy.timeZone);
  if (account.service === 'off') return 'the water is off already';
  if (account.customerClass === 'state') return 'it is an account of the State';
  return isBusinessDay(today, account.policy) && time >= '08:00:00' && time < '16:00:00'
    ? null
    : 'nothing is closed at this hour';
}

function forUnpaidBills(scene: Scene, bills: readonly PaperBill[], rules: readonly BillRule[]): Forbids {
  let why: Forbids = 'nothing is owed';
  for (const bill of bills) {
    if (scene.it.ledger.replaced.has(bill.billId) || owed(scene, bill) === 0) continue;
    why = null;
    for (const rule of rules) why ??= rule(scene, bill);
    if (why === null) return null;
  }
  return why;
}

/** F.3.b: whether a fee that was charged by a day is unpaid. */
const promisedFees = ({ it: account }: Scene, on: Day): boolean =>
  account.ledger.charges.some(
    (charge) =>
      (charge.kind === 'fee' || account.ledger.standsAlone(charge)) && charge.day <= on && unpaidOf(charge) > 0,
  );

/** F.3.b: whether anything of a promise is unpaid that no plan covers. */
function promisedUnpaid(scene: Scene): boolean {
  const { it: account } = scene;
  const on = dayAt(scene, account.openedOnPromiseAt ?? scene.now);
  const inForce = account.plans.filter((plan) => plan.state === 'in-force').flatMap((plan) => plan.billIds);
  const bills = account.bills.filter((bill) => bill.due < on && !inForce.includes(bill.billId));
  return promisedFees(scene, on) || forUnpaidBills(scene, bills, []) === null;
}

/** K.6, K.7. */
function forReturned(scene: Scene): Forbids {
  const { it: account, now, today } = scene;
  const open = account.returns.filter(
    (each) => !each.cleared && each.parts.some((part) => owedOnPart(part, each.afterEntry) > 0),
  );
  if (!open.some((each) => each.toReconnect || each.dueAt <= now)) return 'no returned payment was missed';
  const again = open.some((each) => each.toReconnect);
  if (account.customerClass === 'residential' && account.policy.nsfShutoff === 'guarded' && !again)
    return forUnpaidBills(scene, account.bills, OF_A_BILL);
  if (
    account.openedOnPromiseAt !== null &&
    today <= promisedDay(scene, account.openedOnPromiseAt) &&
    promisedUnpaid(scene)
  )
    return 'everything is promised for a later hour';
  for (const bill of account.bills) {
    const isOf = (part: PaperReturn['parts'][number]) => part.charge.billId === bill.billId;
    const inDebt = open.some((each) => each.parts.some((part) => isOf(part) && owedOnPart(part, each.afterEntry) > 0));
    if (!inDebt || account.ledger.replaced.has(bill.billId)) continue;
    const why = returnedMail(scene, bill) ?? extended(scene, bill) ?? planned(scene, bill);
    if (why !== null) return why;
  }
  return null;
}

/** F.3.b. */
function forPromise(scene: Scene): Forbids {
  const { it: account, now, today } = scene;
  const openedAt = account.openedOnPromiseAt;
  if (openedAt === null) return 'nothing was promised';
  const on = promisedDay(scene, openedAt);
  if (today < on || (today === on && timeOfDay(now, account.policy.timeZone) < '10:00:00'))
    return 'the hour has not come';
  const opened = dayAt(scene, openedAt);
  if (promisedFees(scene, opened)) return null;
  const bills = account.bills.filter((bill) => bill.due < opened);
  return forUnpaidBills(scene, bills, [returnedMail, extended, planned]);
}

/** Why the water may not be closed now for an order of a kind; null when nothing forbids it. */
export function mayBeClosed(account: PaperAccount, kind: string, now: Instant): string | null {
  const scene = { it: account, now, today: dayOf(now, account.policy.timeZone) };
  const standing = ofTheHour(scene) ?? ofTheAccount(scene);
  if (standing !== null) return standing;
  if (kind === 'turn-off-nsf') return forReturned(scene);
  return kind === 'turn-off-again' ? forPromise(scene) : forUnpaidBills(scene, account.bills, OF_A_BILL);
}

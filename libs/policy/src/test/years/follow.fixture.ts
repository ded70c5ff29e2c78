import { disconnectionCases } from '../../engine/eligibility.ts';
import { mayCloseFor } from '../../engine/gate-kinds.ts';
import { mayClose } from '../../engine/gate.ts';
import { residueOf } from '../../money/balance.ts';
import { owedToComeOff } from '../../sections/e/e1-sixtieth-day.ts';
import { mayOpen } from '../../sections/f/f1-reconnection.ts';
import { promiseOf, promisedDebt } from '../../sections/f/f3b-promise.ts';
import { returnsOwed } from '../../sections/k/k1-returned-payments.ts';
import { missedReturns } from '../../sections/k/k6-turn-off.ts';
import { crewComes, crewOpens } from './closing.fixture.ts';
import { takePenaltiesBack, waiveByLaw } from './penalties.fixture.ts';
import { mayGoOut } from './returns.fixture.ts';
import type { Verdict } from '../../engine/verdict.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { Instant } from '../../units.ts';
import type { Life } from './life.fixture.ts';

function owes(facts: AccountFacts, billIds: readonly number[]): boolean {
  return facts.bills.some((bill) => billIds.includes(bill.billId) && residueOf(bill) > 0);
}

/** D.1, I.1, I.7, K.4: what is paid ends, and so does its hold. */
function endWhatIsPaid({ account }: Life): void {
  const facts = account.facts();
  for (const { hold } of account.extensions) if (!owes(facts, hold.billIds ?? [])) hold.lifted = true;
  for (const plan of account.plans) {
    const known = facts.arrangements.find((each) => each.arrangementId === plan.arrangementId);
    if (known === undefined) continue;
    const rowsPaid = known.rows.every((row) => row.unpaid === 0);
    const over =
      plan.state === 'offered'
        ? !owes(facts, plan.billIds)
        : plan.state === 'in-force'
          ? rowsPaid
          : rowsPaid && !owes(facts, plan.failedBills);
    if (!over) continue;
    plan.state = 'over';
    plan.hold.lifted = true;
  }
  for (const each of facts.returns) {
    if (returnsOwed([each]) > 0) continue;
    const kept = account.returns.find((one) => one.returnId === each.returnId);
    if (kept) kept.cleared = true;
  }
  account.touch();
}

/** Holds that run now; one that is over keeps the valve open until the next window and is no reason to call an order off. */
function isHeld(verdict: Verdict, facts: AccountFacts, life: Life): boolean {
  const holds = [
    ...facts.holds,
    ...disconnectionCases(facts, life.policy).flatMap((disconnection) => disconnection.holds),
  ];
  const runs = (from: Instant, until: Instant | null) => from <= life.now && (until === null || life.now <= until);
  const running = new Set(holds.filter((hold) => runs(hold.from, hold.until)).map((hold) => hold.clause));
  return verdict.terms.some(
    (term) => term.binds && (term.code === 'hold' || term.code === 'medical') && running.has(term.clause),
  );
}

/** Reading 7: a turn-off whose reason is gone, or that something stands against, is called off. */
function callOff(life: Life): void {
  const { account, policy, now } = life;
  for (const order of account.orders) {
    if (order.state !== 'listed' && order.state !== 'held') continue;
    const facts = account.facts();
    const off = facts.service === 'off';
    let falls = off;
    if (order.kind === 'turn-off')
      falls ||= owedToComeOff(facts, policy, now) === 0 || isHeld(mayClose(facts, policy, now), facts, life);
    else if (order.kind === 'turn-off-again') {
      const promised = promiseOf(facts, policy);
      const paid = promised === null || promisedDebt(facts, promised, policy).total === 0;
      falls ||= paid || isHeld(mayCloseFor('turn-off-again', facts, policy, now), facts, life);
    } else if (order.kind === 'turn-off-nsf') {
      falls ||= missedReturns(facts, policy, now).length === 0;
      if (!falls && order.state === 'held' && mayGoOut(life)) {
        order.state = 'listed';
        crewComes(life, order.orderId, order.dueOn);
      } else if (
        !falls &&
        order.state === 'listed' &&
        isHeld(mayCloseFor('turn-off-nsf', facts, policy, now), facts, life)
      )
        order.state = 'held';
    } else if (order.state === 'held' && mayOpen(facts, policy, now, 'reconnect').mayOpen) {
      order.state = 'listed';
      crewOpens(life, order.orderId);
      continue;
    } else continue;
    if (!falls) continue;
    order.state = 'cancelled';
    order.finishedAt = now;
    account.touch();
  }
  account.touch();
}

/** What follows from a change of an account, as in every transaction. */
export function follow(life: Life): void {
  takePenaltiesBack(life);
  waiveByLaw(life);
  endWhatIsPaid(life);
  callOff(life);
}

import { dayOf, instant } from '../calendar/zoned.ts';
import { holdBinds, holdEnds } from '../engine/eligibility.ts';
import { formatDollars } from '../money/money.ts';
import { isStateExempt, penaltyDay } from '../sections/c/c1-late-charge.ts';
import { isWaived } from '../sections/c/c1a-waivers.ts';
import {
  billToExtend,
  extensionAskedBefore,
  extensionsInYear,
  lastExtensionDay,
  mayExtend,
} from '../sections/d/d1-extensions.ts';
import { conditionsOf } from '../sections/g/g1-conditions.ts';
import { appealBy } from '../sections/h/h1-appeals.ts';
import { coveredBills, maySignArrangement } from '../sections/i/i1-arrangements.ts';
import { usualPlan } from '../sections/i/i3-plans.ts';
import { hasResidentialProtections } from '../sections/z/z-opening.ts';
import { dayIn, momentIn } from '../texts.ts';
import { amountsToPay } from './to-pay.ts';
import type { AccountFacts, HoldFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { Instant } from '../units.ts';
import type { AheadStop } from './forms.ts';

const alone = (code: 'service-off' | 'state-exempt', clause: 'E.1' | 'C.1.c.i', says: string): AheadStop[] => [
  { code, clause, amount: null, says, detail: '', stands: true },
];

/** E.1, K.2: what is to be paid, and until when the account is then never listed. */
function payStop(facts: AccountFacts, policy: PolicyParameters, now: Instant): AheadStop | null {
  const { keepOn } = amountsToPay(facts, policy, now);
  if (keepOn === null) return null;
  const { amount, by, clause, later } = keepOn;
  const detail =
    by === null
      ? 'The water stays on, with no reconnection fee.'
      : `Paid by ${momentIn(by, now, policy.timeZone)}${later === null ? '' : ` (from ${momentIn(later.from, now, policy.timeZone)} on ${formatDollars(later.amount)})`} it is never listed.`;
  const says = `Pay ${formatDollars(amount)} before the valve closes`;
  return { code: 'pay', clause, amount, says, detail, stands: false };
}

/** What each kind of hold says of the account; one of another kind is called by it. */
const HOLDS: Readonly<Record<string, string>> = {
  extension: 'More time was given',
  arrangement: 'A payment plan is in force',
  appeal: 'An appeal is open',
  medical: 'Medical, money and plan are all on file',
  'assistance-review': 'Papers for help with the bill are reviewed',
  undeliverable: 'The notice came back and is not at the door yet',
};

/** What a hold says: those of a clause that is not the kind's usual one first. */
function holdSays({ kind, clause }: HoldFacts): string {
  if (clause === 'H.6') return 'The charge was upheld, and there is time to pay it';
  if (clause === 'I.7') return 'A payment plan was not kept, and the last notice is not old enough';
  return HOLDS[kind] ?? `Held: ${kind.replaceAll('-', ' ')}`;
}

/** What stands in the way now. */
function standing(facts: AccountFacts, policy: PolicyParameters, now: Instant): AheadStop[] {
  return facts.holds
    .filter((hold) => holdBinds(hold, policy, now))
    .map((hold) => {
      const until = holdEnds(hold, policy);
      const detail =
        until === null
          ? 'The water stays on until this is over.'
          : `The water stays on until ${momentIn(until, now, policy.timeZone)}.`;
      return { code: 'hold', clause: hold.clause, amount: null, says: holdSays(hold), detail, stands: true };
    });
}

/** D.2, D.3, D.4: more time, where it would be given for some day. */
function extensionStop(facts: AccountFacts, policy: PolicyParameters, now: Instant): AheadStop | null {
  const bill = billToExtend(facts);
  if (bill === null) return null;
  const until = lastExtensionDay(bill, policy);
  if (!mayExtend(facts, policy, now, { until, written: true }).granted) return null;
  const today = dayOf(now, policy.timeZone);
  const used = extensionsInYear(facts, today);
  const last = dayOf(instant(extensionAskedBefore(bill, policy) - 1), policy.timeZone);
  const detail = `Ask in writing by ${dayIn(last, today)}; ${used} of ${policy.extension.perCalendarYear} used this year.`;
  const says = `Give more time, to ${dayIn(until, today)} at the latest`;
  return { code: 'extension', clause: 'D.2', amount: null, says, detail, stands: false };
}

/** I.1: a plan, where one could be signed now. */
function planStop(facts: AccountFacts, policy: PolicyParameters, now: Instant): AheadStop | null {
  const wish = { ...usualPlan('amortization'), billIds: null, signed: true };
  if (!maySignArrangement(facts, policy, now, wish).granted) return null;
  const says = 'Sign one of four payment plans';
  const detail = 'Any time before the valve closes.';
  return { code: 'arrangement', clause: 'I.1', amount: null, says, detail, stands: false };
}

/** G.1: the three conditions together, and which of them are shown. */
function conditionsStop(facts: AccountFacts, policy: PolicyParameters, now: Instant): AheadStop | null {
  if (!hasResidentialProtections(facts.customerClass)) return null;
  const { medical, financial, agreement, all } = conditionsOf(facts, policy, now);
  const shown = [medical, financial, agreement].filter(Boolean).length;
  const missing = [
    ...(medical ? [] : ['the certificate']),
    ...(financial ? [] : ['proof that the household cannot pay']),
    ...(agreement ? [] : ['a payment plan']),
  ];
  const detail =
    shown === 0
      ? 'None of the three on file.'
      : `${shown} of three on file${all ? '' : `; missing: ${missing.join(', ')}`}.`;
  const says = 'Medical hold: certificate, hardship and plan';
  return { code: 'conditions', clause: 'G.1', amount: null, says, detail, stands: all };
}

/** H.2, H.3.a: an appeal of the late charge or of the bill, while it is in time. */
function appealStops(facts: AccountFacts, policy: PolicyParameters, now: Instant): AheadStop[] {
  const found: AheadStop[] = [];
  const write = (code: 'appeal-charge' | 'appeal-bill', last: Instant, says: string): void => {
    if (now > last) return;
    const detail = `In writing by ${dayIn(dayOf(last, policy.timeZone), dayOf(now, policy.timeZone))}.`;
    found.push({ code, clause: 'H.3.a', amount: null, says, detail, stands: false });
  };
  for (const bill of coveredBills(facts, null)) {
    const { policyVersion, number } = bill;
    if (bill.penalty > 0 && !isWaived(bill, facts)) {
      const last = appealBy({ dated: penaltyDay(bill), policyVersion }, policy);
      write('appeal-charge', last, `Appeal the late charge of bill ${number}`);
    }
    if (facts.appeals.some((each) => each.billId === bill.billId)) continue;
    write('appeal-bill', appealBy({ dated: bill.billDate, policyVersion }, policy), `Appeal bill ${number}`);
  }
  return found;
}

/** What stops the turn-off, and what still could: each with how and by when. */
export function stopsOf(facts: AccountFacts, policy: PolicyParameters, now: Instant): AheadStop[] {
  if (facts.service === 'off') return alone('service-off', 'E.1', 'The water is off already.');
  if (isStateExempt(facts)) {
    const says = 'An account of the State of California is not turned off by the list.';
    return alone('state-exempt', 'C.1.c.i', says);
  }
  const pay = payStop(facts, policy, now);
  if (pay === null) return [];
  const could = [
    extensionStop(facts, policy, now),
    planStop(facts, policy, now),
    conditionsStop(facts, policy, now),
    ...appealStops(facts, policy, now),
  ];
  return [...standing(facts, policy, now), pay, ...could.filter((each) => each !== null)];
}

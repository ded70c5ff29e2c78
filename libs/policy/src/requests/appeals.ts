import { dayOf } from '../calendar/zoned.ts';
import { penaltyDay } from '../sections/c/c1-late-charge.ts';
import { appealBy, mayFileAppeal } from '../sections/h/h1-appeals.ts';
import { dayIn } from '../texts.ts';
import type { PolicyDecision } from '../engine/decision.ts';
import type { AccountFacts } from '../facts/facts.ts';
import type { PolicyParameters } from '../parameters/policy-parameters.ts';
import type { AppealMatter } from '../sections/h/h1-appeals.ts';
import type { Instant } from '../units.ts';

/** H.3: what an account's facts show that could be appealed: its bills, their late charges and its fees. */
export function mattersOf(facts: Pick<AccountFacts, 'bills' | 'fees'>): readonly AppealMatter[] {
  return [
    ...facts.bills.map(({ billId, billDate, policyVersion }) => ({
      billId,
      entryId: null,
      dated: billDate,
      policyVersion,
    })),
    // The facts tell a late charge with its bill; its line of the ledger is not known here.
    ...facts.bills
      .filter((bill) => bill.penalty > 0)
      .map((bill) => ({ billId: null, entryId: null, dated: penaltyDay(bill), policyVersion: bill.policyVersion })),
    ...facts.fees.map(({ entryId, valueDate }) => ({ billId: null, entryId, dated: valueDate, policyVersion: null })),
  ];
}

/** H.3.a: the appeal that has most time left, and what would be answered; else the latest that comes too late. */
export function bestAppeal(
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
  matters: readonly AppealMatter[],
): { readonly matter: AppealMatter | null; readonly answer: PolicyDecision } {
  const tried = matters
    .toSorted((a, b) => appealBy(b, policy) - appealBy(a, policy))
    .map((matter) => ({
      matter,
      answer: mayFileAppeal(facts, policy, now, { matter, written: true, lateReason: null }),
    }));
  const none = {
    matter: null,
    answer: mayFileAppeal(facts, policy, now, { matter: null, written: true, lateReason: null }),
  };
  return tried.find((each) => each.answer.granted) ?? tried[0] ?? none;
}

/** H.3.a: until when, or since when it is late; a late one may still be taken with a reason (reading 104). */
export function appealDetail(
  matter: AppealMatter,
  answer: PolicyDecision,
  policy: PolicyParameters,
  now: Instant,
): string {
  const last = appealBy(matter, policy);
  const on = dayIn(dayOf(last, policy.timeZone), dayOf(now, policy.timeZone));
  if (answer.granted) return `In writing by ${on}.`;
  return now > last ? `Late since ${on}. The office may take it with a reason.` : answer.says;
}

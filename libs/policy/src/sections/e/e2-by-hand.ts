import { dayOf } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { pastDueBills, residueOf } from '../../money/balance.ts';
import { isStateExempt } from '../c/c1-late-charge.ts';
import { missingFrom, missingFromOther, noticeContents } from './e2a-notice.ts';
import { hasTenants } from './e3-tenants.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { AccountFacts, BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Instant } from '../../units.ts';
import type { Addressee } from '../z/z5-notices.ts';

/** Notices that a clerk may send besides those of the clock. */
export const NOTICES_BY_HAND = ['disconnection', 'reminder', 'tenant'] as const;
export type NoticeByHandKind = (typeof NOTICES_BY_HAND)[number];

/** The clause that each of them is sent by. */
export const BY_HAND_CLAUSES: Readonly<Record<NoticeByHandKind, ClauseId>> = {
  disconnection: 'E.2.a',
  reminder: 'C.1',
  tenant: 'E.3.a',
};

/** E.2.a.ii, E.3.a: the bills such a notice names: what is past due; tenants are told of what may become so too. */
export function billsByHand(
  facts: AccountFacts,
  kind: NoticeByHandKind,
  policy: PolicyParameters,
  now: Instant,
): readonly BillFacts[] {
  if (kind === 'tenant') return facts.bills.filter((bill) => residueOf(bill) > 0);
  return pastDueBills(facts, dayOf(now, policy.timeZone));
}

/** E.2.a.iii: the bill whose dates the notice gives: the oldest that no disconnection notice has named yet, else the oldest. */
export function leadingByHand(facts: AccountFacts, bills: readonly BillFacts[]): BillFacts | null {
  const told = facts.notices.filter((each) => each.kind === 'disconnection' && !each.voided);
  return bills.find((bill) => !told.some((notice) => notice.billIds.includes(bill.billId))) ?? bills[0] ?? null;
}

/** E.2.a.i to vi, E.3, C.1.c.i: whether a clerk may send a notice of a kind now, with everything that stands against it. */
export function mayMailNotice(
  facts: AccountFacts,
  kind: NoticeByHandKind,
  customer: Addressee,
  policy: PolicyParameters,
  now: Instant,
): PolicyDecision {
  const objections: Objection[] = [];
  if (kind !== 'tenant' && isStateExempt(facts))
    objections.push({ clauses: ['C.1.c.i'], says: 'The State of California gets no delinquent notice.' });
  if (kind === 'tenant' && !hasTenants(facts))
    objections.push({ clauses: ['E.3'], says: 'The customer lives here; there are no tenants to tell.' });
  const bill = leadingByHand(facts, billsByHand(facts, kind, policy, now));
  if (bill === null) objections.push({ clauses: ['E.2.a.ii'], says: 'Nothing is past due.' });
  else if (kind === 'disconnection')
    objections.push(...missingFrom(noticeContents(facts, bill, customer, policy, now), policy));
  else objections.push(...missingFromOther(kind, customer, policy));
  return grant(objections, BY_HAND_CLAUSES[kind], 'The notice can go out today.');
}

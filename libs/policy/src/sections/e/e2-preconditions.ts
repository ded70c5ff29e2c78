import { rollToWindow } from '../../calendar/close-window.ts';
import { actKey, dueAct } from '../../engine/due-action.ts';
import { firstLawful, disconnectionCases } from '../../engine/eligibility.ts';
import { isStateExempt } from '../c/c1-late-charge.ts';
import { postingActs } from './e2a-posting.ts';
import { tenantActs } from './e3-tenants.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { DisconnectionCase } from '../../engine/eligibility.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Instant } from '../../units.ts';

/** A rule, not a hold, that keeps an account off the list when its day has come. */
export interface Block {
  readonly kind: 'notice' | 'tenant-notice' | 'statutory-floor';
  readonly clause: ClauseId;
  /** The first moment at which it lets go; null while only an act can make it so. */
  readonly until: Instant | null;
}

const CLAUSES: Readonly<Record<Block['kind'], ClauseId>> = {
  notice: 'E.2.a',
  'tenant-notice': 'E.3.a',
  'statutory-floor': 'Z.2',
};

/** E.1: what stands in the way of a bill on the first morning after its 60th day, one for each kind, the longest. */
export function blocksOf(disconnection: DisconnectionCase, policy: PolicyParameters): readonly Block[] {
  const found = new Map<Block['kind'], Instant | null>();
  const add = (kind: Block['kind'], opens: Instant | null) => {
    if (opens !== null && opens <= disconnection.day60) return;
    const until = opens === null ? null : rollToWindow(opens, policy);
    const known = found.get(kind);
    if (known === undefined || (known !== null && (until === null || until > known))) found.set(kind, until);
  };
  add('notice', disconnection.notice);
  // What other clauses want (a returned payment's tag, a promise, the new tag of D.7 and H.6) is no missing notice; each has an act of its own.
  for (const precondition of disconnection.preconditions) {
    if (precondition.clause === CLAUSES['tenant-notice']) add('tenant-notice', precondition.opens);
    else if (precondition.clause === CLAUSES.notice) add('notice', precondition.opens);
  }
  if (disconnection.floor !== null) add('statutory-floor', disconnection.floor);
  return [...found].map(([kind, until]) => ({ kind, clause: CLAUSES[kind], until }));
}

/** The kind of the block that a clause makes, as an act's key names it; null for another clause. */
export function blockKindOf(clause: string): Block['kind'] | null {
  for (const kind of ['notice', 'tenant-notice', 'statutory-floor'] as const) {
    if (CLAUSES[kind] === clause) return kind;
  }
  return null;
}

/** E.2.a: whether the clock is still to mail the notice of a bill for the first time. */
function isNoticeToCome({ bill }: DisconnectionCase, facts: AccountFacts, done: ReadonlySet<string>): boolean {
  if (facts.noticesByHand || done.has(actKey(facts.accountId, bill.billId, 'E.2.a', 1))) return false;
  return !facts.notices.some((notice) => notice.kind === 'disconnection' && notice.billIds.includes(bill.billId));
}

/** E.2.a, E.3.a, Z.2, reading 11: what section E wants done about each unpaid bill besides its notice and its list. */
export function disconnectionActs(
  facts: AccountFacts,
  policy: PolicyParameters,
  done: ReadonlySet<string>,
): readonly DueAct[] {
  if (!facts.open || facts.service === 'off' || isStateExempt(facts)) return [];
  const found: DueAct[] = [...tenantActs(facts, policy)];
  for (const disconnection of disconnectionCases(facts, policy)) {
    for (const { kind, clause } of blocksOf(disconnection, policy)) {
      if (kind === 'notice' && isNoticeToCome(disconnection, facts, done)) continue;
      found.push(dueAct(facts, disconnection.payBy, 'block', clause, disconnection.bill.billId, 'block'));
    }
    if (disconnection.preconditions.length === 0) continue;
    const others = {
      ...disconnection,
      preconditions: disconnection.preconditions.filter((precondition) => precondition.code !== 'posting'),
    };
    found.push(...postingActs(disconnection, facts, policy, firstLawful(others, policy, null)));
  }
  return found;
}

import { countsOn, recentPast } from '../../calendar/rolling-window.ts';
import { startOfDay } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { dueAct } from '../../engine/due-action.ts';
import { residueOf } from '../../money/balance.ts';
import { runsBilling } from '../z/z-opening.ts';
import { isRevoked } from './d1-extensions.ts';
import type { PolicyDecision } from '../../engine/decision.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts, HoldFacts, PastFacts, PastKind } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';

const BROKEN: readonly PastKind[] = ['broken-extension', 'broken-arrangement'];

/** D.7: the extensions whose bill is not paid, each with that bill. At their last moment they are missed. */
function unkept(facts: Pick<AccountFacts, 'holds' | 'bills'>): readonly { hold: HoldFacts; billId: number }[] {
  return facts.holds
    .filter((hold) => hold.kind === 'extension' && hold.until !== null)
    .flatMap((hold) => {
      const bill = facts.bills.find((each) => residueOf(each) > 0 && (hold.billIds?.includes(each.billId) ?? true));
      return bill === undefined ? [] : [{ hold, billId: bill.billId }];
    });
}

/** D.7: an extension that is not kept is noted at its last moment; the account is listed in the same evening. */
export function extensionMissedActs(facts: AccountFacts): readonly DueAct[] {
  return unkept(facts).flatMap(({ hold, billId }) =>
    hold.until === null ? [] : [dueAct(facts, hold.until, 'extension-missed', 'D.7', billId, `hold-${hold.holdId}`)],
  );
}

/**
 * D.8: what has just made the account one that repeatedly pays late: the third late bill, or the second broken promise, in
 * twelve months; null when neither has, or the right is taken already.
 */
export function repeatedlyLate(
  facts: Pick<AccountFacts, 'accountId' | 'history' | 'flags'>,
  policy: PolicyParameters,
): { readonly by: PastFacts; readonly count: number } | null {
  if (isRevoked(facts)) return null;
  const { months, lateBills, brokenPromises } = policy.standing;
  let found: { by: PastFacts; count: number } | null = null;
  for (const [kinds, enough] of [
    [['late-bill'] as const, lateBills],
    [BROKEN, brokenPromises],
  ] as const) {
    const mine = facts.history.filter(
      (past) => past.accountId === facts.accountId && kinds.some((kind) => kind === past.was),
    );
    const by = mine.at(-1);
    if (by === undefined) continue;
    const count = mine.filter((past) => countsOn(past.on, months, by.on)).length;
    if (count >= enough && (found === null || by.on >= found.by.on)) found = { by, count };
  }
  return found;
}

/** D.8: a person is asked whether the right to extensions is to be taken; the system only suggests it. */
export function extensionReviewActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  const late = repeatedlyLate(facts, policy);
  if (late === null) return [];
  const { by } = late;
  const at = startOfDay(by.on, policy.timeZone);
  return [dueAct(facts, at, 'extension-review', 'D.8', null, `${by.was}-${by.on}`)];
}

/** D.8: why the right is taken, as the customer is told. */
export function revocationSays(
  facts: Pick<AccountFacts, 'accountId' | 'history'>,
  policy: PolicyParameters,
  on: PastFacts['on'],
): string {
  const { months } = policy.standing;
  const late = recentPast(facts, ['late-bill'], months, on).length;
  const broken = recentPast(facts, BROKEN, months, on).length;
  const told = [
    ...(late > 0 ? [`${late} ${late === 1 ? 'bill was' : 'bills were'} paid late`] : []),
    ...(broken > 0 ? [`${broken} ${broken === 1 ? 'promise to pay was' : 'promises to pay were'} not kept`] : []),
  ];
  const why = told.length === 0 ? 'Bills were paid late repeatedly.' : `In ${months} months ${told.join(' and ')}.`;
  return `${why} No extensions are given until the Assistant Director of Finance allows them again.`;
}

/** D.8: whether the right to extensions may be taken now. A person decides, and is asked when bills were late repeatedly. */
export function mayRevoke(facts: Pick<AccountFacts, 'flags'>): PolicyDecision {
  const says = 'Extensions were taken from this account already.';
  const found = isRevoked(facts) ? [{ clauses: ['D.8' as const], says }] : [];
  return grant(found, 'D.8', 'The right to extensions may be taken from an account that repeatedly pays late.');
}

/** D.8: only the Assistant Director of Finance gives the right back. */
export function mayRestoreExtensions(role: string): boolean {
  return runsBilling(role);
}

/** D.7, D.8: what section D wants done. */
export function extensionActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  return [...extensionMissedActs(facts), ...extensionReviewActs(facts, policy)];
}

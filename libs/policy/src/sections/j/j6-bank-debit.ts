import { addDays, previousBusinessDay } from '../../calendar/days.ts';
import { dayOf, startOfDay } from '../../calendar/zoned.ts';
import { grant } from '../../engine/decision.ts';
import { dueAct } from '../../engine/due-action.ts';
import { residueOf } from '../../money/balance.ts';
import { dayIn } from '../../texts.ts';
import { isCashOnly } from './j7-cash-only.ts';
import type { PolicyDecision, Objection } from '../../engine/decision.ts';
import type { DueAct } from '../../engine/verdict.ts';
import type { AccountFacts, BillFacts, FlagFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Day, Instant } from '../../units.ts';

export type DebitState = 'none' | 'pending' | 'active' | 'removed';

/** The bills within which a bank debit starts. */
const BILLS_TO_START = 2;

function flagOf(facts: Pick<AccountFacts, 'flags'>, kind: FlagFacts['kind']): FlagFacts | null {
  return facts.flags.find((flag) => flag.kind === kind) ?? null;
}

/** J.6, K.9.a: how the account's bank debit stands. */
export function debitState(facts: Pick<AccountFacts, 'flags'>): DebitState {
  if (flagOf(facts, 'ach-active')) return 'active';
  if (flagOf(facts, 'ach-pending')) return 'pending';
  return flagOf(facts, 'ach-removed') ? 'removed' : 'none';
}

/** J.6: a bank debit is set up for an active account, by a signed form with a void check. */
export function mayEnrol(facts: AccountFacts, written: boolean, now: Instant): PolicyDecision {
  const objections: Objection[] = [];
  const state = debitState(facts);
  if (!written) objections.push({ clauses: ['J.6'], says: 'A bank debit needs the signed form and a void check.' });
  if (!facts.open) objections.push({ clauses: ['J.6'], says: 'A bank debit is for an active account only.' });
  if (state === 'active' || state === 'pending')
    objections.push({ clauses: ['J.6'], says: 'A bank debit is set up already.' });
  if (isCashOnly(facts, now))
    objections.push({
      clauses: ['J.7'],
      says: "This account pays by cash, money order, cashier's check or card only.",
    });
  return grant(
    objections,
    'J.6',
    'The bank debit is being set up. It starts within two bills; until it does, pay bills another way.',
  );
}

/** J.6: a bank debit is stopped in writing. */
export function mayStopDebit(facts: AccountFacts, written: boolean): PolicyDecision {
  const objections: Objection[] = [];
  const state = debitState(facts);
  if (!written) objections.push({ clauses: ['J.6'], says: 'A bank debit is stopped in writing.' });
  if (state !== 'active' && state !== 'pending')
    objections.push({ clauses: ['J.6'], says: 'There is no bank debit to stop.' });
  return grant(objections, 'J.6', 'The bank debit is stopped.');
}

/** K.9.a: the bank account behind a debit is closed: whether there is a debit to remove. */
export function mayRemoveDebit(facts: Pick<AccountFacts, 'flags'>): PolicyDecision {
  const state = debitState(facts);
  const none = [{ clauses: ['K.9.a'] as const, says: 'There is no bank debit to remove.' }];
  return grant(state === 'active' || state === 'pending' ? [] : none, 'K.9.a', 'The bank debit is removed.');
}

/** J.6: up to two bills from the form, 112 days at most: the moment by which a pending debit is active. */
export function debitStartsAt(
  enrolledAt: Instant,
  bills: readonly Pick<BillFacts, 'billDate' | 'kind'>[],
  policy: PolicyParameters,
): Instant {
  const enrolledOn = dayOf(enrolledAt, policy.timeZone);
  const latest = addDays(enrolledOn, policy.achStartDays);
  const later = bills
    .filter((bill) => bill.kind === 'regular' && bill.billDate > enrolledOn)
    .map((bill) => bill.billDate);
  const second = [...later].sort()[BILLS_TO_START - 1];
  return startOfDay(second !== undefined && second < latest ? second : latest, policy.timeZone);
}

/** The bill that the next debit pays: the unpaid one that is due first, from today on. */
export function billToDebit(facts: Pick<AccountFacts, 'bills'>, today: Day): BillFacts | null {
  const ahead = facts.bills.filter((bill) => residueOf(bill) > 0 && bill.due >= today);
  return ahead.reduce<BillFacts | null>((first, bill) => (first === null || bill.due < first.due ? bill : first), null);
}

/** J.6: a concern about the debit of a bill is raised five business days before it is due, counted back from that day. */
export function concernInTime(raisedOn: Day, due: Day, policy: PolicyParameters): boolean {
  let last = due;
  for (let days = 0; days < policy.achConcernBusinessDays; days += 1) last = previousBusinessDay(last, policy);
  return raisedOn <= last;
}

/** J.6: a concern in time is looked into before the debit; a late one is kept, and refused for this bill (reading 134). */
export function mayRaiseConcern(facts: AccountFacts, policy: PolicyParameters, now: Instant): PolicyDecision {
  const today = dayOf(now, policy.timeZone);
  const bill = billToDebit(facts, today);
  const objections: Objection[] = [];
  if (debitState(facts) !== 'active')
    objections.push({ clauses: ['J.6'], says: 'No bank debit is active on this account.' });
  if (bill !== null && !concernInTime(today, bill.due, policy)) {
    objections.push({
      clauses: ['J.6'],
      says: `The bill due ${dayIn(bill.due, today)} is debited as it stands: a concern is raised ${policy.achConcernBusinessDays} business days before.`,
    });
  }
  return grant(objections, 'J.6', 'The concern is looked into before the bank debit.');
}

/** J.6: a pending debit becomes active by itself. */
export function debitActs(facts: AccountFacts, policy: PolicyParameters): readonly DueAct[] {
  return facts.flags.flatMap((flag) =>
    flag.kind === 'ach-pending'
      ? [
          dueAct(
            facts,
            debitStartsAt(flag.setAt, facts.bills, policy),
            'debit-starts',
            'J.6',
            null,
            `flag-${flag.flagId}`,
          ),
        ]
      : [],
  );
}

/** J.6, K.9.a: a debit is taken only while it is active; null where nothing is in the way. */
export function debitRefusal(facts: Pick<AccountFacts, 'flags'>): Objection | null {
  const state = debitState(facts);
  if (state === 'active') return null;
  if (state === 'removed')
    return { clauses: ['K.9.a'], says: 'The bank debit of this account was removed. Pay another way.' };
  const says =
    state === 'pending'
      ? 'The bank debit has not started yet. Pay this bill another way.'
      : 'No bank debit is set up for this account.';
  return { clauses: ['J.6'], says };
}

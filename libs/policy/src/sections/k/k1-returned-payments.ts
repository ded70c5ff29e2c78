import { opensAfter } from '../../calendar/close-window.ts';
import { addBusinessDays, isBusinessDay, nextBusinessDay } from '../../calendar/days.ts';
import { dayOf, toInstant } from '../../calendar/zoned.ts';
import { allocate, openCharges, plansOn, underPlans } from '../../money/allocate.ts';
import { NO_CENTS, addCents, formatDollars, subtractCents } from '../../money/money.ts';
import { longMoment } from '../../texts.ts';
import { isGoodFunds, pastReturns } from '../j/j7-cash-only.ts';
import type { ClauseId } from '../../clauses/clause-id.ts';
import type { Objection } from '../../engine/decision.ts';
import type { Precondition } from '../../engine/precondition.ts';
import type { AccountFacts, BillFacts, ReturnFacts } from '../../facts/facts.ts';
import type { AllocationPart, OpenCharge } from '../../money/allocate.ts';
import type { DatedFee, PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';
import type { Purpose, Tender } from '../j/j1-payments.ts';

/** What a returned payment is, by the code that the bank gives. */
export type ReturnKind = 'funds' | 'account-closed' | 'review' | 'bank-error';

const KINDS: Readonly<Record<string, ReturnKind>> = {
  NSF: 'funds',
  R01: 'funds',
  R09: 'funds',
  R02: 'account-closed',
  'bank-error': 'bank-error',
};

/**
 * K.9: returns for want of funds, and of a closed account, are treated like a returned check. What the customer did not
 * authorise, or what the bank could not place, is looked at by a person; an error of the bank is nobody's return.
 */
export function returnKind(code: string): ReturnKind {
  return KINDS[code] ?? 'review';
}

/** Codes by which a bank gives a debit back: R01 to R39, R50 to R53 for checks sent as debits, R80 to R85 from abroad. */
const GIVEN_BACK = /^R(0[1-9]|[1-2]\d|3\d|5[0-3]|8[0-5])$/;

/**
 * K.9: whether a code takes a payment back. R61 to R77 dishonor or contest a return that was made before: the banks settle that
 * among themselves, and a person looks at what it means for the customer.
 */
export function takesMoneyBack(code: string): boolean {
  return KINDS[code] !== undefined || GIVEN_BACK.test(code);
}

/** K.9: return codes of a transaction that was a debit; 21, 31 and others give back a credit, and nobody's payment. */
const DEBIT_RETURNS: ReadonlySet<string> = new Set(['26', '36', '46', '56']);

/** K.9: whether what came back is a debit, by the transaction code of the bank's entry. */
export function isDebitReturn(transactionCode: string): boolean {
  return DEBIT_RETURNS.has(transactionCode);
}

/** K.1, K.9: whether a return is charged for and counts toward K.8. */
export function countsAsReturn(code: string): boolean {
  const kind = returnKind(code);
  return kind === 'funds' || kind === 'account-closed';
}

/** K.1, Civ. Code 1719(a)(1): the fee of one more return: a lower one for the account's first ever, then the higher. */
export function nsfFee(facts: Pick<AccountFacts, 'accountId' | 'history'>, policy: PolicyParameters): DatedFee {
  return policy.fees[pastReturns(facts).length === 0 ? 'nsf-fee' : 'later-nsf-fee'];
}

/** Until when a returned payment is to be made good, and the rule that says so. */
export interface TagDue {
  readonly dueAt: Instant;
  readonly clause: ClauseId;
}

/** K.2: a tag issued before noon: check and fee by the close of the next business day. */
export function tagBeforeNoon(issuedOn: Day, policy: PolicyParameters): TagDue {
  return { dueAt: closeOf(addBusinessDays(issuedOn, 1, policy), policy), clause: 'K.2' };
}

/** K.3: from 12:00:00 on: by the close of the second business day. */
export function tagFromNoon(issuedOn: Day, policy: PolicyParameters): TagDue {
  return { dueAt: closeOf(addBusinessDays(issuedOn, 2, policy), policy), clause: 'K.3' };
}

function closeOf(on: Day, policy: PolicyParameters): Instant {
  return toInstant(on, policy.officeHours.to, policy.timeZone);
}

/** K.2, K.3: by the hour at which the tag is issued in the system, not hung, also on a day on which the office is shut. */
export function tagDue(issuedAt: Instant, policy: PolicyParameters): TagDue {
  const today = dayOf(issuedAt, policy.timeZone);
  const noon = toInstant(today, policy.nsfNoon, policy.timeZone);
  return issuedAt < noon ? tagBeforeNoon(today, policy) : tagFromNoon(today, policy);
}

/** K.2: the day on which a crew hangs the tag: today while crews are out, else the next business day. */
export function tagHungOn(issuedAt: Instant, policy: PolicyParameters): Day {
  const today = dayOf(issuedAt, policy.timeZone);
  const out = isBusinessDay(today, policy) && issuedAt < toInstant(today, policy.closeWindow.to, policy.timeZone);
  return out ? today : nextBusinessDay(today, policy);
}

/** K.4: what the flag says to the cashier, the crew and the customer. */
export function nsfFlag(
  check: Cents,
  fee: Cents,
  dueAt: Instant,
  policy: PolicyParameters,
): { readonly amount: Cents; readonly says: string } {
  const amount = addCents(check, fee);
  return { amount, says: `${formatDollars(amount)} by ${longMoment(dueAt, policy.timeZone)}.` };
}

/** What is still owed on returned payments. */
export function returnsOwed(returns: readonly ReturnFacts[]): Cents {
  return addCents(...returns.flatMap((each) => each.parts.map((part) => part.owed)));
}

/** The debt of returned payments, by charge. */
export function debtByCharge(facts: Pick<AccountFacts, 'returns'>): ReadonlyMap<string, Cents> {
  const debt = new Map<string, Cents>();
  for (const { chargeId, owed } of facts.returns.flatMap((each) => each.parts))
    debt.set(chargeId, addCents(debt.get(chargeId) ?? NO_CENTS, owed));
  return debt;
}

/** K.5: the open charges without what only good funds may pay. */
export function chargesForAnyTender(charges: readonly OpenCharge[], debt: ReadonlyMap<string, Cents>): OpenCharge[] {
  return charges.map((charge) => {
    const owed = debt.get(charge.chargeId) ?? NO_CENTS;
    return { ...charge, unpaid: owed >= charge.unpaid ? NO_CENTS : subtractCents(charge.unpaid, owed) };
  });
}

function falls(parts: readonly AllocationPart[], open: readonly OpenCharge[]): boolean {
  return parts.some((part) => part.amount > (open.find((each) => each.chargeId === part.chargeId)?.unpaid ?? NO_CENTS));
}

/**
 * K.5: a returned payment is made good by cash, money order, cashier's check or card. The rule is for that debt, not for the
 * account: a check that the payer gives for another bill is taken, and pays that one. Null where nothing is in the way.
 */
export function repaymentRefusal(
  facts: Pick<AccountFacts, 'bills' | 'fees' | 'returns' | 'arrangements'>,
  paid: { readonly tender: Tender; readonly amount: Cents; readonly purpose: Purpose | null },
  today: Day,
): Objection | null {
  if (isGoodFunds(paid.tender) || returnsOwed(facts.returns) === 0) return null;
  const says = "A returned payment is made good by cash, money order, cashier's check, or credit card.";
  const again = facts.returns.some((each) => each.toReconnect);
  if (paid.purpose === 'nsf') return { clauses: again ? ['K.5', 'K.7'] : ['K.5'], says };
  if (paid.purpose === 'reconnection' && again) return { clauses: ['K.7'], says };
  const all = underPlans(openCharges(facts), plansOn(facts.arrangements, today));
  const open = chargesForAnyTender(all, debtByCharge(facts));
  if (!falls(allocate(paid.amount, all, today).parts, open)) return null;
  const other = paid.purpose !== null && open.some((charge) => charge.unpaid > 0);
  return other ? null : { clauses: ['K.5'], says };
}

/** Reading 143: a bill that a returned payment had paid is no ground for the list until the tag's time is over. */
export function tagPreconditions(
  bill: Pick<BillFacts, 'billId'>,
  facts: Pick<AccountFacts, 'returns'>,
  policy: PolicyParameters,
): readonly Precondition[] {
  return facts.returns
    .filter((each) => !each.toReconnect && each.parts.some((part) => part.billId === bill.billId && part.owed > 0))
    .map((each) => ({
      code: 'returned-payment' as const,
      clause: each.clause,
      opens: opensAfter(dayOf(each.dueAt, policy.timeZone), policy),
      says: `The returned payment may be made good until ${longMoment(each.dueAt, policy.timeZone)}.`,
    }));
}

/** K.6: what of returned payments must be paid before a turn-on although its bill is not past due. */
export function returnedNotPastDue(facts: Pick<AccountFacts, 'bills' | 'returns'>, today: Day): Cents {
  const ahead = new Set(facts.bills.filter((bill) => bill.due >= today).map((bill) => bill.billId));
  const parts = facts.returns.flatMap((each) => each.parts);
  return addCents(...parts.filter((part) => part.billId !== null && ahead.has(part.billId)).map((part) => part.owed));
}

/** K.9.a: whether a return, or the bank's word that the account is closed, ends the bank debit. */
export function endsBankDebit(
  facts: Pick<AccountFacts, 'accountId' | 'history'>,
  code: string,
  policy: PolicyParameters,
): boolean {
  const kind = returnKind(code);
  if (kind === 'account-closed') return true;
  if (kind !== 'funds') return false;
  const before = facts.history.filter((past) => past.accountId === facts.accountId && past.was === 'ach-return').length;
  return before + 1 >= policy.achRemovedAt;
}

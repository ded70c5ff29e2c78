import type { PastPayment } from '@curbstop/contracts';
import {
  boughtTheWaterBack,
  cashOnlyBy,
  cashOnlyEnds,
  countsAsReturn,
  cutAgainFrom,
  dayIn,
  dayOf,
  debitState,
  endsBankDebit,
  formatDollars,
  isCashOnly,
  nsfFee,
  nsfFlag,
  pastReturns,
  returnKind,
  returnsInYear,
  momentIn,
  tagDue,
} from '@curbstop/policy';
import type { AccountFacts, ClauseId, Instant, PolicyParameters } from '@curbstop/policy';
import { civilDay } from '@curbstop/ui';

export const RETURN_CODES = [
  { value: 'NSF', label: 'NSF: a check, not enough funds' },
  { value: 'R01', label: 'R01: a debit, not enough funds' },
  { value: 'R02', label: 'R02: the bank account is closed' },
  { value: 'R09', label: 'R09: funds not collected yet' },
  { value: 'R10', label: 'R10: the customer did not authorise it' },
  { value: 'bank-error', label: 'The bank’s own error' },
] as const;

/** One thing that a return does, and the clause of it. */
export interface Consequence {
  readonly says: string;
  readonly clause: ClauseId;
}

/** What stands against entering a return; null when nothing does. */
export function returnRefusal(
  payment: Pick<PastPayment, 'method' | 'channel' | 'returnedAt' | 'setAside'>,
): { readonly says: string; readonly clauses: readonly ClauseId[] } | null {
  const clauses = [isDebit(payment) ? ('K.9' as const) : ('K.1' as const)];
  if (payment.returnedAt !== null) return { says: 'This payment has come back already.', clauses };
  if (payment.setAside) return { says: 'This payment was set aside, and never credited.', clauses };
  if (payment.method === 'cash' || payment.method === 'card')
    return {
      says: 'Cash and cards do not come back from a bank. Correct a wrong payment another way.',
      clauses,
    };
  return null;
}

function isDebit({ method, channel }: Pick<PastPayment, 'method' | 'channel'>): boolean {
  return method === 'ach' || channel === 'ach';
}

function cashOnlySays(facts: AccountFacts, policy: PolicyParameters, now: Instant): Consequence {
  const today = dayOf(now, policy.timeZone);
  const by = cashOnlyBy(facts, policy, now);
  const count = returnsInYear(facts, today, policy).length + 1;
  if (by !== null) {
    const until = civilDay(dayOf(cashOnlyEnds(today, policy), policy.timeZone), 'year');
    const why = by === 'K.8' ? `${count} returns within a year` : 'it was Cash Only before';
    return { says: `The account becomes Cash Only until ${until}: ${why}.`, clause: by };
  }
  if (isCashOnly(facts, now)) return { says: 'The account is Cash Only already.', clause: 'J.7' };
  return { says: `Return ${count} of ${policy.cashOnlyAt} within a year: not Cash Only.`, clause: 'K.8' };
}

function counted(
  payment: PastPayment,
  code: string,
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
): readonly Consequence[] {
  const fee = nsfFee(facts, policy);
  const first = pastReturns(facts).length === 0 ? 'the first return of this account' : 'a return after the first';
  const again = boughtTheWaterBack(payment, facts);
  const due = again ? { dueAt: cutAgainFrom(now, policy), clause: 'K.7' as const } : tagDue(now, policy);
  const flag = nsfFlag(payment.amount, fee.amount, due.dueAt, policy);
  const at = momentIn(due.dueAt, now, policy.timeZone);
  return [
    { says: `A fee of ${formatDollars(fee.amount)} is charged: ${first}.`, clause: fee.clause },
    again
      ? {
          says: `It had bought the water back: the order to close it again is made now, to be carried out from ${at}. Another reconnection fee follows.`,
          clause: 'K.7',
        }
      : { says: `A blue tag and a letter ask for ${formatDollars(flag.amount)} by ${at}.`, clause: due.clause },
    { says: `The account is flagged: ${flag.says}`, clause: 'K.4' },
    { says: 'It is made good by cash, money order, cashier’s check or card only.', clause: 'K.5' },
    ...(again ? [] : [{ says: 'If it is not paid by then, a turn-off order is made.', clause: 'K.6' as const }]),
    cashOnlySays(facts, policy, now),
    ...(isDebit(payment) && endsBankDebit(facts, code, policy) && debitState(facts) !== 'none'
      ? [{ says: 'The bank debit is removed, and the customer told.', clause: 'K.9.a' as const }]
      : []),
  ];
}

/** K.1 to K.9.a: what entering a return would do to an account, in the order in which it does it. */
export function foreseeReturn(
  payment: PastPayment,
  code: string,
  facts: AccountFacts,
  policy: PolicyParameters,
  now: Instant,
): readonly Consequence[] {
  const clause: ClauseId = isDebit(payment) ? 'K.9' : 'K.1';
  const back: Consequence = {
    says: payment.credited
      ? `${formatDollars(payment.amount)} is taken off the books, and what it had paid is owed again.`
      : `${formatDollars(payment.amount)} is not credited on ${dayIn(payment.effective, dayOf(now, policy.timeZone))}.`,
    clause,
  };
  if (countsAsReturn(code)) return [back, ...counted(payment, code, facts, policy, now)];
  const bank = returnKind(code) === 'bank-error';
  return [
    back,
    {
      says: bank
        ? 'No fee and no count: a clerk is asked to present it again and to tell the customer.'
        : 'No fee and no count: a clerk is asked to speak with the customer before the next debit.',
      clause,
    },
  ];
}

import type { PaymentTaken } from '@curbstop/contracts';
import { batchDay, dateDoubt, dayOf, effectiveDate, mayPay, whereItFalls } from '@curbstop/policy';
import type {
  AccountFacts,
  Allocation,
  ClauseId,
  Day,
  PolicyDecision,
  Instant,
  PaymentDoubt,
  PolicyParameters,
  WebsiteWindow,
} from '@curbstop/policy';

/** What a payment is judged by while it is typed. */
export interface PayBasis {
  readonly facts: AccountFacts;
  /** Null when this page is older than the city's policy: then only the server can say. */
  readonly policy: PolicyParameters | null;
  readonly now: Instant;
  /** J.4.a: when the website takes no payments. */
  readonly windows: readonly WebsiteWindow[];
}

/** The day from which a payment will count, and why. */
export interface ForeseenDay {
  readonly day: Day;
  readonly clause: ClauseId;
  readonly says: string;
  /** It is kept until that day, and only then laid on what is owed. */
  readonly toCome: boolean;
}

/** Why it would be kept for a supervisor, by its dates; null where they are believed. */
function dateDoubtOf(payment: PaymentTaken, policy: PolicyParameters, now: Instant): PaymentDoubt | null {
  const today = dayOf(now, policy.timeZone);
  if (payment.datedBack) return dateDoubt(payment.datedBack.on, today, policy, true);
  const given = [payment.valueDate, payment.forwardedOn].filter((on) => on !== undefined);
  return given.map((on) => dateDoubt(on, today, policy)).find((each) => each !== null) ?? null;
}

export interface ForeseenPayment {
  /** It is kept, and not credited, until a supervisor has looked at it. */
  readonly doubt: PaymentDoubt | null;
  readonly answer: PolicyDecision;
  readonly day: ForeseenDay;
  readonly falls: Allocation;
}

type DayBasis = Pick<PayBasis, 'facts' | 'now'> & { readonly policy: PolicyParameters };

function daySays(payment: PaymentTaken, found: { day: Day; clause: ClauseId }, { policy, now }: DayBasis): string {
  const today = dayOf(now, policy.timeZone);
  if (payment.datedBack) return 'Dated back by a supervisor.';
  switch (found.clause) {
    case 'J.3':
      return 'The day on which the money reaches the city’s bank.';
    case 'J.4':
      return 'The day on which it is completed on the website.';
    case 'J.2.a':
      return found.day === (payment.forwardedOn ?? today)
        ? 'The day on which Finance has it, not that on which the other department got it.'
        : 'Finance has it while the office is shut, so the next business day counts.';
    case 'J.5.b':
      return found.day < batchDay(payment.collectedAt ?? now, policy)
        ? 'A bill was due that day, and the box was emptied on the next business day: it is in time.'
        : 'The business day on which the box was emptied.';
    default:
      return found.day === today
        ? 'Received today in office hours.'
        : 'Received while the office is shut, so the next business day counts.';
  }
}

/** J.2 to J.5: the effective date of a payment, with its reason. */
export function foreseeDay(payment: PaymentTaken, basis: DayBasis): ForeseenDay {
  const { facts, policy, now } = basis;
  const { channel, method, valueDate, forwardedOn, datedBack, collectedAt } = payment;
  const found = datedBack
    ? { day: datedBack.on, clause: 'J.2.a' as const }
    : effectiveDate(
        {
          channel,
          tender: method,
          at: collectedAt ?? now,
          bills: facts.bills,
          ...(valueDate === undefined ? {} : { bankValueDay: valueDate }),
          ...(forwardedOn === undefined ? {} : { forwardedOn }),
        },
        policy,
      );
  // What was handed over is in the city's hands; a transfer to come, or what another department still has, is not.
  const elsewhere = !datedBack && (found.clause === 'J.3' || forwardedOn !== undefined);
  return {
    ...found,
    says: daySays(payment, found, basis),
    toCome: elsewhere && found.day > dayOf(now, policy.timeZone),
  };
}

/** What the server will be asked for a payment, asked here on the same facts; null where only the server can say. */
export function judgePayment(payment: PaymentTaken, basis: PayBasis): ForeseenPayment | null {
  const { facts, policy, now, windows } = basis;
  if (policy === null) return null;
  const purpose = payment.purpose ?? null;
  const { amount, method: tender, channel, brand } = payment;
  const offered = { amount, tender, channel, purpose, ...(brand === undefined ? {} : { brand }) };
  return {
    doubt: dateDoubtOf(payment, policy, now),
    answer: mayPay(facts, offered, policy, now, windows),
    day: foreseeDay(payment, { facts, policy, now }),
    falls: whereItFalls(facts, { tender, amount, purpose }, dayOf(now, policy.timeZone)),
  };
}

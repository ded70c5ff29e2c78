import type { AccountPage, PublishedPolicy } from '@curbstop/contracts';
import { isProfileName, reconnectionChoice, policyOn, withWritten } from '@curbstop/policy';
import type { Cents, ClauseId, Instant } from '@curbstop/policy';

/** What asking for the water would mean now (F.1 to F.3). The server decides at the moment it is asked. */
export interface ReconnectionQuote {
  /** F.3: outside of office hours, so that the customer has a choice. */
  readonly afterHours: boolean;
  /** Owed already, before this fee. */
  readonly owed: Cents;
  readonly fee: Cents;
  readonly clause: ClauseId;
  /** The crew goes no earlier than this. */
  readonly from: Instant;
  /** Everything that is owed for the water, and this fee (F.1, F.2). */
  readonly total: Cents;
}

/** Of the published policy, what a quote goes by. */
export type QuotedPolicy = Pick<PublishedPolicy, 'profile' | 'version'> & {
  readonly switches: readonly Pick<PublishedPolicy['switches'][number], 'name' | 'value'>[];
};

/** The quote by the policy in force; null when this page is older than the city's profile, and only the server can say. */
export function quoteFor(
  page: Pick<AccountPage, 'toPay'>,
  published: QuotedPolicy,
  now: Instant,
  consent: boolean,
): ReconnectionQuote | null {
  if (!isProfileName(published.profile)) return null;
  const values = Object.fromEntries(published.switches.map(({ name, value }) => [name, value]));
  const policy = withWritten(policyOn(published.profile, published.version), values);
  const { requestClass, feeKind, clause, from } = reconnectionChoice(now, consent, policy);
  const { turnOn } = page.toPay;
  if (turnOn === null) return null;
  // F.4: the server knows the cap of a low income; a fee that was charged already is not charged again.
  const fee = feeKind === 'after-hours-reconnection-fee' ? turnOn.afterHoursFee : turnOn.fee;
  return {
    afterHours: requestClass === 'after-hours',
    owed: (turnOn.amount - turnOn.fee) as Cents,
    fee,
    clause,
    from,
    total: (turnOn.amount - turnOn.fee + fee) as Cents,
  };
}

import { addBusinessDays, addDays } from '../../calendar/days.ts';
import { toInstant } from '../../calendar/zoned.ts';
import { NO_CENTS, cents, subtractCents } from '../../money/money.ts';
import type { BillFacts } from '../../facts/facts.ts';
import type { PolicyParameters } from '../../parameters/policy-parameters.ts';
import type { Cents, Day, Instant } from '../../units.ts';

/** H.5: the day by which a corrected invoice is to be paid: ten calendar days after it, holiday or not. */
export function correctedDue(invoiced: Day, policy: Pick<PolicyParameters, 'appeal'>): Day {
  return addDays(invoiced, policy.appeal.correctedDueDays);
}

/** H.5: the last day that is not "more than sixty days" after a corrected invoice; it counts from the invoice in every city. */
export function correctedShutoffDay(bill: Pick<BillFacts, 'billDate'>, policy: Pick<PolicyParameters, 'appeal'>): Day {
  return addDays(bill.billDate, policy.appeal.correctedShutoffDays);
}

/** What a corrected invoice does to the bill it replaces. In cents. */
export interface Correction {
  /** Taken off the books of the old bill. */
  readonly replaced: Cents;
  /** H.7: what was paid beyond the corrected amount; it is the customer's. */
  readonly overcharge: Cents;
  /** What of the payments pays the corrected invoice. */
  readonly carried: Cents;
}

/** H.5, H.7: a bill of `charges`, of which `paid` is paid, is put right at `corrected`. There is no interest. */
export function correction(charges: Cents, paid: Cents, corrected: Cents): Correction {
  if (corrected > charges) throw new RangeError('An appeal does not make a bill dearer.');
  const overcharge = paid > corrected ? subtractCents(paid, corrected) : NO_CENTS;
  return { replaced: subtractCents(charges, overcharge), overcharge, carried: cents(Math.min(paid, corrected)) };
}

/** H.6: charges that were right are to be paid within two business days of the decision, by the hour of E.1. */
export function upheldDue(decided: Day, policy: PolicyParameters): Instant {
  return toInstant(
    addBusinessDays(decided, policy.appeal.upheldBusinessDays, policy),
    policy.payByTime,
    policy.timeZone,
  );
}

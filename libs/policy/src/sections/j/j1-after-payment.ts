import { openCharges } from '../../money/allocate.ts';
import { NO_CENTS, addCents, minCents, subtractCents } from '../../money/money.ts';
import { whereItFalls } from './j1-allocation-preview.ts';
import type { AccountFacts, ArrangementFacts } from '../../facts/facts.ts';
import type { Purpose } from './j1-payments.ts';
import type { Cents, Day } from '../../units.ts';

/** I.3.c: what is paid of the bills of a plan is paid of its instalments, the oldest first. */
function rowsPaid(rows: ArrangementFacts['rows'], amount: Cents): ArrangementFacts['rows'] {
  let left = amount;
  return rows.map((row) => {
    const part = minCents(left, row.unpaid);
    left = subtractCents(left, part);
    return { ...row, unpaid: subtractCents(row.unpaid, part) };
  });
}

/** What of an account a payment changes. */
type Payable = Pick<AccountFacts, 'bills' | 'fees' | 'returns' | 'arrangements'>;

/** The account once a payment of today, in good funds, has fallen where it falls. */
export function afterPayment<F extends Payable>(facts: F, amount: Cents, purpose: Purpose | null, today: Day): F {
  const { parts } = whereItFalls(facts, { tender: 'cash', amount, purpose }, today);
  const paid = new Map(parts.map((part) => [part.chargeId, part.amount]));
  const less = (chargeId: string, unpaid: Cents): Cents =>
    subtractCents(unpaid, minCents(unpaid, paid.get(chargeId) ?? NO_CENTS));
  return {
    ...facts,
    bills: facts.bills.map((bill) => ({
      ...bill,
      unpaidCharges: less(`bill/${bill.billId}`, bill.unpaidCharges),
      unpaidPenalty: less(`penalty/${bill.billId}`, bill.unpaidPenalty),
    })),
    arrangements: facts.arrangements.map((plan) => ({
      ...plan,
      rows: rowsPaid(
        plan.rows,
        addCents(
          ...plan.billIds.flatMap((id) => [paid.get(`bill/${id}`) ?? NO_CENTS, paid.get(`penalty/${id}`) ?? NO_CENTS]),
        ),
      ),
    })),
    fees: facts.fees
      .map((fee) => ({ ...fee, unpaid: less(`fee/${fee.entryId}`, fee.unpaid) }))
      .filter((fee) => fee.unpaid > 0),
    returns: facts.returns.map((each) => ({
      ...each,
      parts: each.parts
        .map((part) => ({ ...part, owed: less(part.chargeId, part.owed) }))
        .filter((part) => part.owed > 0),
    })),
  };
}

/** Nothing, and each sum at which a payment of today has paid one charge and begins the next; ascending. */
function endsOfCharges(facts: Payable, amount: Cents, purpose: Purpose | null, today: Day): readonly number[] {
  let sum = 0;
  const { parts } = whereItFalls(facts, { tender: 'cash', amount, purpose }, today);
  return [0, ...parts.map((part) => (sum += part.amount))];
}

/** The least payment of today that is enough; a cent less is not. Null where no payment is. */
export function leastThat<F extends Payable>(
  enough: (after: F) => boolean,
  facts: F,
  purpose: Purpose | null,
  today: Day,
): Cents | null {
  const all = addCents(...openCharges(facts).map((charge) => charge.unpaid));
  const isEnough = (amount: number): boolean => enough(afterPayment(facts, amount as Cents, purpose, today));
  if (!isEnough(all)) return null;
  let [tooLittle, most]: [number, number] = [-1, all];
  const tryOne = (amount: number): void => {
    if (isEnough(amount)) most = amount;
    else tooLittle = amount;
  };
  // Nearly always it is enough when some charge is paid: that is found in a few tries, and any other amount in the end.
  let ends = endsOfCharges(facts, all, purpose, today).filter((end) => end < most);
  while (ends.length > 0) {
    tryOne(ends[Math.floor(ends.length / 2)] ?? 0);
    ends = ends.filter((end) => end > tooLittle && end < most);
  }
  if (most - tooLittle > 1) tryOne(most - 1);
  while (most - tooLittle > 1) tryOne(Math.floor((tooLittle + most) / 2));
  return most as Cents;
}

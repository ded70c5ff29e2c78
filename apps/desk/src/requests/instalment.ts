import type { ArrangementFacts, Cents, Day } from '@curbstop/policy';
import { addCents, dueNow, formatDollars, NO_CENTS, subtractCents } from '@curbstop/policy';

/** What of an arrangement is not paid yet. */
export function unpaidOf({ rows }: Pick<ArrangementFacts, 'rows'>): Cents {
  return rows.length === 0 ? NO_CENTS : addCents(...rows.map((row) => row.unpaid));
}

/** Amounts that are most often given toward an arrangement, each once, none of zero. */
export function instalmentAmounts(
  arrangement: Pick<ArrangementFacts, 'rows'>,
  today: Day,
): readonly { readonly label: string; readonly cents: Cents }[] {
  const due = dueNow(arrangement, today);
  const next = arrangement.rows.find((row) => row.unpaid > 0 && row.due > today)?.unpaid ?? NO_CENTS;
  const seen = new Set<number>();
  return [
    { label: 'Due now', cents: due },
    { label: 'Next', cents: next },
    { label: 'All of it', cents: unpaidOf(arrangement) },
  ].filter(({ cents }) => {
    if (cents <= 0 || seen.has(cents)) return false;
    seen.add(cents);
    return true;
  });
}

/** I.3.c: what an amount does to an arrangement, in a sentence. */
export function instalmentSays(amount: Cents, arrangement: Pick<ArrangementFacts, 'rows'>, today: Day): string {
  const [due, unpaid] = [dueNow(arrangement, today), unpaidOf(arrangement)];
  if (amount > unpaid)
    return `The plan is paid, and ${formatDollars(subtractCents(amount, unpaid))} goes to what else is owed, or stays as credit.`;
  if (amount === unpaid) return 'With it the plan is paid.';
  if (amount < due) return `${formatDollars(subtractCents(due, amount))} of what is due now is still missing after it.`;
  return `The plan is in step after it; ${formatDollars(subtractCents(unpaid, amount))} stays to be paid.`;
}

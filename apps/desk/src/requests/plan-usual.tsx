import { addCents, coveredBills, downPayment, lastDayOf, lastDeferralOf, residueOf } from '@curbstop/policy';
import { CheckField, civilDay, Icon, mayUse, money, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import type { FieldsProps } from './form.ts';
import { billIdsOf } from './plan-wish.ts';
import type { PlanValues } from './plan-wish.ts';

/** What the fields of every kind are given. */
export type PlanProps = FieldsProps<PlanValues>;

/** What the policy would take where a field is left empty. */
export function usualOf({ values, basis: { page, policy } }: PlanProps): {
  balance: string;
  down: string;
  last: string;
  put: string;
} {
  const bills = coveredBills(page.facts, billIdsOf(values.bills));
  if (policy === null || bills.length === 0) return { balance: '', down: '', last: '', put: '' };
  const balance = addCents(...bills.map(residueOf));
  return {
    balance: money(balance),
    down: money(downPayment(balance, policy)),
    last: civilDay(lastDayOf(bills, policy), 'year'),
    put: civilDay(lastDeferralOf(bills, policy), 'year'),
  };
}

/** HSC 116910(b)(2): what the signed-in person may not allow stays in sight, with who may. */
export function Hardship({ values, change }: PlanProps): VNode {
  const { session } = useDesk();
  const who = useObservable(session.state);
  if (who.phase === 'in' && mayUse(who.me, ['supervisor']))
    return (
      <CheckField
        label="Longer, or with less down, for hardship. I.3.b"
        checked={values.hardship}
        onChecked={(hardship) => change({ hardship })}
      />
    );
  return (
    <p class="cs-small cs-muted">
      <Icon name="lock" size={14} /> Longer, or with less down, for hardship: a supervisor decides. I.3.b
    </p>
  );
}

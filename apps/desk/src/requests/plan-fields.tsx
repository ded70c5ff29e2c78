import type { ArrangementKind } from '@curbstop/policy';
import { coveredBills, downPayment, lastDayOf, lastDeferralOf, residueOf, addCents } from '@curbstop/policy';
import { Button, CheckField, civilDay, Icon, mayUse, money, TextField, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import type { FieldsProps } from './form.ts';
import { billIdsOf } from './plan-wish.ts';
import type { PlanValues } from './plan-wish.ts';
import { rowsAs, rowsIn } from './plan-rows.ts';

type Props = FieldsProps<PlanValues>;

/** What the policy would take where a field is left empty. */
function usualOf({ values, basis: { page, terms } }: Props): {
  balance: string;
  down: string;
  last: string;
  put: string;
} {
  const bills = coveredBills(page.facts, billIdsOf(values.bills));
  if (terms === null || bills.length === 0) return { balance: '', down: '', last: '', put: '' };
  const balance = addCents(...bills.map(residueOf));
  return {
    balance: money(balance),
    down: money(downPayment(balance, terms)),
    last: civilDay(lastDayOf(bills, terms), 'year'),
    put: civilDay(lastDeferralOf(bills, terms), 'year'),
  };
}

/** HSC 116910(b)(2): what the signed-in person may not allow stays in sight, with who may. */
function Hardship({ values, change }: Props): VNode {
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

function Amortization(props: Props): VNode {
  const { values, errors, change } = props;
  const { down, last } = usualOf(props);
  return (
    <>
      <div class="form-pair">
        <TextField
          label="Down payment"
          inputMode="decimal"
          autocomplete="off"
          maxLength={16}
          hint={down === '' ? '' : `Empty: ${down}, the least.`}
          value={values.down}
          onValue={(typed) => change({ down: typed })}
          error={errors['down'] ?? null}
        />
        <TextField
          label="Monthly payments"
          inputMode="numeric"
          autocomplete="off"
          maxLength={3}
          hint="Empty: as many as fit."
          value={values.months}
          onValue={(months) => change({ months })}
          error={errors['months'] ?? null}
        />
        <TextField
          label="The first on"
          type="date"
          hint="Empty: in a month."
          value={values.start}
          onValue={(start) => change({ start })}
          error={errors['start'] ?? null}
        />
      </div>
      {last !== '' && <p class="cs-small cs-muted">The last by {last}. I.3.b</p>}
      <Hardship {...props} />
    </>
  );
}

function OwnRows(props: Props): VNode {
  const { values, errors, change } = props;
  const { last } = usualOf(props);
  const typed = rowsIn(values.rows);
  const rows = typed.length === 0 ? [{ on: '', amount: '' }] : typed;
  const put = (nth: number, part: Partial<(typeof rows)[number]>): void =>
    change({ rows: rowsAs(rows.map((row, at) => (at === nth ? { ...row, ...part } : row))) });
  return (
    <>
      <div class="plan-rows" role="group" aria-label="Payments on days of their own">
        {rows.map((row, nth) => (
          <div key={nth} class="plan-row">
            <TextField label={`Payment ${nth + 1} on`} type="date" value={row.on} onValue={(on) => put(nth, { on })} />
            <TextField
              label="Amount"
              inputMode="decimal"
              autocomplete="off"
              maxLength={16}
              value={row.amount}
              onValue={(amount) => put(nth, { amount })}
            />
            <Button
              kind="quiet"
              label={`Leave out payment ${nth + 1}`}
              icon="cross"
              onClick={() => change({ rows: rowsAs(rows.filter((_, at) => at !== nth)) })}
            >
              {''}
            </Button>
          </div>
        ))}
        {errors['rows'] && (
          <span class="cs-error" role="alert">
            <Icon name="warning" /> {errors['rows']}
          </span>
        )}
        <Button size="small" onClick={() => change({ rows: rowsAs([...rows, { on: '', amount: '' }]) })}>
          Add a payment
        </Button>
      </div>
      <div class="form-pair">
        <TextField
          label="Fee"
          inputMode="decimal"
          autocomplete="off"
          maxLength={16}
          hint="None from a household of low income. I.4.b"
          value={values.fee}
          onValue={(fee) => change({ fee })}
          error={errors['fee'] ?? null}
        />
        <p class="cs-small cs-muted">
          With no payment named: equal parts each month. {last !== '' && `The last by ${last}. I.4.b`}
        </p>
      </div>
      <Hardship {...props} />
    </>
  );
}

function Reduction({ values, errors, change, basis }: Props): VNode {
  const most = basis.terms ? basis.terms.arrangement.reductionMax / 100 : 30;
  return (
    <>
      <div class="form-pair">
        <TextField
          label="Forgiven, %"
          inputMode="decimal"
          autocomplete="off"
          maxLength={6}
          hint={`To ${most} without the Council. I.5`}
          value={values.percent}
          onValue={(percent) => change({ percent })}
          error={errors['percent'] ?? null}
        />
        <TextField
          label="The rest paid by"
          type="date"
          hint="Empty: in a month."
          value={values.until}
          onValue={(until) => change({ until })}
          error={errors['until'] ?? null}
        />
      </div>
      <TextField
        label="Fund that bears it"
        hint="Not the rates of other customers. I.5"
        maxLength={200}
        autocomplete="off"
        value={values.fund}
        onValue={(fund) => change({ fund })}
        error={errors['fund'] ?? null}
      />
      <TextField
        label="Action of the City Council, if any"
        maxLength={200}
        autocomplete="off"
        value={values.council}
        onValue={(council) => change({ council })}
        error={errors['councilAction'] ?? null}
      />
    </>
  );
}

function Deferral(props: Props): VNode {
  const { values, errors, change } = props;
  const { put, balance } = usualOf(props);
  return (
    <TextField
      label={`All of it, ${balance}, paid on`}
      type="date"
      hint={put === '' ? '' : `Empty: ${put}, the latest. I.6`}
      value={values.until}
      onValue={(until) => change({ until })}
      error={errors['until'] ?? null}
    />
  );
}

/** The terms that each kind of arrangement has. */
export const TERMS_OF: Readonly<Record<ArrangementKind, (props: Props) => VNode>> = {
  amortization: Amortization,
  schedule: OwnRows,
  reduction: Reduction,
  deferral: Deferral,
};

import type { ArrangementKind } from '@curbstop/policy';
import { TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { OwnRows } from './plan-own-rows.tsx';
import { Hardship, usualOf } from './plan-usual.tsx';
import type { PlanProps } from './plan-usual.tsx';

function Amortization(props: PlanProps): VNode {
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

function Reduction({ values, errors, change, basis }: PlanProps): VNode {
  const most = basis.policy ? basis.policy.arrangement.reductionMax / 100 : 30;
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

function Deferral(props: PlanProps): VNode {
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
export const TERMS_OF: Readonly<Record<ArrangementKind, (props: PlanProps) => VNode>> = {
  amortization: Amortization,
  schedule: OwnRows,
  reduction: Reduction,
  deferral: Deferral,
};

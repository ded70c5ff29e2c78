import { DIAL_MULTIPLIERS, DIAL_UNITS, DIAL_UNIT_NAMES, METER_SIZES } from '@curbstop/policy';
import { Button, CheckField, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../../shell/route.ts';
import { useTablet } from '../../tablet/use-tablet.ts';
import type { JobDraft } from '../draft.ts';
import { newDialOf, newMeterErrors } from '../new-meter.ts';
import type { StepProps } from './step-props.ts';

const DIGITS = [3, 4, 5, 6, 7, 8, 9];

/** The new meter: what is printed on it, what its dial is like, and what it shows before water flows through it. */
export function ExchangeStep({ job, draft, happen, onNext }: StepProps): VNode {
  const { clock } = useTablet();
  const [asked, setAsked] = useState(false);
  const typed = draft.exchange;
  const dial = newDialOf(typed, job);
  const found = newMeterErrors(typed, draft, job);
  const errors = asked ? found : {};
  const type = (change: Partial<JobDraft['exchange']>): void => happen({ type: 'exchange-typed', change });
  const submit = (event: Event): void => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(found).length > 0) return;
    happen({ type: 'exchange-taken', at: clock.now() });
    onNext();
  };
  return (
    <form class="f-step" onSubmit={submit} noValidate>
      <div class="f-serial">
        <TextField
          label="Serial number on the new meter"
          hint="Read it off the meter that you set."
          autocomplete="off"
          maxLength={40}
          value={typed.serial}
          onValue={(serial) => type({ serial })}
          error={errors.serial ?? null}
        />
      </div>
      <div class="f-exchange">
        <SelectField
          label="Size of the new meter, inches"
          value={typed.size ?? ''}
          options={[
            { value: '', label: 'Choose' },
            ...METER_SIZES.map((size) => ({ value: size as string, label: size as string })),
          ]}
          onValue={(value) => type({ size: METER_SIZES.find((size) => size === value) ?? null })}
          error={errors.size ?? null}
        />
        <SelectField
          label="The new dial counts"
          value={dial.unit}
          options={DIAL_UNITS.map((unit) => ({ value: unit, label: DIAL_UNIT_NAMES[unit] }))}
          onValue={(value) => type({ unit: DIAL_UNITS.find((unit) => unit === value) ?? null })}
        />
        <SelectField
          label="Digits of the new dial that turn"
          value={String(dial.digits)}
          options={DIGITS.map((digits) => ({ value: String(digits), label: String(digits) }))}
          onValue={(value) => type({ digits: Number(value) })}
        />
        <SelectField
          label="One step of its last digit"
          value={String(dial.multiplier)}
          options={DIAL_MULTIPLIERS.map((step) => ({
            value: String(step),
            label: step === 1 ? '1, no painted zeros' : `${step}, ${String(step).length - 1} painted`,
          }))}
          onValue={(value) => type({ multiplier: DIAL_MULTIPLIERS.find((step) => String(step) === value) ?? null })}
        />
        <TextField
          label={`First reading of the new meter, ${DIAL_UNIT_NAMES[dial.unit]}`}
          hint="The digits of its dial, without painted zeros."
          inputMode="decimal"
          autocomplete="off"
          value={typed.register}
          onValue={(register) => type({ register })}
          error={errors.register ?? null}
        />
      </div>
      <CheckField
        label="The radio of the old meter is on the new one"
        checked={typed.keepsRadio}
        onChecked={(keepsRadio) => type({ keepsRadio })}
      />
      <div class="f-push" />
      <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot do it</Button>
      <Button type="submit" kind="primary" wide>
        The new meter is in
      </Button>
    </form>
  );
}

import { Button, Icon, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { rowsAs, rowsIn } from './plan-rows.ts';
import { Hardship, usualOf } from './plan-usual.tsx';
import type { PlanProps } from './plan-usual.tsx';

/** The keyboard goes to the day of a row that was added, and to the last one when a row was left out. */
function useLastDay(count: number): { readonly current: HTMLDivElement | null } {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(count);
  useEffect(() => {
    if (before.current === count) return;
    before.current = count;
    [...(box.current?.querySelectorAll<HTMLElement>('input[type="date"]') ?? [])].at(-1)?.focus();
  }, [count]);
  return box;
}

/** I.4: payments on days of the customer's own, or equal ones each month. */
export function OwnRows(props: PlanProps): VNode {
  const { values, errors, change } = props;
  const { last } = usualOf(props);
  const typed = rowsIn(values.rows);
  const rows = typed.length === 0 ? [{ on: '', amount: '' }] : typed;
  const box = useLastDay(rows.length);
  const put = (nth: number, part: Partial<(typeof rows)[number]>): void =>
    change({ rows: rowsAs(rows.map((row, at) => (at === nth ? { ...row, ...part } : row))) });
  return (
    <>
      <div class="plan-rows" ref={box} role="group" aria-label="Payments on days of their own">
        {rows.map((row, nth) => (
          <div key={nth} class="plan-row">
            <TextField label={`Payment ${nth + 1} on`} type="date" value={row.on} onValue={(on) => put(nth, { on })} />
            <TextField
              label={`Amount ${nth + 1}`}
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
          hint="None for a low income. I.4.b"
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

import { Button, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { Hazard } from '../../day/next-stop.tsx';
import { go } from '../../shell/route.ts';
import { useTablet } from '../../tablet/use-tablet.ts';
import { matchSerial } from '../serial.ts';
import type { StepProps } from './step-props.ts';

/** The serial is typed off the meter; another one than the order's stops the job here. */
export function MeterStep({ job, kind, draft, happen, onNext }: StepProps): VNode {
  const { clock } = useTablet();
  const form = useRef<HTMLFormElement>(null);
  const match = matchSerial(draft.serial, job.meterSerial);
  const compared = draft.serialAt !== null;
  const valve = kind.effect !== 'none';
  const error =
    compared && match === 'differs'
      ? `This is not the meter on this order.${valve ? ' The valve step stays locked.' : ''}`
      : null;
  const submit = (event: Event): void => {
    event.preventDefault();
    happen({ type: 'serial-compared', at: clock.now() });
    if (match === 'matches' || match === 'unknown') onNext();
  };
  return (
    <form class="f-step" ref={form} onSubmit={submit} noValidate>
      <Hazard says={job.hazard} />
      <div class="f-serial">
        <TextField
          label="Serial number on the meter"
          hint={
            job.meterSerial === null
              ? 'The order names no meter: what you type is noted.'
              : 'Read it off the meter itself, not off this screen.'
          }
          inputMode="text"
          autocomplete="off"
          maxLength={40}
          autofocus
          value={draft.serial}
          onValue={(text) => happen({ type: 'serial-typed', text })}
          error={error}
          {...(draft.valve ? { readOnly: true } : {})}
        />
      </div>
      {job.meterSerial === null && kind.effect === 'off' && (
        <p class="cs-error" role="alert">
          Without a serial on the order this valve cannot be closed. Call dispatch.
        </p>
      )}
      <div class="f-push" />
      <div class="f-two">
        <Button
          onClick={() => {
            happen({ type: 'serial-typed', text: '' });
            form.current?.querySelector('input')?.focus();
          }}
        >
          Type it again
        </Button>
        <Button
          onClick={() => {
            if (error !== null)
              happen({ type: 'cannot-typed', reason: 'wrong-meter', note: `Meter here: ${draft.serial.trim()}` });
            go({ page: 'cannot', orderId: job.orderId });
          }}
        >
          {error === null ? 'Cannot do it' : 'Report the other meter'}
        </Button>
      </div>
      <Button type="submit" kind="primary" wide disabled={match === 'empty'}>
        Compare with the order
      </Button>
    </form>
  );
}

import { Button, countdown } from '@curbstop/ui';
import { FLOW_WATCH_MS, flowWatchLeft } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { go } from '../../shell/route.ts';
import { useCityNow, useTablet } from '../../tablet/use-tablet.ts';
import type { StepProps } from './step-props.ts';

/** The dial is watched to the end of the countdown: still after closing, turning after opening. */
export function FlowStep({ job, kind, draft, happen, onNext }: StepProps): VNode {
  const { clock } = useTablet();
  const now = useCityNow();
  const off = kind.effect === 'off';
  useEffect(() => happen({ type: 'flow-watched', at: clock.now() }), []);
  const left = flowWatchLeft(draft.flowFrom, now) ?? FLOW_WATCH_MS;
  return (
    <>
      <section class="f-gate f-gate-wait">
        <div>
          <p class="f-gate-title">{off ? 'Does the dial stand still?' : 'Does water flow?'}</p>
          <p>
            {off
              ? `Watch the smallest hand for ${FLOW_WATCH_MS / 1_000} seconds.`
              : 'Open a hose bib, or ask at the door, and watch the dial.'}
          </p>
          <p class="f-big" role="timer">
            {left > 0 ? countdown(left) : 'The time is over'}
          </p>
        </div>
      </section>
      <div class="f-push" />
      <div class="f-two">
        <Button
          onClick={() => {
            happen({ type: 'cannot-typed', reason: off ? 'valve-leaks' : 'valve-stuck', note: draft.cannot.note });
            go({ page: 'cannot', orderId: job.orderId });
          }}
        >
          {off ? 'The meter still turns' : 'No water'}
        </Button>
        <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Something else</Button>
      </div>
      <Button
        kind="primary"
        wide
        disabled={left > 0}
        onClick={() => {
          happen({ type: 'flow-checked', at: clock.now() });
          onNext();
        }}
      >
        {off ? 'It stands still: no flow' : 'Water flows'}
      </Button>
    </>
  );
}

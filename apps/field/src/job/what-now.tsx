import { Button } from '@curbstop/ui';
import { kindOf } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { go } from '../shell/route.ts';
import { useStops } from '../tablet/use-tablet.ts';
import type { Gate } from './use-gate.ts';

function waitWords({ online, standing }: Gate): string {
  if (standing.kind === 'refused') return 'The water stays on. Ask again only if something changed.';
  if (online) return 'Wait: the tablet asks the city again by itself.';
  return 'Drive to where there is a signal. The tablet asks again by itself.';
}

/** What a crew can do at a valve that it may not close. */
export function WhatNow({
  orderId,
  gate,
  onSkip,
}: {
  orderId: number;
  gate: Gate;
  onSkip: (orderId: number) => void;
}): VNode {
  const { later, next } = useStops();
  const on = [...(next ? [next] : []), ...later].find(
    ({ job }) => kindOf(job.kind).effect === 'on' && job.orderId !== orderId,
  );
  return (
    <>
      <section>
        <h2>What you can do</h2>
        <ol class="f-what-now">
          <li>
            <span>{waitWords(gate)}</span>
          </li>
          <li>
            <span>Skip this stop and go on. It stays yours.</span>
          </li>
          <li>
            <span>
              Turn water <strong>on</strong> and read meters. These need no network.
            </span>
          </li>
        </ol>
      </section>
      <div class="f-push" />
      <div class="f-two">
        <Button
          onClick={() => {
            onSkip(orderId);
            go({ page: 'stops' });
          }}
        >
          Skip for now
        </Button>
        {on ? (
          <Button onClick={() => go({ page: 'job', orderId: on.job.orderId })}>
            Turn on at stop {on.job.sequence}
          </Button>
        ) : (
          <Button onClick={() => go({ page: 'cannot', orderId })}>Cannot do it</Button>
        )}
      </div>
    </>
  );
}

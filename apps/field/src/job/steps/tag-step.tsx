import { Button, ClauseTag } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useTablet } from '../../tablet/use-tablet.ts';
import type { StepProps } from './step-view.tsx';

/** E.4: whoever lives here is told how to get the water back. */
export function TagStep({ job, happen, onNext }: StepProps): VNode {
  const { clock } = useTablet();
  return (
    <>
      <section class="f-gate f-gate-wait">
        <div>
          <p class="f-gate-title">Leave the tag at the door</p>
          <p>
            It says how to get the water back: what to pay, where, and until when today. <ClauseTag clause="E.4" />
          </p>
          <p>
            <strong>{job.address}</strong>
          </p>
        </div>
      </section>
      <div class="f-push" />
      <Button
        kind="primary"
        wide
        onClick={() => {
          happen({ type: 'tag-left', at: clock.now() });
          onNext();
        }}
      >
        I left the tag
      </Button>
    </>
  );
}

import { Button, ClauseTag } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useTablet } from '../../tablet/use-tablet.ts';
import { go } from '../../shell/route.ts';
import type { StepProps } from './step-props.ts';

/** Which paper is left at the door, what it tells and in which languages, and what runs from then on. */
export function TagStep({ job, kind, happen, onNext }: StepProps): VNode {
  const { clock } = useTablet();
  // A list that was kept from an older version of the server names no paper: the kind does.
  const paper = job.paper ?? kind.paper?.(job.clause);
  const languages = job.paper?.languages ?? [];
  return (
    <>
      <section class="f-gate f-gate-wait">
        <div>
          <p class="f-gate-title">{paper?.name ?? 'Leave the paper of this order'}</p>
          {paper && (
            <p>
              {paper.message} <ClauseTag clause={paper.clause} />
            </p>
          )}
          {languages.length > 0 && (
            <p>
              Languages: <strong>{languages.join(', ')}</strong>
            </p>
          )}
          {job.paper && <p>{job.paper.deadline}</p>}
          <p>
            At the door: <strong>{job.address}</strong>
          </p>
        </div>
      </section>
      <div class="f-push" />
      <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot leave it</Button>
      <Button
        kind="primary"
        wide
        onClick={() => {
          happen({ type: 'tag-left', at: clock.now() });
          onNext();
        }}
      >
        I left it: {paper?.name ?? 'the paper'}
      </Button>
    </>
  );
}

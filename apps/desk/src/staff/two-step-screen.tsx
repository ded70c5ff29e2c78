import { OwnTwoStep, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';

/** One's own second step. */
export function TwoStepScreen(): VNode {
  const { session } = useDesk();
  const who = useObservable(session.state);
  if (who.phase !== 'in') return <></>;
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Two-step sign-in</h1>
      </div>
      <section class="cs-card two-step">
        <OwnTwoStep session={session} me={who.me} />
      </section>
    </>
  );
}

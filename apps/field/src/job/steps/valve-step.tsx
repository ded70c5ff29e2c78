import { Button, ClauseTags, HoldButton, SlideToConfirm } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { freshPosition } from '../../place/place.ts';
import { go } from '../../shell/route.ts';
import { useFormats, useTablet } from '../../tablet/use-tablet.ts';
import { GatePanel } from '../gate-panel.tsx';
import { PlaceCard } from '../place-card.tsx';
import { WhatNow } from '../what-now.tsx';
import type { StepProps } from './step-view.tsx';

/** Takes the position for the evidence as long as the step is shown and the valve was not turned. */
function usePosition({ draft, happen }: StepProps): void {
  const { place, clock } = useTablet();
  useEffect(() => {
    const take = (): void => {
      const here = freshPosition(place.state.get(), clock.now());
      if (here && draft.valve === null && draft.position?.at !== here.at) happen({ type: 'placed', position: here });
    };
    take();
    return place.state.subscribe(take);
  }, [place, draft.valve]);
}

function ReadCard({ job, draft }: StepProps): VNode {
  const { shortDay } = useFormats();
  return (
    <div class="f-card">
      <p>Read now</p>
      <p class="f-big">
        {draft.read?.register} <small>m³</small>
      </p>
      <p class="cs-muted">
        {job.lastRead ? `Last read ${job.lastRead.register}, ${shortDay(job.lastRead.at)}. ` : 'Never read before. '}
        {draft.read?.despite ? 'Unlikely, read twice.' : 'In line with its use.'}
      </p>
    </div>
  );
}

/** The gate again, then the slide. What the lock says has no way around it here. */
export function CloseStep(props: StepProps): VNode {
  const { job, draft, gate, lock, stuck, happen, onNext, onSkip } = props;
  const { clock } = useTablet();
  usePosition(props);
  const cannot = (): void => go({ page: 'cannot', orderId: job.orderId });
  const close = (): void => {
    happen({ type: 'closed', at: clock.now(), facts: gate.factsNow() });
    onNext();
  };
  const refused =
    lock !== null && (stuck || lock.kind === 'expired' || lock.kind === 'permit' || lock.kind === 'refused');
  return (
    <>
      <GatePanel gate={gate} draft={draft} />
      {refused ? (
        <WhatNow orderId={job.orderId} gate={gate} onSkip={onSkip} />
      ) : (
        <>
          <div class="f-cards">
            <ReadCard {...props} />
            <PlaceCard job={job} />
          </div>
          <div class="f-push" />
          {lock && (
            <p class="f-lock" role="status">
              {lock.says} <ClauseTags clauses={lock.clauses} />
            </p>
          )}
          <div class="f-three">
            <Button
              onClick={() => {
                happen({ type: 'cannot-typed', reason: 'customer-says-paid', note: draft.cannot.note });
                cannot();
              }}
            >
              Customer says paid
            </Button>
            <Button onClick={cannot}>Cannot close</Button>
            <HoldButton label="Hold 3 s instead" disabled={lock !== null} onDone={close} />
          </div>
        </>
      )}
      <SlideToConfirm label={lock?.label ?? 'Slide to close the valve'} disabled={lock !== null} onDone={close} />
    </>
  );
}

/** Giving water back asks nobody. */
export function OpenStep(props: StepProps): VNode {
  const { job, happen, onNext } = props;
  const { clock } = useTablet();
  usePosition(props);
  const open = (): void => {
    happen({ type: 'opened', at: clock.now() });
    onNext();
  };
  return (
    <>
      <section class="f-gate f-gate-yes">
        <div>
          <p class="f-gate-title">Open slowly, and stay</p>
          <p>If the meter races with nobody at home, close again and leave it undone: a tap may be open inside.</p>
        </div>
      </section>
      <div class="f-cards">
        <ReadCard {...props} />
        <PlaceCard job={job} />
      </div>
      <div class="f-push" />
      <div class="f-two">
        <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot open</Button>
        <HoldButton label="Hold 3 s instead" onDone={open} />
      </div>
      <SlideToConfirm label="Slide to open the valve" onDone={open} />
    </>
  );
}

import { POSITION_PROBLEMS } from '@curbstop/contracts';
import { DIAL_UNIT_MARKS, dialFace } from '@curbstop/policy';
import { Button, civilDayIn, ClauseTags, HoldButton, SlideToConfirm } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { whereNow } from '../../place/place.ts';
import { go } from '../../shell/route.ts';
import { useCityNow, useFormats, useTablet } from '../../tablet/use-tablet.ts';
import { FarCheck } from '../far-check.tsx';
import { GatePanel } from '../gate-panel.tsx';
import { UNDO_MS, turned } from '../machine.ts';
import { dialOfJob } from '../plausible.ts';
import { PlaceCard } from '../place-card.tsx';
import { WhatNow } from '../what-now.tsx';
import type { StepProps } from './step-props.ts';

/** Takes the position for the evidence as long as the step is shown and the valve was not turned. */
function usePosition({ draft, happen }: StepProps): void {
  const { place, clock } = useTablet();
  useEffect(() => {
    const take = (): void => {
      const here = whereNow(place.state.get(), clock.now());
      if (turned(draft) === null && (here.position === null || draft.position?.at !== here.position.at))
        happen({ type: 'placed', ...here });
    };
    take();
    return place.state.subscribe(take);
  }, [place, draft.valve, draft.sliding]);
}

/** The slide was pulled: for some seconds it can be undone, then it counts. */
function Sliding({ draft, happen, onNext }: StepProps): VNode {
  const { clock } = useTablet();
  const now = useCityNow(250);
  const { sliding } = draft;
  const left = sliding ? UNDO_MS - (now - sliding.at) : 0;
  const over = left <= 0;
  useEffect(() => {
    if (!over) return;
    happen({ type: 'slide-counted', at: clock.now() });
    onNext();
  }, [over]);
  return (
    <>
      <section class="f-gate f-gate-wait">
        <div>
          <p class="f-gate-title">{sliding?.state === 'open' ? 'The valve is open' : 'The valve is closed'}</p>
          <p class="f-big" role="timer">
            Counts in {Math.max(1, Math.ceil(left / 1_000))} s
          </p>
        </div>
      </section>
      <div class="f-push" />
      <Button kind="primary" wide onClick={() => happen({ type: 'slide-undone', at: clock.now() })}>
        Undo: the valve was not turned
      </Button>
    </>
  );
}

function ReadCard({ job, draft }: StepProps): VNode {
  const dial = dialOfJob(job);
  const { clock } = useTablet();
  const { civil } = useFormats();
  return (
    <div class="f-card">
      <p>Read now</p>
      <p class="f-big">
        {draft.read && dialFace(draft.read.register, dial)} <small>{DIAL_UNIT_MARKS[dial.unit]}</small>
      </p>
      <p class="cs-muted">
        {job.lastRead
          ? `Last read ${dialFace(job.lastRead.register, dial)}, ${civilDayIn(civil(job.lastRead.at), civil(clock.now()))}. `
          : 'Never read before. '}
        {draft.read?.despite ? 'Unlikely, read twice.' : 'In line with its use.'}
      </p>
    </div>
  );
}

/** The gate again, then the slide. What the lock says has no way around it here. */
export function CloseStep(props: StepProps): VNode {
  const { job, draft, gate, lock, stuck, happen, onSkip } = props;
  const { clock } = useTablet();
  usePosition(props);
  const cannot = (): void => go({ page: 'cannot', orderId: job.orderId });
  const close = (): void => {
    happen({ type: 'closed', at: clock.now(), facts: gate.factsNow() });
  };
  if (draft.sliding) return <Sliding {...props} />;
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
          <FarCheck job={job} draft={draft} position={draft.position} happen={happen} />
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
            <Button
              onClick={() => {
                if (lock?.kind === 'position' && draft.positionMissing)
                  happen({
                    type: 'cannot-typed',
                    reason: 'other',
                    note: `${POSITION_PROBLEMS[draft.positionMissing]}.`,
                  });
                cannot();
              }}
            >
              Cannot close
            </Button>
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
  const { job, draft, happen } = props;
  const { clock } = useTablet();
  usePosition(props);
  const open = (): void => {
    happen({ type: 'opened', at: clock.now() });
  };
  if (draft.sliding) return <Sliding {...props} />;
  return (
    <>
      <section class="f-gate f-gate-yes">
        <div>
          <p class="f-gate-title">Open slowly, and stay</p>
          <p>
            If the meter spins fast and no one is home, close the valve again and choose Cannot close: a tap may be open
            inside.
          </p>
        </div>
      </section>
      <div class="f-cards">
        <ReadCard {...props} />
        <PlaceCard job={job} />
      </div>
      <FarCheck job={job} draft={draft} position={draft.position} happen={happen} />
      <div class="f-push" />
      <div class="f-two">
        <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot open</Button>
        <HoldButton label="Hold 3 s instead" onDone={open} />
      </div>
      <SlideToConfirm label="Slide to open the valve" onDone={open} />
    </>
  );
}

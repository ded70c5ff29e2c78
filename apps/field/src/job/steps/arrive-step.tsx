import { dialWords } from '@curbstop/policy';
import { Button, civilDay, money, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { Hazard } from '../../day/next-stop.tsx';
import { go } from '../../shell/route.ts';
import { freshPosition } from '../../place/place.ts';
import { useCityNow, useFormats, useTablet } from '../../tablet/use-tablet.ts';
import { lacksFarReason } from '../far.ts';
import { FarCheck } from '../far-check.tsx';
import { PlaceCard } from '../place-card.tsx';
import { dialOfJob } from '../plausible.ts';
import { useDeed } from '../use-deed.ts';
import type { StepProps } from './step-props.ts';

/** Hazard, how to find the box, and the word that the crew is there. */
export function ArriveStep({ job, kind, draft, happen, onNext }: StepProps): VNode {
  const { place } = useTablet();
  const here = freshPosition(useObservable(place.state), useCityNow(2_000));
  const { deeds, busy, trouble, run } = useDeed();
  const { time, dayTime } = useFormats();
  const unexplained = lacksFarReason(job, here, draft.far);
  const there = draft.arrivedAt !== null || job.state === 'on-site';
  return (
    <>
      <Hazard says={job.hazard} />
      {job.reason !== null && <p>Why: {job.reason}</p>}
      <div class="f-cards">
        <div class="f-card">
          <p>{kind.effect === 'off' ? 'Owes, past due' : 'Customer'}</p>
          <p class="f-big">{kind.effect === 'off' ? money(job.pastDue) : job.customer}</p>
          <p class="cs-muted">{kind.effect === 'off' ? job.customer : `Due ${civilDay(job.dueOn, 'week')}`}</p>
        </div>
        <div class="f-card">
          <p>The meter box</p>
          <p class="f-big f-big-text">{job.meterNote === '' ? 'No note' : job.meterNote}</p>
          <p class="cs-muted">
            {job.lastRead
              ? `Last read ${dialWords(job.lastRead.register, dialOfJob(job))}, ${dayTime(job.lastRead.at)}`
              : 'Never read'}
          </p>
        </div>
        <PlaceCard job={job} />
      </div>
      {!there && <FarCheck job={job} draft={draft} position={here} happen={happen} />}
      <div class="f-push" />
      {trouble !== null && (
        <p class="cs-error" role="alert">
          {trouble}
        </p>
      )}
      <div class="f-two">
        <Button onClick={() => go({ page: 'stops' })}>Not yet</Button>
        <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot do it</Button>
      </div>
      {there ? (
        <Button kind="primary" wide onClick={onNext}>
          Arrived{draft.arrivedAt === null ? '' : ` at ${time(draft.arrivedAt)}`}. Go on
        </Button>
      ) : (
        <Button kind="primary" wide busy={busy} disabled={unexplained} onClick={() => run(deeds.arrive(job))}>
          I have arrived at {job.address}
        </Button>
      )}
    </>
  );
}

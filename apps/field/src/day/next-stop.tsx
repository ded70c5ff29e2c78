import {
  Button,
  distanceWords,
  Icon,
  kindWord,
  money,
  OrderMark,
  shapeOf,
  fillOf,
  stateWord,
  useObservable,
} from '@curbstop/ui';
import type { VNode } from 'preact';
import { go } from '../shell/route.ts';
import { useTablet } from '../tablet/use-tablet.ts';
import { kindOf, serialHint } from '@curbstop/work-orders';
import { metresBetween } from './stops.ts';
import type { Stop } from './stops.ts';

/** A hazard, before anything else of a stop. */
export function Hazard({ says }: { says: string }): VNode | null {
  if (says === '') return null;
  return (
    <p class="f-hazard">
      <Icon name="warning" size={28} weight={2} /> <span>{says}</span>
    </p>
  );
}

/** The next stop, whole: hazard first, then where, what, and how to find the box. */
export function NextStop({ stop }: { stop: Stop }): VNode {
  const { clock, day, place } = useTablet();
  const { units } = useObservable(clock.time);
  const { today } = useObservable(day.state);
  const { fix } = useObservable(place.state);
  const { job } = stop;
  const owes = kindOf(job.kind).effect === 'off' && job.pastDue > 0;
  const facts = [job.meterNote, fix ? `${distanceWords(metresBetween(fix, job), units.distance)} away` : ''].filter(
    (fact) => fact !== '',
  );
  return (
    <section class="f-next" aria-label="Next stop">
      <Hazard says={job.hazard} />
      <button type="button" class="f-next-what" onClick={() => go({ page: 'job', orderId: job.orderId })}>
        <OrderMark
          shape={shapeOf(job.kind, job.urgent)}
          fill={fillOf(job.state)}
          number={job.sequence}
          size={58}
          label={stateWord(job.state)}
        />
        <span class="cs-grow">
          <strong class="f-next-address">{job.address}</strong>
          <span>
            {kindWord(job.kind)}
            {owes && (
              <>
                {' · owes '}
                <strong>{money(job.pastDue)}</strong>
              </>
            )}
            {job.meterSerial !== null && ` · meter ending in ${serialHint(job.meterSerial)}`}
          </span>
          {facts.length > 0 && <span class="cs-muted">{facts.join(' · ')}</span>}
        </span>
      </button>
      <div class="f-two">
        {today && today.dispatchPhone !== '' && (
          <a class="cs-btn" href={`tel:${today.dispatchPhone.replaceAll(/[^\d+]/g, '')}`}>
            <Icon name="phone" size={22} /> Call dispatch
          </a>
        )}
        <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot do it</Button>
      </div>
    </section>
  );
}

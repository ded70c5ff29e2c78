import { DIAL_UNIT_MARKS, dialDecimals, dialFace, dialWords } from '@curbstop/policy';
import { Button, civilDayIn, NumberPad } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../../shell/route.ts';
import { useFormats, useTablet } from '../../tablet/use-tablet.ts';
import { dialOfJob, oddity } from '../plausible.ts';
import type { Oddity } from '../plausible.ts';
import { turned } from '../machine.ts';
import { PlaceCard } from '../place-card.tsx';
import type { StepProps } from './step-props.ts';

/** The register, typed on a dial pad. An unlikely one is asked for again; what was typed stays. */
export function ReadStep({ job, draft, happen, onNext }: StepProps): VNode {
  const { clock } = useTablet();
  const { civil } = useFormats();
  const [odd, setOdd] = useState<Oddity | null>(null);
  const dial = dialOfJob(job);
  const again = odd !== null && odd.kind !== 'form';
  const take = (despite: boolean): void => {
    const found = oddity(draft.reading, job.lastRead, clock.now(), dial);
    if (found && (found.kind === 'form' || !despite)) {
      setOdd(found);
      return;
    }
    happen({ type: 'reading-taken', at: clock.now(), despite: found !== null });
    onNext();
  };
  const type = (text: string): void => {
    setOdd(null);
    happen({ type: 'reading-typed', text });
  };
  return (
    <>
      <div class="f-read">
        <NumberPad
          label="Reading"
          unit={DIAL_UNIT_MARKS[dial.unit]}
          digits={dial.digits}
          decimals={dialDecimals(dial)}
          painted={String(dial.multiplier).slice(1)}
          value={draft.reading}
          disabled={turned(draft) !== null}
          hint={
            job.lastRead
              ? `Last read ${dialWords(job.lastRead.register, dial)} on ${civilDayIn(civil(job.lastRead.at), civil(clock.now()))}`
              : 'This meter was never read before.'
          }
          error={odd?.says ?? null}
          onValue={type}
          onEnter={() => {
            if (draft.reading !== '' && !again) take(false);
          }}
        />
        <div class="f-read-side">
          <PlaceCard job={job} />
        </div>
      </div>
      <div class="f-push" />
      {again && (
        <div class="f-two">
          <Button onClick={() => type('')}>Type it again</Button>
          <Button onClick={() => take(true)}>I read it twice: {dialFace(draft.reading, dial)} is right</Button>
        </div>
      )}
      {!again && (
        <>
          <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot read it</Button>
          <Button kind="primary" wide disabled={draft.reading === ''} onClick={() => take(false)}>
            Take this reading
          </Button>
        </>
      )}
    </>
  );
}

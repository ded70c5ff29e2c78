import { Button, distanceWords, useObservable } from '@curbstop/ui';
import { dialWords } from '@curbstop/policy';
import { isUsable, missingEvidence } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { POSITION_PROBLEMS } from '@curbstop/contracts';
import type { CrewJob } from '@curbstop/contracts';
import { whereNow } from '../../place/place.ts';
import { go } from '../../shell/route.ts';
import { useCityNow, useFormats, useTablet } from '../../tablet/use-tablet.ts';
import type { JobDraft } from '../draft.ts';
import { lacksFarReason } from '../far.ts';
import { FarCheck } from '../far-check.tsx';
import { evidenceOf } from '../machine.ts';
import { newMeterOf } from '../new-meter.ts';
import { dialOfJob } from '../plausible.ts';
import { useDeed } from '../use-deed.ts';
import type { StepProps } from './step-props.ts';

function useSummary(draft: JobDraft, job: CrewJob): readonly (readonly [string, string])[] {
  const { exact } = useFormats();
  const { units } = useObservable(useTablet().clock.time);
  const dial = dialOfJob(job);
  const newMeter = newMeterOf(draft, job);
  const at = (moment: number | null): string => (moment === null ? '' : `, ${exact(moment)}`);
  const rows: (readonly [string, string | null])[] = [
    ['Arrived', draft.arrivedAt === null ? null : exact(draft.arrivedAt)],
    ['Meter', draft.serialAt === null ? null : `${draft.serial.trim()}${at(draft.serialAt)}`],
    [
      'Reading',
      draft.read &&
        `${dialWords(draft.read.register, dial)}${at(draft.read.at)}${draft.read.despite ? ', unlikely, read twice' : ''}`,
    ],
    [
      'New meter',
      newMeter &&
        `${newMeter.serial}, ${newMeter.size} inch, at ${dialWords(newMeter.register, newMeter.dial)}${at(draft.exchangedAt)}`,
    ],
    ['Valve', draft.valve && `${draft.valve.state}${at(draft.valve.at)}`],
    ['Flow', draft.flowAt === null ? null : `checked${at(draft.flowAt)}`],
    ['Tag', draft.tagAt === null ? null : `left at the door${at(draft.tagAt)}`],
    [
      'Position',
      draft.position && `good to ${distanceWords(draft.position.accuracy, units.distance)}${at(draft.position.at)}`,
    ],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** What was done, what is missing, a note, and the end of it. */
export function DoneStep({ job, kind, draft, happen }: StepProps): VNode {
  const { place, network } = useTablet();
  const { online } = useObservable(network.state);
  const here = whereNow(useObservable(place.state), useCityNow(2_000));
  const { deeds, busy, trouble, run } = useDeed();
  const summary = useSummary(draft, job);
  const kept = evidenceOf(draft, job);
  // What is known of the place when it is sent: a good fix taken on the way stands.
  const evidence = isUsable(draft.position)
    ? kept
    : { ...kept, position: here.position ?? kept.position, positionMissing: here.missing };
  const missing = missingEvidence(kind, evidence);
  const unexplained = lacksFarReason(job, evidence.position, draft.far);
  return (
    <>
      <dl class="f-facts">
        {summary.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      <label class="f-note">
        Note for the office, if there is anything to say
        <textarea
          class="cs-input"
          rows={2}
          maxLength={500}
          value={draft.note}
          onInput={(event) => happen({ type: 'noted', text: event.currentTarget.value })}
        />
      </label>
      <FarCheck job={job} draft={draft} position={evidence.position} happen={happen} />
      {!isUsable(evidence.position) && evidence.positionMissing && (
        <p class="cs-muted" role="status">
          Sent without a position: {POSITION_PROBLEMS[evidence.positionMissing].toLowerCase()}.
        </p>
      )}
      {missing.map(({ part, says }) => (
        <p key={part} class="cs-error" role="alert">
          {says}
        </p>
      ))}
      {trouble !== null && (
        <p class="cs-error" role="alert">
          {trouble}
        </p>
      )}
      <div class="f-push" />
      {!online && <p class="cs-muted">No network: it is kept in the outbox and sent by itself.</p>}
      {missing.length > 0 && <Button onClick={() => go({ page: 'cannot', orderId: job.orderId })}>Cannot do it</Button>}
      <Button
        kind="primary"
        wide
        busy={busy}
        disabled={missing.length > 0 || unexplained}
        onClick={() => run(deeds.complete(job), () => go({ page: 'stops' }))}
      >
        Complete order {job.number}
      </Button>
    </>
  );
}

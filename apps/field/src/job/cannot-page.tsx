import { CANNOT_REASONS, cannotReason } from '@curbstop/contracts';
import type { CannotReason, CrewJob } from '@curbstop/contracts';
import { Button, Empty, useObservable } from '@curbstop/ui';
import { isWithCrew, KINDS } from '@curbstop/work-orders';
import type { Kind } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { go } from '../shell/route.ts';
import { useFormats, useStops, useTablet } from '../tablet/use-tablet.ts';
import { cannotNote, reasonsFor } from './cannot.ts';
import { turned } from './machine.ts';
import { dialOfJob } from './plausible.ts';
import { useDeed } from './use-deed.ts';

/** Leaving a job undone: why, in one touch, and a note. */
export function CannotPage({ orderId }: { orderId: number }): VNode {
  const { all } = useStops();
  const job = all.find((stop) => stop.job.orderId === orderId)?.job;
  const kind = job && KINDS.get(job.kind);
  if (!job || !kind || !isWithCrew(job.state)) {
    return (
      <section class="f-page">
        <Empty title="This order is no longer yours to leave undone">It left your list, or it is done.</Empty>
        <Button kind="primary" onClick={() => go({ page: 'stops' })}>
          My stops
        </Button>
      </section>
    );
  }
  return <Form job={job} kind={kind} />;
}

function Form({ job, kind }: { job: CrewJob; kind: Kind }): VNode {
  const { drafts } = useTablet();
  const draft = useObservable(drafts.of(job.orderId));
  const { exact } = useFormats();
  const { deeds, busy, trouble, run } = useDeed();
  const { reason, note } = draft.cannot;
  const valve = turned(draft);
  const type = (next: { reason: CannotReason | null; note: string }): void => {
    drafts.happen(job, { type: 'cannot-typed', ...next });
  };
  const asks = reason === 'customer-says-paid';
  const wantsNote = reason === 'other' && note.trim().length < 3;
  const leave = (): void => {
    if (reason === null || wantsNote) return;
    run(deeds.cannot(job, reason, cannotNote(note, draft, dialOfJob(job), exact)), () => go({ page: 'stops' }));
  };
  return (
    <section class="f-page f-cannot">
      <header class="f-head">
        <div class="cs-grow">
          <h1>{job.address}</h1>
          <p>
            {asks
              ? 'The cashier looks whether it is paid. The water stays on, you go on, and the answer comes here.'
              : `Can’t complete order ${job.number}? Dispatch decides what happens next.`}
          </p>
        </div>
        <Button icon="back" onClick={() => history.back()}>
          Back
        </Button>
      </header>
      <div class="f-tiles" role="radiogroup" aria-label="Why it cannot be done">
        {reasonsFor(kind, draft).map((one) => (
          <label key={one} class={`f-tile${reason === one ? ' f-on' : ''}`}>
            <input
              type="radio"
              name="reason"
              value={one}
              checked={reason === one}
              onChange={({ currentTarget }) => type({ reason: cannotReason.parse(currentTarget.value), note })}
            />
            <span>{CANNOT_REASONS[one]}</span>
          </label>
        ))}
      </div>
      <label class="f-note">
        {reason === 'other'
          ? 'What is it? In a few words'
          : asks
            ? 'What the customer says: when, where and how it was paid'
            : 'Note, if there is more to say'}
        <textarea
          class="cs-input"
          rows={3}
          maxLength={400}
          value={note}
          onInput={({ currentTarget }) => type({ reason, note: currentTarget.value })}
        />
      </label>
      {valve && (
        <p class="f-lock">
          The valve was {valve.state === 'closed' ? 'closed' : 'opened'} at {exact(valve.at)}. That goes with the note.
        </p>
      )}
      {trouble !== null && (
        <p class="cs-error" role="alert">
          {trouble}
        </p>
      )}
      <div class="f-push" />
      <Button kind="primary" wide busy={busy} disabled={reason === null || wantsNote} onClick={leave}>
        {asks ? 'Ask the cashier, and go on' : `Leave order ${job.number} undone`}
      </Button>
    </section>
  );
}

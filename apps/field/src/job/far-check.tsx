import { FAR_REASONS, farReasonKind } from '@curbstop/contracts';
import type { CrewJob, Position } from '@curbstop/contracts';
import { FAR_FEET, farFeet, feetWords } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import type { JobDraft } from './draft.ts';
import type { JobEvent } from './machine.ts';

/** Asks why, where the tablet is far from the address. It never says that this is the wrong house. */
export function FarCheck({
  job,
  draft,
  position,
  happen,
}: {
  readonly job: CrewJob;
  readonly draft: JobDraft;
  readonly position: Position | null;
  readonly happen: (event: JobEvent) => void;
}): VNode | null {
  const feet = farFeet({ position }, job);
  if (feet === null) return null;
  const { reason, note } = draft.far;
  return (
    <fieldset class="f-far">
      <legend>
        The tablet is {feetWords(feet)} from the address on the map. Over {feetWords(FAR_FEET)}, say why.
      </legend>
      <div class="f-tiles">
        {farReasonKind.options.map((one) => (
          <label key={one} class={`f-tile${reason === one ? ' f-on' : ''}`}>
            <input
              type="radio"
              name="far"
              value={one}
              checked={reason === one}
              onChange={() => happen({ type: 'far-typed', reason: one, note })}
            />
            <span>{FAR_REASONS[one]}</span>
          </label>
        ))}
      </div>
      {reason !== null && (
        <label class="f-note">
          {reason === 'other' ? 'What is it? In a few words' : 'Note, if there is more to say'}
          <input
            class="cs-input"
            maxLength={200}
            value={note}
            onInput={({ currentTarget }) => happen({ type: 'far-typed', reason, note: currentTarget.value })}
          />
        </label>
      )}
    </fieldset>
  );
}

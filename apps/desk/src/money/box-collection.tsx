import { batchDay, lateBatch } from '@curbstop/policy';
import type { Instant, PolicyParameters } from '@curbstop/policy';
import { civilDay, ClauseTag, ClauseTags, Icon, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import type { BoxBatch } from './drop-box.ts';

export interface BoxCollectionProps {
  readonly batch: BoxBatch;
  /** Null while the fields hold no moment. */
  readonly collectedAt: Instant | null;
  readonly now: Instant;
  readonly policy: PolicyParameters | null;
  /** Something of it was posted: its collection stands. */
  readonly fixed: boolean;
  readonly onChange: (part: Partial<BoxBatch>) => void;
}

/** J.5.a, J.5.b: what the moment of the collection makes of the batch. */
function Says({ collectedAt, now, policy }: Pick<BoxCollectionProps, 'collectedAt' | 'now' | 'policy'>): VNode {
  if (collectedAt === null) return <p class="cs-muted">Give the day and the hour at which the box was emptied.</p>;
  if (collectedAt > now)
    return (
      <p class="cs-error" role="alert">
        <Icon name="warning" /> That is still to come. Give a moment up to now.
      </p>
    );
  if (policy === null) return <p class="cs-muted">The server says from which day each line counts.</p>;
  const late = lateBatch(collectedAt, now, policy);
  if (late)
    return (
      <p class="cs-error" role="alert">
        <Icon name="lock" />
        <span>
          {late.says} <ClauseTags clauses={late.clauses} />
        </span>
      </p>
    );
  return (
    <p>
      The batch of <strong>{civilDay(batchDay(collectedAt, policy), 'week')}</strong>. A line counts on that day, or on
      the due date of a bill that fell due since the collection before. <ClauseTag clause="J.5.b" />
    </p>
  );
}

/** When the box was emptied, and who counted its cash. */
export function BoxCollection({ batch, collectedAt, now, policy, fixed, onChange }: BoxCollectionProps): VNode {
  const cash = batch.lines.some((line) => line.tender === 'cash');
  return (
    <section class="cs-card card-pad box-collection">
      <fieldset class="box-when" disabled={fixed}>
        <legend class="cs-unseen">The collection</legend>
        <TextField label="Box emptied on" type="date" value={batch.on} onValue={(on) => onChange({ on })} />
        <TextField
          label="At"
          autocomplete="off"
          maxLength={5}
          placeholder="08:30"
          value={batch.time}
          onValue={(time) => onChange({ time })}
        />
      </fieldset>
      {cash && (
        <TextField
          label="Cash counted with"
          hint="Left empty, a supervisor is asked. J.5"
          autocomplete="off"
          maxLength={80}
          value={batch.countedBy}
          onValue={(countedBy) => onChange({ countedBy })}
        />
      )}
      <div class="cs-grow">
        <Says collectedAt={collectedAt} now={now} policy={policy} />
      </div>
    </section>
  );
}

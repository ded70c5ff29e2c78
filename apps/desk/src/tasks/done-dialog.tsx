import { PARK_ANSWERS } from '@curbstop/contracts';
import type { ParkAnswer, TaskView } from '@curbstop/contracts';
import { ClauseTag, Dialog, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { z } from 'zod';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';

/** Closes a task with what came of it. */
export function DoneDialog({
  task,
  onClose,
  onDone,
}: {
  task: TaskView;
  onClose: () => void;
  onDone: () => void;
}): VNode {
  const { api } = useDesk();
  const deed = useDeed();
  const [outcome, setOutcome] = useState('');
  const asks = task.kind === 'customer-says-paid';
  const [found, setFound] = useState<ParkAnswer>('not-paid');
  const [missing, setMissing] = useState(false);
  const send = (): void => {
    setMissing(outcome.trim() === '');
    if (outcome.trim() === '') return;
    deed.run(async () => {
      await api.post(`/api/tasks/${task.taskId}/done`, { outcome, ...(asks ? { found } : {}) }, z.unknown());
      onDone();
      onClose();
    });
  };
  return (
    <Dialog open title="Mark this task done?" confirm="Mark done" busy={deed.busy} onConfirm={send} onClose={onClose}>
      <p>
        {task.says} <ClauseTag clause={task.clause} />
      </p>
      <p>
        {task.account ? `${task.account.customer}, ${task.account.address}. ` : ''}
        Your name and what you write stand in the journal.
      </p>
      <div class="form">
        {asks && (
          <SelectField
            label="Is it paid?"
            value={found}
            options={[
              { value: 'not-paid', label: PARK_ANSWERS['not-paid'] },
              { value: 'paid', label: PARK_ANSWERS.paid },
            ]}
            onValue={(value) => setFound(value === 'paid' ? 'paid' : 'not-paid')}
          />
        )}
        <TextField
          label="What came of it"
          autocomplete="off"
          maxLength={500}
          autofocus
          value={outcome}
          onValue={setOutcome}
          error={deed.on('outcome') ?? (missing ? 'Say what came of it.' : null)}
        />
      </div>
      <Trouble error={deed.error} unknown="It is kept here. Send it again." />
    </Dialog>
  );
}

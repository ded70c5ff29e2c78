import { batchUndone } from '@curbstop/contracts';
import type { BatchList, BatchUndone } from '@curbstop/contracts';
import { civilDay, count, Dialog, money, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { useWayOut } from '../payment/use-way-out.ts';
import { hrefOf } from '../routes.ts';
import { RUN_WORDS } from './runs.ts';

type Batch = BatchList['batches'][number];

/** Undoing touches every account of the run. In milliseconds. */
const PATIENCE = 120_000;

function Answer({ undone }: { undone: BatchUndone }): VNode {
  const box = useWayOut();
  return (
    <div class="receipt" role="status" ref={box}>
      <p>
        {count(undone.count, 'line')} undone, {money(undone.amount)}.
      </p>
      {undone.left.length > 0 && (
        <>
          <p>{count(undone.left.length, 'line')} stand, because they are past undoing:</p>
          <ul class="undo-left">
            {undone.left.map((line, nth) => (
              <li key={nth}>
                <a href={hrefOf({ name: 'account', accountId: line.accountId, tab: 'ledger' })}>
                  Account {line.accountId}
                </a>{' '}
                {line.says}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Undoes a batch as a whole, by reversal, with the reason. */
export function UndoDialog({
  batch,
  onClose,
  onDone,
}: {
  batch: Batch;
  onClose: () => void;
  onDone: () => void;
}): VNode {
  const { api } = useDesk();
  const deed = useDeed();
  const [why, setWhy] = useState('');
  const [missing, setMissing] = useState(false);
  const [undone, setUndone] = useState<BatchUndone | null>(null);
  const words = RUN_WORDS[batch.kind];
  const what = count(batch.items, words.one, words.many);
  if (undone)
    return (
      <Dialog open title={`${words.title} undone`} cancel="Done" onClose={onClose}>
        <Answer undone={undone} />
      </Dialog>
    );
  const send = (): void => {
    setMissing(why.trim() === '');
    if (why.trim() === '') return;
    deed.run(async () => {
      setUndone(await api.post(`/api/batches/${batch.batchId}/undo`, { why }, batchUndone, { timeoutMs: PATIENCE }));
      onDone();
    });
  };
  return (
    <Dialog
      open
      danger
      title={`Undo ${what} of ${civilDay(batch.day, 'week')}?`}
      confirm={`Undo ${batch.items.toLocaleString('en-US')}`}
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        {count(batch.accounts, 'account')}, {money(batch.amount)} in all. {words.undo} There is no way back.
      </p>
      <div class="form">
        <TextField
          label="Why"
          hint="It stands in the journal and can be read to a customer."
          autocomplete="off"
          maxLength={300}
          value={why}
          onValue={setWhy}
          error={deed.on('why') ?? (missing ? 'Say why, so that it can be read to a customer.' : null)}
        />
      </div>
      <Trouble error={deed.error} unknown="Send it again: a batch is undone once." />
    </Dialog>
  );
}

import { recallOrder } from '@curbstop/contracts';
import type { DispatchOrder } from '@curbstop/contracts';
import { Dialog, TextField, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import { isAtValve } from '../day/groups.ts';
import { recallEffect } from './recall-words.ts';

/** Calls an order off, with a reason that the crew and the journal keep. */
export function RecallDialog({ order, onClose }: { order: DispatchOrder; onClose: () => void }): VNode {
  const board = useBoard();
  const busy = useObservable(board.deeds.busy);
  const [asked] = useState(order);
  const [says, setSays] = useState('');
  const [error, setError] = useState<string | null>(null);
  const recall = async (): Promise<void> => {
    const given = recallOrder.safeParse({ says, version: asked.version });
    if (!given.success) return setError(given.error.issues[0]?.message ?? 'Say why in a few words.');
    await board.deeds.recall(asked, given.data.says);
    onClose();
  };
  return (
    <Dialog
      open
      title={`Recall ${order.address}?`}
      confirm="Recall 1 order"
      danger
      cancel="Cancel"
      busy={busy}
      onConfirm={() => void recall()}
      onClose={onClose}
    >
      <p>{recallEffect(order)}</p>
      <TextField
        label="Why"
        hint={isAtValve(order) ? 'The journal keeps it.' : 'The crew reads this on its tablet.'}
        value={says}
        onValue={setSays}
        error={error}
        maxLength={200}
        required={false}
      />
    </Dialog>
  );
}

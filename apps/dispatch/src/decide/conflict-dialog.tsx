import { conflictDecision } from '@curbstop/contracts';
import type { ConflictDecision, CrewConflictView } from '@curbstop/contracts';
import { Button, Dialog, Failed, kindWord, Loading, stateWord, TextField, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import { whyNot } from '../board/why-not.ts';
import { useFormats } from '../top/use-formats.ts';

type Answer =
  | { readonly came: 'waiting' }
  | { readonly came: 'failed'; readonly message: string }
  | { readonly came: 'yes'; readonly conflicts: readonly CrewConflictView[] };

/** What the crew sent, and how the order stands. */
function Sent({ conflict }: { conflict: CrewConflictView }): VNode {
  const formats = useFormats();
  return (
    <>
      <p>{conflict.message}</p>
      <p class="d-row-fact">
        {conflict.crewName}, {formats.dayTime(conflict.at)}. Valve left {conflict.valve ?? 'unknown'}. Order{' '}
        {conflict.number}: {kindWord(conflict.kind)}, {stateWord(conflict.state, false).toLowerCase()}.
      </p>
    </>
  );
}

/** Decides what a crew sent for an order that it no longer had: the completion is carried out, or put aside. */
export function ConflictDialog({ orderId, onClose }: { orderId: number; onClose: () => void }): VNode {
  const board = useBoard();
  const busy = useObservable(board.deeds.busy);
  const [answer, setAnswer] = useState<Answer>({ came: 'waiting' });
  const [tries, setTries] = useState(0);
  const [note, setNote] = useState('');
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let shown = true;
    setAnswer({ came: 'waiting' });
    board.deeds.conflictsOf(orderId).then(
      (conflicts) => shown && setAnswer({ came: 'yes', conflicts }),
      (failure: unknown) => shown && setAnswer({ came: 'failed', message: whyNot(failure) }),
    );
    return () => {
      shown = false;
    };
  }, [orderId, tries]);
  const [conflict] = answer.came === 'yes' ? answer.conflicts : [];
  const decide = async (decision: ConflictDecision['decision']): Promise<void> => {
    if (!conflict) return;
    const given = conflictDecision.safeParse({ decision, note });
    if (!given.success) return setError(given.error.issues[0]?.message ?? 'Say why in a few words.');
    onClose();
    await board.deeds.decideConflict(conflict, given.data);
  };
  return (
    <Dialog
      open
      title={conflict ? `What ${conflict.crewName} sent for ${conflict.address}` : 'What a former crew sent'}
      cancel="Cancel"
      busy={busy}
      onClose={onClose}
    >
      {answer.came === 'waiting' && <Loading what="what the crew sent" />}
      {answer.came === 'failed' && (
        <Failed title="What the crew sent did not load" onRetry={() => setTries(tries + 1)}>
          {answer.message} Nothing is decided.
        </Failed>
      )}
      {answer.came === 'yes' && !conflict && <p>Somebody has decided this already.</p>}
      {conflict && (
        <>
          <Sent conflict={conflict} />
          <TextField
            label="Why"
            hint="The journal keeps it."
            value={note}
            onValue={setNote}
            error={error}
            maxLength={200}
            required={false}
          />
          <div class="d-details-deeds">
            {/* Only a completion can be carried out; anything else can only be put aside. */}
            {conflict.type === 'complete' && (
              <Button size="small" kind="primary" disabled={busy} onClick={() => void decide('accept')}>
                Accept the report
              </Button>
            )}
            <Button size="small" disabled={busy} onClick={() => void decide('dismiss')}>
              Dismiss it
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

import { Button, ClauseTags, ResultBar, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useBoard } from '../board/board.ts';
import { useFormats } from '../top/use-formats.ts';
import { undoTitle } from '../undo/undo.ts';

/** What the server said to the last deed, at the foot of the middle pane. */
export function Result(): VNode | null {
  const board = useBoard();
  const formats = useFormats();
  const outcome = useObservable(board.deeds.outcome);
  const busy = useObservable(board.deeds.busy);
  const close = (): void => board.deeds.outcome.set(null);
  if (outcome === null) return null;
  const retry = outcome.retry === null ? null : { label: 'Try again', busy, onRetry: () => void board.deeds.retry() };
  if (outcome.came === 'failed') {
    return (
      <section class="cs-result" role="alert">
        <div class="cs-result-text">
          <p>
            <strong>
              {outcome.title}: {outcome.known ? 'not done' : 'no answer'}.
            </strong>
          </p>
          <p>
            <span class="cs-stop-text">{outcome.says}</span> <ClauseTags clauses={outcome.clauses} />
          </p>
        </div>
        {retry !== null && (
          <Button onClick={retry.onRetry} busy={busy} hotkey="T">
            {retry.label}
          </Button>
        )}
        <Button kind="quiet" icon="cross" label="Close this message" onClick={close}>
          {null}
        </Button>
      </section>
    );
  }
  const { undo } = outcome;
  const back = undo === null ? {} : { undo: { label: undoTitle(undo), busy, onUndo: () => void board.deeds.undo() } };
  return (
    <ResultBar
      title={outcome.title}
      done={outcome.done}
      refused={outcome.refused}
      confirmed={formats.exact(outcome.confirmedAt)}
      onClose={close}
      {...back}
      {...(retry === null ? {} : { retry })}
    />
  );
}

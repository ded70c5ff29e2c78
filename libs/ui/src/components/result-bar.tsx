import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { ClauseTags } from './chip.tsx';

/** One order the server would not change. */
export interface RefusedLine {
  readonly what: string;
  readonly says: string;
  readonly clauses: readonly string[];
}

export interface ResultBarProps {
  /** What was asked: `Move 5 to crew 2`. */
  readonly title: string;
  /** Only what the server confirmed: `4 moved`. */
  readonly done: string;
  readonly refused: readonly RefusedLine[];
  /** The server's time of the answer, written: `9:41:07`. */
  readonly confirmed: string;
  readonly undo?: { readonly label: string; readonly busy?: boolean; readonly onUndo: () => void };
  /** The same once more, on what stands now; for what somebody else changed first. */
  readonly retry?: { readonly label: string; readonly busy?: boolean; readonly onRetry: () => void };
  readonly onClose: () => void;
}

/** What came of a deed on many, one line for each refused one. */
export function ResultBar(props: ResultBarProps): VNode {
  const [all, setAll] = useState(false);
  const shown = all ? props.refused : props.refused.slice(0, 1);
  const more = props.refused.length - shown.length;
  return (
    <section class="cs-result" role="status">
      <div class="cs-result-text">
        <p>
          <strong>
            {props.title}: {props.done}
            {props.refused.length > 0 && `, ${props.refused.length} refused`}.
          </strong>{' '}
          <span class="cs-muted">Confirmed by the server {props.confirmed}</span>
        </p>
        {shown.map((line) => (
          <p key={line.what}>
            <strong class="cs-stop-text">{line.what}</strong> {line.says} <ClauseTags clauses={line.clauses} />
          </p>
        ))}
      </div>
      {(more > 0 || all) && props.refused.length > 1 && (
        <Button onClick={() => setAll(!all)}>{all ? 'Show one' : `Show all ${props.refused.length}`}</Button>
      )}
      {props.retry && (
        <Button onClick={props.retry.onRetry} busy={props.retry.busy ?? false} hotkey="T">
          {props.retry.label}
        </Button>
      )}
      {props.undo && (
        <Button onClick={props.undo.onUndo} busy={props.undo.busy ?? false} hotkey="Ctrl Z">
          {props.undo.label}
        </Button>
      )}
      <Button kind="quiet" icon="cross" label="Close this message" onClick={props.onClose}>
        {null}
      </Button>
    </section>
  );
}

/** A short message of what the server confirmed, with at most one way back. */
export function Toast({
  children,
  action,
}: {
  children: ComponentChildren;
  action?: { label: string; onClick: () => void };
}): VNode {
  return (
    <div class="cs-toast" role="status">
      <span class="cs-grow">{children}</span>
      {action && (
        <button type="button" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </div>
  );
}

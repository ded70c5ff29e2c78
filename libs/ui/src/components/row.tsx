import type { ComponentChildren, VNode } from 'preact';

export interface RowProps {
  readonly mark?: ComponentChildren;
  readonly title: ComponentChildren;
  /** One fact. */
  readonly fact?: ComponentChildren;
  /** Right: an amount or a time. */
  readonly end?: ComponentChildren;
  readonly selected?: boolean;
  readonly tone?: 'plain' | 'stop';
  readonly onClick?: (event: MouseEvent) => void;
}

/** Mark, address, one fact, amount right. At least 43 px, on the tablet 66. */
export function Row(props: RowProps): VNode {
  const classes = `cs-row${props.selected ? ' cs-selected' : ''}${props.tone === 'stop' ? ' cs-row-stop' : ''}`;
  const inside = (
    <>
      {props.mark !== undefined && <span class="cs-row-mark">{props.mark}</span>}
      <span class="cs-grow">
        <span class="cs-row-title">{props.title}</span>
        {props.fact !== undefined && <span class="cs-row-fact">{props.fact}</span>}
      </span>
      {props.end !== undefined && <span class="cs-row-end">{props.end}</span>}
    </>
  );
  if (!props.onClick) return <div class={classes}>{inside}</div>;
  return (
    <button type="button" class={classes} aria-pressed={props.selected} onClick={props.onClick}>
      {inside}
    </button>
  );
}

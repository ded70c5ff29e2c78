import type { ComponentChildren, Ref, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { ClauseTags, Key } from './chip.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

/** Why something may not be done now: a sentence, and the clauses that say so. */
export interface Refusal {
  readonly reason: string;
  readonly clauses?: readonly string[];
}

export interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: (event: MouseEvent) => void;
  /** One primary a screen. */
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  /** Follows the density (desk 36, tablet 56) unless given; `small` is 28, for dense lists. */
  readonly size?: 'small' | 'desk' | 'tablet';
  readonly type?: 'button' | 'submit';
  /** The action stays visible, locked, with its reason. */
  readonly refused?: Refusal | null;
  /** Sent and not answered yet: cannot be pressed twice. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly icon?: IconName;
  /** Shortcut shown on the button. */
  readonly hotkey?: string;
  readonly label?: string;
  readonly pressed?: boolean;
  readonly wide?: boolean;
  readonly class?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button. Refused and busy ones stay reachable by keyboard, so that their reason can be read. */
export function Button(props: ButtonProps): VNode {
  const { kind = 'plain', size, refused, busy = false } = props;
  const why = useId();
  const locked = refused != null || busy;
  const classes = [
    'cs-btn',
    `cs-${kind}`,
    size && `cs-${size}`,
    props.wide && 'cs-wide',
    refused && 'cs-locked',
    props.class,
  ];
  const button = (
    <button
      ref={props.ref}
      type={props.type ?? 'button'}
      class={classes.filter(Boolean).join(' ')}
      disabled={props.disabled}
      aria-disabled={locked ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-describedby={refused ? why : undefined}
      aria-keyshortcuts={props.hotkey}
      onClick={(event: MouseEvent) => {
        if (locked) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {refused ? <Icon name="lock" /> : props.icon && <Icon name={props.icon} />}
      {props.children}
      {props.hotkey && <Key>{props.hotkey}</Key>}
    </button>
  );
  if (!refused) return button;
  return (
    <span class="cs-refused">
      {button}
      <span id={why} class="cs-why">
        {refused.reason} <ClauseTags clauses={refused.clauses ?? []} />
      </span>
    </span>
  );
}

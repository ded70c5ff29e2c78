import type { ComponentChildren, VNode } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from './button.tsx';
import type { Refusal } from './button.tsx';
import { useFirstWrong } from './use-first-wrong.ts';

export interface DialogProps {
  readonly open: boolean;
  /** The deed as a question: `Release 27 turn-offs?` */
  readonly title: string;
  /** Its effect and the way back. */
  readonly children: ComponentChildren;
  /** Verb and count: `Release 27`. Left out, the dialog only tells. */
  readonly confirm?: string;
  readonly danger?: boolean;
  readonly refused?: Refusal | null;
  readonly busy?: boolean;
  readonly cancel?: string;
  readonly wide?: boolean;
  readonly onConfirm?: () => void;
  /** Cancel, Escape, or after the deed. */
  readonly onClose: () => void;
}

/**
 * A native modal dialog: focus stays inside and goes back to where it was. Enter in a field confirms, and a field that is
 * wrong then has the keyboard; Escape cancels; while busy neither closes it.
 */
export function Dialog(props: DialogProps): VNode {
  const { open, onClose } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const back = useRef<Element | null>(null);
  const title = useId();
  const sent = useFirstWrong(ref, props.busy ?? false);
  const Body = props.confirm ? 'form' : 'div';

  // Before it is painted: a key pressed meanwhile would go to what lies under it.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open === open) return;
    if (open) {
      back.current = document.activeElement;
      dialog.showModal();
      // The first thing to fill in, else the way out: never the deed itself.
      const first =
        dialog.querySelector<HTMLElement>('[autofocus], input, select, textarea') ??
        dialog.querySelector<HTMLElement>('[data-way-out] button');
      first?.focus();
    } else {
      dialog.close();
      if (back.current instanceof HTMLElement && back.current.isConnected) back.current.focus();
    }
  }, [open]);

  return (
    <dialog
      ref={ref}
      class={`cs-dialog${props.wide ? ' cs-wide' : ''}`}
      aria-labelledby={title}
      onCancel={(event: Event) => {
        event.preventDefault();
        if (!props.busy) onClose();
      }}
    >
      {open && (
        // What only tells sends nothing itself, and may hold forms of its own.
        <Body
          class="cs-dialog-frame"
          onSubmit={(event: Event) => {
            if (!props.confirm) return;
            event.preventDefault();
            if (props.busy || props.refused) return;
            sent();
            props.onConfirm?.();
          }}
        >
          <h2 id={title}>{props.title}</h2>
          <div class="cs-dialog-body">{props.children}</div>
          <div class="cs-dialog-foot">
            <span data-way-out>
              <Button onClick={onClose} disabled={props.busy ?? false}>
                {props.cancel ?? (props.confirm ? 'Cancel' : 'Close')}
              </Button>
            </span>
            {props.confirm && (
              <Button
                type="submit"
                kind={props.danger ? 'danger' : 'primary'}
                refused={props.refused ?? null}
                busy={props.busy ?? false}
              >
                {props.confirm}
              </Button>
            )}
          </div>
        </Body>
      )}
    </dialog>
  );
}

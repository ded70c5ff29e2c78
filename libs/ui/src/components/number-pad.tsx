import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { dial, dialKey } from './dial.ts';
import type { DialKey } from './dial.ts';
import { Icon } from './icon.tsx';

export interface NumberPadProps {
  readonly label: string;
  /** Digits with at most one point; empty at first. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly digits: number;
  readonly decimals?: number;
  readonly unit?: string;
  /** Zeros painted on the face after the digits that turn. They are not typed. */
  readonly painted?: string;
  /** What the city expects, or what is wrong. */
  readonly hint?: string;
  readonly error?: string | null;
  readonly disabled?: boolean;
  /** Enter on a keyboard, while no button has the focus. */
  readonly onEnter?: () => void;
}

const KEYS: readonly DialKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'erase'];

/** Whether what is typed there belongs to a field, or Enter to a control. */
function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, [role="slider"]') !== null;
}

/** A dial pad for gloves. A keyboard works on it as long as it is on the screen, wherever the focus is but in a field. */
export function NumberPad(props: NumberPadProps): VNode {
  const shape = { digits: props.digits, decimals: props.decimals ?? 0 };
  const press = (key: DialKey): void => {
    if (!props.disabled) props.onValue(dial(props.value, key, shape));
  };
  const byKeyboard = useRef<(event: KeyboardEvent) => void>(() => undefined);
  byKeyboard.current = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
    if (event.key === 'Enter' && !isControl(event.target) && !event.repeat) {
      event.preventDefault();
      props.onEnter?.();
      return;
    }
    const key = dialKey(event.key);
    if (key === null) return;
    event.preventDefault();
    press(key);
  };
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => byKeyboard.current(event);
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
  return (
    <div class="cs-pad" role="group" aria-label={props.label}>
      <output class="cs-pad-value" tabIndex={0} aria-label={props.label}>
        {props.value === '' ? <span class="cs-muted">{'0'.repeat(props.digits)}</span> : props.value}
        {props.painted && <span class="cs-muted">{props.painted}</span>}
        {props.unit && <span class="cs-pad-unit">{props.unit}</span>}
      </output>
      {props.error ? (
        <p class="cs-error" role="alert">
          <Icon name="warning" size={20} /> {props.error}
        </p>
      ) : (
        props.hint && <p class="cs-hint">{props.hint}</p>
      )}
      <div class="cs-pad-keys">
        {KEYS.map((key) =>
          key === '.' && shape.decimals === 0 ? (
            <button key={key} type="button" class="cs-btn" disabled={props.disabled} onClick={() => press('clear')}>
              Clear
            </button>
          ) : (
            <button
              key={key}
              type="button"
              class="cs-btn"
              disabled={props.disabled}
              aria-label={key === 'erase' ? 'Erase the last digit' : key === '.' ? 'Point' : key}
              onClick={() => press(key)}
            >
              {key === 'erase' ? <Icon name="erase" size={28} /> : key}
            </button>
          ),
        )}
      </div>
    </div>
  );
}

import type { AccountHit } from '@curbstop/contracts';
import { accountNumber, Field } from '@curbstop/ui';
import type { Ref, TargetedEvent, VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { HitsSheet } from './hits-sheet.tsx';
import { retyped } from './retyped.ts';
import { chosen } from './search-state.ts';
import { useSearch } from './use-search.ts';

/** An account as a form knows it. */
export type Picked = Pick<AccountHit, 'accountId' | 'number' | 'customer' | 'address'>;

export interface AccountPickerProps {
  readonly label: string;
  readonly picked: Picked | null;
  /** Null when something else is typed after an account was chosen. */
  readonly onPick: (hit: Picked | null) => void;
  readonly hint?: string;
  readonly error?: string | null;
  readonly disabled?: boolean;
  readonly boxRef?: Ref<HTMLInputElement>;
}

const written = (hit: Picked): string => `${hit.customer}, ${hit.address}, ${accountNumber(hit.number)}`;

/**
 * Chooses an account inside a form, by what the find box takes. Enter takes the marked one or the only one, and marks the first
 * of several; pressed before the answer is there, it takes the only one when it comes, so that a scanner can type a number
 * and Enter at once.
 */
export function AccountPicker(props: AccountPickerProps): VNode {
  const { label, picked, onPick, hint, error, disabled, boxRef } = props;
  const [state, dispatch] = useSearch();
  const list = useId();
  const waiting = useRef(false);
  const take = (hit: AccountHit): void => {
    waiting.current = false;
    dispatch({ type: 'typed', text: '' });
    onPick(hit);
  };
  const only = chosen(state);
  useEffect(() => {
    if (waiting.current && only) take(only);
    // The answer to fewer letters, on its way when Enter was pressed, is not the one that is waited for.
    else if (state.answered === state.text.trim()) waiting.current = false;
  }, [state.answered, only]);
  const enter = (): void => {
    const hit = chosen(state);
    if (hit) take(hit);
    else if (state.answered === state.text.trim()) dispatch({ type: 'key', key: 'ArrowDown' });
    else waiting.current = true;
  };
  const byKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (picked) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      dispatch({ type: 'key', key });
    } else if (key === 'Enter') {
      event.preventDefault();
      enter();
    } else if (key === 'Escape' && state.open) {
      event.preventDefault();
      dispatch({ type: 'close' });
    }
  };
  return (
    <div class="picker">
      <Field label={label} {...(hint === undefined ? {} : { hint })} error={error ?? null}>
        {(wiring) => (
          <input
            {...wiring}
            ref={boxRef}
            class={`cs-input${picked ? ' picker-taken' : ''}`}
            type="text"
            role="combobox"
            aria-expanded={state.open}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={state.marked >= 0 ? `${list}-${state.marked}` : undefined}
            placeholder="Name, address, phone, number"
            autocomplete="off"
            spellcheck={false}
            disabled={disabled}
            value={picked ? written(picked) : state.text}
            onInput={(event: TargetedEvent<HTMLInputElement>) => {
              const { value } = event.currentTarget;
              const text = picked ? retyped(written(picked), value) : value;
              if (picked) onPick(null);
              waiting.current = false;
              dispatch({ type: 'typed', text });
            }}
            onKeyDown={byKey}
            onFocus={(event: TargetedEvent<HTMLInputElement>) => {
              if (picked) event.currentTarget.select();
              else dispatch({ type: 'open' });
            }}
            onBlur={() => dispatch({ type: 'close' })}
          />
        )}
      </Field>
      <HitsSheet id={list} state={state} dispatch={dispatch} onGo={take} />
    </div>
  );
}

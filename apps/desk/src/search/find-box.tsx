import type { AccountHit } from '@curbstop/contracts';
import { Icon, Key } from '@curbstop/ui';
import type { TargetedEvent, VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { hrefOf } from '../routes.ts';
import { HitsSheet } from './hits-sheet.tsx';
import { chosen } from './search-state.ts';
import { useSearch } from './use-search.ts';

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** Any words of what an account is found by; `/` comes here, arrows and Enter choose. */
export function FindBox(): VNode {
  const [state, dispatch] = useSearch();
  const box = useRef<HTMLInputElement>(null);
  const list = useId();
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (
        event.key !== '/' ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        typing(event.target) ||
        document.querySelector('dialog[open]')
      )
        return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  const go = (hit: AccountHit | null): void => {
    location.hash = hit
      ? hrefOf({ name: 'account', accountId: hit.accountId, tab: 'ledger' })
      : hrefOf({ name: 'accounts', query: state.text.trim() });
    dispatch(hit ? { type: 'typed', text: '' } : { type: 'close' });
    if (hit) box.current?.blur();
  };
  const byKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      dispatch({ type: 'key', key });
    } else if (key === 'Enter' && state.text.trim() !== '') {
      event.preventDefault();
      go(chosen(state));
    } else if (key === 'Escape') {
      event.preventDefault();
      if (state.open) dispatch({ type: 'close' });
      else dispatch({ type: 'typed', text: '' });
    }
  };
  return (
    <div class="find" role="search">
      <div class="find-box">
        <Icon name="search" />
        <input
          ref={box}
          type="text"
          role="combobox"
          aria-label="Find an account by name, address, phone, e-mail, account, bill, order or meter number"
          aria-expanded={state.open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={state.marked >= 0 ? `${list}-${state.marked}` : undefined}
          aria-keyshortcuts="/"
          placeholder="Name, address, phone, number"
          autocomplete="off"
          spellcheck={false}
          value={state.text}
          onInput={(event: TargetedEvent<HTMLInputElement>) =>
            dispatch({ type: 'typed', text: event.currentTarget.value })
          }
          onKeyDown={byKey}
          onFocus={() => dispatch({ type: 'open' })}
          onBlur={() => dispatch({ type: 'close' })}
        />
        <Key>/</Key>
      </div>
      <HitsSheet id={list} state={state} dispatch={dispatch} onGo={go} />
    </div>
  );
}

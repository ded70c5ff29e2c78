import type { AccountHit } from '@curbstop/contracts';
import { accountNumber, Icon, Key, money } from '@curbstop/ui';
import type { TargetedEvent, VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { whyFailed } from '../load/says.ts';
import { hrefOf } from '../routes.ts';
import { chosen } from './search-state.ts';
import type { SearchState } from './search-state.ts';
import { useSearch } from './use-search.ts';

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** What the list under the box says when it has no lines; also read out. */
function message(state: SearchState): string {
  const text = state.text.trim();
  if (state.error) return whyFailed(state.error);
  if (state.answered !== text) return 'Looking';
  if (state.hits.length === 0)
    return `Nobody and nothing is called “${text}”. Try a part of the name, the street, or the meter’s number.`;
  return state.more ? `The first ${state.hits.length}. Type more of it to find fewer.` : `${state.hits.length} found`;
}

/** Name, address, account number or meter; `/` comes here, arrows and Enter choose. */
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
  const open = state.open;
  return (
    <div class="find" role="search">
      <div class="find-box">
        <Icon name="search" />
        <input
          ref={box}
          type="text"
          role="combobox"
          aria-label="Find an account by name, address, account number or meter"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={state.marked >= 0 ? `${list}-${state.marked}` : undefined}
          aria-keyshortcuts="/"
          placeholder="Name, address, account, meter"
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
      <div class="cs-card find-sheet" hidden={!open}>
        <ul id={list} role="listbox" aria-label="Accounts found">
          {state.hits.map((hit, index) => (
            <li
              key={hit.accountId}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === state.marked}
              onPointerDown={(event: PointerEvent) => event.preventDefault()}
              onPointerMove={() => state.marked !== index && dispatch({ type: 'point', index })}
              onClick={() => go(hit)}
            >
              <span class="cs-grow">
                <strong>{hit.customer}</strong>
                <span class="cs-muted cs-small">
                  {hit.address} · {accountNumber(hit.number)}
                  {hit.meterSerial !== null && ` · meter ${hit.meterSerial}`}
                </span>
              </span>
              <span class="find-owed">
                {hit.pastDue > 0 ? (
                  <strong class="cs-stop-text">{money(hit.pastDue)} past due</strong>
                ) : (
                  <span>{money(hit.balance)}</span>
                )}
                {hit.service === 'off' && <span class="cs-small cs-stop-text">water off</span>}
              </span>
            </li>
          ))}
        </ul>
        <p class="cs-muted cs-small find-says" role="status">
          {open && message(state)}
        </p>
      </div>
    </div>
  );
}

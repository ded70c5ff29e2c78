import type { AccountHit } from '@curbstop/contracts';
import { accountNumber, money } from '@curbstop/ui';
import type { VNode } from 'preact';
import { whyFailed } from '../load/says.ts';
import type { SearchEvent, SearchState } from './search-state.ts';

/** What the list under the box says when it has no lines; also read out. */
function message(state: SearchState): string {
  const text = state.text.trim();
  if (state.error) return whyFailed(state.error);
  if (state.answered !== text) return 'Looking';
  if (state.hits.length === 0)
    return `No results for “${text}”. Try a part of the name, the street, or the meter’s number.`;
  return state.more ? `The first ${state.hits.length}. Type more of it to find fewer.` : `${state.hits.length} found`;
}

export interface HitsSheetProps {
  /** Of the list, for the box that it belongs to. */
  readonly id: string;
  readonly state: SearchState;
  readonly dispatch: (event: SearchEvent) => void;
  readonly onGo: (hit: AccountHit) => void;
}

/** The accounts found, under the box that looks for them. */
export function HitsSheet({ id, state, dispatch, onGo }: HitsSheetProps): VNode {
  return (
    <div class="cs-card find-sheet" hidden={!state.open}>
      <ul id={id} role="listbox" aria-label="Accounts found">
        {state.hits.map((hit, index) => (
          <li
            key={hit.accountId}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === state.marked}
            onPointerDown={(event: PointerEvent) => event.preventDefault()}
            onPointerMove={() => state.marked !== index && dispatch({ type: 'point', index })}
            onClick={() => onGo(hit)}
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
              {hit.toPay !== '' && <span class="cs-small">{hit.toPay}</span>}
              {hit.service === 'off' && <span class="cs-small cs-stop-text">water off</span>}
            </span>
          </li>
        ))}
      </ul>
      <p class="cs-muted cs-small find-says" role="status">
        {state.open && message(state)}
      </p>
    </div>
  );
}

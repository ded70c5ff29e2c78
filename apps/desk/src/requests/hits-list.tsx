import { accountHits } from '@curbstop/contracts';
import type { AccountHit } from '@curbstop/contracts';
import { accountNumber } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { worthAsking } from '../search/search-state.ts';

/** Pause in typing after which the server is asked, in milliseconds. */
const PAUSE = 180;
/** More hits than these are not worth reading in a form: more letters find fewer. */
const SHOWN = 5;

/** Accounts that a text finds; `text` is the one that was asked for, empty before there is one. */
export interface Hits {
  readonly text: string;
  readonly hits: readonly AccountHit[];
  readonly more: boolean;
  readonly error: unknown;
}

const NONE: Hits = { text: '', hits: [], more: false, error: null };

/** Accounts that a text finds, a moment after the last letter. */
export function useHits(text: string): Hits {
  const { api } = useDesk();
  const [found, setFound] = useState(NONE);
  useEffect(() => {
    if (!worthAsking(text)) {
      setFound(NONE);
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api
        .get('/api/accounts', accountHits, { query: { q: text }, signal: abort.signal })
        .then(({ hits, more }) =>
          setFound({ text, hits: hits.slice(0, SHOWN), more: more || hits.length > SHOWN, error: null }),
        )
        .catch((error: unknown) => {
          if (!abort.signal.aborted) setFound({ ...NONE, error });
        });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [api, text]);
  return found;
}

export interface HitsListProps {
  readonly of: Hits;
  readonly busy: boolean;
  readonly onChosen: (hit: AccountHit) => void;
}

/** Accounts to choose one of, by Tab and Enter; says so when there are none, or more. */
export function HitsList({ of, busy, onChosen }: HitsListProps): VNode {
  const { hits, more, text, error } = of;
  return (
    <div role="status">
      {hits.length > 0 && (
        <ul class="picks">
          {hits.map((hit) => (
            <li key={hit.accountId}>
              <button
                type="button"
                class="pick"
                aria-disabled={busy ? 'true' : undefined}
                onClick={() => !busy && onChosen(hit)}
              >
                <span class="strong">{hit.customer}</span>
                <span class="cs-muted cs-small">
                  {hit.address} · {accountNumber(hit.number)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {more && <p class="cs-small cs-muted picks-more">More are found; more letters find fewer.</p>}
      {text !== '' && hits.length === 0 && (
        <p class="cs-small cs-muted picks-more">Nobody and nothing is called “{text}”.</p>
      )}
      <Trouble error={error} />
    </div>
  );
}

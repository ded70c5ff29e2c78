import { accountHits, accountPage } from '@curbstop/contracts';
import type { AccountHit } from '@curbstop/contracts';
import { accountNumber, Button, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { worthAsking } from '../search/search-state.ts';

/** Pause in typing after which the server is asked, in milliseconds. */
const PAUSE = 180;
/** More hits than these are not worth reading in a form: more letters find fewer. */
const SHOWN = 5;

/** Accounts that a text finds, a moment after the last letter. */
export function useHits(text: string): { readonly hits: readonly AccountHit[]; readonly error: unknown } {
  const { api } = useDesk();
  const [found, setFound] = useState<{ hits: readonly AccountHit[]; error: unknown }>({ hits: [], error: null });
  useEffect(() => {
    if (!worthAsking(text)) {
      setFound({ hits: [], error: null });
      return undefined;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      api
        .get('/api/accounts', accountHits, { query: { q: text }, signal: abort.signal })
        .then(({ hits }) => setFound({ hits: hits.slice(0, SHOWN), error: null }))
        .catch((error: unknown) => {
          if (!abort.signal.aborted) setFound({ hits: [], error });
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
  readonly hits: readonly AccountHit[];
  readonly busy: boolean;
  readonly onChosen: (hit: AccountHit) => void;
}

/** Accounts to choose one of: Tab and Enter. */
export function HitsList({ hits, busy, onChosen }: HitsListProps): VNode | null {
  if (hits.length === 0) return null;
  return (
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
  );
}

export interface CustomerPickerProps {
  readonly label: string;
  readonly hint: string;
  /** Whose name is chosen; null while nobody is. */
  readonly chosen: string | null;
  readonly onChosen: (it: { readonly customerId: number; readonly name: string }) => void;
  readonly onCleared: () => void;
  readonly error: string | null;
}

/** A customer of the city, found by an account of theirs. */
export function CustomerPicker({ label, hint, chosen, onChosen, onCleared, error }: CustomerPickerProps): VNode {
  const { api } = useDesk();
  const [text, setText] = useState('');
  const found = useHits(text.trim());
  const deed = useDeed();
  if (chosen !== null)
    return (
      <div class="picked">
        <span>
          <span class="cs-muted">{label}</span> <strong>{chosen}</strong>
        </span>
        <Button size="small" kind="quiet" onClick={onCleared}>
          Choose another
        </Button>
      </div>
    );
  const take = (hit: AccountHit): void =>
    deed.run(async () => {
      const page = await api.get(`/api/accounts/${hit.accountId}`, accountPage);
      onChosen({ customerId: page.facts.customerId, name: page.customer.name });
      setText('');
    });
  return (
    <div
      onKeyDown={(event: KeyboardEvent) => {
        // Enter in the text takes the only one found; it does not send the form.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        const [first, second] = found.hits;
        if (first && !second) take(first);
      }}
    >
      <TextField
        label={label}
        hint={hint}
        autocomplete="off"
        maxLength={80}
        value={text}
        onValue={setText}
        error={error}
      />
      <HitsList hits={found.hits} busy={deed.busy} onChosen={take} />
      <Trouble error={found.error ?? deed.error} />
    </div>
  );
}

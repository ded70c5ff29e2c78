import { accountHits } from '@curbstop/contracts';
import { count, Empty, Key, mayUse, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { OPENERS } from '../openings/words.ts';
import { hrefOf } from '../routes.ts';
import { HitsTable } from './hits-table.tsx';
import { RecentCard } from './recent-card.tsx';
import { worthAsking } from './search-state.ts';

function Found({ query }: { query: string }): VNode {
  const { api } = useDesk();
  const found = useLoaded(query, (signal) => api.get('/api/accounts', accountHits, { query: { q: query }, signal }));
  return (
    <LoadedView of={found} what="the accounts">
      {({ hits, more }) => (
        <section class="cs-card found">
          <h2 class="card-head">
            {count(hits.length, 'account')} for “{query}”{' '}
            {more && <span class="cs-muted cs-small">and more; give more of the name or street to find fewer</span>}
          </h2>
          <HitsTable
            caption={`Accounts found for ${query}`}
            hits={hits}
            empty={
              <Empty title="Nothing found">
                No results for “{query}”. Try a part of the name, the street, or the meter’s number.
              </Empty>
            }
          />
        </section>
      )}
    </LoadedView>
  );
}

/** How to find an account, and the ones opened last. */
function Home(): VNode {
  const { session } = useDesk();
  const state = useObservable(session.state);
  return (
    <div class="home">
      <Empty title="Find an account">
        Press <Key>/</Key> and type two letters or more of a name or street, an account number, or a meter’s number.
        Arrow keys and Enter open an account.
      </Empty>
      {state.phase === 'in' && <RecentCard staffId={state.me.staffId} />}
    </div>
  );
}

/** What was found, or how to find. */
export function AccountsScreen({ query }: { query: string }): VNode {
  const { session } = useDesk();
  const who = useObservable(session.state);
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Accounts</h1>
        {who.phase === 'in' && mayUse(who.me, OPENERS) && (
          <a class="page-end" href={hrefOf({ name: 'opening', at: null })}>
            Open an account
          </a>
        )}
      </div>
      {worthAsking(query) ? <Found key={query} query={query} /> : <Home />}
    </>
  );
}

import type { AccountPage } from '@curbstop/contracts';
import { ClauseTags, Icon } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { offersOf } from './actions.ts';
import type { ActionOffer } from './actions.ts';

function Action({ offer, onOpen }: { offer: ActionOffer; onOpen: (name: ActionOffer['name']) => void }): VNode {
  const why = useId();
  const { refused } = offer;
  return (
    <li>
      <button
        type="button"
        class={refused ? 'action action-locked' : 'action'}
        aria-disabled={refused ? 'true' : undefined}
        aria-describedby={why}
        onClick={() => {
          if (!refused) onOpen(offer.name);
        }}
      >
        {refused && <Icon name="lock" />}
        <span class="cs-grow">
          <span class="strong">{offer.title}</span>
          <span id={why} class="cs-small cs-muted">
            {refused ? refused.reason : offer.detail} <ClauseTags clauses={refused?.clauses ?? offer.clauses} />
          </span>
        </span>
        {!refused && <Icon name="arrow" size={18} />}
      </button>
    </li>
  );
}

/** What can be done here; what may not be done now stays in sight with its reason. */
export function ActionsCard({
  page,
  onOpen,
}: {
  page: AccountPage;
  onOpen: (name: ActionOffer['name']) => void;
}): VNode {
  return (
    <section class="cs-card">
      <h2 class="card-head">Actions</h2>
      <ul class="actions">
        {offersOf(page).map((offer) => (
          <Action key={offer.name} offer={offer} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

import type { AccountPage, Me } from '@curbstop/contracts';
import type { OfficeRequest } from '@curbstop/policy';
import { ClauseTags, Icon } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { hasDialog, opensRefused } from './account-dialog.tsx';
import { offersOf } from './actions.ts';
import type { ActionOffer } from './actions.ts';

interface ActionProps {
  readonly offer: ActionOffer;
  readonly onOpen: (request: OfficeRequest) => void;
}

function Action({ offer, onOpen }: ActionProps): VNode {
  const why = useId();
  const { name } = offer;
  const refused = offer.locked ?? offer.refused;
  const locked = offer.locked !== null || (refused !== null && !opensRefused(name));
  return (
    <li>
      <button
        type="button"
        class={`action${refused ? ' action-refused' : ''}${locked ? ' action-locked' : ''}`}
        aria-disabled={locked ? 'true' : undefined}
        aria-describedby={why}
        onClick={() => {
          if (!locked) onOpen(name);
        }}
      >
        {refused && <Icon name="lock" />}
        <span class="cs-grow">
          <span class="strong">{offer.title}</span>
          <span id={why} class="cs-small cs-muted">
            {offer.locked?.reason ?? offer.detail} <ClauseTags clauses={refused?.clauses ?? offer.clauses} />
          </span>
        </span>
        {!locked && <Icon name="arrow" size={18} />}
      </button>
    </li>
  );
}

function List({ offers, onOpen }: { offers: readonly ActionOffer[]; onOpen: ActionProps['onOpen'] }): VNode {
  return (
    <ul class="actions">
      {offers.map((offer) => (
        <Action key={offer.name} offer={offer} onOpen={onOpen} />
      ))}
    </ul>
  );
}

export interface ActionsCardProps {
  readonly page: AccountPage;
  /** What is not the work of somebody's roles stays in sight, locked. */
  readonly me: Me;
  readonly onOpen: ActionProps['onOpen'];
}

/** What can be done here; what would be refused stays in sight with its reason, and can be asked for on record. */
export function ActionsCard({ page, me, onOpen }: ActionsCardProps): VNode {
  const { now, folders } = offersOf(page, hasDialog, me);
  return (
    <section class="cs-card">
      <h2 class="card-head">Actions</h2>
      <List offers={now} onOpen={onOpen} />
      {folders.map(({ title, offers }) => (
        <details key={title} class="action-folder">
          <summary>
            {title}, {offers.length}
          </summary>
          <List offers={offers} onOpen={onOpen} />
        </details>
      ))}
    </section>
  );
}

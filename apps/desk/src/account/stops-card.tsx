import type { AccountPage } from '@curbstop/contracts';
import { ClauseTag } from '@curbstop/ui';
import type { VNode } from 'preact';

/** Filled for what keeps the water on now, hollow for what still could. */
function Ring({ filled }: { filled: boolean }): VNode {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle
        cx="9"
        cy="9"
        r="6.5"
        fill={filled ? 'var(--ink)' : 'var(--surface)'}
        stroke="var(--ink)"
        stroke-width="2"
      />
    </svg>
  );
}

/** What would keep the water on, each with its clause. */
export function StopsCard({ page }: { page: AccountPage }): VNode {
  const standing = page.stops.filter((stop) => stop.stands).length;
  return (
    <section class="cs-card">
      <h2 class="card-head">
        What would stop the turn-off{' '}
        {page.stops.length > 0 && page.service === 'on' && (
          <span class="cs-muted cs-small">{standing === 0 ? 'none yet' : `${standing} now`}</span>
        )}
      </h2>
      {page.service === 'off' || page.stops.length === 0 ? (
        <p class="card-note cs-muted">
          {page.service === 'off' ? 'The water is off already.' : 'Nothing is to be stopped: no turn-off is ahead.'}
        </p>
      ) : (
        <ul class="stops">
          {page.stops.map((stop) => (
            <li key={`${stop.clause} ${stop.says}`}>
              <Ring filled={stop.stands} />
              <div class="cs-grow">
                <p class="strong">
                  {stop.says}
                  {stop.stands && <span class="cs-unseen">, now</span>}
                </p>
                {stop.detail !== '' && <p class="cs-small cs-muted">{stop.detail}</p>}
              </div>
              <ClauseTag clause={stop.clause} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

import type { DispatchDay } from '@curbstop/contracts';
import { Chip, ClauseTag, money } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useFormats } from '../top/use-formats.ts';
import { byClause } from './blocked.ts';

/** Accounts past day 60 that are kept off the list, by the clause that keeps them off. */
export function Blocked({ blocked }: { blocked: DispatchDay['blocked'] }): VNode | null {
  const formats = useFormats();
  if (blocked.length === 0) return null;
  return (
    <section aria-labelledby="pool-blocked">
      <div class="d-group">
        <h2 id="pool-blocked">Blocked, not on the list</h2> <Chip>{blocked.length}</Chip>
      </div>
      {byClause(blocked).map(({ clause, says, accounts }) => (
        <details key={clause} class="d-blocked">
          <summary>
            <ClauseTag clause={clause} />
            <span class="cs-grow cs-ellipsis" title={says}>
              {says}
            </span>
            <strong>{accounts.length}</strong>
          </summary>
          <ul>
            {accounts.map((account) => (
              <li key={account.accountId}>
                <a href={`/desk/#/accounts/${account.accountId}`}>{account.address}</a>
                <span class="d-col">{money(account.pastDue)}</span>
                <span class="d-blocked-says">
                  {account.says}
                  {account.earliest !== null && ` Not before ${formats.dayTime(account.earliest)}.`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

/** Orders that left the list since it was made. */
export function CameOff({ cameOff }: { cameOff: DispatchDay['cameOff'] }): VNode | null {
  const formats = useFormats();
  const earliest = cameOff.at(-1);
  if (earliest === undefined) return null;
  return (
    <details class="d-came-off">
      <summary>
        <h2>Came off since {formats.dayTime(earliest.at)}</h2> <Chip tone="ok">{cameOff.length}</Chip>
      </summary>
      <ul>
        {cameOff.map((one) => (
          <li key={`${one.orderId}-${one.at}`}>
            <span class="d-row-title">{one.address}</span>
            <span class="d-row-fact">
              {formats.time(one.at)} · {one.says}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

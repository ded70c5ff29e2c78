import { appeals } from '@curbstop/contracts';
import type { Appeals } from '@curbstop/contracts';
import { Chip, ClauseTag, Empty } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { sentence } from '../requests/appeal-parts.ts';
import { factsOf, stateOf } from './record.ts';

type Appeal = Appeals['appeals'][number];

function Record({ appeal, open, formats }: { appeal: Appeal; open: boolean; formats: CityFormats }): VNode {
  const [state, tone] = stateOf(appeal);
  return (
    <details class="bill" open={open}>
      <summary>
        <span class="cs-grow">
          <span class="strong">{sentence(appeal.about)}</span>{' '}
          <span class="cs-muted">{formats.day(appeal.filedAt)}</span>
        </span>
        <Chip tone={tone}>{state}</Chip>
      </summary>
      <div class="record">
        <blockquote class="said">
          <p>{appeal.says}</p>
        </blockquote>
        <dl class="record-facts">
          {factsOf(appeal, formats).map((fact) => (
            <div key={fact.name}>
              <dt>{fact.name}</dt>
              <dd>
                {fact.says} {fact.clause !== null && <ClauseTag clause={fact.clause} />}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}

/** H: the appeals of an account, with their decisions and letters, newest first. */
export function AppealsList({
  accountId,
  version,
  formats,
}: {
  accountId: number;
  version: number;
  formats: CityFormats;
}): VNode {
  const { api } = useDesk();
  const list = useLoaded(String(version), (signal) =>
    api.get(`/api/accounts/${accountId}/appeals`, appeals, { signal }),
  );
  return (
    <LoadedView of={list} what="the appeals">
      {({ appeals: all }) =>
        all.length === 0 ? (
          <div class="card-pad">
            <Empty title="No appeals">Nothing of this account was ever appealed.</Empty>
          </div>
        ) : (
          <>
            {all.map((appeal, nth) => (
              <Record key={appeal.appealId} appeal={appeal} open={nth === 0} formats={formats} />
            ))}
          </>
        )
      }
    </LoadedView>
  );
}

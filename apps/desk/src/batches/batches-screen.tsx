import { batchList } from '@curbstop/contracts';
import type { BatchList } from '@curbstop/contracts';
import { Chip, cityFormats, civilDay, Empty, money, Table, useObservable } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { hrefOf } from '../routes.ts';
import { rowsByKey } from '../shell/rows-by-key.ts';
import { BatchesNav } from './batches-nav.tsx';
import { spanTo } from './days.ts';
import type { Span } from './days.ts';
import { RUN_WORDS } from './runs.ts';

type Line = BatchList['batches'][number];

function List({ batches, span, formats }: { batches: readonly Line[]; span: Span; formats: CityFormats }): VNode {
  return (
    <section class="cs-card lined" onKeyDown={rowsByKey}>
      <h2 class="card-head">
        {civilDay(span.from, 'year')} to {civilDay(span.until, 'year')}
      </h2>
      <Table
        caption="Batches, newest first"
        rows={batches}
        keyOf={(batch) => batch.batchId}
        empty={
          <Empty title="No batch in these days">
            Late charges, notices, lists, bills and refunds are made by the city’s clock on the days that the policy
            gives.
          </Empty>
        }
        columns={[
          { key: 'day', head: 'Day', width: '140px', cell: (batch) => civilDay(batch.day, 'week') },
          {
            key: 'kind',
            head: 'Batch',
            cell: (batch) => (
              <a href={hrefOf({ name: 'batch', batchId: batch.batchId })}>{RUN_WORDS[batch.kind].title}</a>
            ),
          },
          { key: 'run', head: 'Begun', cell: (batch) => formats.dayTime(batch.runAt) },
          { key: 'accounts', head: 'Accounts', num: true, cell: (batch) => batch.accounts.toLocaleString('en-US') },
          { key: 'items', head: 'Lines', num: true, cell: (batch) => batch.items.toLocaleString('en-US') },
          { key: 'amount', head: 'Amount', num: true, cell: (batch) => money(batch.amount) },
          {
            key: 'state',
            head: 'State',
            width: '220px',
            cell: (batch) =>
              batch.undoneAt === null ? (
                <Chip tone="ok">Stands</Chip>
              ) : (
                <>
                  <Chip tone="stop">Undone {formats.yearDay(batch.undoneAt)}</Chip>
                  <span class="cs-muted cs-small">{batch.undoneWhy}</span>
                </>
              ),
          },
        ]}
      />
    </section>
  );
}

function Fortnight({ span, formats }: { span: Span; formats: CityFormats }): VNode {
  const { api } = useDesk();
  const { from, until } = span;
  const list = useLoaded('list', (signal) =>
    api.get('/api/batches', batchList, { query: { from, to: until }, signal }),
  );
  return (
    <LoadedView of={list} what="the batches">
      {({ batches }) => <List batches={batches} span={span} formats={formats} />}
    </LoadedView>
  );
}

/** What the city did to many accounts in one go, a fortnight a page. */
export function BatchesScreen({ until }: { until: string | null }): VNode {
  const { clock } = useDesk();
  const { timeZone } = useObservable(clock.time);
  const formats = cityFormats(timeZone);
  const span = spanTo(until, formats.civil(clock.now()));
  return (
    <>
      <BatchesNav here="batches">
        <span class="page-end batches-turn">
          <a class="cs-btn cs-plain" href={hrefOf({ name: 'batches', until: span.earlier })}>
            Earlier
          </a>
          {span.later !== null && (
            <a class="cs-btn cs-plain" href={hrefOf({ name: 'batches', until: span.later })}>
              Later
            </a>
          )}
        </span>
      </BatchesNav>
      <Fortnight key={`${span.from}/${span.until}`} span={span} formats={formats} />
    </>
  );
}

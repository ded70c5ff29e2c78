import { openReturns } from '@curbstop/contracts';
import type { OpenReturns } from '@curbstop/contracts';
import { Button, Chip, cityFormats, ClauseTag, Empty, money, Table, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { useLoaded } from '../load/use-loaded.ts';
import { AccountCell } from '../search/account-cell.tsx';
import { rowsByKey } from '../shell/rows-by-key.ts';
import { dueWords } from '../tasks/due.ts';
import { useTaskNews } from '../tasks/use-task-news.ts';

type Line = OpenReturns['returns'][number];

/** K.4: returned payments that are not made good, in the whole city, the earliest deadline first. */
export function OpenReturnsCard({ version }: { version: number }): VNode {
  const { api, clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const now = useNow(clock, 5_000);
  const [news] = useTaskNews();
  const [shown, setShown] = useState<OpenReturns | null>(null);
  const fetching = useDeed();
  const list = useLoaded(`${version}/${news}`, async (signal) => {
    const page = await api.get('/api/returns', openReturns, { signal });
    setShown(page);
    return page;
  });
  const more = (): void =>
    fetching.run(async () => {
      if (shown?.next == null) return;
      const page = await api.get('/api/returns', openReturns, { query: { page: shown.next } });
      setShown((before) => ({ returns: [...(before?.returns ?? []), ...page.returns], next: page.next }));
    });
  const due = (line: Line): VNode => {
    const { says, tone } = dueWords(line.dueAt, now, formats);
    return (
      <>
        {tone === 'plain' ? says : <Chip tone={tone}>{says}</Chip>} <ClauseTag clause={line.clause} />
      </>
    );
  };
  return (
    <LoadedView of={{ ...list, data: list.data === null ? null : shown }} what="the returned payments">
      {({ returns, next }) => (
        <section class="cs-card lined" onKeyDown={rowsByKey}>
          <h2 class="card-head">
            Unpaid returns <ClauseTag clause="K.4" />
          </h2>
          <Table
            caption="Returned payments that are not made good, the earliest deadline first"
            rows={returns}
            keyOf={(line) => line.returnId}
            empty={
              <Empty title="Nothing is owed on a returned payment">
                What comes back stands here with its deadline until it is made good in cash, by money order, cashier’s
                check or card.
              </Empty>
            }
            columns={[
              {
                key: 'account',
                head: 'Account',
                width: '300px',
                cell: ({ account }) => <AccountCell {...account} name={account.customer} />,
              },
              {
                key: 'what',
                head: 'Came back',
                cell: (line) => (
                  <>
                    {formats.day(line.returnedAt)}, {line.code}
                    {line.toReconnect && (
                      <>
                        {' '}
                        <Chip tone="stop">Had bought the water back</Chip>
                      </>
                    )}
                  </>
                ),
              },
              { key: 'due', head: 'To be made good by', width: '260px', cell: due },
              { key: 'amount', head: 'Payment', num: true, width: '110px', cell: (line) => money(line.amount) },
              {
                key: 'owed',
                head: 'Owed with its fee',
                num: true,
                width: '130px',
                cell: (line) => <strong>{money(line.owed)}</strong>,
              },
            ]}
          />
          <Trouble error={fetching.error} />
          {next !== null && (
            <p class="card-more">
              <Button kind="quiet" size="small" busy={fetching.busy} onClick={more}>
                Show more
              </Button>
            </p>
          )}
        </section>
      )}
    </LoadedView>
  );
}

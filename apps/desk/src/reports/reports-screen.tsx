import { countNow, publishedCount, publishedCounts } from '@curbstop/contracts';
import type { PublishedCount, Role } from '@curbstop/contracts';
import { Button, Chip, cityFormats, ClauseTag, Dialog, Empty, mayUse, Table, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { useLoaded } from '../load/use-loaded.ts';
import { useDialog } from '../shell/use-dialog.ts';

const API = '/api/reports/discontinuations';
const PUBLISHERS: readonly Role[] = [
  'finance',
  'supervisor',
  'asst-director-finance',
  'admin-services-director',
  'admin',
];

interface Line {
  readonly year: number;
  readonly count: number;
  readonly accounts: number;
  readonly restoredWithinADay: number;
  readonly published: PublishedCount | null;
}

function PublishDialog({ line, onClose, onDone }: { line: Line; onClose: () => void; onDone: () => void }): VNode {
  const { api, clock } = useDesk();
  const deed = useDeed();
  const formats = cityFormats(clock.time.get().timeZone);
  const over = formats.civil(clock.now()) > `${line.year}-12-31`;
  const send = (): void =>
    deed.run(async () => {
      await api.post(`${API}/${line.year}`, {}, publishedCount);
      onDone();
      onClose();
    });
  return (
    <Dialog
      open
      title={`Publish the count of ${line.year}?`}
      confirm={`Publish ${line.year}`}
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        It is counted anew from the journal: {line.count} as of now. Everyone can read it at once.{' '}
        {over
          ? 'The State Water Board takes the CSV.'
          : 'The year is not over: publish it again when it is. The later count is the one that is shown.'}
      </p>
      <Trouble error={deed.error} unknown="Send it again: the later count is the one that is shown." />
    </Dialog>
  );
}

/** This year and the last one as the journal has them, and what was published of them and of earlier years. */
function useLines(version: number) {
  const { api, clock } = useDesk();
  const year = Number(cityFormats(clock.time.get().timeZone).civil(clock.now()).slice(0, 4));
  return useLoaded(String(version), async (signal): Promise<Line[]> => {
    const { reports } = await api.get(API, publishedCounts, { signal });
    const known = [...new Set([year, year - 1, ...reports.map((each) => each.year)])].sort((a, b) => b - a);
    return Promise.all(
      known.map(async (each) => {
        const published = reports.find((report) => report.year === each) ?? null;
        return { ...(await api.get(`${API}/${each}/count`, countNow, { signal })), published };
      }),
    );
  });
}

/** M.1: how often homes were turned off for a debt, year by year; and what the city publishes. */
export function ReportsScreen(): VNode {
  const { session, clock } = useDesk();
  const who = useObservable(session.state);
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const [version, setVersion] = useState(0);
  const lines = useLines(version);
  const dialog = useDialog<Line>();
  const may = who.phase === 'in' && mayUse(who.me, PUBLISHERS);
  return (
    <>
      <div class="page-top">
        <h1 class="page-head">Reports</h1>
        <span class="page-end">
          <a href="/policy">The billing policy, as everyone reads it</a>
        </span>
      </div>
      <LoadedView of={lines} what="the yearly count">
        {(years) => (
          <section class="cs-card lined">
            <h2 class="card-head">
              Homes turned off because a bill was not paid <ClauseTag clause="M.1" />
            </h2>
            <Table
              caption="Yearly count"
              rows={years}
              keyOf={(line) => line.year}
              empty={<Empty title="No year yet">The first year is counted from the journal.</Empty>}
              columns={[
                { key: 'year', head: 'Year', cell: (line) => line.year },
                { key: 'count', head: 'Times', num: true, cell: (line) => line.count },
                { key: 'accounts', head: 'Accounts', num: true, cell: (line) => line.accounts },
                { key: 'back', head: 'Back within 24 hours', num: true, cell: (line) => line.restoredWithinADay },
                {
                  key: 'published',
                  head: 'Published',
                  cell: ({ published, year, count }) =>
                    published === null ? (
                      <Chip>Not yet</Chip>
                    ) : (
                      <>
                        <Chip tone={published.whole && published.count === count ? 'ok' : 'warn'}>
                          {published.count} on {formats.yearDay(published.madeAt)}
                          {!published.whole && ', before its end'}
                        </Chip>{' '}
                        <a href={`/reports/discontinuations/${year}`}>Page</a> <a href={`${API}/${year}.csv`}>CSV</a>
                      </>
                    ),
                },
                {
                  key: 'publish',
                  head: <span class="cs-unseen">Action</span>,
                  width: '240px',
                  cell: (line) => (
                    <Button
                      size="small"
                      refused={may ? null : { reason: 'Finance publishes it.', clauses: ['M.1'] }}
                      onClick={() => dialog.open(line)}
                      label={`Publish ${line.year}`}
                    >
                      {line.published ? 'Publish again' : 'Publish'}
                    </Button>
                  ),
                },
              ]}
            />
            <p class="card-note cs-muted cs-small">
              Residential accounts, by the day the water was closed. An order that was called off on site counts
              nothing.
            </p>
          </section>
        )}
      </LoadedView>
      {dialog.shown && (
        <PublishDialog line={dialog.shown} onClose={dialog.close} onDone={() => setVersion((before) => before + 1)} />
      )}
    </>
  );
}

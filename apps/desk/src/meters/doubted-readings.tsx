import { doubtedReadings } from '@curbstop/contracts';
import type { DoubtedReadings as DoubtedList, ReadingDecision } from '@curbstop/contracts';
import { dialWords } from '@curbstop/policy';
import { accountNumber, Button, cityFormats, Empty, Table, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useCases } from '../cases/use-cases.ts';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { Trouble } from '../load/trouble.tsx';
import { hrefOf } from '../routes.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { READ_BY, readingDecision } from './reading-decision.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { Decision } from './reason-dialog.tsx';

type Reading = DoubtedList['readings'][number];

const pages = doubtedReadings.transform(({ readings, next }) => ({ cases: readings, next }));

const DEEDS = [
  ['accept', 'Accept'],
  ['void', 'Void'],
  ['began-again', 'Began again'],
] as const satisfies readonly (readonly [ReadingDecision['deed'], string])[];

/** Where the meter is, and the way to whom its water is billed. */
function Place({ reading: { account, address } }: { reading: Reading }): VNode {
  if (account === null)
    return (
      <>
        {address} <span class="cs-muted cs-small">No account was ever billed here</span>
      </>
    );
  return (
    <>
      <a href={hrefOf({ name: 'account', accountId: account.accountId, tab: 'meter' })}>{address}</a>
      <span class="cs-muted cs-small">
        {' '}
        {account.customer} · {accountNumber(account.number)}
      </span>
    </>
  );
}

/** Readings of the whole city that count for nothing until somebody decides. */
export function DoubtedReadings(): VNode {
  const { clock } = useDesk();
  const formats = cityFormats(useObservable(clock.time).timeZone);
  const list = useCases('/api/doubted-readings', pages);
  const decision = useDialog<Decision>();
  // Whoever comes second is told who was first; what is left to decide is read again when the message is closed.
  const close = (): void => {
    decision.close();
    list.reload();
  };
  return (
    <LoadedView of={list} what="the doubted readings">
      {({ cases, next }) => (
        <section class="cs-card lined by-line" aria-label="Doubted readings">
          <Table
            caption="Readings that wait for a decision"
            rows={cases}
            keyOf={(reading) => `${reading.meterId} ${reading.at}`}
            empty={
              <div class="card-pad">
                <Empty title="No doubted readings">
                  A reading that cannot be believed waits here. Nothing is billed on it until somebody decides.
                </Empty>
              </div>
            }
            columns={[
              { key: 'place', head: 'Address', cell: (reading) => <Place reading={reading} /> },
              {
                key: 'register',
                head: 'Reading',
                cell: (reading) => (
                  <>
                    <strong>{dialWords(reading.register, reading.dial)}</strong>
                    <span class="cs-muted cs-small">
                      {' '}
                      Meter {reading.serial} · {READ_BY[reading.source]}, {formats.dayTime(reading.at)}
                    </span>
                  </>
                ),
              },
              {
                key: 'doubt',
                head: 'Why',
                cell: ({ doubt, reason, doubtedBy }) => (
                  <>
                    {doubt}{' '}
                    {reason !== null && (
                      <span class="cs-muted cs-small">
                        {doubtedBy ?? 'The system'}: {reason}
                      </span>
                    )}
                  </>
                ),
              },
              { key: 'since', head: 'Since', cell: ({ since }) => formats.dayTime(since) },
              {
                key: 'deeds',
                head: <span class="cs-unseen">Actions</span>,
                cell: (reading) => (
                  <div class="row-deeds">
                    {DEEDS.map(([deed, says]) => (
                      <Button
                        key={deed}
                        size="small"
                        kind="quiet"
                        label={`${says}: ${dialWords(reading.register, reading.dial)}, ${reading.address}`}
                        onClick={() => decision.open(readingDecision('/api/doubted-readings/decide', reading, deed))}
                      >
                        {says}
                      </Button>
                    ))}
                  </div>
                ),
              },
            ]}
          />
          <Trouble error={list.fetching.error} />
          {next !== null && (
            <p class="card-more">
              <Button kind="quiet" size="small" busy={list.fetching.busy} onClick={list.more}>
                Show more
              </Button>
            </p>
          )}
          {decision.shown && <ReasonDialog of={decision.shown} onClose={close} onDone={list.reload} />}
        </section>
      )}
    </LoadedView>
  );
}

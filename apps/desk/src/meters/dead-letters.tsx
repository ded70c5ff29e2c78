import { deadLetterList } from '@curbstop/contracts';
import type { DeadLetterList } from '@curbstop/contracts';
import { Button, cityFormats, count, Empty, Table, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { Decision } from './reason-dialog.tsx';

type Letter = DeadLetterList['letters'][number];

/** While a message is being replayed, the list is looked at again after this long, in milliseconds. */
const REPLAY_LOOK_MS = 2_000;

function letterDecision(letter: Letter, deed: 'replay' | 'dismiss'): Decision {
  const isReplay = deed === 'replay';
  return {
    title: isReplay ? 'Replay this message?' : 'Dismiss this message?',
    confirm: isReplay ? 'Replay' : 'Dismiss',
    path: `/api/dead-letters/${letter.letterId}/decide`,
    body: { deed, version: letter.version },
    field: 'note',
    isOptional: isReplay,
    says: isReplay
      ? `The ${letter.kind} of ${letter.device} is taken again, as if it came now. What was taken before is not taken twice.`
      : `The ${letter.kind} of ${letter.device} goes off this list and counts for nothing.`,
  };
}

/** What devices sent and nobody could handle: replayed or dismissed here. */
export function DeadLetters({ version }: { version: number }): VNode {
  const { api, clock } = useDesk();
  const { timeZone } = useObservable(clock.time);
  const formats = cityFormats(timeZone);
  const decision = useDialog<Decision>();
  const read = useLoaded(String(version), (signal) => api.get('/api/dead-letters', deadLetterList, { signal }));
  const waits = read.data?.letters.some((letter) => letter.asked) ?? false;
  const { reload } = read;
  // The gateway replays in its own time; until it has, the list is looked at again.
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setTimeout(reload, REPLAY_LOOK_MS);
    return () => clearTimeout(timer);
  }, [waits, read.data, reload]);
  return (
    <LoadedView of={read} what="the messages">
      {({ letters }) => (
        <section class="cs-card lined by-line" aria-label="Messages that could not be handled">
          <Table
            caption="Messages of devices that could not be handled"
            rows={letters}
            keyOf={(letter) => letter.letterId}
            empty={
              <div class="card-pad">
                <Empty title="No messages">What a device sends and nobody can handle is kept here.</Empty>
              </div>
            }
            columns={[
              { key: 'at', head: 'Received', cell: (letter) => formats.dayTime(letter.receivedAt) },
              {
                key: 'device',
                head: 'Device',
                cell: (letter) => (
                  <>
                    <span class="break-any">{letter.device}</span> <span class="cs-muted cs-small">{letter.kind}</span>
                  </>
                ),
              },
              {
                key: 'reason',
                head: 'Why',
                cell: (letter) => (
                  <>
                    {letter.reason}{' '}
                    <span class="cs-muted cs-small">
                      {letter.times > 1 && `Came ${letter.times} times. `}
                      {letter.left > 0 && `${letter.left} more of the device were only counted.`}
                    </span>
                  </>
                ),
              },
              {
                key: 'payload',
                head: 'Message',
                cell: (letter) => (
                  <details>
                    <summary>{count(letter.bytes, 'byte')}</summary>
                    <code class="cs-small break-any">{letter.payload}</code>
                  </details>
                ),
              },
              {
                key: 'deeds',
                head: <span class="cs-unseen">Actions</span>,
                cell: (letter) =>
                  letter.asked ? (
                    <span class="cs-muted cs-small">Being replayed</span>
                  ) : (
                    <div class="row-deeds">
                      <Button
                        size="small"
                        label={`Replay the message of ${letter.device}`}
                        onClick={() => decision.open(letterDecision(letter, 'replay'))}
                      >
                        Replay
                      </Button>
                      <Button
                        size="small"
                        kind="quiet"
                        label={`Dismiss the message of ${letter.device}`}
                        onClick={() => decision.open(letterDecision(letter, 'dismiss'))}
                      >
                        Dismiss
                      </Button>
                    </div>
                  ),
              },
            ]}
          />
          {decision.shown && <ReasonDialog of={decision.shown} onClose={decision.close} onDone={read.reload} />}
        </section>
      )}
    </LoadedView>
  );
}

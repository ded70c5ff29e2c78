import type { JournalLine } from '@curbstop/contracts';
import { Button, ClauseTag, Empty, Failed } from '@curbstop/ui';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { LoadedView } from '../load/loaded-view.tsx';
import { whyFailed } from '../load/says.ts';
import { factsOf } from './pages.ts';
import { useJournal } from './use-journal.ts';

function Line({ line, formats }: { line: JournalLine; formats: CityFormats }): VNode {
  const facts = factsOf(line);
  return (
    <li class="journal-line">
      <time class="cs-muted" dateTime={new Date(line.at).toISOString()}>
        {formats.time(line.at)}
      </time>
      <div class="cs-grow">
        <p>
          {line.says} {line.clause !== null && <ClauseTag clause={line.clause} />}
        </p>
        <details>
          <summary class="cs-small cs-muted">
            {line.actor} · {line.event}
          </summary>
          <dl class="facts cs-small">
            <div>
              <dt>number</dt>
              <dd>{line.seq}</dd>
            </div>
            {facts.map((fact) => (
              <div key={fact.name}>
                <dt>{fact.name}</dt>
                <dd>{fact.value}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    </li>
  );
}

/** Everything that happened on the account, with clause and who did it: the answer to "why?". */
export function JournalList({
  accountId,
  version,
  formats,
}: {
  accountId: number;
  version: number;
  formats: CityFormats;
}): VNode {
  const journal = useJournal(accountId, version);
  return (
    <LoadedView of={journal} what="the journal">
      {({ lines, before }) => {
        const days = [...new Set(lines.map((line) => formats.civil(line.at)))];
        return (
          <>
            {lines.length === 0 && (
              <div class="card-pad">
                <Empty title="Nothing has happened yet">The opening of the account will be the first line.</Empty>
              </div>
            )}
            {days.map((day) => {
              const ofDay = lines.filter((line) => formats.civil(line.at) === day);
              return (
                <section key={day}>
                  <h3 class="journal-day">{formats.longDay(ofDay[0]?.at ?? 0)}</h3>
                  <ol>
                    {ofDay.map((line) => (
                      <Line key={line.seq} line={line} formats={formats} />
                    ))}
                  </ol>
                </section>
              );
            })}
            {journal.olderError !== null && (
              <Failed title="The older lines did not load" onRetry={journal.older}>
                {whyFailed(journal.olderError)}
              </Failed>
            )}
            {before !== null && (
              <p class="card-more">
                <Button kind="quiet" size="small" busy={journal.fetchingOlder} onClick={journal.older}>
                  Show older lines
                </Button>
              </p>
            )}
          </>
        );
      }}
    </LoadedView>
  );
}

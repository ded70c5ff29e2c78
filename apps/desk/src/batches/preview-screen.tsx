import { batchPreview } from '@curbstop/contracts';
import type { BatchPreview } from '@curbstop/contracts';
import {
  cityFormats,
  civilDay,
  ClauseTag,
  count,
  Empty,
  money,
  SelectField,
  Table,
  TextField,
  useObservable,
} from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { MoreRows } from '../load/more-rows.tsx';
import { useSomeRows } from '../load/some-rows.ts';
import { useLoaded } from '../load/use-loaded.ts';
import { hrefOf, RUNS } from '../routes.ts';
import type { Run } from '../routes.ts';
import { AccountCell } from '../search/account-cell.tsx';
import { rowsByKey } from '../shell/rows-by-key.ts';
import { BatchesNav } from './batches-nav.tsx';
import { RUN_WORDS } from './runs.ts';

type Line = BatchPreview['would'][number];

/** A preview of a large run is worked out, not read. In milliseconds. */
const PATIENCE = 60_000;

function Lines({
  title,
  says,
  lines,
  none,
}: {
  title: string;
  says: string;
  lines: readonly Line[];
  none: string;
}): VNode {
  const some = useSomeRows(lines);
  return (
    <section class="cs-card lined" onKeyDown={rowsByKey}>
      <h2 class="card-head">
        {title} <span class="cs-muted cs-small">{says}</span>
      </h2>
      <Table
        caption={title}
        rows={some.shown}
        keyOf={(line) => some.shown.indexOf(line)}
        empty={<Empty title="Nobody">{none}</Empty>}
        columns={[
          { key: 'account', head: 'Account', width: '320px', cell: (line) => <AccountCell {...line} /> },
          {
            key: 'says',
            head: 'Why',
            cell: (line) => (
              <>
                {line.says} <ClauseTag clause={line.clause} />
              </>
            ),
          },
          { key: 'amount', head: 'Amount', num: true, width: '120px', cell: (line) => money(line.amount) },
        ]}
      />
      <MoreRows of={some} />
    </section>
  );
}

function Foreseen({ kind, day }: { kind: Run; day: string }): VNode {
  const { api } = useDesk();
  const preview = useLoaded('preview', (signal) =>
    api.get('/api/batches/preview', batchPreview, { query: { kind, day }, signal, timeoutMs: PATIENCE, retries: 0 }),
  );
  const words = RUN_WORDS[kind];
  return (
    <LoadedView of={preview} what="what the run would do">
      {({ would, leftOut }) => (
        <>
          <Lines
            title={`${words.title} of ${civilDay(day, 'week')}`}
            says={`${count(would.length, words.one, words.many)}, ${money(would.reduce((sum, line) => sum + line.amount, 0))}, as things stand now`}
            lines={would}
            none="As things stand, this run has nothing to do on that day."
          />
          <Lines
            title="Left out"
            says={count(leftOut.length, 'account')}
            lines={leftOut}
            none="Nobody that the run could be about is left out."
          />
        </>
      )}
    </LoadedView>
  );
}

/** Who a run would be about on a day, and who is left out, with the reasons. Nothing is written. */
export function PreviewScreen({ kind, day }: { kind: Run; day: string | null }): VNode {
  const { clock } = useDesk();
  const { timeZone } = useObservable(clock.time);
  const today = cityFormats(timeZone).civil(clock.now());
  const on = day ?? today;
  const go = (to: { kind?: Run; day?: string }): void => {
    location.hash = hrefOf({ name: 'preview', kind: to.kind ?? kind, day: to.day ?? day });
  };
  return (
    <>
      <BatchesNav here="preview">
        <SelectField
          label="Run"
          value={kind}
          options={RUNS.map((each) => ({ value: each, label: RUN_WORDS[each].title }))}
          onValue={(value) => go({ kind: RUNS.find((each) => each === value) ?? kind })}
        />
        <TextField
          label="Day"
          type="date"
          value={on}
          onValue={(value) => {
            if (value !== '') go({ day: value });
          }}
        />
      </BatchesNav>
      <Foreseen key={`${kind}/${on}`} kind={kind} day={on} />
    </>
  );
}

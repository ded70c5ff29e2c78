import type { FileLine } from '@curbstop/contracts';
import { accountNumber, Chip, ClauseTags, Empty, money, Table } from '@curbstop/ui';
import type { VNode } from 'preact';
import { MoreRows } from '../load/more-rows.tsx';
import { useSomeRows } from '../load/some-rows.ts';
import { hrefOf } from '../routes.ts';
import { rowsByKey } from '../shell/rows-by-key.ts';
import { OUTCOMES, tallyOf, tallySays } from './files.ts';

function Whose({ line }: { line: FileLine }): VNode {
  const { accountId, customer, account } = line;
  if (accountId === null)
    return (
      <>
        {customer === '' ? 'Not known' : customer}
        <span class="cs-muted cs-small">{account}</span>
      </>
    );
  return (
    <>
      <a href={hrefOf({ name: 'account', accountId, tab: 'ledger' })}>{customer}</a>
      <span class="cs-muted cs-small">{accountNumber(account)}</span>
    </>
  );
}

/** The lines of a file that can be read, in its order, each with what it does. */
export function FileLines({ lines, done }: { lines: readonly FileLine[]; done: boolean }): VNode {
  const title = done ? 'What became of each line' : 'What each line would do';
  const some = useSomeRows(lines);
  return (
    <section class="cs-card lined" onKeyDown={rowsByKey}>
      <h2 class="card-head">
        {title} <span class="cs-muted cs-small">{tallySays(tallyOf(lines), done)}</span>
      </h2>
      <Table
        caption={title}
        rows={some.shown}
        keyOf={(line) => line.line}
        empty={<Empty title="No line that can be read">Look at what is wrong with its lines above.</Empty>}
        columns={[
          { key: 'line', head: 'Line', num: true, width: '56px', cell: (line) => line.line },
          { key: 'account', head: 'Account', width: '240px', cell: (line) => <Whose line={line} /> },
          {
            key: 'outcome',
            head: 'State',
            width: '116px',
            cell: ({ outcome }) => (
              <Chip tone={OUTCOMES[outcome][1]}>{done && outcome === 'posted' ? 'Posted' : OUTCOMES[outcome][0]}</Chip>
            ),
          },
          {
            key: 'says',
            head: 'What it does',
            cell: (line) => (
              <>
                {line.says} <ClauseTags clauses={line.clauses} />
              </>
            ),
          },
          { key: 'amount', head: 'Amount', num: true, width: '96px', cell: (line) => money(line.amount) },
        ]}
      />
      <MoreRows of={some} />
    </section>
  );
}

import { ledger } from '@curbstop/contracts';
import { amount, Button, civilDay, ClauseTag, Empty, Table } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { useLoaded } from '../load/use-loaded.ts';
import { dayWithYear } from './day-with-year.ts';

/** So many lines are shown at first: the rest is a year and more ago. */
const FIRST = 14;

/** The account's ledger, newest first, with the balance after each line. */
export function LedgerTable({ accountId, version }: { accountId: number; version: number }): VNode {
  const { api } = useDesk();
  const [all, setAll] = useState(false);
  const read = useLoaded(String(version), (signal) => api.get(`/api/accounts/${accountId}/ledger`, ledger, { signal }));
  return (
    <LoadedView of={read} what="the ledger">
      {({ lines }) => (
        <>
          <Table
            caption="Ledger, newest first"
            rows={all ? lines : lines.slice(0, FIRST)}
            keyOf={(line) => line.entryId}
            empty={
              <div class="card-pad">
                <Empty title="Nothing was ever charged">The first bill will be the first line.</Empty>
              </div>
            }
            columns={[
              {
                key: 'day',
                head: 'Date',
                cell: (line) => (
                  <span class="nowrap" title={civilDay(line.day, 'long')}>
                    {dayWithYear(line.day, lines[0]?.day ?? line.day)}
                  </span>
                ),
              },
              { key: 'says', head: 'What', cell: (line) => line.says },
              { key: 'clause', head: 'Clause', cell: (line) => <ClauseTag clause={line.clause} /> },
              { key: 'amount', head: 'Amount', num: true, cell: (line) => amount(line.amount) },
              { key: 'balance', head: 'Balance', num: true, cell: (line) => <strong>{amount(line.balance)}</strong> },
            ]}
          />
          {!all && lines.length > FIRST && (
            <p class="card-more">
              <Button kind="quiet" size="small" onClick={() => setAll(true)}>
                Show all {lines.length} lines
              </Button>
            </p>
          )}
        </>
      )}
    </LoadedView>
  );
}

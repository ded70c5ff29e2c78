import { batchItemList } from '@curbstop/contracts';
import type { BatchItemList } from '@curbstop/contracts';
import { Button, Chip, cityFormats, civilDay, count, Empty, mayUse, money, Table, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { MoreRows } from '../load/more-rows.tsx';
import { useSomeRows } from '../load/some-rows.ts';
import { useLoaded } from '../load/use-loaded.ts';
import { AccountCell } from '../search/account-cell.tsx';
import { UNDO_ROLES } from '../shell/nav.tsx';
import { rowsByKey } from '../shell/rows-by-key.ts';
import { useDialog } from '../shell/use-dialog.ts';
import { BatchesNav } from './batches-nav.tsx';
import { RUN_WORDS } from './runs.ts';
import { UndoDialog } from './undo-dialog.tsx';

function Items({ items }: Pick<BatchItemList, 'items'>): VNode {
  const some = useSomeRows(items);
  return (
    <section class="cs-card lined" onKeyDown={rowsByKey}>
      <Table
        caption="What the batch did"
        rows={some.shown}
        keyOf={(item) => `${item.kind}/${item.refId}`}
        empty={<Empty title="Nothing in it">The run had nothing to do that day.</Empty>}
        columns={[
          { key: 'account', head: 'Account', cell: (item) => <AccountCell {...item} /> },
          { key: 'says', head: 'Line', cell: (item) => item.says },
          { key: 'amount', head: 'Amount', num: true, cell: (item) => money(item.amount) },
        ]}
      />
      <MoreRows of={some} />
    </section>
  );
}

/** What a batch did, and the way to undo it as a whole. */
export function BatchScreen({ batchId }: { batchId: number }): VNode {
  const { api, clock, session } = useDesk();
  const { timeZone } = useObservable(clock.time);
  const formats = cityFormats(timeZone);
  const who = useObservable(session.state);
  const [version, setVersion] = useState(0);
  const dialog = useDialog<BatchItemList['batch']>();
  const mayUndo = who.phase === 'in' && mayUse(who.me, UNDO_ROLES);
  const loaded = useLoaded(String(version), (signal) => api.get(`/api/batches/${batchId}`, batchItemList, { signal }));
  return (
    <>
      <BatchesNav here={null} />
      <LoadedView of={loaded} what="the batch">
        {({ batch, items }) => (
          <>
            <div class="batch-head">
              <div>
                <h2>
                  {RUN_WORDS[batch.kind].title} of {civilDay(batch.day, 'week')}{' '}
                  {batch.undoneAt !== null && <Chip tone="stop">Undone {formats.dayTime(batch.undoneAt)}</Chip>}
                </h2>
                <p class="cs-muted">
                  {count(batch.accounts, 'account')}, {money(batch.amount)}, begun {formats.dayTime(batch.runAt)}.{' '}
                  {batch.undoneWhy}
                </p>
              </div>
              {batch.undoneAt === null && (
                <Button
                  kind="danger"
                  refused={mayUndo ? null : { reason: 'Finance undoes a batch.', clauses: ['Z.4'] }}
                  onClick={() => dialog.open(batch)}
                >
                  Undo all {batch.items.toLocaleString('en-US')}
                </Button>
              )}
            </div>
            <Items items={items} />
          </>
        )}
      </LoadedView>
      {dialog.shown && (
        <UndoDialog batch={dialog.shown} onClose={dialog.close} onDone={() => setVersion((before) => before + 1)} />
      )}
    </>
  );
}

import type { DispatchOrder } from '@curbstop/contracts';
import { Button, Empty, Table, useObservable } from '@curbstop/ui';
import type { Column } from '@curbstop/ui';
import type { TargetedEvent, VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import type { Board } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { shown } from '../day/search.ts';
import { Details } from '../details/details.tsx';
import { ChosenBar } from '../map/chosen-bar.tsx';
import { CountsBar } from '../map/centre.tsx';
import { Result } from '../map/result.tsx';
import { PoolHead } from '../pool/pool-head.tsx';
import { toggled, withAll } from '../selection/selection.ts';
import { nextSorting, sorted } from './columns.ts';
import type { Sorting } from './columns.ts';
import { useHeads } from './heads.tsx';
import type { Head } from './heads.tsx';

function chooser(board: Board, chosen: ReadonlySet<number>, all: readonly DispatchOrder[]): Column<DispatchOrder> {
  const every = all.length > 0 && all.every((order) => chosen.has(order.orderId));
  const pick = (id: number): void => board.selection.set(toggled(board.selection.get(), id));
  return {
    key: 'choose',
    width: '40px',
    head: (
      <label class="d-tick">
        <input
          type="checkbox"
          checked={every}
          aria-label="Choose all that are shown"
          onChange={(event: TargetedEvent<HTMLInputElement>) => {
            const before = board.selection.get();
            board.selection.set(
              event.currentTarget.checked
                ? withAll(
                    before,
                    all.map((order) => order.orderId),
                  )
                : { ...before, chosen: new Set() },
            );
          }}
        />
      </label>
    ),
    cell: (order) => (
      <label class="d-tick" onClick={(event: Event) => event.stopPropagation()}>
        <input
          type="checkbox"
          checked={chosen.has(order.orderId)}
          aria-label={`Choose ${order.address}`}
          onChange={() => pick(order.orderId)}
        />
      </label>
    ),
  };
}

interface SortButtonsProps {
  readonly sorts: Head['sorts'];
  readonly sorting: Sorting;
  readonly onSorting: (sorting: Sorting) => void;
}

/** The words of a head, each of which sorts by itself. */
function SortButtons({ sorts, sorting, onSorting }: SortButtonsProps): VNode {
  return (
    <span class="d-sorts">
      {sorts.map(([by, word]) => (
        <button key={by} type="button" onClick={() => onSorting(nextSorting(sorting, by))}>
          {word}
          {sorting.by === by && <span aria-hidden="true">{sorting.down ? ' ▼' : ' ▲'}</span>}
        </button>
      ))}
    </span>
  );
}

/** The whole day's list as a table: every fact and every deed of the map, without the map. */
export function DayTable({ state }: { state: DayState }): VNode {
  const board = useBoard();
  const filter = useObservable(board.filter);
  const selection = useObservable(board.selection);
  const [sorting, setSorting] = useState<Sorting>({ by: 'address', down: false });
  const rows = useMemo(
    () => sorted(shown(state.orders.values(), filter), sorting, state.crews),
    [state.orders, state.crews, filter, sorting],
  );
  const seenKey = rows.map((order) => order.orderId).join();
  useEffect(
    () => board.seen.set({ query: filter.query, orderIds: rows.map((order) => order.orderId) }),
    [board, seenKey, filter.query],
  );
  const columns: Column<DispatchOrder>[] = [
    chooser(board, selection.chosen, rows),
    ...useHeads(state).map(({ sorts, cell, num = false }): Column<DispatchOrder> => ({
      key: sorts.map(([by]) => by).join(),
      head: <SortButtons sorts={sorts} sorting={sorting} onSorting={setSorting} />,
      cell,
      num,
      sorted: sorts.some(([by]) => by === sorting.by) ? (sorting.down ? 'down' : 'up') : 'no',
    })),
  ];
  const listed = rows.filter((order) => order.state === 'listed').map((order) => order.orderId);
  return (
    <main class="d-centre" aria-label="Table">
      <CountsBar state={state} />
      <div class="d-table-head">
        <PoolHead state={state} />
        <span class="cs-grow" />
        <Button onClick={() => board.asTable.set(false)}>Show as map</Button>
        {listed.length > 0 && (
          <Button kind="primary" onClick={() => board.asked.set({ ask: 'release', orderIds: listed })}>
            Release {listed.length}
          </Button>
        )}
      </div>
      <div class="d-table-box">
        <div class="d-table-scroll" tabIndex={0} role="region" aria-label="The day’s list">
          <Table
            caption="The day’s orders"
            columns={columns}
            rows={rows}
            keyOf={(order) => order.orderId}
            selected={(order) => order.orderId === selection.current}
            onChoose={(order) =>
              board.selection.set({ ...board.selection.get(), current: order.orderId, detailsOpen: true })
            }
            empty={
              <div class="d-pad">
                <Empty title={state.orders.size === 0 ? 'No orders today' : 'Nothing found'}>
                  {state.orders.size === 0
                    ? 'Nobody reached day 60 unpaid, and no other work is waiting.'
                    : 'No order fits the search and the kinds of work above.'}
                </Empty>
              </div>
            }
          />
        </div>
        <Details state={state} />
        <ChosenBar state={state} />
      </div>
      <Result />
    </main>
  );
}

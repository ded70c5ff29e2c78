import type { DispatchOrder } from '@curbstop/contracts';
import { Button, Chip, Empty, useNow, useObservable } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { GROUP_WORDS, grouped } from '../day/groups.ts';
import type { Group } from '../day/groups.ts';
import { shown } from '../day/search.ts';
import { useFormats } from '../top/use-formats.ts';
import { Blocked, CameOff } from './off-list.tsx';
import { owed, recallReceipt, rowFact, rings } from './facts.ts';
import { OrderRow } from './order-row.tsx';
import { PoolHead } from './pool-head.tsx';

/** Groups in the order a dispatcher needs them; the later ones start folded. */
const SHOWN: readonly Group[] = [
  'recalled',
  'to-release',
  'unassigned',
  'remote',
  'held',
  'cannot',
  'with-crew',
  'done',
  'off',
];
const FOLDED: readonly Group[] = ['with-crew', 'done', 'off'];

interface GroupListProps {
  readonly group: Group;
  readonly orders: readonly DispatchOrder[];
  readonly open: boolean;
  readonly onFold: () => void;
  readonly entry: boolean;
  readonly side?: ComponentChildren;
  readonly row: (order: DispatchOrder) => { fact: ComponentChildren; end?: ComponentChildren };
}

function GroupList({ group, orders, open, onFold, entry, side, row }: GroupListProps): VNode {
  const title = `pool-${group}`;
  return (
    <section aria-labelledby={title}>
      <div class="d-group">
        <button type="button" class="d-fold" aria-expanded={open} onClick={onFold}>
          <span class="d-caret" aria-hidden="true" />
          <h2 id={title}>{GROUP_WORDS[group]}</h2>{' '}
          <Chip tone={group === 'recalled' ? 'stop' : 'plain'}>{orders.length}</Chip>
        </button>
        <span class="cs-grow" />
        {side}
      </div>
      {open && (
        <ul role="listbox" aria-multiselectable="true" aria-labelledby={title}>
          {orders.map((order, at) => (
            <OrderRow
              key={order.orderId}
              order={order}
              entry={entry && at === 0}
              {...row(order)}
              {...(group === 'recalled' ? { tone: 'stop' as const } : {})}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** The left pane: what waits, what is stopped, what is kept off the list and why. */
export function Pool({ state }: { state: DayState }): VNode {
  const board = useBoard();
  const formats = useFormats();
  const filter = useObservable(board.filter);
  const now = useNow(board.clock);
  const [flipped, setFlipped] = useState<ReadonlySet<Group>>(new Set());
  const visible = useMemo(() => shown(state.orders.values(), filter), [state.orders, filter]);
  const groups = useMemo(() => grouped(visible), [visible]);
  // A search looks into every group, folded or not.
  const open = (group: Group): boolean => filter.query !== '' || FOLDED.includes(group) === flipped.has(group);
  const filled = SHOWN.filter((group) => (groups.get(group)?.length ?? 0) > 0);
  const first = filled.find(open);

  const seen = filled.filter(open).flatMap((group) => groups.get(group) ?? []);
  const seenKey = seen.map((order) => order.orderId).join();
  useEffect(
    () => board.seen.set({ query: filter.query, orderIds: seen.map((order) => order.orderId) }),
    [board, seenKey, filter.query],
  );

  const fold = (group: Group): void => {
    const next = new Set(flipped);
    if (!next.delete(group)) next.add(group);
    setFlipped(next);
  };
  const crewName = (order: DispatchOrder): string =>
    order.crewId === null ? 'No crew' : (state.crews.get(order.crewId)?.name ?? `Crew ${order.crewId}`);
  const row =
    (group: Group) =>
    (order: DispatchOrder): { fact: ComponentChildren; end?: ComponentChildren } => {
      if (group === 'recalled') {
        const receipt = recallReceipt(order, now, formats);
        return {
          fact: (
            <>
              <span class="d-line cs-ellipsis">{order.recall?.says}</span>
              <span class={`d-line d-wraps${rings(order, now) ? ' d-rings' : ''}`}>
                {crewName(order)}: <strong>{receipt}</strong>
                {order.recall?.seenAt === null && !rings(order, now) && ', rings at 90'}
              </span>
            </>
          ),
        };
      }
      return {
        fact:
          group === 'with-crew' || group === 'done'
            ? `${crewName(order)} · ${rowFact(order, now, state.day.day)}`
            : rowFact(order, now, state.day.day),
        end: owed(order),
      };
    };
  const toRelease = groups.get('to-release') ?? [];

  return (
    <aside class="d-pool" aria-label="Pool">
      <PoolHead state={state} />
      <div class="d-scroll" tabIndex={-1}>
        {state.orders.size === 0 && (
          <div class="d-pad">
            <Empty title="No orders today">
              {state.day.businessDay
                ? 'Nobody reached day 60 unpaid, and no other work is waiting.'
                : 'Today is not a business day.'}
            </Empty>
          </div>
        )}
        {state.orders.size > 0 && visible.length === 0 && (
          <div class="d-pad">
            <Empty title="Nothing found">
              {filter.query === ''
                ? 'Every kind of work is switched off above.'
                : `No order has “${filter.query}” in its address, account, customer or meter.`}
            </Empty>
          </div>
        )}
        {filled.map((group) => (
          <GroupList
            key={group}
            group={group}
            orders={groups.get(group) ?? []}
            open={open(group)}
            onFold={() => fold(group)}
            entry={group === first}
            row={row(group)}
            side={
              group === 'to-release' ? (
                <Button
                  kind="primary"
                  size="small"
                  onClick={() => board.asked.set({ ask: 'release', orderIds: toRelease.map((order) => order.orderId) })}
                >
                  Release {toRelease.length}
                </Button>
              ) : group === 'unassigned' ? (
                <span class="d-col">owed</span>
              ) : undefined
            }
          />
        ))}
        <Blocked blocked={state.day.blocked} />
        <CameOff cameOff={state.day.cameOff} />
      </div>
    </aside>
  );
}

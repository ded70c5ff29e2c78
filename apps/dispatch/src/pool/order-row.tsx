import type { DispatchOrder } from '@curbstop/contracts';
import { fillOf, kindWord, OrderMark, shapeOf, useObservable } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import { useBoard } from '../board/board.ts';
import { isAtValve, isRecalled, stateInWords } from '../day/groups.ts';
import { lookAt } from '../keys/use-keys.ts';
import { toggled, upTo } from '../selection/selection.ts';
import { carry } from './drag.ts';

/** The mark of an order as it stands, with its words for who does not see it. */
export function MarkOf({ order, size = 30 }: { order: DispatchOrder; size?: number }): VNode {
  const recalled = isRecalled(order);
  return (
    <>
      <OrderMark
        shape={shapeOf(order.kind, order.urgent)}
        fill={fillOf(order.state, recalled, isAtValve(order))}
        number={order.sequence}
        size={size}
      />
      <span class="cs-unseen">
        {kindWord(order.kind)}, {stateInWords(order)}.{' '}
      </span>
    </>
  );
}

export interface OrderRowProps {
  readonly order: DispatchOrder;
  readonly fact: ComponentChildren;
  readonly end?: ComponentChildren;
  readonly tone?: 'stop';
  /** The first of its list, where Tab enters when the keyboard stands elsewhere. */
  readonly entry: boolean;
}

/** A row of the pool. A click opens the details; on the mark, or with Ctrl, it chooses; with Shift it chooses up to here. */
export function OrderRow({ order, fact, end, tone, entry }: OrderRowProps): VNode {
  const board = useBoard();
  const selection = useObservable(board.selection);
  const { orderId } = order;
  const chosen = selection.chosen.has(orderId);
  const current = selection.current === orderId;
  const choose = (): void => board.selection.set(toggled(board.selection.get(), orderId));
  const click = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey) return choose();
    if (event.shiftKey) return board.selection.set(upTo(board.selection.get(), orderId, board.seen.get().orderIds));
    board.selection.set({ ...board.selection.get(), current: orderId, detailsOpen: true });
    lookAt(board, orderId);
  };
  const classes = ['d-row', chosen && 'd-chosen', current && 'd-current', tone && 'd-row-stop'];
  return (
    <li
      role="option"
      aria-selected={chosen}
      data-order={orderId}
      tabIndex={current || (entry && selection.current === null) ? 0 : -1}
      class={classes.filter(Boolean).join(' ')}
      draggable
      onClick={click}
      onFocus={() => {
        if (board.selection.get().current !== orderId)
          board.selection.set({ ...board.selection.get(), current: orderId });
      }}
      onDragStart={(event: DragEvent) => carry(event, chosen ? [...selection.chosen] : [orderId])}
    >
      <span
        class="d-row-mark"
        onClick={(event: MouseEvent) => {
          if (event.shiftKey) return;
          event.stopPropagation();
          choose();
        }}
      >
        <MarkOf order={order} />
      </span>
      <span class="cs-grow">
        <span class="d-row-title cs-ellipsis">{order.address}</span>
        <span class="d-row-fact cs-ellipsis">{fact}</span>
      </span>
      {end !== undefined && <span class="d-row-end">{end}</span>}
    </li>
  );
}

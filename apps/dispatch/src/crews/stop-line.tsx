import type { DispatchOrder } from '@curbstop/contracts';
import { useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useBoard } from '../board/board.ts';
import { isRecalled } from '../day/groups.ts';
import { lookAt } from '../keys/use-keys.ts';
import { carry } from '../pool/drag.ts';
import { MarkOf } from '../pool/order-row.tsx';
import { useFormats } from '../top/use-formats.ts';

function useEndOf(order: DispatchOrder): string {
  const formats = useFormats();
  if (isRecalled(order)) return order.recall?.seenAt === null ? 'STOP, not seen' : 'STOP, seen';
  const since = order.state === 'on-site' || order.state === 'en-route' ? `since ${formats.time(order.since)}` : '';
  return [order.pinned ? 'pinned' : '', since].filter((part) => part !== '').join(' ');
}

/** One stop of a crew: mark with its place, address, how it stands. */
export function StopLine({ order, end }: { order: DispatchOrder; end?: string }): VNode {
  const board = useBoard();
  const selection = useObservable(board.selection);
  const said = useEndOf(order);
  const stop = isRecalled(order);
  const chosen = selection.chosen.has(order.orderId);
  return (
    <li
      class={`d-stop${chosen ? ' d-chosen' : ''}`}
      draggable
      onDragStart={(event: DragEvent) => carry(event, chosen ? [...selection.chosen] : [order.orderId])}
    >
      <button
        type="button"
        onClick={() => {
          board.selection.set({ ...board.selection.get(), current: order.orderId, detailsOpen: true });
          lookAt(board, order.orderId);
        }}
      >
        <MarkOf order={order} size={24} />
        <span class="cs-grow cs-ellipsis">{order.address}</span>
        <span class={stop ? 'd-stop-word' : 'd-row-fact'}>{end ?? said}</span>
      </button>
    </li>
  );
}

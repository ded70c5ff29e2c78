import type { DispatchOrder } from '@curbstop/contracts';
import { Button, useObservable } from '@curbstop/ui';
import { after, isWithCrew } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { assignChosen, useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { isAtValve, isRecalled } from '../day/groups.ts';
import { togglePin } from '../keys/use-keys.ts';
import { openStops } from '../sequence/sequence.ts';
import { whyNoRecall } from './recall-words.ts';

/** What can be done with one order: only steps that its state allows. */
export function DetailsDeeds({ order, state }: { order: DispatchOrder; state: DayState }): VNode {
  const board = useBoard();
  const busy = useObservable(board.deeds.busy);
  const locked = whyNoRecall(order);
  const canAssign = after(order.state, 'assign') !== null && !isRecalled(order);
  const inDrive =
    order.crewId !== null &&
    openStops(state.orders.values(), order.crewId).some((stop) => stop.orderId === order.orderId);
  return (
    <div class="d-details-deeds">
      {after(order.state, 'release') !== null && (
        <Button
          kind="primary"
          size="small"
          disabled={busy}
          onClick={() => board.asked.set({ ask: 'release', orderIds: [order.orderId] })}
        >
          Release
        </Button>
      )}
      {(order.state === 'cannot-complete' || order.heldByDispatch) && (
        <Button
          kind="primary"
          size="small"
          disabled={busy}
          hotkey="D"
          onClick={() => board.asked.set({ ask: 'decide', orderIds: [order.orderId] })}
        >
          Decide
        </Button>
      )}
      {canAssign && (
        <Button
          size="small"
          disabled={busy}
          onClick={() => board.asked.set({ ask: 'assign', orderIds: [order.orderId] })}
        >
          {order.crewId === null ? 'Assign' : 'Give to another crew'}
        </Button>
      )}
      {order.crewId !== null && after(order.state, 'unassign') !== null && (
        <Button size="small" disabled={busy} onClick={() => void assignChosen(board, null, [order])}>
          Take back
        </Button>
      )}
      {inDrive && (
        <Button
          size="small"
          icon="pin"
          pressed={order.pinned}
          disabled={busy}
          onClick={() => togglePin(board, order.orderId)}
        >
          {order.pinned ? 'Pinned' : 'Pin'}
        </Button>
      )}
      {(isWithCrew(order.state) || isAtValve(order)) && order.recall === null && (
        <Button
          kind="danger"
          size="small"
          disabled={busy}
          refused={locked === null ? null : { reason: locked }}
          onClick={() => board.asked.set({ ask: 'recall', orderId: order.orderId })}
        >
          Recall order
        </Button>
      )}
    </div>
  );
}

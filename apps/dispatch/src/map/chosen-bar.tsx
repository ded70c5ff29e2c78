import { Button, Icon, Key, useObservable } from '@curbstop/ui';
import { after } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { assignChosen, useBoard } from '../board/board.ts';
import { cannotBeGiven } from '../crews/preview.ts';
import type { DayState } from '../day/day-state.ts';
import { familiesInWords } from '../day/groups.ts';
import type { Caught } from './caught.ts';

/** What is chosen and what can be done with it; what the lasso holds while it is drawn. */
export function ChosenBar({
  state,
  inside = null,
  armed = false,
}: {
  state: DayState;
  inside?: Caught | null;
  armed?: boolean;
}): VNode | null {
  const board = useBoard();
  const { chosen } = useObservable(board.selection);
  const busy = useObservable(board.deeds.busy);
  const left = useObservable(board.leftOut);
  const leftOut = left !== null && left.chosen === chosen ? left.message : null;
  const orders = [...chosen].flatMap((id) => state.orders.get(id) ?? []);
  if (inside !== null || (armed && orders.length === 0)) {
    return (
      <div class="d-chosen-bar" role="status">
        <strong>{inside === null ? 'Draw around the orders' : `${inside.orders.length} inside the lasso`}</strong>
        <span>
          {inside === null
            ? 'Drag with the mouse or a finger; Esc puts the lasso away'
            : (inside.says ?? 'Nothing here can be given to a crew')}
          {inside?.leftOut != null && ` ${inside.leftOut}`}
        </span>
      </div>
    );
  }
  if (orders.length === 0)
    return leftOut === null ? null : (
      <div class="d-chosen-bar" role="status">
        <strong>Nothing selected</strong> <span>{leftOut}</span>
      </div>
    );
  const undone = orders.filter((order) => order.state === 'cannot-complete' || order.heldByDispatch);
  const ids = orders.map((order) => order.orderId);
  const listed = orders.filter((order) => after(order.state, 'release') !== null).map((order) => order.orderId);
  const given = orders.filter((order) => order.crewId !== null && after(order.state, 'unassign') !== null);
  const last = Math.min(9, state.crews.size);
  return (
    <div class="d-chosen-bar" role="group" aria-label="Chosen orders">
      <div role="status">
        <strong>{orders.length} chosen</strong> <span>{familiesInWords(orders)}</span>
        {leftOut !== null && <span class="d-line">{leftOut}</span>}
        <span class="d-line">{last > 0 && `Press 1${last > 1 ? `–${last}` : ''} for a crew, `}Esc to clear</span>
        {cannotBeGiven(orders).map((says) => (
          <span key={says} class="d-warning">
            <Icon name="warning" size={14} /> {says}
          </span>
        ))}
      </div>
      <div class="d-chosen-deeds">
        {listed.length > 0 && (
          <Button size="small" disabled={busy} onClick={() => board.asked.set({ ask: 'release', orderIds: listed })}>
            Release {listed.length}
          </Button>
        )}
        <Button size="small" disabled={busy} onClick={() => board.asked.set({ ask: 'assign', orderIds: ids })}>
          Assign <Key>A</Key>
        </Button>
        {undone.length > 0 && (
          <Button
            size="small"
            disabled={busy}
            onClick={() => board.asked.set({ ask: 'decide', orderIds: undone.map((order) => order.orderId) })}
          >
            Decide {undone.length} <Key>D</Key>
          </Button>
        )}
        {given.length > 0 && (
          <Button size="small" disabled={busy} onClick={() => void assignChosen(board, null, given)}>
            Take back {given.length}
          </Button>
        )}
        <Button size="small" onClick={() => board.selection.set({ ...board.selection.get(), chosen: new Set() })}>
          Clear
        </Button>
      </div>
    </div>
  );
}

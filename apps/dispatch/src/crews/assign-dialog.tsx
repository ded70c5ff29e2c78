import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import { Button, count, Dialog, Empty, Icon, Key, useNow, useObservable } from '@curbstop/ui';
import { after } from '@curbstop/work-orders';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { assignChosen, useBoard } from '../board/board.ts';
import { crewsInOrder } from '../day/day-state.ts';
import type { DayState } from '../day/day-state.ts';
import { familiesInWords } from '../day/groups.ts';
import { openStops } from '../sequence/sequence.ts';
import { crewFacts } from './crew-facts.ts';
import { assignPreview, cannotBeGiven, stopsInWords } from './preview.ts';

/** Which crew gets the orders; its key, or a click, gives them. */
export function AssignDialog({
  state,
  orderIds,
  onClose,
}: {
  state: DayState;
  orderIds: readonly number[];
  onClose: () => void;
}): VNode {
  const board = useBoard();
  const busy = useObservable(board.deeds.busy);
  const now = useNow(board.clock);
  // As they stood when the question was put: what is changed while it is open is refused, by name, not overwritten.
  const [orders] = useState(() => orderIds.flatMap((id) => state.orders.get(id) ?? []));
  const crews = crewsInOrder(state);
  const given = orders.filter((order) => order.crewId !== null && after(order.state, 'unassign') !== null);
  const give = (crew: CrewDay | null, what: readonly DispatchOrder[]): void => {
    onClose();
    void assignChosen(board, crew, what);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const crew = /^[1-9]$/.test(event.key) ? crews[Number(event.key) - 1] : undefined;
      if (crew && !event.ctrlKey && !event.altKey && !event.metaKey) give(crew, orders);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  return (
    <Dialog
      open
      wide
      title={`Give ${familiesInWords(orders)} to which crew?`}
      cancel="Cancel"
      busy={busy}
      onClose={onClose}
    >
      {orders.length === 1 && <p>{orders[0]?.address}</p>}
      {cannotBeGiven(orders).map((says) => (
        <p key={says} class="d-warning">
          <Icon name="warning" /> {says}
        </p>
      ))}
      {crews.length === 0 && <Empty title="No crew today">No crew has a shift on this day.</Empty>}
      <ul class="d-crew-choices">
        {crews.map((crew, at) => {
          const preview = assignPreview(orders, crew, openStops(state.orders.values(), crew.crewId).length);
          return (
            <li key={crew.crewId}>
              <button
                type="button"
                class="d-crew-choice"
                disabled={preview.able.length === 0}
                onClick={() => give(crew, orders)}
              >
                {at < 9 && <Key>{at + 1}</Key>}
                <span class="cs-grow">
                  <strong>{crew.name}</strong>
                  <span class="d-row-fact">{crewFacts(crew, now)}</span>
                </span>
                <span>{stopsInWords(preview)}</span>
              </button>
              {preview.warnings.map((says) => (
                <p key={says} class="d-warning">
                  <Icon name="warning" /> {says}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
      {given.length > 0 && (
        <Button disabled={busy} onClick={() => give(null, given)}>
          Take {count(given.length, 'order')} back from {given.length === 1 ? 'its crew' : 'their crews'}
        </Button>
      )}
    </Dialog>
  );
}

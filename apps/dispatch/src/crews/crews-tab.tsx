import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import { Empty, Mark, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { assignChosen, useBoard } from '../board/board.ts';
import { crewsInOrder } from '../day/day-state.ts';
import type { DayState } from '../day/day-state.ts';
import { isAtValve } from '../day/groups.ts';
import { commandInWords } from '../pool/facts.ts';
import { carries, dropped } from '../pool/drag.ts';
import { dayStops, openStops } from '../sequence/sequence.ts';
import { useFormats } from '../top/use-formats.ts';
import { crewFacts } from './crew-facts.ts';
import { PreviewCard } from './preview-card.tsx';
import { progress, through } from './progress.ts';
import { StopLine } from './stop-line.tsx';

function CrewCard({
  crew,
  number,
  state,
  chosen,
}: {
  crew: CrewDay;
  number: number;
  state: DayState;
  chosen: readonly DispatchOrder[];
}): VNode {
  const board = useBoard();
  const formats = useFormats();
  const now = useNow(board.clock);
  const [over, setOver] = useState(false);
  const stops = useMemo(
    () =>
      dayStops(state.orders.values(), crew.crewId).filter(
        (stop) => stop.state !== 'cancelled' || stop.recall?.answered === null,
      ),
    [state.orders, crew.crewId],
  );
  const open = openStops(state.orders.values(), crew.crewId);
  const shown = stops.filter((stop) => open.includes(stop) || stop.recall?.answered === null);
  const done = through(stops);
  const facts = crewFacts(crew, now);
  const drop = (event: DragEvent): void => {
    setOver(false);
    const ids = dropped(event);
    if (ids.length === 0) return;
    event.preventDefault();
    void assignChosen(
      board,
      crew,
      ids.flatMap((id) => state.orders.get(id) ?? []),
    );
  };
  return (
    <section
      class={`d-crew${over ? ' d-over' : ''}`}
      aria-labelledby={`crew-${crew.crewId}`}
      onDragOver={(event: DragEvent) => {
        if (!carries(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event: DragEvent) => {
        if (
          !(event.relatedTarget instanceof Node) ||
          !(event.currentTarget instanceof Node) ||
          !event.currentTarget.contains(event.relatedTarget)
        )
          setOver(false);
      }}
      onDrop={drop}
    >
      <header>
        <span class="d-initials" aria-hidden="true">
          {crew.initials}
        </span>
        <div class="cs-grow">
          <h2 id={`crew-${crew.crewId}`} class="cs-ellipsis">
            <button
              type="button"
              title="Order this crew’s stops"
              onClick={() => {
                board.planCrew.set(crew.crewId);
                board.side.set('plan');
              }}
            >
              {number} · {crew.name}
            </button>
          </h2>
          <p class="d-row-fact cs-ellipsis" title={facts}>
            {facts}
          </p>
        </div>
        <div class="cs-num">
          <strong>{stops.length === 0 ? 'no orders' : `${done} of ${stops.length}`}</strong>
          <p class="d-row-fact">
            {crew.shiftEnds === null || !crew.onShift ? '' : `ends ${formats.time(crew.shiftEnds)}`}
          </p>
        </div>
      </header>
      {stops.length > 0 && (
        <div class="d-progress" aria-hidden="true">
          {progress(stops).map(({ fill, n }) => (
            <span key={fill} style={{ flex: n, background: `var(--s-${fill})` }} />
          ))}
        </div>
      )}
      {shown.length > 0 && (
        <ul>
          {shown.map((stop) => (
            <StopLine key={stop.orderId} order={stop} />
          ))}
        </ul>
      )}
      {chosen.length > 0 && (
        <PreviewCard crew={crew} number={number} orders={chosen} stopsBefore={open.length} strong={over} />
      )}
    </section>
  );
}

/** Orders that remote valves have in hand: the gate is asked again at each sending. */
function RemoteCard({ state }: { state: DayState }): VNode | null {
  const remote = [...state.orders.values()].filter(isAtValve);
  if (remote.length === 0) return null;
  const waiting = remote.filter((order) => order.command?.state === 'queued').length;
  return (
    <section class="d-crew" aria-labelledby="crew-remote">
      <header>
        <span class="d-initials d-initials-valve">
          <Mark size={18} />
        </span>
        <div class="cs-grow">
          <h2 id="crew-remote">Remote valves</h2>
          <p class="d-row-fact cs-ellipsis">Checked again when it is sent</p>
        </div>
        <div class="cs-num">
          <strong>{remote.length}</strong>
          <p class="d-row-fact">{waiting === 0 ? 'all sent' : `${waiting} not sent`}</p>
        </div>
      </header>
      <ul>
        {remote.map((order) => (
          <StopLine
            key={order.orderId}
            order={order}
            end={order.command === null ? '' : commandInWords(order.command).replace('Remote ', '')}
          />
        ))}
      </ul>
    </section>
  );
}

/** The crews of the day with their stops; a card takes what is dropped on it. */
export function CrewsTab({ state }: { state: DayState }): VNode {
  const board = useBoard();
  const selection = useObservable(board.selection);
  const chosen = useMemo(
    () => [...selection.chosen].flatMap((id) => state.orders.get(id) ?? []),
    [selection.chosen, state.orders],
  );
  const crews = crewsInOrder(state);
  return (
    <>
      {crews.length === 0 && (
        <div class="d-pad">
          <Empty title="No crew today">No crew has a shift on this day.</Empty>
        </div>
      )}
      {crews.map((crew, at) => (
        <CrewCard key={crew.crewId} crew={crew} number={at + 1} state={state} chosen={chosen} />
      ))}
      <RemoteCard state={state} />
    </>
  );
}

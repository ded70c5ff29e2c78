import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import { Button, count, Empty, SelectField, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import { crewsInOrder } from '../day/day-state.ts';
import type { DayState } from '../day/day-state.ts';
import { lookAt, togglePin } from '../keys/use-keys.ts';
import { MarkOf } from '../pool/order-row.tsx';
import { rowFact } from '../pool/facts.ts';
import { movedTo, openStops, planOf } from './sequence.ts';

interface PlanStopProps {
  readonly order: DispatchOrder;
  readonly at: number;
  readonly last: number;
  readonly now: number;
  readonly today: DispatchOrder['dueOn'];
  readonly busy: boolean;
  /** Another stop is held over this one. */
  readonly held: boolean;
  readonly onMove: (to: number) => void;
  readonly onGrab: () => void;
  readonly onOver: () => void;
  readonly onDropHere: () => void;
  readonly onLetGo: () => void;
}

function PlanStop({
  order,
  at,
  last,
  now,
  today,
  busy,
  held,
  onMove,
  onGrab,
  onOver,
  onDropHere,
  onLetGo,
}: PlanStopProps): VNode {
  const board = useBoard();
  return (
    <li
      class={`d-plan-stop${held ? ' d-held' : ''}`}
      draggable
      onDragStart={(event: DragEvent) => {
        event.dataTransfer?.setData('text/plain', order.address);
        onGrab();
      }}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        onOver();
      }}
      onDragEnd={onLetGo}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        onDropHere();
      }}
      onContextMenu={(event: MouseEvent) => {
        event.preventDefault();
        togglePin(board, order.orderId);
      }}
    >
      <button
        type="button"
        class="d-plan-open"
        onFocus={() => board.selection.set({ ...board.selection.get(), current: order.orderId })}
        onClick={() => {
          board.selection.set({ ...board.selection.get(), current: order.orderId, detailsOpen: true });
          lookAt(board, order.orderId);
        }}
      >
        <MarkOf order={order} size={24} />
        <span class="cs-grow">
          <span class="d-row-title cs-ellipsis">{order.address}</span>
          <span class="d-row-fact cs-ellipsis">{rowFact(order, now, today)}</span>
        </span>
      </button>
      <Button
        size="small"
        icon="pin"
        pressed={order.pinned}
        disabled={busy}
        label={`Pin ${order.address} to its place`}
        onClick={() => togglePin(board, order.orderId)}
      >
        {null}
      </Button>
      <Button
        size="small"
        class="d-up"
        disabled={busy || at === 0}
        label={`${order.address} one stop earlier`}
        onClick={() => onMove(at - 1)}
      >
        ↑
      </Button>
      <Button
        size="small"
        class="d-down"
        disabled={busy || at === last}
        label={`${order.address} one stop later`}
        onClick={() => onMove(at + 1)}
      >
        ↓
      </Button>
    </li>
  );
}

function CrewPlan({ crew, state }: { crew: CrewDay; state: DayState }): VNode {
  const board = useBoard();
  const busy = useObservable(board.deeds.busy);
  const [grabbed, setGrabbed] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const stops = openStops(state.orders.values(), crew.crewId);
  const now = board.clock.now();
  const pinned = stops.filter((stop) => stop.pinned).length;
  const letGo = (): void => {
    setGrabbed(null);
    setOver(null);
  };
  const move = (from: number, to: number): void => {
    letGo();
    const stop = stops[from];
    if (from === to || !stop) return;
    const plan = planOf(stops);
    void board.deeds.sequence(
      crew,
      { ...plan, orderIds: movedTo(plan.orderIds, from, to) },
      `Move ${stop.address}`,
      `now stop ${to + 1} of ${stops.length}`,
    );
  };
  if (stops.length === 0) return <Empty title="No open stops">{crew.name} has nothing left to drive to.</Empty>;
  return (
    <>
      <div class="d-plan-head">
        <Button busy={busy} disabled={stops.length < 2} onClick={() => void board.deeds.shortest(crew)}>
          Shortest drive
        </Button>
        <span class="d-row-fact">
          {pinned === 0
            ? 'Pin a stop and it keeps its place'
            : `${count(pinned, 'pinned stop')} ${pinned === 1 ? 'keeps its place' : 'keep their places'}`}
        </span>
      </div>
      <ol class="d-plan">
        {stops.map((stop, at) => (
          <PlanStop
            key={stop.orderId}
            order={stop}
            at={at}
            last={stops.length - 1}
            now={now}
            today={state.day.day}
            busy={busy}
            held={over === at && grabbed !== null && grabbed !== at}
            onGrab={() => setGrabbed(at)}
            onOver={() => setOver(at)}
            onMove={(to) => move(at, to)}
            onDropHere={() => (grabbed === null ? letGo() : move(grabbed, at))}
            onLetGo={letGo}
          />
        ))}
      </ol>
    </>
  );
}

/** The driving order of one crew: drag, arrows, pins, shortest drive. */
export function PlanTab({ state }: { state: DayState }): VNode {
  const board = useBoard();
  const chosen = useObservable(board.planCrew);
  const crews = crewsInOrder(state);
  const crew = crews.find((one) => one.crewId === chosen) ?? crews[0];
  if (!crew) {
    return (
      <div class="d-pad">
        <Empty title="No crew today">No crew has a shift on this day.</Empty>
      </div>
    );
  }
  return (
    <div class="d-pad">
      <SelectField
        label="Crew"
        value={String(crew.crewId)}
        options={crews.map((one, at) => ({
          value: String(one.crewId),
          label: `${at + 1} · ${one.name}, ${count(openStops(state.orders.values(), one.crewId).length, 'open stop')}`,
        }))}
        onValue={(value) => board.planCrew.set(Number(value))}
      />
      <CrewPlan key={crew.crewId} crew={crew} state={state} />
    </div>
  );
}

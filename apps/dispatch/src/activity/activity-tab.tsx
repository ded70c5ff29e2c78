import { civilDayIn, Empty } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { lookAt } from '../keys/use-keys.ts';
import { useFormats } from '../top/use-formats.ts';
import { happenings } from './activity.ts';

/** What happened last to each order of the day, newest first. */
export function ActivityTab({ state }: { state: DayState }): VNode {
  const board = useBoard();
  const formats = useFormats();
  const lines = useMemo(
    () =>
      happenings(
        state.orders.values(),
        state.day.cameOff,
        (crewId) => state.crews.get(crewId)?.name ?? `crew ${crewId}`,
      ),
    [state.orders, state.day.cameOff, state.crews],
  );
  if (lines.length === 0) {
    return (
      <div class="d-pad">
        <Empty title="Nothing has happened yet">The list is not released.</Empty>
      </div>
    );
  }
  return (
    <ol class="d-activity" aria-label="What happened last to each order, newest first">
      {lines.map((line) => (
        <li key={line.key} class={`d-happening d-tone-${line.tone}`}>
          <span class="d-when">
            {formats.civil(line.at) === state.day.day
              ? formats.time(line.at)
              : civilDayIn(formats.civil(line.at), state.day.day)}
          </span>
          <span class="cs-grow">
            {line.orderId !== null && state.orders.has(line.orderId) ? (
              <button
                type="button"
                class="d-row-title"
                onClick={() => {
                  const { orderId } = line;
                  if (orderId === null) return;
                  board.selection.set({ ...board.selection.get(), current: orderId, detailsOpen: true });
                  lookAt(board, orderId);
                }}
              >
                {line.what}
              </button>
            ) : (
              <span class="d-row-title">{line.what}</span>
            )}
            <span class="d-row-fact">{line.says}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

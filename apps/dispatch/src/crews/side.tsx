import { Button, Key, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { ActivityTab } from '../activity/activity-tab.tsx';
import { useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { PlanTab } from '../sequence/plan-tab.tsx';
import { CrewsTab } from './crews-tab.tsx';

const TABS = [
  ['crews', 'Crews'],
  ['plan', 'Plan'],
  ['activity', 'Activity'],
] as const;

/** The right pane. */
export function Side({ state }: { state: DayState }): VNode {
  const board = useBoard();
  const side = useObservable(board.side);
  const move = (event: KeyboardEvent, at: number): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = TABS[(at + by + TABS.length) % TABS.length];
    if (by === 0 || !next) return;
    board.side.set(next[0]);
    document.getElementById(`tab-${next[0]}`)?.focus();
  };
  return (
    <aside class="d-side" aria-label="Crews, plan and activity">
      <div class="d-tabs">
        <div role="tablist" aria-label="Right pane">
          {TABS.map(([key, word], at) => (
            <button
              key={key}
              id={`tab-${key}`}
              type="button"
              role="tab"
              aria-selected={side === key}
              aria-controls="side-panel"
              tabIndex={side === key ? 0 : -1}
              onClick={() => board.side.set(key)}
              onKeyDown={(event: KeyboardEvent) => move(event, at)}
            >
              {word}
            </button>
          ))}
        </div>
        <span class="cs-grow" />
        <Button kind="quiet" size="small" label="Keys and help" onClick={() => board.asked.set({ ask: 'help' })}>
          <Key>?</Key>
        </Button>
      </div>
      <div id="side-panel" class="d-scroll" role="tabpanel" aria-labelledby={`tab-${side}`} tabIndex={0}>
        {side === 'crews' && <CrewsTab state={state} />}
        {side === 'plan' && <PlanTab state={state} />}
        {side === 'activity' && <ActivityTab state={state} />}
      </div>
    </aside>
  );
}

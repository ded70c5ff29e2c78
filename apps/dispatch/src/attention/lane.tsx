import { ATTENTION_KINDS } from '@curbstop/contracts';
import type { AttentionItem } from '@curbstop/contracts';
import { Button, ClauseTag, Icon, useNow, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useBoard } from '../board/board.ts';
import type { Board } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { lookAt } from '../keys/use-keys.ts';
import { isLoud, soundKey, startRinging, timerInWords } from './sound.ts';

/** Shown without being asked; the rest is one press away. */
const FIRST = 3;

/** Goes to what an item is about. */
function open(board: Board, item: AttentionItem): void {
  if (item.orderId !== null) {
    board.filter.set({ query: '', hidden: new Set() });
    board.selection.set({ chosen: new Set(), current: item.orderId, detailsOpen: true });
    lookAt(board, item.orderId);
  } else if (item.accountId !== null) location.assign(`/desk/#/accounts/${item.accountId}`);
  else if (item.crewId !== null) {
    board.planCrew.set(item.crewId);
    board.side.set('plan');
  }
}

function Line({
  item,
  now,
  state,
  first,
}: {
  item: AttentionItem;
  now: number;
  state: DayState;
  first: boolean;
}): VNode {
  const board = useBoard();
  const crew = item.crewId === null ? undefined : state.crews.get(item.crewId);
  const timer = timerInWords(now - item.since);
  return (
    <li class={`d-attention d-${item.level}`}>
      <button
        type="button"
        class="d-attention-open"
        data-attention={first ? item.key : undefined}
        onClick={() => open(board, item)}
      >
        <strong class="d-timer" aria-label={`for ${timer}`}>
          {timer}
        </strong>
        <span class="cs-grow">
          <strong>
            {ATTENTION_KINDS[item.kind]}: {item.title}
          </strong>
          {crew && item.kind !== 'silent-truck' && ` (${crew.name}, ${crew.truck})`}
          {'. '}
          {item.message}
          {item.escalation !== null && <strong> Past the shift’s end. {item.escalation.message}</strong>}
        </span>
      </button>
      {item.kind === 'crew-conflict' && item.orderId !== null && (
        <Button
          size="small"
          onClick={() => item.orderId !== null && board.asked.set({ ask: 'conflict', orderId: item.orderId })}
        >
          Decide
        </Button>
      )}
      {item.clause !== null && <ClauseTag clause={item.clause} />}
    </li>
  );
}

/** What needs a dispatcher until it ends. Its sound can be quieted here; the line stays until the server finds the thing ended. */
export function Lane({ state }: { state: DayState }): VNode | null {
  const board = useBoard();
  const now = useNow(board.clock);
  const { items, failed } = useObservable(board.attention.view);
  const [quiet, setQuiet] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const loud = isLoud(items, quiet);
  useEffect(() => (loud ? startRinging() : undefined), [loud]);
  if (items.length === 0 && failed === null) return null;
  const shown = all ? items : items.slice(0, FIRST);
  const loudest = items[0]?.level ?? 'watch';
  return (
    <section class={`d-lane d-lane-${loudest}`} aria-label="Needs attention">
      <ul role={loudest === 'watch' ? undefined : 'alert'}>
        {shown.map((item, nth) => (
          <Line key={item.key} item={item} now={now} state={state} first={nth === 0} />
        ))}
        {failed !== null && (
          <li class="d-attention">
            <Icon name="warning" /> What needs attention could not be read. {failed}
          </li>
        )}
      </ul>
      <div class="d-lane-deeds">
        {loud && (
          <Button size="small" onClick={() => setQuiet(new Set([...quiet, ...items.map(soundKey)]))}>
            Quiet
          </Button>
        )}
        {items.length > FIRST && (
          <Button size="small" onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${items.length}`}
          </Button>
        )}
      </div>
    </section>
  );
}

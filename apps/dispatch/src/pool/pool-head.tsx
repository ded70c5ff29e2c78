import { Icon, Key, OrderMark, useObservable } from '@curbstop/ui';
import type { MarkShape } from '@curbstop/ui';
import type { TargetedEvent, TargetedKeyboardEvent, VNode } from 'preact';
import { useBoard } from '../board/board.ts';
import type { DayState } from '../day/day-state.ts';
import { familyOf, FAMILIES, groupOf } from '../day/groups.ts';
import type { Family } from '../day/groups.ts';
import { intoResults } from '../keys/use-keys.ts';
import { toggleFamily } from '../day/search.ts';

const WORDS: Readonly<Record<Family, { word: string; long: string; shape: MarkShape }>> = {
  off: { word: 'Off', long: 'Turn-offs', shape: 'square' },
  on: { word: 'On', long: 'Turn-ons', shape: 'circle' },
  read: { word: 'Read', long: 'Reads', shape: 'diamond' },
  post: { word: 'Post', long: 'Postings', shape: 'triangle' },
};

/** Search and the four families of work; the same over the pool and over the table. */
export function PoolHead({ state }: { state: DayState }): VNode {
  const board = useBoard();
  const filter = useObservable(board.filter);
  const work = [...state.orders.values()].filter((order) => groupOf(order) !== 'off');
  return (
    <div class="d-pool-head" role="search">
      <label class="d-search">
        <Icon name="search" />
        <span class="cs-unseen">Search by address, account, customer or meter</span>
        <input
          data-search
          type="search"
          placeholder="Address, account, meter"
          autocomplete="off"
          value={filter.query}
          onInput={(event: TargetedEvent<HTMLInputElement>) =>
            board.filter.set({ ...board.filter.get(), query: event.currentTarget.value })
          }
          onKeyDown={(event: TargetedKeyboardEvent<HTMLInputElement>) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            intoResults(board, event.currentTarget);
          }}
        />
        <Key>/</Key>
      </label>
      <div class="d-families" role="group" aria-label="Kinds of work shown">
        {FAMILIES.map((family) => (
          <button
            key={family}
            type="button"
            class="d-family"
            aria-pressed={!filter.hidden.has(family)}
            title={WORDS[family].long}
            onClick={() => board.filter.set(toggleFamily(board.filter.get(), family))}
          >
            <OrderMark shape={WORDS[family].shape} fill="unassigned" size={17} />
            {WORDS[family].word} <strong>{work.filter((order) => familyOf(order) === family).length}</strong>
          </button>
        ))}
      </div>
    </div>
  );
}

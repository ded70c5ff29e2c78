import { useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useBoard } from './board/board.ts';
import { AssignDialog } from './crews/assign-dialog.tsx';
import { ConflictDialog } from './decide/conflict-dialog.tsx';
import { DecideDialog } from './decide/decide-dialog.tsx';
import type { DayState } from './day/day-state.ts';
import { RecallDialog } from './details/recall-dialog.tsx';
import { HelpDialog } from './keys/help-dialog.tsx';
import { ReleaseDialog } from './release/release-dialog.tsx';

/** The dialog that is asked for, if any. */
export function AskedDialog({ state }: { state: DayState }): VNode | null {
  const board = useBoard();
  const asked = useObservable(board.asked);
  const close = (): void => board.asked.set(null);
  if (asked === null) return null;
  switch (asked.ask) {
    case 'release':
      return <ReleaseDialog key={asked.orderIds.join()} state={state} orderIds={asked.orderIds} onClose={close} />;
    case 'assign':
      return <AssignDialog state={state} orderIds={asked.orderIds} onClose={close} />;
    case 'decide':
      return <DecideDialog key={asked.orderIds.join()} state={state} orderIds={asked.orderIds} onClose={close} />;
    case 'recall': {
      const order = state.orders.get(asked.orderId);
      return order ? <RecallDialog order={order} onClose={close} /> : null;
    }
    case 'conflict':
      return <ConflictDialog key={asked.orderId} orderId={asked.orderId} onClose={close} />;
    case 'help':
      return <HelpDialog onClose={close} />;
  }
}

import type { CrewDay, DispatchOrder } from '@curbstop/contracts';
import { Button, Icon, Key, useObservable } from '@curbstop/ui';
import type { VNode } from 'preact';
import { assignChosen, useBoard } from '../board/board.ts';
import { assignPreview, stopsInWords } from './preview.ts';

export interface PreviewCardProps {
  readonly crew: CrewDay;
  /** The crew's key. */
  readonly number: number;
  readonly orders: readonly DispatchOrder[];
  readonly stopsBefore: number;
  /** Something is held over the crew. */
  readonly strong: boolean;
}

/** What giving the chosen orders to this crew would come to, and the button that does it. */
export function PreviewCard({ crew, number, orders, stopsBefore, strong }: PreviewCardProps): VNode | null {
  const board = useBoard();
  const busy = useObservable(board.deeds.busy);
  const preview = assignPreview(orders, crew, stopsBefore);
  const n = preview.able.length;
  if (n === 0) return null;
  return (
    <div class={`d-preview${strong ? ' d-strong' : ''}`}>
      <div class="d-preview-line">
        <span class="cs-grow">{stopsInWords(preview)}</span>
        <Button size="small" busy={busy} onClick={() => void assignChosen(board, crew)}>
          Add {n} <span class="cs-unseen">to {crew.name}</span> {number <= 9 && <Key>{number}</Key>}
        </Button>
      </div>
      {preview.warnings.map((says) => (
        <p key={says} class="d-warning">
          <Icon name="warning" /> {says}
        </p>
      ))}
    </div>
  );
}

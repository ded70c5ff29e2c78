import { Chip, count, money, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { againstSlip } from './drop-box.ts';
import type { BoxBatch, BoxSums as Sums } from './drop-box.ts';

export interface BoxSumsProps {
  readonly batch: BoxBatch;
  readonly sums: Sums;
  readonly wrong: readonly number[];
  readonly onSlip: (slip: string) => void;
}

/** The running total, against the slip that came with the box, and the lines that are wrong by their numbers. */
export function BoxSums({ batch, sums, wrong, onSlip }: BoxSumsProps): VNode {
  const slip = againstSlip(batch.slip, sums.amount);
  return (
    <div class="box-sums">
      <p class="box-total" role="status">
        <strong>{money(sums.amount)}</strong> {count(sums.lines, 'line')}
        {sums.done > 0 && `, ${sums.done} of them posted, ${money(sums.doneAmount)}`}
      </p>
      <TextField
        label="Total on the slip"
        inputMode="decimal"
        autocomplete="off"
        maxLength={16}
        value={batch.slip}
        onValue={onSlip}
      />
      {slip && <Chip tone={slip.balances ? 'ok' : 'warn'}>{slip.says}</Chip>}
      {wrong.length > 0 && (
        <Chip tone="stop">
          {wrong.length === 1 ? 'Line' : 'Lines'} {wrong.join(', ')} not taken
        </Chip>
      )}
    </div>
  );
}

import type { ReadingList } from '@curbstop/contracts';
import { DIAL_MULTIPLIERS, DIAL_UNITS, DIAL_UNIT_NAMES, dialShape } from '@curbstop/policy';
import { Dialog, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { z } from 'zod';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';

const DIGITS = [3, 4, 5, 6, 7, 8, 9];

export interface DialDialogProps {
  readonly accountId: number;
  readonly meter: ReadingList['meters'][number];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Puts right what is on record of the dial of a meter that stays where it is. */
export function DialDialog({ accountId, meter, onClose, onDone }: DialDialogProps): VNode {
  const { api } = useDesk();
  const deed = useDeed();
  const [unit, setUnit] = useState(meter.dial.unit);
  const [digits, setDigits] = useState(meter.dial.digits);
  const [multiplier, setMultiplier] = useState(meter.dial.multiplier);
  const [reason, setReason] = useState('');
  const send = (): void =>
    deed.run(async () => {
      const body = { unit, digits, multiplier, reason, version: meter.version };
      await api.post(`/api/accounts/${accountId}/meters/${meter.meterId}/dial`, body, z.unknown());
      onDone();
      onClose();
    });
  return (
    <Dialog
      open
      title={`Correct the dial of meter ${meter.serial}?`}
      confirm="Correct"
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        On record: {dialShape(meter.dial)}. Readings and bills so far stay what they were. The next reading is read on
        the corrected dial; where it does not follow from the last one, it is doubted and waits for you.
      </p>
      <div class="form">
        <SelectField
          label="The dial counts"
          value={unit}
          options={DIAL_UNITS.map((one) => ({ value: one, label: DIAL_UNIT_NAMES[one] }))}
          onValue={(value) => setUnit(DIAL_UNITS.find((one) => one === value) ?? unit)}
          error={deed.on('unit')}
        />
        <SelectField
          label="One step of its last digit"
          value={String(multiplier)}
          options={DIAL_MULTIPLIERS.map((step) => ({
            value: String(step),
            label: step === 1 ? '1, no painted zeros' : `${step}, ${String(step).length - 1} painted`,
          }))}
          onValue={(value) => setMultiplier(DIAL_MULTIPLIERS.find((step) => String(step) === value) ?? multiplier)}
          error={deed.on('multiplier')}
        />
        <SelectField
          label="Digits that turn"
          value={String(digits)}
          options={DIGITS.map((one) => ({ value: String(one), label: String(one) }))}
          onValue={(value) => setDigits(Number(value))}
          error={deed.on('digits')}
        />
        <TextField
          label="Reason"
          hint="Your name and what you write stand in the journal."
          autocomplete="off"
          maxLength={500}
          value={reason}
          onValue={setReason}
          error={deed.on('reason')}
        />
      </div>
      <Trouble error={deed.error} unknown="Look at the dial on record: what is there was saved." />
    </Dialog>
  );
}

import { meterExchanged } from '@curbstop/contracts';
import type { ReadingList } from '@curbstop/contracts';
import { DIAL_MULTIPLIERS, DIAL_UNITS, DIAL_UNIT_NAMES, METER_SIZES } from '@curbstop/policy';
import { CheckField, Dialog, newId, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';

export interface ExchangeDialogProps {
  readonly accountId: number;
  readonly meter: ReadingList['meters'][number];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

type Text = 'closingRegister' | 'newSerial' | 'openingRegister' | 'reason';

/** One meter goes out and another comes in, with the reading of each; the next bill counts both parts. */
export function ExchangeDialog({ accountId, meter, onClose, onDone }: ExchangeDialogProps): VNode {
  const { api } = useDesk();
  const deed = useDeed();
  const key = useRef(newId());
  const [texts, setTexts] = useState<Readonly<Record<Text, string>>>({
    closingRegister: '',
    newSerial: '',
    openingRegister: '0',
    reason: '',
  });
  const [newSize, setSize] = useState(meter.size);
  const [newUnit, setUnit] = useState(meter.dial.unit);
  const [newDigits, setDigits] = useState(String(meter.dial.digits));
  const [newMultiplier, setMultiplier] = useState(meter.dial.multiplier);
  const [keepsRadio, setKeepsRadio] = useState(true);
  const send = (): void =>
    deed.run(async () => {
      const body = {
        ...texts,
        meterId: meter.meterId,
        closingUnit: meter.dial.unit,
        newSize,
        newUnit,
        newDigits: Number(newDigits),
        newMultiplier,
        keepsRadio,
      };
      await api.post(`/api/accounts/${accountId}/meter-exchange`, body, meterExchanged, {
        idempotencyKey: key.current,
      });
      onDone();
      onClose();
    });
  const text = (name: Text, label: string, hint: string): VNode => (
    <TextField
      label={label}
      hint={hint}
      autocomplete="off"
      value={texts[name]}
      onValue={(value) => setTexts((before) => ({ ...before, [name]: value }))}
      error={deed.on(name)}
    />
  );
  return (
    <Dialog
      open
      title={`Exchange meter ${meter.serial}?`}
      confirm="Exchange"
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <div class="form">
        {text(
          'closingRegister',
          `Last reading of the old meter, ${DIAL_UNIT_NAMES[meter.dial.unit]}`,
          'The digits of its dial, without painted zeros.',
        )}
        {text('newSerial', 'Number of the new meter', 'As printed on it.')}
        <div class="form-pair">
          <SelectField
            label="Size of the new meter, inches"
            value={newSize}
            options={METER_SIZES.map((size) => ({ value: size, label: size }))}
            onValue={(value) => setSize(METER_SIZES.find((size) => size === value) ?? meter.size)}
          />
          <SelectField
            label="The new dial counts"
            value={newUnit}
            options={DIAL_UNITS.map((unit) => ({ value: unit, label: DIAL_UNIT_NAMES[unit] }))}
            onValue={(value) => setUnit(DIAL_UNITS.find((unit) => unit === value) ?? meter.dial.unit)}
          />
          <SelectField
            label="One step of its last digit"
            value={String(newMultiplier)}
            options={DIAL_MULTIPLIERS.map((step) => ({
              value: String(step),
              label: step === 1 ? '1, no painted zeros' : `${step}, ${String(step).length - 1} painted`,
            }))}
            onValue={(value) =>
              setMultiplier(DIAL_MULTIPLIERS.find((step) => String(step) === value) ?? meter.dial.multiplier)
            }
          />
          <SelectField
            label="Digits of the new dial that turn"
            value={newDigits}
            options={[3, 4, 5, 6, 7, 8, 9].map((digits) => ({ value: String(digits), label: String(digits) }))}
            onValue={setDigits}
          />
        </div>
        {text(
          'openingRegister',
          `First reading of the new meter, ${DIAL_UNIT_NAMES[newUnit]}`,
          'The digits of its dial. Mostly 0.',
        )}
        <CheckField
          label="The radio of the old meter is on the new one"
          checked={keepsRadio}
          onChecked={setKeepsRadio}
        />
        {text('reason', 'Reason', 'Your name and what you write stand in the journal.')}
      </div>
      <Trouble error={deed.error} unknown="It is kept here. Send it again; it is done once." />
    </Dialog>
  );
}

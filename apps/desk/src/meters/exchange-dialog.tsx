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

const TEXTS: readonly (readonly [Text, string, string])[] = [
  ['closingRegister', 'Last reading of the old meter', 'The digits of its dial, without painted zeros.'],
  ['newSerial', 'Number of the new meter', 'As printed on it.'],
  ['openingRegister', 'First reading of the new meter', 'The digits of its dial. Mostly 0.'],
  ['reason', 'Reason', 'Your name and what you write stand in the journal.'],
];

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
        {TEXTS.map(([name, label, hint]) => (
          <TextField
            key={name}
            label={
              name === 'closingRegister'
                ? `${label}, ${DIAL_UNIT_NAMES[meter.dial.unit]}`
                : name === 'openingRegister'
                  ? `${label}, ${DIAL_UNIT_NAMES[newUnit]}`
                  : label
            }
            hint={hint}
            autocomplete="off"
            value={texts[name]}
            onValue={(value) => setTexts((before) => ({ ...before, [name]: value }))}
            error={deed.on(name)}
          />
        ))}
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
        <CheckField
          label="The radio of the old meter is on the new one"
          checked={keepsRadio}
          onChecked={setKeepsRadio}
        />
      </div>
      <Trouble error={deed.error} unknown="It is kept here. Send it again; it is done once." />
    </Dialog>
  );
}

import { moratorium } from '@curbstop/contracts';
import type { MoratoriumList } from '@curbstop/contracts';
import { instant } from '@curbstop/policy';
import { cityFormats, Dialog, newId, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { z } from 'zod';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { WordsField } from '../requests/words-field.tsx';
import { checkMoratorium, whereOf } from './moratorium.ts';
import type { MoratoriumForm } from './moratorium.ts';

/** Every order and account there is looked at in one transaction, which takes a while for a whole city; in milliseconds. */
const PATIENCE = 120_000;

interface Closing {
  readonly onClose: () => void;
  /** The server took it. */
  readonly onDone: () => void;
}

const WHERE = [
  { value: 'city', label: 'The whole city' },
  ...Array.from({ length: 8 }, (_, nth) => ({ value: String(nth + 1), label: `Route group ${nth + 1}` })),
];

/** From when, until when, where and why. */
export function DeclareDialog({ onClose, onDone }: Closing): VNode {
  const { api, clock } = useDesk();
  const { timeZone } = clock.time.get();
  const [form, setForm] = useState<MoratoriumForm>(() => {
    const today = cityFormats(timeZone).civil(clock.now());
    return { where: 'city', fromDay: today, fromTime: '08:00', untilDay: '', untilTime: '23:59', reason: '' };
  });
  // One key for as long as the dialog is open: sent again because no answer came, it counts once.
  const [idempotencyKey] = useState(() => newId());
  const [tried, setTried] = useState(false);
  const deed = useDeed();
  const checked = checkMoratorium(form, timeZone, instant(clock.now()));
  const errors = tried && !checked.ok ? checked.errors : {};
  const change = (part: Partial<MoratoriumForm>): void => setForm((before) => ({ ...before, ...part }));
  const send = (): void => {
    setTried(true);
    if (!checked.ok) return;
    deed.run(async () => {
      await api.post('/api/moratoria', checked.body, moratorium, { idempotencyKey, timeoutMs: PATIENCE });
      onDone();
      onClose();
    });
  };
  return (
    <Dialog
      open
      title="Turn nobody off for some days?"
      confirm="Declare the moratorium"
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        Orders that stand there are called off, on the list and at the remote valves, and lists wait until it ends.
        Bills and late charges run on. It can be ended before its time.
      </p>
      <fieldset class="form" disabled={deed.busy}>
        <legend class="cs-unseen">The moratorium</legend>
        <SelectField label="Where" value={form.where} options={WHERE} onValue={(where) => change({ where })} />
        <div class="form-pair">
          <TextField
            label="From"
            type="date"
            value={form.fromDay}
            onValue={(fromDay) => change({ fromDay })}
            error={errors['from'] ?? null}
          />
          <TextField label="At" type="time" value={form.fromTime} onValue={(fromTime) => change({ fromTime })} />
        </div>
        <div class="form-pair">
          <TextField
            label="Until"
            type="date"
            value={form.untilDay}
            onValue={(untilDay) => change({ untilDay })}
            error={errors['until'] ?? null}
          />
          <TextField label="At" type="time" value={form.untilTime} onValue={(untilTime) => change({ untilTime })} />
        </div>
        <WordsField
          label="Reason"
          hint="It is read to customers: Heat above 105 degrees."
          maxLength={300}
          value={form.reason}
          onValue={(reason) => change({ reason })}
          error={errors['reason'] ?? null}
        />
      </fieldset>
      <Trouble error={deed.error} unknown="Declare the same again: it counts once." />
    </Dialog>
  );
}

/** Ends one before its time. */
export function EndDialog({ it: each, onClose, onDone }: Closing & { it: MoratoriumList['moratoria'][number] }): VNode {
  const { api, clock } = useDesk();
  const deed = useDeed();
  const until = cityFormats(clock.time.get().timeZone).dayTime(each.until);
  const send = (): void =>
    deed.run(async () => {
      await api.delete(`/api/moratoria/${each.moratoriumId}`, z.unknown(), { timeoutMs: PATIENCE });
      onDone();
      onClose();
    });
  return (
    <Dialog
      open
      title={`End the moratorium for ${whereOf(each).toLowerCase()}?`}
      confirm="End it now"
      busy={deed.busy}
      onConfirm={send}
      onClose={onClose}
    >
      <p>
        It would stand until {until}: {each.reason} Lists are made again from the next evening on; orders that it called
        off do not come back by themselves. Another one can be declared.
      </p>
      <Trouble error={deed.error} unknown="End it again: that changes nothing more." />
    </Dialog>
  );
}

import { Dialog, TextField } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { z } from 'zod';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';

/** What is sent, and where; the reason is added under its own name. */
export interface Decision {
  readonly title: string;
  readonly confirm: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly field: 'reason' | 'note';
  /** Whether the reason may be left out. */
  readonly isOptional?: boolean;
  readonly says: ComponentChildren;
  /** Of what must not be made twice; chosen when the dialog opens. */
  readonly idempotencyKey?: string;
}

export interface ReasonDialogProps {
  readonly of: Decision;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks for the reason of a decision and sends it; what fails stays here with what was typed. */
export function ReasonDialog({ of, onClose, onDone }: ReasonDialogProps): VNode {
  const { api } = useDesk();
  const deed = useDeed();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const send = (): void => {
    const isMissing = of.isOptional !== true && reason.trim() === '';
    setMissing(isMissing);
    if (isMissing) return;
    deed.run(async () => {
      const once = of.idempotencyKey === undefined ? {} : { idempotencyKey: of.idempotencyKey };
      await api.post(of.path, { ...of.body, [of.field]: reason }, z.unknown(), once);
      onDone();
      onClose();
    });
  };
  return (
    <Dialog open title={of.title} confirm={of.confirm} busy={deed.busy} onConfirm={send} onClose={onClose}>
      <p>{of.says}</p>
      <div class="form">
        <TextField
          label={of.isOptional === true ? 'Note' : 'Reason'}
          hint="Your name and what you write stand in the journal."
          autocomplete="off"
          maxLength={500}
          autofocus
          value={reason}
          onValue={setReason}
          error={deed.on(of.field) ?? (missing ? 'Say why.' : null)}
        />
      </div>
      <Trouble error={deed.error} unknown="It is kept here. Send it again." />
    </Dialog>
  );
}

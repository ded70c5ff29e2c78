import { decideDoubt, saidSo } from '@curbstop/contracts';
import type { PastPayment, Role } from '@curbstop/contracts';
import { Button, ClauseTag, mayUse, money, newId, TextField, useObservable } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { useOnline } from '../requests/use-online.ts';

/** Who decides about a payment in doubt (J.2.a). */
const DECIDERS: readonly Role[] = ['supervisor', 'asst-director-finance'];

interface Props {
  readonly payment: PastPayment;
  readonly onDone: () => void;
}

/** A payment that may be mistaken: a supervisor credits it on its right day, or sets it aside. */
export function DoubtForm({ payment, onDone }: Props): VNode {
  const { api, session } = useDesk();
  const who = useObservable(session.state);
  const online = useOnline();
  const deed = useDeed();
  const [on, setOn] = useState('');
  const [why, setWhy] = useState('');
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [keys, setKeys] = useState<Readonly<Record<string, string>>>({});
  const may = who.phase === 'in' && mayUse(who.me, DECIDERS);
  if (message !== null)
    return (
      <div class="cs-state called-off" role="status">
        <strong>{message}</strong>
      </div>
    );
  const lock: Refusal | null = !may
    ? { reason: 'A supervisor decides about it.', clauses: ['J.2.a'] }
    : online
      ? null
      : { reason: 'No network. Nothing is sent.' };
  const send = (decision: 'credit' | 'set-aside'): void => {
    const parsed = decideDoubt.safeParse({ decision, why, ...(decision === 'credit' ? { on } : {}) });
    const fields = parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0]));
    setMissing(
      Object.fromEntries(
        fields.map((field) => [field, field === 'on' ? 'Give the day from which it counts.' : 'Say why.']),
      ),
    );
    if (!parsed.success) return;
    // The same decision sent again has the same key, and is made once.
    const asked = JSON.stringify(parsed.data);
    const idempotencyKey = keys[asked] ?? newId();
    setKeys({ ...keys, [asked]: idempotencyKey });
    deed.run(async () => {
      const path = `/api/payments/${payment.paymentId}/doubt`;
      setMessage((await api.post(path, parsed.data, saidSo, { idempotencyKey })).says);
      onDone();
    });
  };
  return (
    <form
      class="return-deed"
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (lock === null) send('credit');
      }}
    >
      <p>
        <strong>{money(payment.amount)} is in doubt.</strong> {payment.doubt} <ClauseTag clause="J.2.a" />
      </p>
      <p class="cs-muted cs-small">Until it is decided nothing is credited or charged, and the water stays on.</p>
      <fieldset class="plain-fields" disabled={deed.busy}>
        <legend class="cs-unseen">The decision</legend>
        <TextField
          label="Counts from"
          type="date"
          value={on}
          onValue={setOn}
          error={deed.on('on') ?? missing['on'] ?? null}
        />
        <TextField
          label="Why"
          autocomplete="off"
          maxLength={200}
          value={why}
          onValue={setWhy}
          error={deed.on('why') ?? missing['why'] ?? null}
        />
      </fieldset>
      <Trouble error={deed.error} unknown="It is not known whether it was decided. Send the same again." />
      <p class="money-deed">
        <Button kind="primary" type="submit" busy={deed.busy} refused={lock}>
          Credit it
        </Button>
        <Button kind="danger" busy={deed.busy} refused={lock} onClick={() => send('set-aside')}>
          Set it aside
        </Button>
      </p>
    </form>
  );
}

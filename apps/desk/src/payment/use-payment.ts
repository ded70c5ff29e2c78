import { receipt } from '@curbstop/contracts';
import type { Receipt } from '@curbstop/contracts';
import { NoAnswer, Problem } from '@curbstop/ui';
import { useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { whyFailed } from '../load/says.ts';
import type { PaymentForm } from './drafts.ts';
import { checkForm, newForm } from './payment-form.ts';

/** How far a payment is. `unknown`: it was sent and no answer came; only the same again is safe. */
export type PaymentStage =
  | { readonly name: 'filling' }
  | { readonly name: 'sending' }
  | { readonly name: 'unknown'; readonly why: string }
  | { readonly name: 'done'; readonly receipt: Receipt };

export interface PaymentSteps {
  readonly form: PaymentForm;
  readonly stage: PaymentStage;
  readonly errors: Readonly<Record<string, string>>;
  /** Why the whole was refused, with the clauses that say so. */
  readonly refused: { readonly says: string; readonly clauses: readonly string[] } | null;
  change(part: Partial<Omit<PaymentForm, 'key'>>): void;
  send(): void;
}

/** One payment: filled in, sent under one key however often, and answered once. */
export function usePayment(accountId: number, onDone: () => void): PaymentSteps {
  const { api, drafts } = useDesk();
  const [kept] = useState(() => drafts.find(accountId));
  const [form, setForm] = useState<PaymentForm>(() => kept ?? newForm(crypto.randomUUID()));
  const [stage, setStage] = useState<PaymentStage>(
    kept ? { name: 'unknown', why: 'It was sent before and no answer came.' } : { name: 'filling' },
  );
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [refused, setRefused] = useState<PaymentSteps['refused']>(null);

  function failed(error: unknown): void {
    // A refusal changed nothing, and neither did a sign-in that ran out; everything else may have been counted.
    if (error instanceof Problem && error.status < 500) {
      drafts.drop(accountId);
      setStage({ name: 'filling' });
      setErrors(Object.fromEntries(error.fields.map((field) => [field.field, field.says])));
      setRefused({ says: error.detail ?? `${error.title}.`, clauses: error.clauses });
      return;
    }
    const why = error instanceof NoAnswer || error instanceof Problem ? error.message : whyFailed(error);
    setStage({ name: 'unknown', why });
  }

  return {
    form,
    stage,
    errors,
    refused,
    change(part) {
      if (stage.name === 'filling') setForm((before) => ({ ...before, ...part }));
    },
    send() {
      if (stage.name === 'sending' || stage.name === 'done') return;
      const checked = checkForm(form);
      setErrors(checked.ok ? {} : checked.errors);
      setRefused(null);
      if (!checked.ok) return;
      // Kept before it is sent: a page closed in between finds it again and sends the same once more.
      drafts.keep(accountId, form);
      setStage({ name: 'sending' });
      api
        .post(`/api/accounts/${accountId}/payments`, checked.payment, receipt, { idempotencyKey: form.key })
        .then((answer) => {
          drafts.drop(accountId);
          setStage({ name: 'done', receipt: answer });
          onDone();
        })
        .catch(failed);
    },
  };
}

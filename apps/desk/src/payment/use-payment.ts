import { receipt } from '@curbstop/contracts';
import type { AccountPage, Receipt, Role } from '@curbstop/contracts';
import { checkAmount, instant } from '@curbstop/policy';
import type { Instant, PolicyParameters } from '@curbstop/policy';
import { mayUse, newId, NoAnswer, Problem, useNow, useObservable } from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';
import { useMemo, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { whyFailed } from '../load/says.ts';
import { policyFor } from '../requests/terms.ts';
import { useOnline } from '../requests/use-online.ts';
import type { PaymentForm } from './drafts.ts';
import { judgePayment } from './judge.ts';
import type { ForeseenPayment } from './judge.ts';
import { checkForm, formField, newForm, typedCents } from './payment-form.ts';
import { useWindows } from './use-windows.ts';

/** Who takes payments; dating one back is a supervisor's (J.2.a). */
export const TAKERS: readonly Role[] = ['cashier', 'clerk', 'finance', 'supervisor', 'admin'];

/** How far a payment is. `unknown`: it was sent and no answer came; only the same again is safe. */
export type PaymentStage =
  | { readonly name: 'filling' }
  | { readonly name: 'sending' }
  | { readonly name: 'unknown'; readonly why: string }
  | { readonly name: 'done'; readonly receipt: Receipt };

export interface PaymentSteps {
  readonly page: AccountPage;
  readonly form: PaymentForm;
  readonly stage: PaymentStage;
  readonly errors: Readonly<Record<string, string>>;
  /** What the server said no with. */
  readonly refused: Problem | null;
  /** Null while too little is typed, or where only the server can say. */
  readonly foreseen: ForeseenPayment | null;
  readonly policy: PolicyParameters | null;
  readonly now: Instant;
  readonly online: boolean;
  /** What is shown was typed before, and found again. */
  readonly found: boolean;
  /** Why it cannot be sent now; null when it can. */
  readonly lock: Refusal | null;
  readonly mayDateBack: boolean;
  /** J.1: whether the amount is far above what is owed. */
  readonly amountCheck: ReturnType<typeof checkAmount>;
  change(part: Partial<Omit<PaymentForm, 'key'>>): void;
  send(): void;
  /** Closes the form; what cannot be sent yet is kept. */
  leave(): void;
}

function useRoles(): { readonly takes: boolean; readonly datesBack: boolean } {
  const who = useObservable(useDesk().session.state);
  const may = (roles: readonly Role[]): boolean => who.phase === 'in' && mayUse(who.me, roles);
  return { takes: may(TAKERS), datesBack: may(['supervisor']) };
}

const FILLING: PaymentStage = { name: 'filling' };
const PLAIN_AMOUNT = { check: 'plain', message: '' } as const;

/** One payment: filled in, judged while it is, sent under one key however often, and answered once. */
export function usePayment(page: AccountPage, onDone: () => void): PaymentSteps {
  const { api, clock, drafts } = useDesk();
  const { accountId } = page;
  const now = instant(useNow(clock, 5_000));
  const online = useOnline();
  const windows = useWindows();
  const roles = useRoles();
  const policy = useMemo(() => policyFor(page.policy, now), [page.policy, Math.floor(now / 60_000)]);
  const [kept] = useState(() => drafts.find(accountId));
  const [form, setForm] = useState<PaymentForm>(() => kept?.form ?? newForm(newId()));
  const [stage, setStage] = useState<PaymentStage>(
    kept?.sent ? { name: 'unknown', why: 'It was sent before and no answer came.' } : FILLING,
  );
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const checked = checkForm(form);
  const foreseen = checked.ok ? judgePayment(checked.payment, { facts: page.facts, policy, now, windows }) : null;

  const typed = typedCents(form.amount);
  const amountCheck = policy === null || typed === null ? PLAIN_AMOUNT : checkAmount(page.facts, typed, policy);

  function failed(error: unknown): void {
    // A refusal changed nothing, and neither did a sign-in that ran out; everything else may have been counted.
    if (error instanceof Problem && error.status < 500) {
      drafts.keep(accountId, { form, sent: false });
      setRefused(error);
      setStage(FILLING);
      return;
    }
    const why = error instanceof NoAnswer || error instanceof Problem ? error.message : whyFailed(error);
    setStage({ name: 'unknown', why });
  }

  function lock(): Refusal | null {
    if (!roles.takes) return { reason: 'Cashiers and clerks take payments.' };
    if (!online) return { reason: 'No network. Nothing is sent; what you typed is kept here.' };
    const tooMuch = typed === null || checked.ok ? undefined : checked.errors['amount'];
    if (stage.name === 'filling' && tooMuch !== undefined) return { reason: tooMuch, clauses: ['J.1'] };
    if (stage.name === 'filling' && amountCheck.check === 'supervisor' && !roles.datesBack)
      return { reason: `${amountCheck.message} A supervisor takes it.`, clauses: ['J.1'] };
    if (stage.name === 'filling' && amountCheck.check !== 'plain' && typedCents(form.amountAgain) !== typed)
      return { reason: 'Type the amount again. It is far more than is owed.', clauses: ['J.1'] };
    if (stage.name !== 'filling' || foreseen === null || foreseen.answer.granted) return null;
    return { reason: 'The policy refuses it.', clauses: foreseen.answer.clauses };
  }

  return {
    page,
    form,
    stage,
    errors: {
      ...(tried && !checked.ok ? checked.errors : {}),
      ...Object.fromEntries((refused?.fields ?? []).map(({ field, says }) => [formField(field), says])),
    },
    refused,
    foreseen,
    policy,
    now,
    online,
    found: kept !== null,
    lock: lock(),
    mayDateBack: roles.datesBack,
    amountCheck,
    change(part) {
      if (stage.name !== 'filling') return;
      const next = { ...form, ...part };
      setForm(next);
      setRefused(null);
      drafts.keep(accountId, { form: next, sent: false });
    },
    send() {
      if (stage.name === 'sending' || stage.name === 'done' || !online || !roles.takes) return;
      setTried(true);
      setRefused(null);
      if (!checked.ok) return;
      // Kept before it is sent: a page closed in between finds it again and sends the same once more.
      drafts.keep(accountId, { form, sent: true });
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
    leave() {
      if (stage.name === 'filling' && online) drafts.drop(accountId);
    },
  };
}

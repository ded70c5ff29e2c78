import type { AccountPage } from '@curbstop/contracts';
import { instant } from '@curbstop/policy';
import { newId, NoAnswer, Problem, useNow } from '@curbstop/ui';
import { useMemo, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { whyFailed } from '../load/says.ts';
import { refilled } from './form-drafts.ts';
import type { Basis, Errors, Judged, RequestForm, Values } from './form.ts';
import { policyFor } from './terms.ts';
import { useOnline } from './use-online.ts';

/** How far a request is. `unknown`: it was sent and no answer came; only the same again is safe. */
export type Stage =
  | { readonly name: 'filling' }
  | { readonly name: 'sending' }
  | { readonly name: 'unknown'; readonly why: string }
  | { readonly name: 'done'; readonly says: string };

export interface RequestSteps<V extends Values> {
  readonly values: V;
  readonly basis: Basis;
  readonly judged: Judged;
  /** Fields that are wrong, shown once it was tried to send them. */
  readonly errors: Errors;
  readonly stage: Stage;
  /** What the server said no with. */
  readonly refused: Problem | null;
  readonly online: boolean;
  /** What is shown was typed before, and found again. */
  readonly found: boolean;
  change(part: Partial<V>): void;
  send(): void;
  /** Closes the form; what cannot be sent yet is kept. */
  leave(): void;
}

/** One request: filled in, judged while it is, sent under one key however often. */
export function useRequest<V extends Values>(
  request: string,
  form: RequestForm<V>,
  page: AccountPage,
  done: { readonly onDone: () => void; readonly onClose: () => void },
): RequestSteps<V> {
  const { api, clock, forms } = useDesk();
  const now = instant(useNow(clock, 5_000));
  const online = useOnline();
  const policy = useMemo(() => policyFor(page.policy, now), [page.policy, Math.floor(now / 60_000)]);
  const basis: Basis = { page, policy, now };
  const { accountId } = page;
  const [kept] = useState(() => forms.find(accountId, request));
  const [key] = useState(() => kept?.key ?? newId());
  const [values, setValues] = useState<V>(() => {
    const empty = form.start(basis);
    return kept ? refilled(empty, kept.values) : empty;
  });
  const [stage, setStage] = useState<Stage>(
    kept?.sent ? { name: 'unknown', why: 'It was sent before and no answer came.' } : { name: 'filling' },
  );
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Problem | null>(null);
  const judged = form.judge(values, basis);

  function failed(error: unknown): void {
    // A refusal changed nothing, and neither did a sign-in that ran out; everything else may have been done.
    if (error instanceof Problem && error.status < 500) {
      forms.keep(accountId, request, { key, values, sent: false });
      setRefused(error);
      setStage({ name: 'filling' });
      return;
    }
    const why = error instanceof NoAnswer || error instanceof Problem ? error.message : whyFailed(error);
    setStage({ name: 'unknown', why });
  }

  return {
    values,
    basis,
    judged,
    errors: {
      ...(tried ? judged.errors : {}),
      ...Object.fromEntries((refused?.fields ?? []).map(({ field, says }) => [field.split('.')[0] ?? field, says])),
    },
    stage,
    refused,
    online,
    found: kept !== null,
    change(part) {
      if (stage.name !== 'filling') return;
      const next = { ...values, ...part };
      setValues(next);
      setRefused(null);
      forms.keep(accountId, request, { key, values: next, sent: false });
    },
    send() {
      if (stage.name === 'sending' || stage.name === 'done' || !online) return;
      setTried(true);
      setRefused(null);
      if (Object.keys(judged.errors).length > 0) return;
      // Kept before it is sent: a page closed in between finds it again and sends the same once more.
      forms.keep(accountId, request, { key, values, sent: true });
      setStage({ name: 'sending' });
      form
        .send(api, accountId, judged, key, values)
        .then((says) => {
          forms.drop(accountId, request);
          setStage({ name: 'done', says });
          done.onDone();
        })
        .catch(failed);
    },
    leave() {
      if (stage.name === 'filling' && online) forms.drop(accountId, request);
      done.onClose();
    },
  };
}

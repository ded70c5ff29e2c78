import { paying, returned } from '@curbstop/contracts';
import type { AccountPage, PastPayment, Role } from '@curbstop/contracts';
import { instant } from '@curbstop/policy';
import {
  Button,
  ClauseTag,
  ClauseTags,
  Empty,
  Icon,
  mayUse,
  money,
  newId,
  Problem,
  SelectField,
  useNow,
  useObservable,
} from '@curbstop/ui';
import type { Refusal } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { whyFailed } from '../load/says.ts';
import { Trouble } from '../load/trouble.tsx';
import { useDeed } from '../load/use-deed.ts';
import { useLoaded } from '../load/use-loaded.ts';
import { policyFor } from '../requests/terms.ts';
import { useOnline } from '../requests/use-online.ts';
import { foreseeReturn, RETURN_CODES, returnRefusal } from './foresee-return.ts';
import { DoubtForm } from './doubt-form.tsx';
import { PickedAccount } from './picked-account.tsx';
import { PaymentsTable } from './payments-table.tsx';

/** Who enters what came back (K.1). */
const ENTERERS: readonly Role[] = ['cashier', 'clerk', 'finance', 'supervisor', 'asst-director-finance'];

interface Props {
  readonly page: AccountPage;
  readonly onDone: () => void;
}

function Foreseen({ page, payment, code }: { page: AccountPage; payment: PastPayment; code: string }): VNode {
  const { clock } = useDesk();
  const now = instant(useNow(clock, 5_000));
  const policy = policyFor(page.policy, now);
  const refused = returnRefusal(payment);
  if (refused)
    return (
      <div class="verdict verdict-no" role="status">
        <p>
          <Icon name="lock" /> <strong>Would be refused.</strong> {refused.says}{' '}
          <ClauseTags clauses={refused.clauses} />
        </p>
      </div>
    );
  if (policy === null) return <p class="cs-muted">The server decides when it is sent.</p>;
  return (
    <ol class="consequences" aria-live="polite">
      {foreseeReturn(payment, code, page.facts, policy, now).map((each) => (
        <li key={each.says}>
          {each.says} <ClauseTag clause={each.clause} />
        </li>
      ))}
    </ol>
  );
}

function lockOf(may: boolean, online: boolean, payment: PastPayment, code: string): Refusal | null {
  if (!may) return { reason: 'Finance enters what came back.', clauses: ['K.1'] };
  if (!online) return { reason: 'No network. Nothing is sent.' };
  const refused = returnRefusal(payment);
  if (refused === null && code === '') return { reason: 'Choose the code that the bank gave.' };
  return refused && { reason: 'The policy refuses it.', clauses: refused.clauses };
}

function Done({ payment, says }: { payment: PastPayment; says: string }): VNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} class="cs-state called-off" role="status">
      <strong>{money(payment.amount)} came back</strong>
      <p>{says}</p>
    </div>
  );
}

function Unknown({ error }: { error: unknown }): VNode {
  return (
    <div class="cs-state cs-failed" role="alert">
      <strong>It is not known whether this return was entered</strong>
      <p>{error !== null && whyFailed(error)} Send the same again: it is entered once.</p>
    </div>
  );
}

function Deed({ page, payment, onDone }: Props & { payment: PastPayment }): VNode {
  const { api, session } = useDesk();
  const who = useObservable(session.state);
  const online = useOnline();
  const deed = useDeed();
  const [key] = useState(() => newId());
  // The bank's letter says why: nothing is chosen for the clerk.
  const [code, setCode] = useState('');
  const [says, setSays] = useState<string | null>(null);
  const may = who.phase === 'in' && mayUse(who.me, ENTERERS);
  // Sent and not answered: it may be entered, so only the same again is safe, and what is shown may tell it already.
  const [unknown, setUnknown] = useState(false);
  if (says !== null) return <Done payment={payment} says={says} />;
  const lock = unknown && online ? null : lockOf(may, online, payment, code);
  const send = (): void =>
    deed.run(async () => {
      const path = `/api/payments/${payment.paymentId}/return`;
      try {
        setSays((await api.post(path, { code }, returned, { idempotencyKey: key })).says);
      } catch (error) {
        setUnknown(!(error instanceof Problem && error.status < 500));
        throw error;
      }
      onDone();
    });
  return (
    <form
      class="return-deed"
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (lock === null) send();
      }}
    >
      <fieldset class="plain-fields" disabled={unknown || deed.busy}>
        <legend class="cs-unseen">The return</legend>
        <SelectField
          label={`${money(payment.amount)} came back with`}
          value={code}
          options={[{ value: '', label: 'Choose the bank’s code' }, ...RETURN_CODES]}
          onValue={setCode}
          error={deed.on('code')}
        />
      </fieldset>
      {unknown ? (
        <Unknown error={deed.error} />
      ) : (
        (code !== '' || returnRefusal(payment)) && <Foreseen page={page} payment={payment} code={code} />
      )}
      {!unknown && <Trouble error={deed.error} />}
      <p class="money-deed">
        <Button kind="danger" type="submit" busy={deed.busy} refused={lock}>
          {unknown ? 'Send the same again' : `Enter the return of ${money(payment.amount)}`}
        </Button>
      </p>
    </form>
  );
}

/** An account's payments, and what the return of one of them does. */
export function ReturnForm({ page, onDone }: Props): VNode {
  const { api } = useDesk();
  const [version, setVersion] = useState(0);
  const [chosen, setChosen] = useState<PastPayment | null>(null);
  const payments = useLoaded(String(version), (signal) =>
    api.get(`/api/accounts/${page.accountId}/paying`, paying, { signal }),
  );
  return (
    <div class="return-pair">
      <div>
        <PickedAccount page={page} />
        <LoadedView of={payments} what="its payments">
          {(data) =>
            data.payments.length === 0 ? (
              <Empty title="No payment yet">Nothing of this account can come back.</Empty>
            ) : (
              <PaymentsTable payments={data.payments} chosen={chosen?.paymentId ?? null} onChoose={setChosen} />
            )
          }
        </LoadedView>
      </div>
      <div class="return-answer">
        {chosen?.doubt ? (
          <DoubtForm
            key={chosen.paymentId}
            payment={chosen}
            onDone={() => {
              setVersion((before) => before + 1);
              onDone();
            }}
          />
        ) : chosen ? (
          <Deed
            key={chosen.paymentId}
            page={page}
            payment={chosen}
            onDone={() => {
              setVersion((before) => before + 1);
              onDone();
            }}
          />
        ) : (
          <p class="cs-muted">Choose the payment that came back.</p>
        )}
      </div>
    </div>
  );
}

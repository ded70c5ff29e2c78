import type { AccountPage } from '@curbstop/contracts';
import { Button, money, useFirstWrong } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { LoadedView } from '../load/loaded-view.tsx';
import { typedCents } from '../payment/payment-form.ts';
import { PaymentFields } from '../payment/payment-fields.tsx';
import { PaymentVerdict } from '../payment/payment-verdict.tsx';
import { ReceiptView } from '../payment/receipt-view.tsx';
import { usePayment } from '../payment/use-payment.ts';
import { AccountPicker } from '../search/account-picker.tsx';
import type { Picked } from '../search/account-picker.tsx';
import { PickedAccount, usePage } from './picked-account.tsx';

interface FormProps {
  readonly page: AccountPage;
  readonly onDone: () => void;
  /** The receipt was read: the next payer. */
  readonly onNext: () => void;
}

function Form({ page, onDone, onNext }: FormProps): VNode {
  const steps = usePayment(page, onDone);
  const { stage, form } = steps;
  const first = useRef<HTMLFormElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const sent = useFirstWrong(first, stage.name === 'sending');
  useLayoutEffect(() => first.current?.querySelector<HTMLElement>('input')?.focus(), []);
  useLayoutEffect(() => {
    if (stage.name === 'done') next.current?.focus();
  }, [stage.name]);
  if (stage.name === 'done') {
    return (
      <section class="cs-card card-pad money-receipt">
        <h2>
          {money(stage.receipt.amount)} taken from {page.customer.name}
        </h2>
        <ReceiptView receipt={stage.receipt} page={page} />
        <Button kind="primary" ref={next} onClick={onNext}>
          Next payment
        </Button>
      </section>
    );
  }
  const typed = typedCents(form.amount);
  const what = typed === null ? 'the payment' : money(typed);
  return (
    <form
      ref={first}
      class="money-pair"
      onSubmit={(event: Event) => {
        event.preventDefault();
        if (steps.lock !== null) return;
        sent();
        steps.send();
      }}
    >
      <section class="cs-card card-pad">
        <PickedAccount page={page} />
        {steps.found && stage.name === 'filling' && <p class="cs-small">What you typed before is here again.</p>}
        <PaymentFields steps={steps} />
      </section>
      <section class="cs-card card-pad money-answer">
        <h2>What it does</h2>
        <PaymentVerdict steps={steps} />
        <p class="money-deed">
          <Button kind="primary" type="submit" refused={steps.lock} busy={stage.name === 'sending'}>
            {stage.name === 'unknown' ? `Send ${what} again` : `Take ${what}`}
          </Button>
        </p>
      </section>
    </form>
  );
}

function Chosen({ accountId, onNext }: { accountId: number; onNext: () => void }): VNode {
  const page = usePage(accountId);
  return (
    <LoadedView of={page} what="the account">
      {(data) => <Form page={data} onDone={page.refresh} onNext={onNext} />}
    </LoadedView>
  );
}

/** Payments that were sent from this tab and never answered; each is sent again from its account. */
function Unanswered({ accountIds, onOpen }: { accountIds: readonly number[]; onOpen: (id: number) => void }): VNode {
  return (
    <div class="cs-state cs-failed">
      <strong>It is not known whether these payments were counted</strong>
      <p>Open each and send it again: it is counted once.</p>
      <p class="money-unanswered">
        {accountIds.map((accountId) => (
          <Button key={accountId} size="small" onClick={() => onOpen(accountId)}>
            Payment of account {accountId}
          </Button>
        ))}
      </p>
    </div>
  );
}

/** J: one payment for any account, judged while it is typed. */
export function PaymentPart(): VNode {
  const { drafts } = useDesk();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const accountId = picked?.accountId ?? opened;
  const unanswered = drafts.unanswered().filter((each) => each !== accountId);
  const next = (): void => {
    setPicked(null);
    setOpened(null);
    requestAnimationFrame(() => box.current?.focus());
  };
  return (
    <div class="money">
      <div class="money-who">
        <AccountPicker
          label="Account"
          picked={picked}
          boxRef={box}
          onPick={(hit) => {
            setPicked(hit);
            setOpened(null);
          }}
        />
      </div>
      {unanswered.length > 0 && <Unanswered accountIds={unanswered} onOpen={setOpened} />}
      {accountId === null ? (
        <p class="cs-muted money-hint">
          Type a name, an address, an account number or a meter. The policy answers while you type the payment.
        </p>
      ) : (
        <Chosen key={accountId} accountId={accountId} onNext={next} />
      )}
    </div>
  );
}

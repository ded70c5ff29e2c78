import { PAY_CHANNELS, PAY_METHODS } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import { Button, ClauseTags, Dialog, Icon, money, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { asTyped, CHANNEL_WORDS, METHOD_WORDS, quickAmounts, referenceHint, typedCents } from './payment-form.ts';
import { ReceiptView } from './receipt-view.tsx';
import { usePayment } from './use-payment.ts';
import type { PaymentSteps } from './use-payment.ts';

export interface PaymentDialogProps {
  readonly page: AccountPage;
  readonly onClose: () => void;
  /** The server took it: what is shown is to be read again. */
  readonly onDone: () => void;
}

const METHODS = PAY_METHODS.map((value) => ({ value, label: METHOD_WORDS[value] }));
const CHANNELS = PAY_CHANNELS.map((value) => ({ value, label: CHANNEL_WORDS[value] }));

function Fields({ page, steps }: { page: AccountPage; steps: PaymentSteps }): VNode {
  const { form, errors, change } = steps;
  const fixed = steps.stage.name !== 'filling';
  return (
    <fieldset class="form" disabled={fixed}>
      <legend class="cs-unseen">The payment</legend>
      <TextField
        label="Amount in dollars"
        inputMode="decimal"
        autocomplete="off"
        autofocus
        maxLength={16}
        value={form.amount}
        onValue={(amount) => change({ amount })}
        error={errors['amount'] ?? null}
      />
      <div class="quick" role="group" aria-label="Amounts owed">
        {quickAmounts(page).map((quick) => (
          <Button
            key={quick.label}
            size="small"
            disabled={fixed}
            onClick={() => change({ amount: asTyped(quick.cents) })}
          >
            {quick.label} {money(quick.cents)}
          </Button>
        ))}
      </div>
      <div class="form-pair">
        <SelectField
          label="Paid with"
          value={form.method}
          options={METHODS}
          onValue={(method) => change({ method })}
          error={errors['method'] ?? null}
        />
        <SelectField
          label="Came by"
          value={form.channel}
          options={CHANNELS}
          onValue={(channel) => change({ channel })}
          error={errors['channel'] ?? null}
        />
      </div>
      <TextField
        label="Reference"
        hint={referenceHint(form.method)}
        autocomplete="off"
        maxLength={80}
        value={form.reference}
        onValue={(reference) => change({ reference })}
        error={errors['reference'] ?? null}
      />
    </fieldset>
  );
}

function Trouble({ steps }: { steps: PaymentSteps }): VNode {
  const { stage, refused } = steps;
  return (
    <div role="alert">
      {stage.name === 'unknown' && (
        <div class="cs-state cs-failed">
          <strong>It is not known whether this payment was counted</strong>
          <p>{stage.why} Send the same again: it is counted once. It is kept here if you close this.</p>
        </div>
      )}
      {refused && (
        <p class="cs-error">
          <Icon name="warning" /> {refused.says} <ClauseTags clauses={refused.clauses} />
        </p>
      )}
    </div>
  );
}

/** Take a payment: amount, method, channel, reference; then the receipt. */
export function PaymentDialog({ page, onClose, onDone }: PaymentDialogProps): VNode {
  const steps = usePayment(page.accountId, onDone);
  const { stage, form } = steps;
  if (stage.name === 'done') {
    return (
      <Dialog open wide title={`${money(stage.receipt.amount)} taken`} cancel="Done" onClose={onClose}>
        <ReceiptView receipt={stage.receipt} />
      </Dialog>
    );
  }
  const typed = typedCents(form.amount);
  const what = typed === null ? 'the payment' : money(typed);
  const unknown = stage.name === 'unknown';
  return (
    <Dialog
      open
      title={`Take a payment from ${page.customer.name}?`}
      confirm={unknown ? `Send ${what} again` : `Take ${what}`}
      cancel={unknown ? 'Close' : 'Cancel'}
      busy={stage.name === 'sending'}
      onConfirm={steps.send}
      onClose={onClose}
    >
      <p>
        {page.premise.address}. {money(page.pastDue)} past due, {money(page.balance)} in all. It goes to the oldest bill
        first; a mistake is reversed, never edited.
      </p>
      <Fields page={page} steps={steps} />
      <Trouble steps={steps} />
    </Dialog>
  );
}

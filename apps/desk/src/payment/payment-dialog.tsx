import type { AccountPage } from '@curbstop/contracts';
import { Dialog, money } from '@curbstop/ui';
import type { VNode } from 'preact';
import { typedCents } from './payment-form.ts';
import { PaymentFields } from './payment-fields.tsx';
import { PaymentVerdict } from './payment-verdict.tsx';
import { ReceiptView } from './receipt-view.tsx';
import { usePayment } from './use-payment.ts';

export interface PaymentDialogProps {
  readonly page: AccountPage;
  readonly onClose: () => void;
  /** The server took it: what is shown is to be read again. */
  readonly onDone: () => void;
}

/** Take a payment on the account's page: the form that the Money page has, then the receipt. */
export function PaymentDialog({ page, onClose, onDone }: PaymentDialogProps): VNode {
  const steps = usePayment(page, onDone);
  const { stage, form } = steps;
  if (stage.name === 'done') {
    return (
      <Dialog open wide title={`${money(stage.receipt.amount)} taken`} cancel="Done" onClose={onClose}>
        <ReceiptView receipt={stage.receipt} page={page} />
      </Dialog>
    );
  }
  const typed = typedCents(form.amount);
  const what = typed === null ? 'the payment' : money(typed);
  const unknown = stage.name === 'unknown';
  return (
    <Dialog
      open
      wide
      title={`Take a payment from ${page.customer.name}?`}
      confirm={unknown ? `Send ${what} again` : `Take ${what}`}
      cancel={unknown ? 'Close' : 'Cancel'}
      refused={steps.lock}
      busy={stage.name === 'sending'}
      onConfirm={steps.send}
      onClose={() => {
        steps.leave();
        onClose();
      }}
    >
      <p>
        {page.premise.address}. {money(page.pastDue)} past due, {money(page.balance)} in all. A mistake is reversed,
        never edited.
      </p>
      {steps.found && stage.name === 'filling' && <p class="cs-small">What you typed before is here again.</p>}
      <PaymentFields steps={steps} autofocus />
      <PaymentVerdict steps={steps} />
    </Dialog>
  );
}

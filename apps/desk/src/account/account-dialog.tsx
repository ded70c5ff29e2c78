import type { AccountPage } from '@curbstop/contracts';
import type { OfficeRequest } from '@curbstop/policy';
import type { CityFormats } from '@curbstop/ui';
import type { VNode } from 'preact';
import { PaymentDialog } from '../payment/payment-dialog.tsx';
import { ReconnectionDialog } from '../reconnection/reconnection-dialog.tsx';
import { REQUEST_WINDOWS } from '../requests/forms.tsx';

export interface AccountDialogProps {
  readonly request: OfficeRequest;
  readonly page: AccountPage;
  readonly formats: CityFormats;
  readonly onClose: () => void;
  /** The server took it: the account is to be read again. */
  readonly onDone: () => void;
}

type Own = (props: AccountDialogProps) => VNode;

/** Money and water have dialogs of their own: the one ends in a receipt, the other begins with a quote. */
const OWN: Readonly<Partial<Record<OfficeRequest, Own>>> = {
  pay: (props) => <PaymentDialog {...props} />,
  'request-reconnection': (props) => <ReconnectionDialog {...props} />,
};

/** Whether the desk has a dialog for a request. */
export const hasDialog = (request: OfficeRequest): boolean => request in OWN || request in REQUEST_WINDOWS;

/** Whether the dialog also takes what would be refused, to put the refusal on record. */
export const opensRefused = (request: OfficeRequest): boolean => request in REQUEST_WINDOWS;

/** The dialog of a request. */
export function AccountDialog(props: AccountDialogProps): VNode {
  const Shown = OWN[props.request] ?? REQUEST_WINDOWS[props.request];
  return Shown ? <Shown {...props} /> : <></>;
}

import type { OfficeRequest } from '@curbstop/policy';
import type { VNode } from 'preact';
import { HOLD, SIGN } from './arrangement.tsx';
import { EXTENSION } from './extension.tsx';
import type { RequestForm, Values } from './form.ts';
import { PROOF, VERIFICATION } from './household.tsx';
import { INSTALMENT } from './instalment-form.tsx';
import { ASSISTANCE, CERTIFICATE, INFORMATION } from './papers.tsx';
import { RequestDialog } from './request-dialog.tsx';
import type { DialogProps } from './request-dialog.tsx';
import { REVIEW } from './review.tsx';
import { CASH_ONLY, RESTORE, REVOKE } from './rights.tsx';
import { COURTESY, LOW_INCOME } from './waivers.tsx';

/** A request's dialog, whatever stands in its form. */
export type RequestWindow = (props: DialogProps) => VNode;

const windowOf =
  <V extends Values>(form: RequestForm<V>): RequestWindow =>
  (props) => <RequestDialog form={form} {...props} />;

/** The form of each request that the desk takes. A new one is a file beside this and a line here. */
export const REQUEST_WINDOWS: Readonly<Partial<Record<OfficeRequest, RequestWindow>>> = {
  'request-extension': windowOf(EXTENSION),
  'request-arrangement': windowOf(HOLD),
  'sign-arrangement': windowOf(SIGN),
  'pay-instalment': windowOf(INSTALMENT),
  'waive-courtesy': windowOf(COURTESY),
  'waive-low-income': windowOf(LOW_INCOME),
  'submit-certificate': windowOf(CERTIFICATE),
  'give-household': windowOf(PROOF),
  'verify-household': windowOf(VERIFICATION),
  'submit-assistance': windowOf(ASSISTANCE),
  'supply-information': windowOf(INFORMATION),
  'review-assistance': windowOf(REVIEW),
  'revoke-extensions': windowOf(REVOKE),
  'restore-extensions': windowOf(RESTORE),
  'release-cash-only': windowOf(CASH_ONLY),
};

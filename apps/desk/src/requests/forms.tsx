import type { OfficeRequest } from '@curbstop/policy';
import type { VNode } from 'preact';
import { HOLD, SIGN } from './arrangement.tsx';
import { DECIDE_APPEAL, DECIDE_FURTHER } from './appeal-decide.tsx';
import { FILE_APPEAL } from './appeal-file.tsx';
import { DECLINE_APPEAL, FILE_FURTHER } from './appeal-further.tsx';
import { BANK_CLOSED, CONCERN, ENROL, STOP } from './bank-debit.tsx';
import { CLOSE, REFUND } from './closing.tsx';
import { EXTENSION } from './extension.tsx';
import { FINAL_READ } from './final-read.tsx';
import type { RequestForm, Values } from './form.ts';
import { PROOF, VERIFICATION } from './household.tsx';
import { INSTALMENT } from './instalment-form.tsx';
import { ASSISTANCE, CERTIFICATE, INFORMATION } from './papers.tsx';
import { RequestDialog } from './request-dialog.tsx';
import type { DialogProps } from './request-dialog.tsx';
import { REVIEW } from './review.tsx';
import { CASH_ONLY, RESTORE, REVOKE } from './rights.tsx';
import { CANCEL_TRUST, FILE_TRUST, SALE } from './landlord-trust.tsx';
import { MAIL_NOTICE, MAIL_RETURNED } from './notices.tsx';
import { CONTACT, THIRD_PARTY } from './people-told.tsx';
import { OPT_IN, OPT_OUT } from './smart-meter.tsx';
import { TENANT } from './tenant.tsx';
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
  'file-appeal': windowOf(FILE_APPEAL),
  'decide-appeal': windowOf(DECIDE_APPEAL),
  'decline-appeal': windowOf(DECLINE_APPEAL),
  'file-further-appeal': windowOf(FILE_FURTHER),
  'decide-further-appeal': windowOf(DECIDE_FURTHER),
  'mail-returned': windowOf(MAIL_RETURNED),
  'mail-notice': windowOf(MAIL_NOTICE),
  'note-contact': windowOf(CONTACT),
  'name-third-party': windowOf(THIRD_PARTY),
  'tenant-takes-service': windowOf(TENANT),
  'enrol-ach': windowOf(ENROL),
  'stop-ach': windowOf(STOP),
  'raise-ach-concern': windowOf(CONCERN),
  'bank-account-closed': windowOf(BANK_CLOSED),
  'opt-out-smart-meter': windowOf(OPT_OUT),
  'opt-in-smart-meter': windowOf(OPT_IN),
  'request-close': windowOf(CLOSE),
  'final-read': windowOf(FINAL_READ),
  'request-refund': windowOf(REFUND),
  'landlord-trust': windowOf(FILE_TRUST),
  'cancel-landlord-trust': windowOf(CANCEL_TRUST),
  'sell-premise': windowOf(SALE),
};

import type { OfficeRequest } from '@curbstop/policy';
import type { VNode } from 'preact';
import { EXTENSION } from './extension.tsx';
import type { RequestForm, Values } from './form.ts';
import { RequestDialog } from './request-dialog.tsx';
import type { DialogProps } from './request-dialog.tsx';
import { COURTESY, LOW_INCOME } from './waivers.tsx';

/** A request's dialog, whatever stands in its form. */
export type RequestWindow = (props: DialogProps) => VNode;

const windowOf =
  <V extends Values>(form: RequestForm<V>): RequestWindow =>
  (props) => <RequestDialog form={form} {...props} />;

/** The form of each request that the desk takes. A new one is a file beside this and a line here. */
export const REQUEST_WINDOWS: Readonly<Partial<Record<OfficeRequest, RequestWindow>>> = {
  'request-extension': windowOf(EXTENSION),
  'waive-courtesy': windowOf(COURTESY),
  'waive-low-income': windowOf(LOW_INCOME),
};

import { extensionAnswer, requestExtension } from '@curbstop/contracts';
import { billToExtend, dayOf, extensionsInYear, lastExtensionDay, mayExtend } from '@curbstop/policy';
import { CheckField, civilDay, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { checked } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';

type V = { until: string; written: boolean };

function judge({ until, written }: V, { page, policy, now }: Basis): Judged {
  const { value, errors } = checked(requestExtension, { until, written });
  if (value === null)
    return { answer: null, errors: { ...errors, until: 'Choose the day until which to pay.' }, body: null };
  return { answer: policy && mayExtend(page.facts, policy, now, value), errors: {}, body: value };
}

function Fields({ values, errors, change, basis }: FieldsProps<V>): VNode {
  const { page, policy, now } = basis;
  const bill = billToExtend(page.facts);
  const last = policy && bill ? lastExtensionDay(bill, policy) : null;
  const used = policy ? extensionsInYear(page.facts, dayOf(now, policy.timeZone)) : 0;
  return (
    <>
      <TextField
        label="Pay until"
        type="date"
        hint={
          last && policy
            ? `${civilDay(last, 'week')} at the latest; ${used} of ${policy.extension.perCalendarYear} given this year. D.2, D.4`
            : ''
        }
        value={values.until}
        onValue={(until) => change({ until })}
        error={errors['until'] ?? null}
      />
      <CheckField
        label="The customer asks in writing"
        checked={values.written}
        onChecked={(written) => change({ written })}
      />
    </>
  );
}

/** D.1 to D.6: more time for a bill. */
export const EXTENSION: RequestForm<V> = {
  title: (page) => `Give ${page.customer.name} more time?`,
  about: () =>
    'The water stays on until that day at 5:00 pm. The late charge stays. A broken extension counts against the limit.',
  confirm: 'Give more time',
  start: ({ page, policy }) => {
    const bill = billToExtend(page.facts);
    const until = policy && bill ? lastExtensionDay(bill, policy) : null;
    return { until: until ?? '', written: false };
  },
  Fields,
  judge,
  send: async (api, accountId, { body }, idempotencyKey) =>
    (await api.post(`/api/accounts/${accountId}/extensions`, body, extensionAnswer, { idempotencyKey })).says,
};

import { cancelLandlordTrust, fileLandlordTrust, homeSold } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import { dayOf, grant, longDay, mayCancelTrust, mayFileTrust, trustEndsAt } from '@curbstop/policy';
import type { TrustFacts } from '@curbstop/policy';
import { CheckField, cityFormats, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { useDesk } from '../desk.ts';
import { CustomerPicker } from './customer-picker.tsx';
import { checked, only } from './form.ts';
import type { Basis, Errors, FieldsProps, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';

type Filed = { ownerId: string; owner: string; written: boolean };
type Cancelled = { written: boolean };
type Sold = { recordedOn: string };

function standing({ landlordTrust }: AccountPage): TrustFacts | null {
  return landlordTrust && { ownerId: landlordTrust.ownerId, endedAt: null };
}

export function judgeTrust({ ownerId, written }: Filed, { page }: Basis): Judged {
  const { value } = checked(fileLandlordTrust, { ownerId: Number(ownerId), written });
  const errors: Errors = value === null ? { ownerId: 'Choose the owner among the customers of the city.' } : {};
  return { answer: value && mayFileTrust(standing(page), value.ownerId, written), errors, body: value };
}

function FileFields({ values, errors, change }: FieldsProps<Filed>): VNode {
  return (
    <>
      <CustomerPicker
        label="Owner"
        hint="A customer of the city: part of the name, the address or an account number."
        chosen={values.ownerId === '' ? null : values.owner}
        onChosen={(each) => change({ ownerId: String(each.customerId), owner: each.name })}
        onCleared={() => change({ ownerId: '', owner: '' })}
        error={errors['ownerId'] ?? null}
      />
      <CheckField
        label="The owner asks in writing"
        checked={values.written}
        onChecked={(written) => change({ written })}
      />
    </>
  );
}

/** A.4: when a tenant leaves, the place goes back to its owner without an interruption. */
export const FILE_TRUST: RequestForm<Filed> = {
  title: (page) => `File a Landlord Trust for ${page.premise.address}?`,
  about: () => 'When a tenant moves out, the owner becomes the customer the same moment, and the water stays on.',
  confirm: 'File the trust',
  start: ({ page }) =>
    page.facts.customerRole === 'tenant'
      ? { ownerId: '', owner: '', written: false }
      : { ownerId: String(page.facts.customerId), owner: page.customer.name, written: false },
  Fields: FileFields,
  judge: judgeTrust,
  send: posted('landlord-trust'),
};

function Owner({ page }: { page: AccountPage }): VNode | null {
  const { clock } = useDesk();
  const { landlordTrust } = page;
  if (landlordTrust === null) return null;
  const formats = cityFormats(clock.time.get().timeZone);
  return (
    <p class="effect">
      It is {landlordTrust.owner}’s, and stands since {formats.day(landlordTrust.since)}.
    </p>
  );
}

/** A.4.b: the owner's word ends it. */
export const CANCEL_TRUST: RequestForm<Cancelled> = {
  title: (page) => `End the Landlord Trust for ${page.premise.address}?`,
  about: () => 'From now on a tenant’s close turns the water off when nobody signs up. It can be filed again.',
  confirm: 'End the trust',
  start: () => ({ written: false }),
  Fields: ({ values, change, basis }) => (
    <>
      <Owner page={basis.page} />
      <CheckField
        label="The owner asks in writing"
        checked={values.written}
        onChecked={(written) => change({ written })}
      />
    </>
  ),
  judge: ({ written }, { page }) =>
    only(mayCancelTrust(standing(page), written), checked(cancelLandlordTrust, { written }).value),
  send: posted('landlord-trust/cancel'),
};

export function judgeSale({ recordedOn }: Sold, { page, policy, now }: Basis): Judged {
  const { value, errors } = checked(homeSold, { recordedOn: recordedOn === '' ? null : recordedOn });
  if (value === null) return { answer: null, errors, body: null };
  const today = policy ? dayOf(now, policy.timeZone) : null;
  if (value.recordedOn !== null && today !== null && value.recordedOn > today)
    return { answer: null, errors: { recordedOn: 'A deed is recorded today or before.' }, body: null };
  const ends = policy && longDay(dayOf(trustEndsAt(now, value.recordedOn, policy), policy.timeZone));
  const says =
    page.landlordTrust === null
      ? 'The sale is kept. There is no Landlord Trust that ends with it.'
      : `The Landlord Trust of ${page.landlordTrust.owner} ended on ${ends ?? 'that day'}. Nothing is turned off for it.`;
  return { answer: policy && grant([], 'A.4.b', says), errors, body: value };
}

/** A.4.b: the home has a new owner. */
export const SALE: RequestForm<Sold> = {
  title: (page) => `Was ${page.premise.address} sold?`,
  about: () =>
    'A Landlord Trust of the old owner ends with the day on which the deed was recorded. The account goes on.',
  confirm: 'Record the sale',
  start: () => ({ recordedOn: '' }),
  Fields: ({ values, errors, change }) => (
    <TextField
      label="Deed recorded on"
      type="date"
      hint="Empty is today."
      value={values.recordedOn}
      onValue={(recordedOn) => change({ recordedOn })}
      error={errors['recordedOn'] ?? null}
    />
  ),
  judge: judgeSale,
  send: posted('sale'),
};

import { tenantTaken, tenantTakes } from '@curbstop/contracts';
import type { AccountPage } from '@curbstop/contracts';
import { depositFor, mayTakeService } from '@curbstop/policy';
import { CheckField, money, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { METHOD_WORDS } from '../payment/words.ts';
import { checked } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { saysOf } from './sending.ts';

type V = { name: string; unit: string; accepted: boolean; deposit: string; method: string };

const METHODS = (['cash', 'check', 'money-order', 'cashiers-check', 'card'] as const).map((value) => ({
  value,
  label: METHOD_WORDS[value],
}));

/** E.3.d.i: units whose tenant is no customer yet. */
function freeUnits({ facts }: AccountPage): readonly number[] {
  if (facts.units === 1) return [];
  const served = facts.tenancies.filter((each) => each.accepted).map((each) => each.unit);
  return Array.from({ length: facts.units }, (_, nth) => nth + 1).filter((unit) => !served.includes(unit));
}

export function judgeTenant(values: V, { page }: Basis): Judged {
  const { name, accepted, deposit, method } = values;
  const unit = values.unit === '' ? null : Number(values.unit);
  const body = { name, unit, terms: accepted ? 'accepted' : 'refused', deposit, method };
  const { value, errors } = checked(tenantTakes, body);
  // Judged also while the name is still to come.
  const asks = checked(tenantTakes, { ...body, name: 'A tenant' }).value;
  return { answer: asks && mayTakeService(page.facts, asks), errors, body: value };
}

function Fields({ values, errors, change, basis }: FieldsProps<V>): VNode {
  const { page, policy } = basis;
  const units = freeUnits(page);
  const amount = policy ? ` of ${money(depositFor(null, policy))}` : '';
  return (
    <>
      <div class="form-pair">
        <TextField
          label="Tenant"
          autocomplete="off"
          maxLength={120}
          value={values.name}
          onValue={(name) => change({ name })}
          error={errors['name'] ?? null}
        />
        {page.facts.units > 1 && (
          <SelectField
            label="Unit"
            value={values.unit}
            options={units.map((unit) => ({ value: String(unit), label: `Unit ${unit}` }))}
            onValue={(unit) => change({ unit })}
            error={errors['unit'] ?? null}
          />
        )}
      </div>
      <CheckField
        label="The tenant accepts the terms of service"
        checked={values.accepted}
        onChecked={(accepted) => change({ accepted })}
      />
      <div class="form-pair">
        <SelectField
          label={`Deposit${amount}`}
          value={values.deposit}
          options={[
            { value: 'paid', label: 'Paid now' },
            { value: 'rent-history', label: 'Rent history shown; still to pay' },
            { value: 'unpaid', label: 'Not paid' },
          ]}
          onValue={(deposit) => change({ deposit })}
        />
        {values.deposit === 'paid' && (
          <SelectField
            label="Paid with"
            value={values.method}
            options={METHODS}
            onValue={(method) => change({ method })}
          />
        )}
      </div>
    </>
  );
}

/** E.3.b, E.3.d: somebody who lives there becomes the customer. */
export const TENANT: RequestForm<V> = {
  title: (page) => `Does a tenant of ${page.premise.address} take the service?`,
  about: ({ page }) =>
    page.facts.units === 1
      ? 'The owner’s account ends today; what it owes stays with the owner.'
      : 'The unit has an account of its own from today; what the owner owes stays with the owner.',
  confirm: 'Make the tenant the customer',
  start: ({ page }) => {
    const unit = freeUnits(page)[0];
    return { name: '', unit: unit === undefined ? '' : String(unit), accepted: false, deposit: 'paid', method: 'cash' };
  },
  Fields,
  judge: judgeTenant,
  send: async (api, accountId, judged, idempotencyKey) => {
    await api.post(`/api/accounts/${accountId}/tenants`, judged.body, tenantTaken, { idempotencyKey });
    return saysOf(judged, 'The tenant is the customer.');
  },
};

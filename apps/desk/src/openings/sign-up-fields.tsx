import { SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { CustomerPicker } from '../requests/customer-picker.tsx';
import type { FieldsProps } from '../requests/form.ts';
import type { SignUp } from './sign-up-form.ts';
import { CLASSES, LANGUAGES, PROOFS, ROLES_THERE, WHO } from './words.ts';

type Props = FieldsProps<SignUp>;

/** Who signs up: somebody new, with how to reach them, or a customer of the city. */
function Customer({ values, errors, change }: Props): VNode {
  if (values.who === 'known')
    return (
      <CustomerPicker
        label="Customer"
        hint="Part of the name, the address or an account number."
        chosen={values.customerId === '' ? null : values.customer}
        onChosen={(each) => change({ customerId: String(each.customerId), customer: each.name })}
        onCleared={() => change({ customerId: '', customer: '' })}
        error={errors['customer'] ?? null}
      />
    );
  return (
    <>
      <div class="form-pair">
        <TextField
          label="Name"
          autocomplete="off"
          maxLength={200}
          value={values.name}
          onValue={(name) => change({ name })}
          error={errors['name'] ?? errors['customer'] ?? null}
        />
        <SelectField
          label="Language"
          value={values.language}
          options={LANGUAGES}
          onValue={(language) => change({ language })}
        />
      </div>
      <div class="form-pair">
        <TextField
          label="Phone"
          type="tel"
          autocomplete="off"
          maxLength={200}
          value={values.phone}
          onValue={(phone) => change({ phone })}
        />
        <TextField
          label="E-mail"
          type="email"
          autocomplete="off"
          maxLength={200}
          value={values.email}
          onValue={(email) => change({ email })}
        />
      </div>
      <TextField
        label="Mailing address"
        hint="Empty where letters go to the place itself."
        autocomplete="off"
        maxLength={200}
        value={values.mailingAddress}
        onValue={(mailingAddress) => change({ mailingAddress })}
      />
    </>
  );
}

/** A.1: the request form with what came with it. */
export function SignUpFields(props: Props): VNode {
  const { values, errors, change } = props;
  return (
    <>
      <div class="form-pair">
        <SelectField label="Who signs up" value={values.who} options={WHO} onValue={(who) => change({ who })} />
        <SelectField label="As" value={values.role} options={ROLES_THERE} onValue={(role) => change({ role })} />
        <SelectField label="Class" value={values.class} options={CLASSES} onValue={(text) => change({ class: text })} />
      </div>
      <Customer {...props} />
      <div class="form-pair">
        <TextField
          label="Identity card valid until"
          hint="Empty where none was shown. A.1"
          type="date"
          value={values.idValidUntil}
          onValue={(idValidUntil) => change({ idValidUntil })}
          error={errors['idValidUntil'] ?? null}
        />
        <SelectField
          label="Proof of ownership"
          hint="For this address. A.2"
          value={values.proof}
          options={PROOFS}
          onValue={(proof) => change({ proof })}
        />
        <TextField
          label="Service from"
          hint="Empty is today."
          type="date"
          value={values.effective}
          onValue={(effective) => change({ effective })}
          error={errors['effective'] ?? null}
        />
      </div>
    </>
  );
}

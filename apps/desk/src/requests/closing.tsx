import { closeAccount } from '@curbstop/contracts';
import { closesAt, dayOf, mayCloseAccount, mayRefund, shortDay, turnsOffVacant } from '@curbstop/policy';
import { CheckField, ClauseTags, money, SelectField, TextField } from '@curbstop/ui';
import type { VNode } from 'preact';
import { checked, only } from './form.ts';
import type { Basis, FieldsProps, Judged, RequestForm } from './form.ts';
import { posted } from './sending.ts';

const CLOSING_PEOPLE = ['owner', 'tenant', 'agent'] as const;
type ClosingPerson = (typeof CLOSING_PEOPLE)[number];
type Close = { by: string; written: boolean; effective: string };

const PEOPLE: Readonly<Record<ClosingPerson, string>> = {
  owner: 'The owner',
  tenant: 'The tenant',
  agent: 'An agent, for the customer',
};
const personOf = (text: string): ClosingPerson => CLOSING_PEOPLE.find((each) => each === text) ?? 'owner';

export function judgeClose(values: Close, { page, policy, now }: Basis): Judged {
  const effective = values.effective === '' ? null : values.effective;
  const { value, errors } = checked(closeAccount, { by: values.by, written: values.written, effective });
  return { answer: value && policy && mayCloseAccount(page.facts, value, policy, now), errors, body: value };
}

/** A.2.b, A.3.a, A.3.b, A.4: what follows when nobody signs up. */
export function afterClose(
  values: Pick<Close, 'by'>,
  { page }: Basis,
): { readonly says: string; readonly clauses: readonly string[] } {
  const { landlordTrust } = page.facts;
  const deposit = page.depositHeld > 0 ? ` The deposit of ${money(page.depositHeld)} pays the final bill.` : '';
  const clauses = page.depositHeld > 0 ? ['A.2.b'] : [];
  if (landlordTrust && values.by !== 'owner')
    return {
      says: `The place goes back to its owner, and the water stays on.${deposit}`,
      clauses: ['A.4', ...clauses],
    };
  const off = turnsOffVacant({ by: personOf(values.by), followed: false }, landlordTrust);
  return {
    says: `If nobody signs up, a tag asks for it the business day after${off ? ', and the water is turned off after the final read' : ''}.${deposit}`,
    clauses: ['A.3.a', ...(off ? ['A.3.b'] : []), ...clauses],
  };
}

function CloseFields({ values, errors, change, basis }: FieldsProps<Close>): VNode {
  const { policy, now } = basis;
  const today = policy ? shortDay(dayOf(closesAt(null, policy, now), policy.timeZone)) : 'today';
  const after = afterClose(values, basis);
  return (
    <>
      <div class="form-pair">
        <SelectField
          label="Asked by"
          hint="As the letter or the form says."
          value={values.by}
          options={CLOSING_PEOPLE.map((value) => ({ value, label: PEOPLE[value] }))}
          onValue={(by) => change({ by })}
        />
        <TextField
          label="From"
          type="date"
          hint={`Empty is today, ${today}.`}
          value={values.effective}
          onValue={(effective) => change({ effective })}
          error={errors['effective'] ?? null}
        />
      </div>
      <CheckField
        label="It came in writing; a call is not writing"
        checked={values.written}
        onChecked={(written) => change({ written })}
      />
      <p class="effect">
        {after.says} <ClauseTags clauses={after.clauses} />
      </p>
    </>
  );
}

/** A.3: the customer, or somebody for the customer, ends the account. */
export const CLOSE: RequestForm<Close> = {
  title: (page) => `Close the account of ${page.customer.name}?`,
  about: () =>
    'The meter is read for the final bill. A close that is still to come can be brought forward, not put off.',
  confirm: 'Close the account',
  start: ({ page }) => ({
    by: page.facts.customerRole === 'tenant' ? 'tenant' : 'owner',
    written: false,
    effective: '',
  }),
  Fields: CloseFields,
  judge: judgeClose,
  send: posted('close'),
};

/** A.5: a credit that is not sent by itself, or not yet. */
export const REFUND: RequestForm<Record<string, never>> = {
  title: (page) => `Send the credit of ${page.customer.name} back?`,
  about: ({ page }) =>
    `Its check goes by mail to ${page.customer.mailingAddress || page.premise.address}, in today’s refund run.`,
  confirm: 'Send it back',
  start: () => ({}),
  Fields: () => <></>,
  judge: (_, { page }) => only(mayRefund(page.facts)),
  send: posted('refund'),
};

import { openAccountBody, openingWish } from '@curbstop/contracts';
import type { AccountPage, OpeningAnswer } from '@curbstop/contracts';
import { grant } from '@curbstop/policy';
import type { PolicyDecision } from '@curbstop/policy';
import { both, checked } from '../requests/form.ts';
import type { Basis, Errors, Judged } from '../requests/form.ts';

/** The request form with what came with it, as it is typed. */
export type SignUp = {
  /** `new`: the city has not had this customer before. */
  who: string;
  customerId: string;
  customer: string;
  name: string;
  phone: string;
  email: string;
  language: string;
  mailingAddress: string;
  class: string;
  role: string;
  /** Empty: no identity card was shown. */
  idValidUntil: string;
  /** Empty: ownership is not shown. */
  proof: string;
  /** Empty: today. */
  effective: string;
};

export const EMPTY_SIGN_UP: SignUp = {
  who: 'new',
  customerId: '',
  customer: '',
  name: '',
  phone: '',
  email: '',
  language: 'en',
  mailingAddress: '',
  class: 'residential',
  role: 'owner-occupant',
  idValidUntil: '',
  proof: '',
  effective: '',
};

const orNull = (text: string): string | null => (text === '' ? null : text);

/** What the policy is asked about: all but who it is. */
export function wishOf(values: SignUp, servicePointId: number): Record<string, unknown> {
  return {
    servicePointId,
    idValidUntil: orNull(values.idValidUntil),
    proof: orNull(values.proof),
    effective: orNull(values.effective),
    role: values.role,
  };
}

function customerErrors(values: SignUp): Errors {
  if (values.who === 'new') return values.name.trim() === '' ? { name: 'Give the name of the customer.' } : {};
  return values.customerId === '' ? { customer: 'Choose the customer.' } : {};
}

/** A.1: whoever is the customer of the place has it already; the preview does not know who asks. */
function alreadyTheirs(values: SignUp, page: AccountPage): PolicyDecision {
  const own = values.who === 'known' && page.status === 'active' && values.customerId === String(page.facts.customerId);
  return grant(own ? [{ clauses: ['A.1'], says: 'The account is open already.' }] : [], 'A.1', '');
}

/** What would be sent, what is wrong with it, and what the server's preview says to it; `preview` null while it is asked. */
export function judgeSignUp(
  values: SignUp,
  { page }: Basis,
  servicePointId: number,
  preview: OpeningAnswer | null,
): Judged {
  const { name, phone, email, language, mailingAddress } = values;
  const customer =
    values.who === 'new' ? { name, phone, email, language, mailingAddress } : { id: Number(values.customerId) };
  const wish = wishOf(values, servicePointId);
  const { value } = checked(openAccountBody, { ...wish, customer, class: values.class });
  const { errors } = checked(openingWish, wish);
  const answer = preview && both(preview, alreadyTheirs(values, page));
  return { answer, errors: { ...errors, ...customerErrors(values) }, body: value };
}

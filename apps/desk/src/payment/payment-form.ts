import { paymentTaken } from '@curbstop/contracts';
import type { AccountPage, PaymentTaken } from '@curbstop/contracts';
import { cents, parseDollars } from '@curbstop/policy';
import type { Cents, Purpose } from '@curbstop/policy';
import { amount as written } from '@curbstop/ui';
import type { PaymentForm } from './drafts.ts';
import { REFERENCE_WORDS } from './words.ts';

export function newForm(key: string): PaymentForm {
  return {
    key,
    amount: '',
    method: 'cash',
    channel: 'counter',
    reference: '',
    brand: '',
    purpose: '',
    valueDate: '',
    forwardedOn: '',
    countedBy: '',
    datedBack: false,
    backTo: '',
    backWhy: '',
    amountAgain: '',
    tendered: '',
  };
}

export function referenceHint(method: string): string {
  return Object.entries(REFERENCE_WORDS).find(([name]) => name === method)?.[1] ?? '';
}

/** What a form asks besides, by what is chosen in it; all else typed there before is not sent. */
export function asksFor(
  form: PaymentForm,
): Readonly<Record<'brand' | 'valueDate' | 'forwardedOn' | 'countedBy' | 'tendered', boolean>> {
  const { method, channel } = form;
  return {
    brand: method === 'card',
    valueDate: method === 'eft' || method === 'ach',
    forwardedOn: channel === 'other-department',
    countedBy: method === 'cash' && channel === 'dropbox',
    tendered: method === 'cash' && channel === 'counter',
  };
}

export type CheckedForm =
  | { readonly ok: true; readonly payment: PaymentTaken }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

const FIELD_OF: Readonly<Record<string, string>> = { 'datedBack.on': 'backTo', 'datedBack.why': 'backWhy' };

/** The field of the form that a path of the body stands for. */
export const formField = (path: string): string => FIELD_OF[path] ?? path.split('.')[0] ?? '';

/** Typed dollars, or what the contract refuses where it is none. */
function centsOr(typed: string): Cents | null {
  const parsed = parseDollars(typed);
  return parsed.ok ? parsed.cents : null;
}

/** What goes back to whoever pays in cash; null while too little is typed. */
export function changeDue(form: Pick<PaymentForm, 'amount' | 'tendered'>): Cents | null {
  const [amount, tendered] = [typedCents(form.amount), typedCents(form.tendered)];
  return amount === null || tendered === null || tendered < amount ? null : cents(tendered - amount);
}

function bodyOf(form: PaymentForm, amount: Cents): Record<string, unknown> {
  const { method, channel, purpose, datedBack } = form;
  const reference = form.reference.trim();
  const asks = asksFor(form);
  return {
    amount,
    method,
    channel,
    reference,
    ...(asks.brand ? { brand: form.brand } : {}),
    ...(purpose === '' ? {} : { purpose }),
    ...(asks.valueDate && form.valueDate !== '' ? { valueDate: form.valueDate } : {}),
    ...(asks.forwardedOn && form.forwardedOn !== '' ? { forwardedOn: form.forwardedOn } : {}),
    ...(asks.countedBy && form.countedBy.trim() !== '' ? { countedBy: form.countedBy } : {}),
    ...(form.amountAgain.trim() === '' ? {} : { amountAgain: centsOr(form.amountAgain) }),
    ...(asks.tendered && form.tendered.trim() !== '' ? { tendered: centsOr(form.tendered) } : {}),
    ...(method === 'ach' && /^\d{15}$/.test(reference) ? { trace: reference } : {}),
    ...(datedBack ? { datedBack: { on: form.backTo, why: form.backWhy } } : {}),
  };
}

/** The typed form as what is sent: dollars to whole cents, digit by digit, never through a fraction. */
export function checkForm(form: PaymentForm): CheckedForm {
  if (form.amount.trim() === '')
    return { ok: false, errors: { amount: 'Give the amount in dollars and cents, such as 135.80.' } };
  const parsed = parseDollars(form.amount);
  if (!parsed.ok) return { ok: false, errors: { amount: parsed.says } };
  if (asksFor(form).brand && form.brand === '') return { ok: false, errors: { brand: 'Choose which card it is.' } };
  const checked = paymentTaken.safeParse(bodyOf(form, parsed.cents));
  if (checked.success) return { ok: true, payment: checked.data };
  const errors = checked.error.issues.map((issue) => [formField(issue.path.map(String).join('.')), issue.message]);
  return { ok: false, errors: Object.fromEntries(errors) };
}

/** The amount typed so far, or null while it is none. */
export function typedCents(text: string): Cents | null {
  const parsed = parseDollars(text);
  return parsed.ok && parsed.cents > 0 ? parsed.cents : null;
}

/** An amount as it is typed: `1250.00`. */
export function asTyped(sum: Cents): string {
  return written(sum).replaceAll(',', '');
}

export interface QuickAmount {
  readonly label: string;
  readonly cents: Cents;
  /** What the payer means with it; empty for the policy's order. */
  readonly purpose: '' | Purpose;
}

/** Amounts a clerk is most often given, each once, none of zero. */
export function quickAmounts(page: Pick<AccountPage, 'pastDue' | 'balance' | 'toPay'>): QuickAmount[] {
  const { keepOn, turnOn, clearReturn } = page.toPay;
  const offer = (label: string, what: AccountPage['toPay']['keepOn']): QuickAmount[] =>
    what === null ? [] : [{ label, cents: what.amount, purpose: what.purpose ?? '' }];
  const offered: QuickAmount[] = [
    ...offer('For the water to come on', turnOn),
    // K.2: made good by the check and its fee; laid on what is oldest, a part of it could stay owed.
    ...offer('Returned payment', clearReturn),
    ...offer('To keep the water on', keepOn),
    { label: 'Past due', cents: page.pastDue, purpose: '' },
    { label: 'Whole balance', cents: page.balance, purpose: '' },
  ];
  const seen = new Set<number>();
  return offered.filter(({ cents: owed }) => {
    if (owed <= 0 || seen.has(owed)) return false;
    seen.add(owed);
    return true;
  });
}

import { takePayment } from '@curbstop/contracts';
import type { TakePayment } from '@curbstop/contracts';
import { acceptsPayment, parseDollars } from '@curbstop/policy';
import type { Cents } from '@curbstop/policy';
import { amount as written } from '@curbstop/ui';
import type { PaymentForm } from './drafts.ts';

export const METHOD_WORDS: Readonly<Record<TakePayment['method'], string>> = {
  cash: 'Cash',
  check: 'Check',
  'money-order': 'Money order',
  'cashiers-check': 'Cashier’s check',
  card: 'Card',
  eft: 'Bank transfer (EFT)',
  ach: 'Bank debit (ACH)',
};

export const CHANNEL_WORDS: Readonly<Record<TakePayment['channel'], string>> = {
  counter: 'At the counter',
  dropbox: 'Drop box',
  website: 'Website',
  'bank-bill-pay': 'Bank bill pay',
  mail: 'Mail',
  ach: 'Bank debit (ACH)',
};

/** What the reference is for a method, so that the clerk knows what to write. */
const REFERENCE_WORDS: Readonly<Record<TakePayment['method'], string>> = {
  cash: 'Receipt number, if any',
  check: 'Check number',
  'money-order': 'Money order number',
  'cashiers-check': 'Cashier’s check number',
  card: 'Approval code',
  eft: 'Trace number',
  ach: 'Trace number',
};

export function newForm(key: string): PaymentForm {
  return { key, amount: '', method: 'cash', channel: 'counter', reference: '' };
}

export function referenceHint(method: string): string {
  return Object.entries(REFERENCE_WORDS).find(([name]) => name === method)?.[1] ?? '';
}

export type CheckedForm =
  | { readonly ok: true; readonly payment: TakePayment }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** The typed form as what is sent: dollars to whole cents, digit by digit, never through a fraction. */
export function checkForm(form: PaymentForm): CheckedForm {
  if (form.amount.trim() === '')
    return { ok: false, errors: { amount: 'Give the amount in dollars and cents, such as 135.80.' } };
  const parsed = parseDollars(form.amount);
  if (!parsed.ok) return { ok: false, errors: { amount: parsed.says } };
  const { method, channel, reference } = form;
  const checked = takePayment.safeParse({ amount: parsed.cents, method, channel, reference });
  if (checked.success) {
    // J.1: the server asks the same; here the clerk hears it before anything is sent.
    const taken = acceptsPayment(checked.data.method, checked.data.channel);
    return taken.accepted
      ? { ok: true, payment: checked.data }
      : { ok: false, errors: { channel: `${taken.says} ${taken.clause}` } };
  }
  return {
    ok: false,
    errors: Object.fromEntries(checked.error.issues.map((issue) => [String(issue.path[0]), issue.message])),
  };
}

/** The amount typed so far, or null while it is none. */
export function typedCents(text: string): Cents | null {
  const parsed = parseDollars(text);
  return parsed.ok && parsed.cents > 0 ? parsed.cents : null;
}

/** An amount as it is typed: `1250.00`. */
export function asTyped(cents: Cents): string {
  return written(cents).replaceAll(',', '');
}

export interface QuickAmount {
  readonly label: string;
  readonly cents: Cents;
}

/** Amounts a clerk is most often given, each once, none of zero. */
export function quickAmounts(page: {
  pastDue: Cents;
  feesDue: Cents;
  balance: Cents;
  service: 'on' | 'off';
}): QuickAmount[] {
  const forWater = (page.pastDue + page.feesDue) as Cents;
  const offered: QuickAmount[] = [
    ...(page.service === 'off' ? [{ label: 'For the water to come on', cents: forWater }] : []),
    { label: 'Past due', cents: page.pastDue },
    { label: 'Whole balance', cents: page.balance },
  ];
  const seen = new Set<number>();
  return offered.filter(({ cents }) => {
    if (cents <= 0 || seen.has(cents)) return false;
    seen.add(cents);
    return true;
  });
}

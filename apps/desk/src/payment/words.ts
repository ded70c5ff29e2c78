import type { PaymentTaken } from '@curbstop/contracts';
import type { AccountFacts, CardBrand, FeeKind, Purpose } from '@curbstop/policy';

export const METHOD_WORDS: Readonly<Record<PaymentTaken['method'], string>> = {
  cash: 'Cash',
  check: 'Check',
  'money-order': 'Money order',
  'cashiers-check': 'Cashier’s check',
  card: 'Card',
  eft: 'Bank transfer (EFT)',
  ach: 'Bank debit (ACH)',
};

export const CHANNEL_WORDS: Readonly<Record<PaymentTaken['channel'], string>> = {
  counter: 'At the counter',
  dropbox: 'Drop box',
  website: 'Website',
  'bank-bill-pay': 'Bank bill pay',
  mail: 'Mail',
  'other-department': 'Another department',
  ach: 'Bank debit (ACH)',
};

export const BRAND_WORDS: Readonly<Record<CardBrand, string>> = {
  visa: 'Visa',
  mastercard: 'MasterCard',
  amex: 'American Express',
  discover: 'Discover',
};

export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  bill: 'A bill',
  nsf: 'A returned payment',
  reconnection: 'The reconnection',
  deposit: 'The deposit',
};

/** What the reference is for a method, so that the clerk knows what to write. */
export const REFERENCE_WORDS: Readonly<Record<PaymentTaken['method'], string>> = {
  cash: 'Receipt number, if any',
  check: 'Check number',
  'money-order': 'Money order number',
  'cashiers-check': 'Cashier’s check number',
  card: 'Approval code',
  eft: 'Trace number',
  ach: 'Trace number; with its fifteen digits a return finds it',
};

const FEE_WORDS: Readonly<Record<FeeKind, string>> = {
  'reconnection-fee': 'Reconnection fee',
  'after-hours-reconnection-fee': 'Reconnection fee, after hours',
  deposit: 'Deposit',
  'nsf-fee': 'Returned payment fee',
  'manual-read-fee': 'Manual meter reading',
  'arrangement-fee': 'Arrangement fee',
  'returned-payment': 'Left open by a returned payment',
};

/** A charge by the name that the policy's allocation knows it by: `bill/7`, `penalty/7`, `fee/31`. */
export function chargeWords(chargeId: string, facts: Pick<AccountFacts, 'bills' | 'fees'>): string {
  const [kind = '', text = ''] = chargeId.split('/');
  const id = Number(text);
  if (kind === 'fee') {
    const fee = facts.fees.find((each) => each.entryId === id);
    return fee ? FEE_WORDS[fee.kind] : 'A fee';
  }
  const number = facts.bills.find((bill) => bill.billId === id)?.number ?? '';
  return kind === 'penalty' ? `Late charge on bill ${number}` : `Bill ${number}`;
}

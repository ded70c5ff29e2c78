import { cents } from '@curbstop/policy';
import type { Projectors } from './projection.ts';

/** Bills, charges, credits and payments. */
export const eventsOfMoney: Projectors = {
  'bill.issued': async ({ facts, clause }, names) => ({
    event: 'bill',
    fields: { name: await names.bill(facts.billId), kind: facts.kind, amount: facts.amount, due: facts.due, clause },
  }),
  'charge.posted': ({ facts, clause }) => ({
    event: 'charge',
    fields: { kind: facts.kind, amount: facts.amount, 'value-date': facts.valueDate, clause },
  }),
  // H.5: that the old bill is off the books is told by the corrected invoice.
  'credit.posted': ({ facts, clause }) =>
    facts.kind === 'bill-replaced'
      ? null
      : { event: 'credit', fields: { kind: facts.kind, amount: cents(Math.abs(facts.amount)), clause } },
  'payment.received': ({ facts, clause }) => ({
    event: 'payment',
    fields: { amount: facts.amount, effective: facts.effective, clause },
  }),
  'payment.reversed': ({ facts, clause }) => ({ event: 'payment-reversed', fields: { amount: facts.amount, clause } }),
  'refund.due': ({ facts, clause }) => ({ event: 'refund', fields: { amount: facts.amount, due: facts.due, clause } }),
  'instalment.scheduled': ({ facts, clause }) => ({
    event: 'instalment',
    fields: { due: facts.due, amount: facts.amount, clause },
  }),
};

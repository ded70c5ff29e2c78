import { cents } from '@curbstop/policy';
import { aPage } from '../account/page.fixture.ts';
import type { PaymentForm } from './drafts.ts';
import { asTyped, checkForm, formField, newForm, quickAmounts, typedCents } from './payment-form.ts';

describe('the payment form', () => {
  it.each([
    ['147.84', 14_784],
    ['$1,250', 125_000],
    ['0.07', 7],
    ['12.5', 1_250],
    ['1.005', null],
    ['0.29', 29],
    ['100000.00', 10_000_000],
    ['100000.01', null],
    ['0', null],
    ['-5', null],
    ['', null],
    ['abc', null],
  ])('reads %s as %p cents', (typed, wanted) => {
    const checked = checkForm({ ...newForm('k'), amount: typed });
    expect(checked.ok ? checked.payment.amount : null).toBe(wanted);
    if (!checked.ok) expect(checked.errors['amount']).toMatch(/\S/);
  });

  it('refuses a reference that is too long and a method it does not know', () => {
    expect(checkForm({ ...newForm('k'), amount: '1', reference: 'x'.repeat(81) })).toMatchObject({
      ok: false,
      errors: { reference: expect.anything() },
    });
    expect(checkForm({ ...newForm('k'), amount: '1', method: 'gold' })).toMatchObject({
      ok: false,
      errors: { method: expect.anything() },
    });
  });

  it('J.1 asks which card it is, and sends of what was typed only what the way to pay needs', () => {
    const form = { ...newForm('k'), amount: '1', valueDate: '2026-03-18', forwardedOn: '2026-03-18', brand: 'visa' };
    expect(checkForm({ ...form, method: 'card', brand: '' })).toMatchObject({
      ok: false,
      errors: { brand: expect.stringMatching(/card/) },
    });
    const sent = (part: Partial<PaymentForm>): unknown => {
      const checked = checkForm({ ...form, ...part });
      return checked.ok ? checked.payment : checked.errors;
    };
    const plain = { amount: 100, channel: 'counter', reference: '' };
    expect(sent({ method: 'cash' })).toEqual({ ...plain, method: 'cash' });
    expect(sent({ method: 'card' })).toEqual({ ...plain, method: 'card', brand: 'visa' });
    expect(sent({ method: 'eft', channel: 'bank-bill-pay' })).toEqual({
      ...plain,
      method: 'eft',
      channel: 'bank-bill-pay',
      valueDate: '2026-03-18',
    });
    expect(sent({ method: 'check', channel: 'other-department', purpose: 'nsf' })).toEqual({
      ...plain,
      method: 'check',
      channel: 'other-department',
      forwardedOn: '2026-03-18',
      purpose: 'nsf',
    });
    expect(sent({ method: 'ach', channel: 'ach', reference: '091000010000007', valueDate: '' })).toEqual({
      ...plain,
      method: 'ach',
      channel: 'ach',
      reference: '091000010000007',
      trace: '091000010000007',
    });
  });

  it('J.2.a wants the day and the reason of a payment dated back, and names the field', () => {
    const back = { ...newForm('k'), amount: '1', datedBack: true };
    expect(checkForm(back)).toMatchObject({
      ok: false,
      errors: { backTo: expect.anything(), backWhy: expect.anything() },
    });
    expect(checkForm({ ...back, backTo: '2026-03-16', backWhy: 'It lay at Public Works.' })).toMatchObject({
      ok: true,
      payment: { datedBack: { on: '2026-03-16', why: 'It lay at Public Works.' } },
    });
    expect(formField('datedBack.on')).toBe('backTo');
    expect(formField('amount')).toBe('amount');
  });

  it('writes an amount so that it can be read again', () => {
    for (const value of [1, 99, 14_784, 1_234_567]) expect(typedCents(asTyped(cents(value)))).toBe(value);
    expect(typedCents('0.00')).toBeNull();
  });

  it('offers each amount once and none of zero, and a returned payment as what it is meant for', () => {
    expect(quickAmounts(aPage())).toEqual([{ label: 'To keep the water on', cents: 14_784, purpose: '' }]);
    // F.1: the fee that asking for the water will charge is in it.
    expect(quickAmounts(aPage({ balance: 30_000, service: 'off' })).map((one) => one.cents)).toEqual([
      21_784, 14_784, 30_000,
    ]);
    expect(quickAmounts(aPage({ pastDue: 0, balance: -500 }, { bills: [] }))).toEqual([]);
    const parts = [
      { chargeId: 'bill/1', billId: 1, owed: 6_000 },
      { chargeId: 'fee/31', billId: null, owed: 2_500 },
    ];
    const returns = [{ returnId: 1, returnedAt: 0, dueAt: 0, clause: 'K.2', parts, toReconnect: false }];
    expect(quickAmounts(aPage({}, { returns }))[0]).toEqual({
      label: 'Returned payment',
      cents: 8_500,
      purpose: 'nsf',
    });
  });
});

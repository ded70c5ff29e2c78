import { cents } from '@curbstop/policy';
import { createDrafts } from './drafts.ts';
import { asTyped, checkForm, newForm, quickAmounts, typedCents } from './payment-form.ts';

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

  it('J.1 refuses cash on the website before it is sent', () => {
    expect(checkForm({ ...newForm('k'), amount: '1', method: 'cash', channel: 'website' })).toMatchObject({
      ok: false,
      errors: { channel: expect.stringMatching(/ J\.1$/) },
    });
  });

  it('writes an amount so that it can be read again', () => {
    for (const value of [1, 99, 14_784, 1_234_567]) expect(typedCents(asTyped(cents(value)))).toBe(value);
    expect(typedCents('0.00')).toBeNull();
  });

  it('offers each amount once and none of zero', () => {
    const page = { pastDue: cents(14_784), feesDue: cents(0), balance: cents(14_784), service: 'on' as const };
    expect(quickAmounts(page)).toEqual([{ label: 'Past due', cents: 14_784 }]);
    expect(
      quickAmounts({ ...page, feesDue: cents(7_000), balance: cents(30_000), service: 'off' }).map((one) => one.cents),
    ).toEqual([21_784, 14_784, 30_000]);
    expect(quickAmounts({ ...page, pastDue: cents(0), balance: cents(-500) })).toEqual([]);
  });
});

describe('payments without an answer', () => {
  it('are found again under the same key, and only until they are dropped', () => {
    const kept = new Map<string, string>();
    const drafts = createDrafts({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    });
    const form = { ...newForm('key-1'), amount: '12.00' };
    drafts.keep(7, form);
    expect(drafts.find(7)).toEqual(form);
    expect(drafts.find(8)).toBeNull();
    drafts.drop(7);
    expect(drafts.find(7)).toBeNull();
    kept.set('curbstop.payment.7', '{"key":1}');
    expect(drafts.find(7)).toBeNull();
  });
});

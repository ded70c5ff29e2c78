import { cents, day, instant } from '@curbstop/policy';
import { quoteFor } from './quote.ts';
import type { QuotedPolicy } from './quote.ts';

const page = {
  toPay: {
    keepOn: null,
    clearReturn: null,
    keepPlan: null,
    turnOn: {
      amount: cents(21_784),
      by: null,
      clause: 'F.1' as const,
      purpose: null,
      later: null,
      owed: cents(14_784),
      fee: cents(7_000),
      afterHoursFee: cents(10_000),
    },
  },
};
const at = (text: string) => instant(Date.parse(text));
const GLENDORA: QuotedPolicy = { profile: 'glendora', version: day('2020-01-14'), switches: [] };

describe('the quote for reconnection', () => {
  it('F.3 Friday 16:59:59 is in hours, 17:00:00 is after', () => {
    expect(quoteFor(page, GLENDORA, at('2026-03-13T23:59:59Z'), true)).toMatchObject({
      afterHours: false,
      fee: 7_000,
      clause: 'F.1',
      total: 21_784,
    });
    expect(quoteFor(page, GLENDORA, at('2026-03-14T00:00:00Z'), true)).toMatchObject({
      afterHours: true,
      fee: 10_000,
      clause: 'F.3.a',
      total: 24_784,
    });
  });

  it('F.3.a without consent: the normal fee, when the office opens again', () => {
    const quote = quoteFor(page, GLENDORA, at('2026-03-14T00:00:00Z'), false);
    expect(quote).toMatchObject({ afterHours: true, fee: 7_000, from: at('2026-03-16T15:00:00Z') });
  });

  it('F.4 names the capped fee, as the head and the payment form do', () => {
    const capped = { ...page.toPay.turnOn, amount: cents(19_784), fee: cents(5_000) };
    expect(
      quoteFor({ toPay: { ...page.toPay, turnOn: capped } }, GLENDORA, at('2026-03-13T18:00:00Z'), false),
    ).toMatchObject({ fee: 5_000, total: 19_784 });
  });

  it('Z.1 goes by the version that the city adopted, which the server knows', () => {
    const adopted = {
      ...GLENDORA,
      version: day('2026-02-01'),
      switches: [{ name: 'reconnection-fee', value: '82.50' }],
    };
    const turnOn = { ...page.toPay.turnOn, amount: cents(23_034), fee: cents(8_250) };
    expect(quoteFor({ toPay: { ...page.toPay, turnOn } }, adopted, at('2026-03-13T18:00:00Z'), false)).toMatchObject({
      fee: 8_250,
      total: 23_034,
    });
  });

  it('leaves it to the server when the profile is not known to this page', () => {
    expect(quoteFor(page, { ...GLENDORA, profile: 'los-altos' }, at('2026-03-13T18:00:00Z'), false)).toBeNull();
  });
});

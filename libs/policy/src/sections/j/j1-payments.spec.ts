import { day } from '../../calendar/days.ts';
import { instant } from '../../calendar/zoned.ts';
import { at, GLENDORA } from '../../test/facts.fixture.ts';
import {
  acceptsPayment,
  counterDate,
  effectiveDate,
  forwardedDate,
  needsSecondCounter,
  websiteDate,
} from './j1-payments.ts';

describe('J.1', () => {
  it.each([
    ['card', 'counter', 'visa', true],
    ['card', 'website', 'mastercard', true],
    ['card', 'website', 'amex', false],
    ['card', 'counter', 'discover', false],
    ['card', 'mail', 'visa', false],
    ['cash', 'counter', undefined, true],
    ['cash', 'dropbox', undefined, true],
    ['cash', 'website', undefined, false],
    ['check', 'mail', undefined, true],
    ['check', 'website', undefined, false],
    ['money-order', 'counter', undefined, true],
    ['eft', 'bank-bill-pay', undefined, true],
    ['ach', 'ach', undefined, true],
    ['ach', 'counter', undefined, false],
  ] as const)('J.1 %s at %s, %s: %p', (tender, channel, brand, accepted) => {
    expect(acceptsPayment(tender, channel, brand)).toMatchObject({ accepted, clause: 'J.1' });
  });

  it('J.1 says what is taken', () => {
    expect(acceptsPayment('card', 'counter', 'amex')).toMatchObject({
      says: 'American Express is not taken. The city takes Visa and MasterCard.',
    });
    expect(acceptsPayment('cash', 'website')).toMatchObject({ says: 'Cash is not taken on the website.' });
  });
});

describe('J.2, J.3, J.4', () => {
  it.each([
    ['Mon 16:58', '2026-03-16 16:58', '2026-03-16'],
    ['at closing time exactly', '2026-03-16 17:00:00', '2026-03-16'],
    ['a second after', '2026-03-16 17:00:01', '2026-03-17'],
    ['early on a business day', '2026-03-16 06:30', '2026-03-16'],
    ['Saturday', '2026-03-14 10:00', '2026-03-16'],
    ['the eve of Thanksgiving, late', '2026-11-25 18:00', '2026-11-30'],
    ['Thanksgiving', '2026-11-26 09:00', '2026-11-30'],
  ])('J.2 counter, %s', (_name, moment, on) =>
    expect(counterDate(at(moment), GLENDORA)).toEqual({ day: on, clause: 'J.2' }),
  );

  it.each([
    ['R, D42 at the last second', '2026-02-26 23:59:59', '2026-02-26'],
    ['R, midnight is D43', '2026-02-27 00:00:00', '2026-02-27'],
    ['a Sunday', '2026-03-15 12:00', '2026-03-15'],
    ['Thanksgiving', '2026-11-26 22:00', '2026-11-26'],
  ])('J.4 website, %s', (_name, moment, on) =>
    expect(websiteDate(at(moment), GLENDORA)).toEqual({ day: on, clause: 'J.4' }),
  );

  it('J.4 the last millisecond counts', () => {
    expect(websiteDate(instant(at('2026-02-27 00:00') - 1), GLENDORA).day).toBe('2026-02-26');
  });

  it.each([
    ['website', 'J.4', '2026-03-14'],
    ['counter', 'J.2', '2026-03-16'],
    ['mail', 'J.2', '2026-03-16'],
  ] as const)('a receipt of a Saturday, %s, goes by %s', (channel, clause, on) => {
    expect(effectiveDate({ channel, at: at('2026-03-14 10:00') }, GLENDORA)).toEqual({ day: on, clause });
  });

  it('J.3 sent 2026-02-25, at the bank 2026-02-27: late for D42', () => {
    const receipt = { channel: 'bank-bill-pay', at: at('2026-02-25 10:00'), bankValueDay: day('2026-02-27') } as const;
    expect(effectiveDate(receipt, GLENDORA)).toEqual({ day: '2026-02-27', clause: 'J.3' });
  });
});

describe('J.2.a, J.3, J.5', () => {
  it('J.1 boundary: American Express is refused', () => {
    expect(acceptsPayment('card', 'counter', 'amex').accepted).toBe(false);
    expect(acceptsPayment('card', 'counter', 'visa').accepted).toBe(true);
  });

  it('J.2 boundary: cash at the counter two minutes before five counts that day', () => {
    expect(counterDate(at('2026-03-16 16:58'), GLENDORA).day).toBe('2026-03-16');
  });

  it('J.2.a boundary: at Public Works on day 42, at Finance on day 43: it counts on day 43', () => {
    const received = {
      channel: 'other-department',
      at: at('2026-02-26 15:00'),
      forwardedOn: day('2026-02-27'),
    } as const;
    expect(effectiveDate(received, GLENDORA)).toEqual({ day: '2026-02-27', clause: 'J.2.a' });
  });

  it('J.2.a what reaches Finance on a Saturday counts on Monday', () => {
    expect(forwardedDate(day('2026-02-28'), GLENDORA).day).toBe('2026-03-02');
  });

  it('J.3 boundary: sent on day 41, at the bank on day 43: late', () => {
    const received = { channel: 'bank-bill-pay', at: at('2026-02-25 10:00'), bankValueDay: day('2026-02-27') } as const;
    expect(effectiveDate(received, GLENDORA)).toEqual({ day: '2026-02-27', clause: 'J.3' });
  });

  it('J.3 a transfer without a value date counts on its own day', () => {
    const received = { channel: 'bank-bill-pay', tender: 'eft', at: at('2026-02-26 20:00') } as const;
    expect(effectiveDate(received, GLENDORA)).toEqual({ day: '2026-02-26', clause: 'J.3' });
  });

  it('J.3 a check that a bank sends by post is a check', () => {
    const received = { channel: 'bank-bill-pay', tender: 'check', at: at('2026-02-26 10:00') } as const;
    expect(effectiveDate(received, GLENDORA)).toEqual({ day: '2026-02-26', clause: 'J.2' });
  });

  it('J.4 boundary: a second before midnight of day 42 is in time, midnight is not', () => {
    expect(websiteDate(at('2026-02-26 23:59:59'), GLENDORA).day).toBe('2026-02-26');
    expect(websiteDate(at('2026-02-27 00:00'), GLENDORA).day).toBe('2026-02-27');
  });

  it('J.5 boundary: cash in the box is taken, and two people count it', () => {
    expect(acceptsPayment('cash', 'dropbox').accepted).toBe(true);
    expect(needsSecondCounter('cash', 'dropbox')).toBe(true);
    expect(needsSecondCounter('check', 'dropbox')).toBe(false);
    expect(needsSecondCounter('cash', 'counter')).toBe(false);
  });
});

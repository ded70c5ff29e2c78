import { newDraft } from './draft.ts';
import { newMeterErrors, newMeterOf } from './new-meter.ts';

const GALLONS = { unit: 'gal', digits: 6, multiplier: 10 } as const;
const job = { dial: GALLONS };
const typed = { ...newDraft(1).exchange, serial: 'N-7001', size: '3/4' as const, register: '000012' };
const draft = { ...newDraft(1), serial: '41882307', exchangedAt: 1 };

describe('the new meter of an exchange', () => {
  it('has the dial of the old one where nothing else was typed', () => {
    expect(newMeterOf({ ...draft, exchange: typed }, job)).toEqual({
      serial: 'N-7001',
      size: '3/4',
      dial: GALLONS,
      register: '12',
      keepsRadio: true,
    });
  });

  it('is read on its own dial', () => {
    const metric = { ...typed, unit: 'm3', digits: 5, multiplier: 1, register: '0.125' } as const;
    expect(newMeterErrors(typed, draft, job)).toEqual({});
    expect(newMeterErrors({ ...typed, register: '0.125' }, draft, job)).toHaveProperty('register');
    expect(newMeterErrors(metric, draft, job)).toEqual({});
    expect(newMeterOf({ ...draft, exchange: metric }, job)).toMatchObject({
      dial: { unit: 'm3', digits: 5, multiplier: 1 },
      register: '0.125',
    });
    expect(newMeterErrors({ ...metric, register: '123456' }, draft, job)).toHaveProperty('register');
  });

  it.each([
    ['no number', { serial: ' ' }, 'serial'],
    ['a number of other signs', { serial: 'N/7' }, 'serial'],
    ['the number of the old meter', { serial: '4188-2307' }, 'serial'],
    ['no size', { size: null }, 'size'],
    ['no reading', { register: '' }, 'register'],
  ])('%s is not taken, and says so', (_, change, field) => {
    const wrong = { ...typed, ...change };
    expect(Object.keys(newMeterErrors(wrong, draft, job))).toEqual([field]);
    expect(newMeterOf({ ...draft, exchange: wrong }, job)).toBeNull();
  });
});

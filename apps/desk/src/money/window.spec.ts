import { instant } from '@curbstop/policy';
import { cityMoment } from './city-moment.ts';
import { checkWindow } from './window.ts';

const ZONE = 'America/Los_Angeles';
const NOW = instant(Date.parse('2026-03-17T08:00:00-07:00'));
const TYPED = { fromOn: '2026-03-20', fromAt: '22:00', toOn: '2026-03-21', toAt: '00:00', reason: 'New servers.' };

describe('a time without payments on the website', () => {
  it.each([
    ['2026-03-08', '01:59', '2026-03-08T01:59:00-08:00'],
    ['2026-03-08', '03:00', '2026-03-08T03:00:00-07:00'],
  ])('%s at %s is a moment of the city', (on, time, wanted) => {
    expect(cityMoment(on, time, ZONE)).toBe(Date.parse(wanted));
  });

  it.each([
    ['2026-03-08', '24:00'],
    ['2026-02-30', '10:00'],
    ['2026-03-08', '9:00'],
    ['', ''],
  ])('%s at %s is none', (on, time) => {
    expect(cityMoment(on, time, ZONE)).toBeNull();
  });

  it('J.4.a is sent as two moments, or its fields say what is allowed', () => {
    expect(checkWindow(TYPED, ZONE, NOW)).toEqual({
      ok: true,
      window: {
        from: Date.parse('2026-03-20T22:00:00-07:00'),
        to: Date.parse('2026-03-21T00:00:00-07:00'),
        reason: 'New servers.',
      },
    });
    const wrong = (part: Partial<typeof TYPED>): unknown => checkWindow({ ...TYPED, ...part }, ZONE, NOW);
    expect(wrong({ toOn: '2026-03-20', toAt: '22:00' })).toMatchObject({ errors: { to: expect.anything() } });
    expect(wrong({ fromOn: '2026-03-16', toOn: '2026-03-16', toAt: '23:00' })).toMatchObject({
      errors: { to: expect.stringMatching(/over/) },
    });
    expect(wrong({ fromAt: '', reason: ' ' })).toMatchObject({
      errors: { from: expect.anything(), reason: expect.anything() },
    });
  });
});

import { cents, day, instant } from '@curbstop/policy';
import { profileOf, quoteFor } from './quote.ts';

const page = { pastDue: cents(14_784), feesDue: cents(0) };
const at = (text: string) => instant(Date.parse(text));

describe('the quote for reconnection', () => {
  it('F.3 Friday 16:59:59 is in hours, 17:00:00 is after', () => {
    expect(quoteFor(page, 'Glendora', day('2026-03-13'), at('2026-03-13T23:59:59Z'), true)).toMatchObject({
      afterHours: false,
      fee: 7_000,
      clause: 'F.1',
      total: 21_784,
    });
    expect(quoteFor(page, 'Glendora', day('2026-03-13'), at('2026-03-14T00:00:00Z'), true)).toMatchObject({
      afterHours: true,
      fee: 10_000,
      clause: 'F.3.a',
      total: 24_784,
    });
  });

  it('F.3.a without consent: the normal fee, when the office opens again', () => {
    const quote = quoteFor(page, 'Glendora', day('2026-03-13'), at('2026-03-14T00:00:00Z'), false);
    expect(quote).toMatchObject({ afterHours: true, fee: 7_000, from: at('2026-03-16T15:00:00Z') });
  });

  it('goes by the only policy there is, else by the city of that name, else leaves it to the server', () => {
    expect(profileOf('Alder Springs', ['glendora'])).toBe('glendora');
    expect(profileOf('Glendora', ['los-altos', 'glendora'])).toBe('glendora');
    expect(profileOf('Alder Springs', ['los-altos', 'glendora'])).toBeNull();
  });
});

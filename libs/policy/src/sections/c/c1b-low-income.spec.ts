import { day } from '../../calendar/days.ts';
import { declared, household } from '../../test/assistance.fixture.ts';
import { GLENDORA } from '../../test/facts.fixture.ts';
import { mayGiveHousehold, mayVerifyHousehold } from './c1b-low-income.ts';

describe('proof of a low income', () => {
  it.each([
    ['a program that runs', household(), 'It counts through Thu Jan 14, 2027.'],
    ['a program that ends', household({ endsOn: day('2026-06-30') }), 'It counts through Tue Jun 30, 2026.'],
    ['199.99 per cent', declared(19_999), 'It counts through Thu Jan 14, 2027.'],
    ['200 per cent', declared(20_000), 'it shows no low income.'],
    ['a program that ended before', household({ endsOn: day('2026-01-14') }), 'it shows no low income.'],
    ['what waits for a look', household({ verified: false }), 'Once somebody has looked at it, it counts through'],
  ])('G.1.b: %s is taken, and told what it comes to', (_, given, says) => {
    expect(mayGiveHousehold(given, GLENDORA)).toMatchObject({ granted: true, clauses: ['G.1.b'] });
    expect(mayGiveHousehold(given, GLENDORA).says).toContain(says);
  });

  it('C.1.b: what is verified is not verified again, and may still be found not in order', () => {
    expect(mayVerifyHousehold(household({ verified: false }), true).granted).toBe(true);
    expect(mayVerifyHousehold(household(), true)).toMatchObject({ granted: false, clauses: ['C.1.b'] });
    expect(mayVerifyHousehold(household(), false).granted).toBe(true);
    expect(mayVerifyHousehold(null, true)).toMatchObject({ granted: false, clauses: ['C.1.b'] });
  });
});

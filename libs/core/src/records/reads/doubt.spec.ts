import { METRIC_DIAL, day, policyOn } from '@curbstop/policy';
import type { Dial, Instant } from '@curbstop/policy';
import { doubt, sayDoubt } from './doubt.ts';
import type { Mark, Surroundings } from './doubt.ts';

const HOUR = 3_600_000;
const FIVE_DIGITS: Dial = { ...METRIC_DIAL, digits: 5 };
const at = (hours: number) => (1_767_225_600_000 + hours * HOUR) as Instant;
const mark = (hours: number, litres: number): Mark => ({ at: at(hours), litres });
const plain: Surroundings = {
  now: at(100),
  size: '5/8',
  dial: METRIC_DIAL,
  own: null,
  policy: policyOn('glendora', day('2026-01-15')),
  installedAt: at(0),
  before: mark(10, 1_000),
  after: null,
  clock: 'sync',
};

describe('the first rules of a reading', () => {
  it.each<[string, Mark, Partial<Surroundings>, string | null]>([
    ['same register', mark(11, 1_000), {}, null],
    ['one litre less', mark(11, 999), {}, 'backwards'],
    ['one litre more than a later one', mark(11, 1_201), { after: mark(12, 1_200) }, 'backwards'],
    ['a late one that fits between', mark(11, 1_100), { after: mark(12, 1_200) }, null],
    ['as much as the meter passes in an hour', mark(11, 5_542), {}, null],
    ['more than the meter passes in an hour', mark(11, 5_563), {}, 'spike'],
    ['the same through a larger meter', mark(11, 5_563), { size: '3/4' }, null],
    ['ten minutes ahead', mark(100 + 1 / 6, 1_000), {}, null],
    ['a millisecond more ahead', { at: (at(100) + 600_001) as Instant, litres: 1_000 }, {}, 'future'],
    ['before the meter was installed', mark(-1, 10), { before: null }, 'before-installation'],
    ['as it was installed', mark(0, 10), { before: null }, null],
    ['a first reading of any size', mark(1, 9_000_000), { before: null }, null],
    ['as a pool that is filled in a day', mark(34, 8_900), { own: { litres: 500, days: 10 } }, null],
    [
      'far above the own use, though the meter could pass it',
      mark(34, 30_000),
      { own: { litres: 500, days: 10 } },
      'unusual',
    ],
    ['the same where nothing is known of the use', mark(34, 30_000), {}, null],
    ['the same in a home that uses much', mark(34, 30_000), { own: { litres: 80_000, days: 10 } }, null],
    [
      'more than the register has digits for',
      mark(11, 100_000_000),
      { dial: FIVE_DIGITS, before: null },
      'beyond-register',
    ],
    ['past the last digit', mark(11, 900), { dial: FIVE_DIGITS, before: mark(10, 99_999_500) }, null],
    [
      'past the last digit, and more than the meter passes',
      mark(11, 9_000),
      { dial: FIVE_DIGITS, before: mark(10, 99_999_500) },
      'backwards',
    ],
    [
      'at nought again from the middle',
      mark(11, 900),
      { dial: FIVE_DIGITS, before: mark(10, 59_999_500) },
      'backwards',
    ],
    ['no clock in the device', mark(11, 1_000), { clock: 'none' }, 'no-clock'],
  ])('%s', (_, read, around, expected) => {
    const said = doubt(read, { ...plain, ...around });
    expect(said).toBe(expected);
    if (said) expect(sayDoubt(said, read, { ...plain, ...around })).toMatch(/^[A-Z0-9].+\.$/);
  });
});

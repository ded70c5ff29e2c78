import type { z } from 'zod';
import { day, instant } from './scalars.ts';

const says = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues.map((issue) => issue.message);

describe('a moment on the wire', () => {
  it.each([0, -1, 1_773_760_000_000, -62_135_596_800_000, 253_402_300_799_999])('may be %p', (value) => {
    expect(instant.parse(value)).toBe(value);
    // Whatever passes has a text of the shape that the database reads.
    expect(new Date(value).toISOString()).toMatch(/^\d{4}-/);
  });

  it.each([0.5, '0', null, -62_135_596_800_001, 253_402_300_800_000, 8.64e15, 1e300, Number.NaN])(
    'is not %p, and it is said what is',
    (value) => {
      expect(says(instant, value)).toContain(
        'Give a moment of the years 1 to 9999, in whole milliseconds since 1970-01-01T00:00Z.',
      );
    },
  );
});

describe('a day on the wire', () => {
  it.each(['1900-01-01', '2026-03-17', '2024-02-29', '2999-12-31'])('may be %s', (value) => {
    expect(day.parse(value)).toBe(value);
  });

  it.each([
    ['0000-01-01', 'from 1900-01-01 to 2999-12-31'],
    ['1899-12-31', 'from 1900-01-01 to 2999-12-31'],
    ['3000-01-01', 'from 1900-01-01 to 2999-12-31'],
    ['2026-02-29', 'YYYY-MM-DD'],
    ['2026-3-17', 'YYYY-MM-DD'],
    ['tomorrow', 'YYYY-MM-DD'],
  ])('is not %s', (value, allowed) => {
    expect(says(day, value)?.join(' ')).toContain(allowed);
  });
});

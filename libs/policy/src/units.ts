/** Whole United States cents. Never a fraction: see {@link cents}. */
export type Cents = number & { readonly unit: 'cents' };

/** A civil date in the city's time zone, `YYYY-MM-DD`. It has no hour and no zone. */
export type Day = string & { readonly unit: 'day' };

/** A moment, in whole milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly unit: 'instant' };

/** A wall-clock time in the city's time zone, `HH:MM` or `HH:MM:SS`, 24 hours. */
export type TimeOfDay = string & { readonly unit: 'time-of-day' };

/** A share in hundredths of a per cent: 1,000 is ten per cent. */
export type BasisPoints = number & { readonly unit: 'basis-points' };

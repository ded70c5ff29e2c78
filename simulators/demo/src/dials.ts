import type { Dial } from '@curbstop/policy';
import type { Place } from './places.ts';

const FEET: Dial = { unit: 'ft3', digits: 6, multiplier: 1 };
const TENS_OF_FEET: Dial = { unit: 'ft3', digits: 6, multiplier: 10 };
/** An older make, of which one home in eight still has one. */
const TENS_OF_GALLONS: Dial = { unit: 'gal', digits: 6, multiplier: 10 };
const OLDER_MAKE = 8;

/** The dial of a place's meter. The city bills hundreds of cubic feet, so most count those. */
export function dialOfPlace({ id, meterSize }: Pick<Place, 'id' | 'meterSize'>): Dial {
  if (meterSize === '1-1/2' || meterSize === '2') return TENS_OF_FEET;
  return id % OLDER_MAKE === 0 ? TENS_OF_GALLONS : FEET;
}

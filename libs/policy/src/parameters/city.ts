import { termsOf, uncitedRefusal } from './cited.ts';
import { profile } from './profile.ts';
import type { Day } from '../units.ts';
import type { CitedParameters } from './cited.ts';
import type { Profile } from './profile.ts';
import type { Unknown } from './policy-parameters.ts';

/** A city's policy from one day on, each value with its source. */
export interface CityVersion {
  readonly from: Day;
  readonly parameters: CitedParameters;
  /** What the city's sources do not say; a default stands in. */
  readonly unknowns: readonly Unknown[];
}

/** A city that is shipped, and where each of its values is written. */
export interface City extends Profile {
  readonly cited: readonly [CityVersion, ...CityVersion[]];
}

/** A city's policy through time, oldest version first. A value without unit or citation is refused with its name. */
export function city(name: string, versions: City['cited']): City {
  const laid = versions.map(({ from, parameters, unknowns }) => {
    const refusal = uncitedRefusal(parameters);
    if (refusal !== null) throw new RangeError(`${name}, ${from}: ${refusal}`);
    return { profile: name, version: from, ...termsOf(parameters), unknowns };
  });
  return { ...profile(name, laid), cited: versions };
}

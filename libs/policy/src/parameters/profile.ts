import { floorRefusal } from '../sections/z/z2-floor.ts';
import type { Day } from '../units.ts';
import type { PolicyParameters } from './policy-parameters.ts';

/** A city's policy through time, oldest version first. */
export interface Profile {
  readonly name: string;
  readonly versions: readonly [PolicyParameters, ...PolicyParameters[]];
}

/**
 * Sets each version above the ones before it, so that a bill finds the rules of its own day (Z.1). One that gives less
 * than a statute is refused with its section (Z.2).
 */
export function profile(name: string, versions: readonly PolicyParameters[]): Profile {
  const laid: PolicyParameters[] = [];
  for (const version of versions) {
    const refusal = floorRefusal(version);
    if (refusal !== null) throw new RangeError(`${name}, ${version.version}: ${refusal}`);
    const last = laid.at(-1);
    if (last && version.version <= last.version) throw new RangeError(`${name} lists ${version.version} out of order.`);
    laid.push(last ? { ...version, superseded: [last, ...(last.superseded ?? [])] } : version);
  }
  const [first, ...later] = laid;
  if (!first) throw new RangeError(`${name} has no version.`);
  return { name, versions: [first, ...later] };
}

/** The version in force on a day, or an error before the first one. */
export function versionOn(of: Pick<Profile, 'name' | 'versions'>, on: Day): PolicyParameters {
  const found = of.versions.findLast((version) => version.version <= on);
  if (!found) throw new RangeError(`The policy of ${of.name} begins on ${of.versions[0].version}; ${on} is before it.`);
  return found;
}

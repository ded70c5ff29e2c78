import { glendora } from './glendora.ts';
import { versionOn } from './profile.ts';
import type { Terms } from '../terms.ts';
import type { Day } from '../units.ts';

/** The cities shipped. Adding one is a file beside this one and a line here. */
export const profiles = { glendora } as const;

export type ProfileName = keyof typeof profiles;

export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}

/** The numbers of a city's policy in force on a day (Z.1). */
export function termsOn(name: ProfileName, on: Day): Terms {
  return versionOn(profiles[name], on);
}

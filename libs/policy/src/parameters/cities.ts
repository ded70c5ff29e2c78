import { glendora, glendoraStrict } from './cities/glendora.ts';
import { mountShasta } from './cities/mount-shasta.ts';
import { santaPaula } from './cities/santa-paula.ts';
import { versionOn } from './profile.ts';
import type { Day } from '../units.ts';
import type { PolicyParameters } from './policy-parameters.ts';

/** The cities shipped. Adding one is a file beside this one and a line here. */
export const profiles = {
  glendora,
  'santa-paula': santaPaula,
  'mount-shasta': mountShasta,
  'glendora-strict': glendoraStrict,
} as const;

export type ProfileName = keyof typeof profiles;

export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}

/** The numbers of a city's policy in force on a day (Z.1). */
export function policyOn(name: ProfileName, on: Day): PolicyParameters {
  return versionOn(profiles[name], on);
}

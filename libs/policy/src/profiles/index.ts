import { glendora } from './glendora.ts';
import { glendoraStrict } from './glendora-strict.ts';
import { mountShasta } from './mount-shasta.ts';
import { versionOn } from './profile.ts';
import { santaPaula } from './santa-paula.ts';
import type { Terms } from '../terms.ts';
import type { Day } from '../units.ts';

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
export function termsOn(name: ProfileName, on: Day): Terms {
  return versionOn(profiles[name], on);
}

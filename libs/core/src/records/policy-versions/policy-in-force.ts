import { dayOf, isProfileName, profiles, versionOn } from '@curbstop/policy';
import type { Day, Instant, ProfileName, PolicyParameters } from '@curbstop/policy';

/** All versions of a city's policy, oldest first. */
export type Versions = readonly [PolicyParameters, ...PolicyParameters[]];

/** A batch asks for the policy of an account some millions of times, for a few days of a few cities. */
const MOST_DAYS = 5_000;
const known = new Map<string, PolicyParameters>();
let adopted: ReadonlyMap<string, Versions> = new Map();

/** Takes the versions that the database holds in place of what was known before. Profiles not in it are as shipped. */
export function layPolicies(versions: ReadonlyMap<ProfileName, Versions>): void {
  adopted = versions;
  known.clear();
}

/** Every version of a city's policy that this process knows of, shipped and adopted. */
export function versionsOf(profile: string): Versions {
  if (!isProfileName(profile)) throw new RangeError(`No city profile is called ${profile}.`);
  return adopted.get(profile) ?? profiles[profile].versions;
}

/** The rules of a city on a day, shipped or adopted (Z.1). */
export function policyOnDay(profile: string, on: Day): PolicyParameters {
  const key = `${profile}/${on}`;
  const found = known.get(key);
  if (found) return found;
  const policy = versionOn({ name: profile, versions: versionsOf(profile) }, on);
  if (known.size >= MOST_DAYS) known.clear();
  known.set(key, policy);
  return policy;
}

/** The rules of a city at a moment. All versions of a city share its time zone. */
export function policyAt(profile: string, now: Instant): PolicyParameters {
  return policyOnDay(profile, dayOf(now, versionsOf(profile)[0].timeZone));
}

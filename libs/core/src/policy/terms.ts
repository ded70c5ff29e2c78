import { dayOf, isProfileName, profiles, termsOn } from '@curbstop/policy';
import type { Instant, ProfileName, Terms } from '@curbstop/policy';

/** The rules of a city at a moment. All versions of a city share its time zone. */
export function termsAt(profile: string, now: Instant): Terms {
  if (!isProfileName(profile)) throw new RangeError(`No city profile is called ${profile}.`);
  return termsOn(profile, dayOf(now, zoneOf(profile)));
}

function zoneOf(profile: ProfileName): string {
  const [first] = profiles[profile].versions;
  if (!first) throw new RangeError(`The profile ${profile} has no version.`);
  return first.timeZone;
}

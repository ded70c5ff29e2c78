import type { AccountPage } from '@curbstop/contracts';
import { SettingRefused, dayOf, isProfileName, profiles, versionOn, withAdopted } from '@curbstop/policy';
import type { Instant, PolicyParameters } from '@curbstop/policy';

/** The rules an account is under at a moment (Z.1); null when this page is older than the city's policy. */
export function policyFor({ profile, adopted }: AccountPage['policy'], now: Instant): PolicyParameters | null {
  if (!isProfileName(profile)) return null;
  try {
    const versions = withAdopted(profiles[profile], adopted);
    return versionOn({ name: profile, versions }, dayOf(now, versions[0].timeZone));
  } catch (error) {
    // A switch that came with a newer server.
    if (error instanceof SettingRefused) return null;
    throw error;
  }
}

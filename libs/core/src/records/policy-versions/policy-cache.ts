import type { Actor } from '@curbstop/contracts';
import type { AdoptedVersion, Day, Instant, ProfileName, WrittenSettings } from '@curbstop/policy';
import { isProfileName, profiles, withAdopted } from '@curbstop/policy';
import { rows } from '../../db/tx.ts';
import type { Reader } from '../../db/tx.ts';
import { contactOf, theCity } from './city.ts';
import type { City } from './city.ts';
import { layPolicies } from './policy-in-force.ts';
import type { Versions } from './policy-in-force.ts';

/** The channel on which every process is told that the policy has changed. */
export const POLICY_CHANNEL = 'policy';

/** A version that the city adopted, as it is kept. */
export interface KeptVersion extends AdoptedVersion {
  readonly profile: string;
  readonly base: string;
  readonly adoptedAt: Instant;
  readonly adoptedBy: Actor;
}

/** Adopted versions, oldest first; of one profile, or of all. */
export function keptVersions(db: Reader, profile: string | null = null): Promise<KeptVersion[]> {
  return rows<{
    profile: string;
    from: Day;
    switches: WrittenSettings;
    base: string;
    adoptedAt: Instant;
    adoptedBy: Actor;
  }>(
    db,
    `SELECT profile, from_day AS "from", switches, base, adopted_at AS "adoptedAt", adopted_by AS "adoptedBy"
     FROM policy_version WHERE $1::text IS NULL OR profile = $1 ORDER BY profile, from_day`,
    [profile],
  );
}

/** A profile's versions with those adopted; the city's own telephone and links, where it is the city's profile. */
export function versionsWith(profile: ProfileName, adopted: readonly AdoptedVersion[], city: City): Versions {
  return withAdopted(profiles[profile], adopted, city.profile === profile ? contactOf(city) : {});
}

let asked = 0;
let laid = 0;

/**
 * Z.1: reads what the city has adopted into this process, where `termsAt` finds it. Called at the start, after an
 * adoption, and whenever {@link POLICY_CHANNEL} is notified.
 */
export async function reloadPolicies(db: Reader): Promise<void> {
  asked += 1;
  const mine = asked;
  const kept = await keptVersions(db);
  const city = await theCity(db);
  const found = new Map<ProfileName, Versions>();
  for (const profile of new Set([city.profile, ...kept.map((each) => each.profile)])) {
    if (!isProfileName(profile)) throw new RangeError(`No city profile is called ${profile}.`);
    const own = kept.filter((each) => each.profile === profile);
    found.set(profile, versionsWith(profile, own, city));
  }
  // An answer that was overtaken by a later one is older than what is known.
  if (mine < laid) return;
  laid = mine;
  layPolicies(found);
}

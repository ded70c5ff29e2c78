import { withWritten } from './settings.ts';
import type { Day } from '../units.ts';
import type { Profile } from './profile.ts';
import type { WrittenSettings } from './settings.ts';
import type { PolicyParameters } from './policy-parameters.ts';

/** A version that a city adopted itself: what it sets differently from the version before it, from a day on. */
export interface AdoptedVersion {
  readonly from: Day;
  readonly switches: WrittenSettings;
}

/** What notices need and a city may set without a new version. */
export type CityContact = Partial<Pick<PolicyParameters, 'phone' | 'policyUrl' | 'untranslated'>>;

/**
 * Z.1: a shipped profile with the versions its city adopted, laid in the order of their days. An adopted version of a
 * shipped one's day stands on that one; any other on the version before it. None is refused here: see `floorBreaks`.
 */
export function withAdopted(
  of: Profile,
  adopted: readonly AdoptedVersion[],
  contact: CityContact = {},
): readonly [PolicyParameters, ...PolicyParameters[]] {
  const [first] = of.versions;
  const early = adopted.find((each) => each.from < first.version);
  if (early) throw new RangeError(`The policy of ${of.name} begins on ${first.version}; ${early.from} is before it.`);
  const shipped = new Map(of.versions.map((each) => [each.version, each]));
  const own = new Map(adopted.map((each) => [each.from, each]));
  const [, ...later] = [...new Set([...shipped.keys(), ...own.keys()])].sort();
  const lay = (on: Day, before: PolicyParameters | null): PolicyParameters => {
    const base = shipped.get(on) ?? before ?? first;
    const changed = withWritten({ ...base, ...contact }, own.get(on)?.switches ?? {});
    const superseded = before === null ? [] : [before, ...(before.superseded ?? [])];
    return { ...changed, version: on, superseded };
  };
  const laid: [PolicyParameters, ...PolicyParameters[]] = [lay(first.version, null)];
  for (const on of later) laid.push(lay(on, laid.at(-1) ?? null));
  return laid;
}

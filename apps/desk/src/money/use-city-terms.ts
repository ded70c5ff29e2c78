import { publishedPolicy } from '@curbstop/contracts';
import type { PublishedPolicy } from '@curbstop/contracts';
import { isProfileName, SettingRefused, policyOn, withWritten } from '@curbstop/policy';
import type { PolicyParameters } from '@curbstop/policy';
import { useMemo } from 'preact/hooks';
import { useDesk } from '../desk.ts';
import { useLoaded } from '../load/use-loaded.ts';
import type { Loading } from '../load/use-loaded.ts';

/** The rules of a published policy; null when this page is older than it, and only the server can say. */
function termsOf({ profile, version, switches }: PublishedPolicy): PolicyParameters | null {
  if (!isProfileName(profile)) return null;
  const values = Object.fromEntries(switches.map(({ name, value }) => [name, value]));
  try {
    return withWritten(policyOn(profile, version), values);
  } catch (error) {
    // A switch that came with a newer server.
    if (error instanceof SettingRefused) return null;
    throw error;
  }
}

export interface CityTerms {
  readonly loading: Loading<PublishedPolicy>;
  readonly policy: PolicyParameters | null;
}

/** The rules in force, for what is not of one account. */
export function useCityTerms(): CityTerms {
  const { api } = useDesk();
  const loading = useLoaded('policy', (signal) => api.get('/api/policy', publishedPolicy, { signal }));
  const { data } = loading;
  return { loading, policy: useMemo(() => (data === null ? null : termsOf(data)), [data]) };
}

import { websiteWindows } from '@curbstop/contracts';
import type { WebsiteWindow } from '@curbstop/policy';
import { useDesk } from '../desk.ts';
import { useLoaded } from '../load/use-loaded.ts';

const NONE: readonly WebsiteWindow[] = [];

/** J.4.a: when the website takes no payments. While that cannot be read, the server says so when it is sent. */
export function useWindows(): readonly WebsiteWindow[] {
  const { api } = useDesk();
  return (
    useLoaded('windows', (signal) => api.get('/api/website-windows', websiteWindows, { signal })).data?.windows ?? NONE
  );
}

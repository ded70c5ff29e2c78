import { useEffect, useState } from 'preact/hooks';
import { parseRoute } from '../routes.ts';
import type { Route } from '../routes.ts';

/** The screen that the address names. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    follow();
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

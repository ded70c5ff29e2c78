import { useEffect, useState } from 'preact/hooks';

/** Where the crew is in the app. It stands behind the # of the address, so that a reload comes back to it. */
export type Route =
  | { readonly page: 'stops' }
  | { readonly page: 'job'; readonly orderId: number }
  | { readonly page: 'cannot'; readonly orderId: number }
  | { readonly page: 'outbox' }
  | { readonly page: 'tablet' };

export function parseRoute(hash: string): Route {
  const match = /^#\/(job|cannot)\/(\d{1,15})$/.exec(hash);
  if (match) return { page: match[1] === 'job' ? 'job' : 'cannot', orderId: Number(match[2]) };
  if (hash === '#/outbox') return { page: 'outbox' };
  if (hash === '#/tablet') return { page: 'tablet' };
  return { page: 'stops' };
}

export function hashOf(route: Route): string {
  switch (route.page) {
    case 'stops':
      return '#/';
    case 'job':
    case 'cannot':
      return `#/${route.page}/${route.orderId}`;
    case 'outbox':
    case 'tablet':
      return `#/${route.page}`;
  }
}

export function go(route: Route): void {
  location.hash = hashOf(route);
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const update = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return route;
}

/** What the left card of an account shows. */
export const TABS = ['ledger', 'bills', 'orders', 'journal'] as const;
export type Tab = (typeof TABS)[number];

/** Every screen of the desk. */
export type Route =
  | { readonly name: 'accounts'; readonly query: string }
  | { readonly name: 'account'; readonly accountId: number; readonly tab: Tab }
  | { readonly name: 'clock' }
  | { readonly name: 'lost'; readonly hash: string };

function isTab(text: string): text is Tab {
  return TABS.some((tab) => tab === text);
}

/** Reads the part of the address after `#`. What it does not know is `lost`, and says so. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place = '', id, tab = 'ledger', ...rest] = path.split('/').filter((part) => part !== '');
  const lost: Route = { name: 'lost', hash };
  if (place === '' || (place === 'accounts' && id === undefined)) {
    return { name: 'accounts', query: new URLSearchParams(search).get('q') ?? '' };
  }
  if (place === 'accounts' && id !== undefined && /^[1-9]\d{0,15}$/.test(id) && isTab(tab) && rest.length === 0) {
    return { name: 'account', accountId: Number(id), tab };
  }
  if (place === 'clock' && id === undefined) return { name: 'clock' };
  return lost;
}

/** The address of a screen, for `href`. */
export function hrefOf(route: Exclude<Route, { name: 'lost' }>): string {
  if (route.name === 'accounts')
    return route.query === '' ? '#/accounts' : `#/accounts?${new URLSearchParams({ q: route.query }).toString()}`;
  if (route.name === 'account') return `#/accounts/${route.accountId}${route.tab === 'ledger' ? '' : `/${route.tab}`}`;
  return '#/clock';
}

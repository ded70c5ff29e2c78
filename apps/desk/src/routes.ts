import { batchKind, role as roleOf, TASK_STATES } from '@curbstop/contracts';
import type { Role, TaskState } from '@curbstop/contracts';

/** What the left card of an account shows. */
export const TABS = ['ledger', 'bills', 'meter', 'orders', 'appeals', 'assistance', 'journal'] as const;
export type Tab = (typeof TABS)[number];

export const CASE_PARTS = ['appeals', 'arrangements', 'reviews', 'moratoria'] as const;
export type CasePart = (typeof CASE_PARTS)[number];

export const MONEY_PARTS = ['payment', 'drop-box', 'file', 'returns'] as const;
export type MoneyPart = (typeof MONEY_PARTS)[number];

export const METER_PARTS = ['held-bills', 'doubted-readings', 'messages'] as const;
export type MeterPart = (typeof METER_PARTS)[number];

/** Runs that can be seen before they are made. */
export const RUNS = batchKind.options;
export type Run = (typeof RUNS)[number];

/** Every screen of the desk. Days are `YYYY-MM-DD`; null means today's choice. */
export type Route =
  | { readonly name: 'accounts'; readonly query: string }
  | { readonly name: 'account'; readonly accountId: number; readonly tab: Tab }
  /** `at`: an account of the place that is signed up for; null while none is chosen. */
  | { readonly name: 'opening'; readonly at: number | null }
  | { readonly name: 'tasks'; readonly state: TaskState; readonly role: Role | null }
  | { readonly name: 'batches'; readonly until: string | null }
  | { readonly name: 'batch'; readonly batchId: number }
  | { readonly name: 'preview'; readonly kind: Run; readonly day: string | null }
  | { readonly name: 'cases'; readonly part: CasePart }
  | { readonly name: 'money'; readonly part: MoneyPart }
  | { readonly name: 'meters'; readonly part: MeterPart }
  | { readonly name: 'reports' }
  | { readonly name: 'staff' }
  | { readonly name: 'two-step' }
  | { readonly name: 'clock' }
  | { readonly name: 'lost'; readonly hash: string };

export type KnownRoute = Exclude<Route, { name: 'lost' }>;

function among<T extends string>(known: readonly T[], text: string): T | null {
  return known.find((each) => each === text) ?? null;
}

const numbered = (text: string): number | null => (/^[1-9]\d{0,15}$/.test(text) ? Number(text) : null);
const dayIn = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

/** A place with what follows its name, and its query; null when there is no such page. */
type Place = (rest: readonly string[], query: URLSearchParams) => KnownRoute | null;

const accounts: Place = ([id, tab = 'ledger', ...more], query) => {
  if (id === undefined) return { name: 'accounts', query: query.get('q') ?? '' };
  const accountId = numbered(id);
  const shown = among(TABS, tab);
  return accountId === null || shown === null || more.length > 0 ? null : { name: 'account', accountId, tab: shown };
};

const opening: Place = (rest, query) =>
  rest.length > 0 ? null : { name: 'opening', at: numbered(query.get('at') ?? '') };

const batches: Place = ([id, ...more], query) => {
  if (more.length > 0) return null;
  if (id === undefined) return { name: 'batches', until: dayIn(query.get('until')) };
  if (id === 'preview') {
    const kind = among(RUNS, query.get('kind') ?? 'penalties');
    return kind === null ? null : { name: 'preview', kind, day: dayIn(query.get('day')) };
  }
  const batchId = numbered(id);
  return batchId === null ? null : { name: 'batch', batchId };
};

const tasks: Place = (rest, query) => {
  const state = among(TASK_STATES, query.get('state') ?? 'open');
  const role = roleOf.safeParse(query.get('role'));
  return rest.length > 0 || state === null ? null : { name: 'tasks', state, role: role.success ? role.data : null };
};

/** A place with a few parts, of which the first is shown unless another is named. */
function parted<T extends string>(parts: readonly [T, ...T[]], make: (part: T) => KnownRoute): Place {
  return ([named = parts[0], ...more]) => {
    const part = among(parts, named);
    return part === null || more.length > 0 ? null : make(part);
  };
}

const alone =
  (route: KnownRoute): Place =>
  (rest) =>
    rest.length > 0 ? null : route;

const PLACES: Readonly<Record<string, Place>> = {
  accounts,
  opening,
  tasks,
  batches,
  cases: parted(CASE_PARTS, (part) => ({ name: 'cases', part })),
  money: parted(MONEY_PARTS, (part) => ({ name: 'money', part })),
  meters: parted(METER_PARTS, (part) => ({ name: 'meters', part })),
  reports: alone({ name: 'reports' }),
  staff: alone({ name: 'staff' }),
  'two-step': alone({ name: 'two-step' }),
  clock: alone({ name: 'clock' }),
};

/** Reads the part of the address after `#`. What it does not know is `lost`, and says so. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?');
  const [place = 'accounts', ...rest] = path.split('/').filter((part) => part !== '');
  const known = Object.hasOwn(PLACES, place) ? PLACES[place] : undefined;
  return known?.(rest, new URLSearchParams(search)) ?? { name: 'lost', hash };
}

function withQuery(path: string, query: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** The address of a screen, for `href`. */
export function hrefOf(route: KnownRoute): string {
  switch (route.name) {
    case 'accounts':
      return withQuery('#/accounts', { q: route.query });
    case 'account':
      return `#/accounts/${route.accountId}${route.tab === 'ledger' ? '' : `/${route.tab}`}`;
    case 'opening':
      return withQuery('#/opening', { at: route.at === null ? null : String(route.at) });
    case 'tasks':
      return withQuery('#/tasks', { state: route.state === 'open' ? null : route.state, role: route.role });
    case 'cases':
      return `#/cases/${route.part}`;
    case 'money':
      return `#/money/${route.part}`;
    case 'meters':
      return `#/meters/${route.part}`;
    case 'batches':
      return withQuery('#/batches', { until: route.until });
    case 'batch':
      return `#/batches/${route.batchId}`;
    case 'preview':
      return withQuery('#/batches/preview', { kind: route.kind, day: route.day });
    case 'reports':
    case 'staff':
    case 'two-step':
    case 'clock':
      return `#/${route.name}`;
  }
}

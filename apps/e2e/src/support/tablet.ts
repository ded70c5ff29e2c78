import { aCrew, aMember } from '@curbstop/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { House, PASSWORD } from './house.ts';
import type { Place } from './house.ts';
import type { Person } from './person.ts';
import { RunningClock } from './running-clock.ts';
import { launch } from './screens.ts';

/** A crew's morning after day 60: some turn-offs on its list, a dispatcher and a clerk at work. */
export interface TabletDay {
  readonly house: House;
  readonly browser: Browser;
  readonly dispatcher: Person;
  readonly clerk: Person;
  readonly places: readonly Place[];
  orderOf(place: Place): number;
  /** A turn-off's state in the city's records. */
  stateOf(place: Place): Promise<string | undefined>;
  /** A crew of its own, with the next of the stops that nobody has yet. */
  ownCrew(count: number): Promise<OwnCrew>;
  close(): Promise<void>;
}

/** A stop, and where its crew stands at it. */
export interface OwnStop {
  readonly place: Place;
  readonly address: string;
  readonly longitude: number;
  readonly latitude: number;
}

/** What one test has to itself: nothing that another does to its own stops or sign-ins reaches it. */
export interface OwnCrew {
  readonly username: string;
  readonly stops: readonly OwnStop[];
}

const spotOf = (nth: number): { readonly longitude: number; readonly latitude: number } => ({
  longitude: -122.64 + nth * 0.002,
  latitude: 38.23 + nth * 0.001,
});

export const addressOf = (nth: number): string => `${1401 + nth} Larch Crest Lane`;

/** @param assigned how many of the places the crew has from the start */
export async function openTabletDay(count: number, assigned = count): Promise<TabletDay> {
  const start = '2026-01-05T06:00:00-08:00';
  const house = await House.open(start, new RunningClock(start));
  const places: Place[] = [];
  for (let nth = 0; nth < count; nth += 1)
    places.push(
      await house.place({
        address: addressOf(nth),
        routeGroup: 5,
        lon: spotOf(nth).longitude,
        lat: spotOf(nth).latitude,
      }),
    );
  await house.untilDay60(...places);
  await house.at('2026-03-16T17:00:00-07:00');
  await house.at('2026-03-17T08:30:00-07:00');
  const orders = new Map<Place, number>();
  for (const place of places) orders.set(place, await house.turnOffOf(place));
  const [dispatcher, clerk] = [await house.as('dispatcher'), await house.as('clerk')];
  await dispatcher.release(...orders.values());
  if (assigned > 0) await dispatcher.assign(house.crewId, ...[...orders.values()].slice(0, assigned));
  const browser = await launch();
  let given = assigned;
  return {
    house,
    browser,
    dispatcher,
    clerk,
    places,
    orderOf: (place) => {
      const order = orders.get(place);
      if (order === undefined) throw new Error('The place has no turn-off.');
      return order;
    },
    stateOf: async (place) => (await house.ordersOf(place))[0]?.state,
    async ownCrew(wanted) {
      const stops = places
        .slice(given, given + wanted)
        .map((place, nth) => ({ place, address: addressOf(given + nth), ...spotOf(given + nth) }));
      if (stops.length < wanted) throw new Error(`Only ${stops.length} stops are left.`);
      const username = `crew-${given}`;
      given += wanted;
      const crewId = await aCrew(house.source, `Crew ${username}`);
      await aMember(house.source, { username, name: `A ${username}`, password: PASSWORD, roles: ['crew'], crewId });
      await dispatcher.assign(crewId, ...stops.map(({ place }) => orders.get(place) ?? 0));
      return { username, stops };
    },
    async close() {
      await browser.close();
      await house.close();
    },
  };
}

/** A tablet with the crew signed in on it. */
export interface OpenTablet {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the scripts of all its pages. */
  readonly faults: string[];
}

export interface TabletSettings {
  /** Whose tablet it is, standing at the first of its stops; that of the day's first crew when none is named. */
  readonly own?: OwnCrew;
  readonly width?: number;
  readonly height?: number;
  /** Without one, every request can be held up by the test. */
  readonly serviceWorker?: boolean;
  /** Runs before the page is opened. */
  readonly before?: (page: Page) => Promise<void>;
}

const positionOf = (own: OwnCrew | undefined): { readonly longitude: number; readonly latitude: number } => {
  const { longitude, latitude } = own?.stops[0] ?? spotOf(0);
  return { longitude, latitude };
};

export async function openTablet(day: TabletDay, settings: TabletSettings = {}): Promise<OpenTablet> {
  const context = await day.browser.newContext({
    viewport: { width: settings.width ?? 1180, height: settings.height ?? 820 },
    hasTouch: true,
    geolocation: { ...positionOf(settings.own), accuracy: 5 },
    permissions: ['geolocation'],
  });
  // The machine may be busy: what is waited for comes when it comes.
  context.setDefaultTimeout(60_000);
  const faults: string[] = [];
  context.on('page', (page) => page.on('pageerror', (error) => faults.push(error.message)));
  if (settings.serviceWorker === false) await context.addInitScript('delete Navigator.prototype.serviceWorker');
  const page = await context.newPage();
  await settings.before?.(page);
  await page.goto(`${day.house.api.url}/field/`);
  await signInOn(page, settings.own?.username);
  return { page, context, faults };
}

export async function signInOn(page: Page, username = 'crew'): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** All that this tablet's browser keeps of the app, as one text. */
export function everythingKept(page: Page): Promise<string> {
  return page.evaluate(`(async () => {
    const asked = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const found = [Object.entries(localStorage), Object.entries(sessionStorage), document.title, location.href];
    for (const { name } of await indexedDB.databases()) {
      if (!name.startsWith('curbstop')) continue;
      const db = await asked(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        const table = db.transaction(store).objectStore(store);
        found.push([name, store, await asked(table.getAllKeys()), await asked(table.getAll())]);
      }
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        const isApi = new URL(url).pathname.startsWith('/api/') && !url.includes('/api/map/');
        found.push(isApi ? [url, await (await cache.match(url)).text()] : url);
      }
    }
    return JSON.stringify(found);
  })()`);
}

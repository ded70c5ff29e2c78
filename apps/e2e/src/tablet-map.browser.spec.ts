import type { Page, Route } from 'playwright-core';
import { addressOf, openTablet, openTabletDay } from './support/tablet.ts';
import type { OpenTablet, TabletDay } from './support/tablet.ts';
import { until } from './support/until.ts';

jest.setTimeout(900_000);

/** Holds up the map's streets until `letGo`. */
async function holdStreets(page: Page): Promise<{ asked: () => boolean; letGo: () => Promise<void> }> {
  const held: Route[] = [];
  await page.route('**/api/map/base', (route) => {
    held.push(route);
  });
  return {
    asked: () => held.length > 0,
    async letGo() {
      for (const route of held.splice(0)) await route.continue();
    },
  };
}

describe('the map on the tablet', () => {
  let day: TabletDay;
  beforeAll(async () => {
    day = await openTabletDay(4, 2);
  });
  afterAll(() => day?.close());

  const marker = (page: Page, nth: number) =>
    page
      .getByRole('region', { name: 'Map of my stops' })
      .getByRole('button', { name: new RegExp(`^${addressOf(nth)}`) });
  /** Where a stop is drawn, px from the map's corner; null when it is not in the map's view. */
  async function seen(page: Page, nth: number): Promise<{ x: number; y: number } | null> {
    const [map, spot] = [
      await page.getByRole('region', { name: 'Map of my stops' }).boundingBox(),
      await marker(page, nth).boundingBox(),
    ];
    if (!map || !spot) return null;
    const [x, y] = [spot.x + spot.width / 2 - map.x, spot.y + spot.height / 2 - map.y];
    return x < 0 || y < 0 || x > map.width || y > map.height ? null : { x, y };
  }
  /** How far apart two stops are drawn: the zoom. */
  async function apart(page: Page): Promise<number> {
    const [a, b] = [await seen(page, 0), await seen(page, 1)];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  }
  /** Where a stop is drawn once the map has come to rest: at the same place at three looks. */
  async function atRest(page: Page, nth: number): Promise<{ readonly x: number; readonly y: number }> {
    const looks: string[] = [];
    return until('the map comes to rest', async () => {
      const box = await marker(page, nth).boundingBox();
      looks.push(JSON.stringify(box));
      await page.evaluate('new Promise((done) => setTimeout(done, 200))');
      return box && new Set(looks.slice(-3)).size === 1 && looks.length > 2 ? box : null;
    });
  }
  const quiet = async ({ page, faults }: OpenTablet): Promise<void> => {
    expect(await page.getByText('Something in this app went wrong').allTextContents()).toEqual([]);
    expect(faults).toEqual([]);
  };

  it.each<[string, (page: Page) => Promise<void>]>([
    ['the list alone is chosen', (page) => page.getByRole('button', { name: 'List', exact: true }).click()],
    [
      'a stop is opened',
      (page) =>
        page
          .getByRole('button', { name: addressOf(0) })
          .first()
          .click(),
    ],
    ['the outbox is opened', (page) => page.getByRole('button', { name: /^Outbox/ }).click()],
  ])('streets that come after %s are no error', async (_name, leave) => {
    let streets: Awaited<ReturnType<typeof holdStreets>> | undefined;
    const tablet = await openTablet(day, {
      serviceWorker: false,
      before: async (page) => {
        streets = await holdStreets(page);
      },
    });
    const { page, context } = tablet;
    await page.getByRole('region', { name: 'Map of my stops' }).waitFor();
    await until('the streets are asked for', () => streets?.asked());
    await leave(page);
    await page.getByRole('region', { name: 'Map of my stops' }).waitFor({ state: 'detached' });
    const arrived = page.waitForResponse('**/api/map/base');
    await streets?.letGo();
    await (await arrived).finished();
    await page.evaluate('new Promise((done) => setTimeout(done, 300))');
    await quiet(tablet);
    await context.close();
  });

  it('shows the stops and not the truck, follows the list until it is moved by hand, and again when asked', async () => {
    const tablet = await openTablet(day, {
      // The truck stands in another town.
      before: (page) => page.context().setGeolocation({ longitude: -122.2, latitude: 38.6, accuracy: 5 }),
    });
    const { page, context } = tablet;
    await marker(page, 0).waitFor();
    await until('the two stops fill the map', async () => (await apart(page)) > 150);
    const before = await apart(page);
    await day.dispatcher.assign(day.house.crewId, day.orderOf(day.places[3]!));
    await marker(page, 3).waitFor();
    await until('the third stop is in view', () => seen(page, 3));
    expect(await apart(page)).toBeLessThan(before);

    await page.getByRole('button', { name: 'Closer' }).click();
    await page.getByRole('button', { name: 'Closer' }).click();
    const map = await page.getByRole('region', { name: 'Map of my stops' }).boundingBox();
    if (!map) throw new Error('The map is not on the screen.');
    await page.mouse.move(map.x + 400, map.y + 300);
    await page.mouse.down();
    await page.mouse.move(map.x + 150, map.y + 500, { steps: 6 });
    await page.mouse.up();
    const own = await atRest(page, 3);
    await day.dispatcher.assign(day.house.crewId, day.orderOf(day.places[2]!));
    await page.getByRole('heading', { name: '4 stops to go' }).waitFor();
    await marker(page, 2).waitFor();
    expect(await marker(page, 3).boundingBox()).toEqual(own);
    // Nor does a way to the outbox and back.
    await page.getByRole('button', { name: /^Outbox/ }).click();
    await page.getByRole('button', { name: 'My stops' }).click();
    await marker(page, 3).waitFor();
    const again = await marker(page, 3).boundingBox();
    expect(Math.abs((again?.x ?? 0) - own.x)).toBeLessThan(3);
    expect(Math.abs((again?.y ?? 0) - own.y)).toBeLessThan(3);

    await page.getByRole('button', { name: 'Show all stops' }).click();
    for (const nth of [0, 1, 2, 3]) await until(`stop ${nth} is in view`, () => seen(page, nth));
    await quiet(tablet);
    await context.close();
  });

  it('a position says how old it is', async () => {
    const { page, context } = await openTablet(day);
    await page.getByText(/^Position good to 16 ft, (just now|\d+ s ago)/).waitFor();
    await context.close();
  });
});

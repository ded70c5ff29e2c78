import type { Page, Route } from 'playwright-core';
import { addressOf, openTablet, openTabletDay } from './support/tablet.ts';
import type { TabletDay } from './support/tablet.ts';
import { until } from './support/until.ts';

jest.setTimeout(900_000);

const LIST = '**/api/crew/day';

/** Holds up the list: what was asked for from `hold` on is answered at `letGo`, with the list as it was at `hold`. */
async function holdList(page: Page): Promise<{ hold: () => void; held: () => boolean; letGo: () => Promise<void> }> {
  const routes: Route[] = [];
  let holds = false;
  let body: string | null = null;
  await page.route(LIST, async (route) => {
    if (!holds) return route.continue();
    if (body === null) {
      const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' };
      body = await (await route.fetch({ headers })).text();
    }
    routes.push(route);
    return undefined;
  });
  return {
    hold: () => {
      holds = true;
    },
    held: () => routes.length > 0,
    async letGo() {
      holds = false;
      for (const route of routes) await route.fulfill({ contentType: 'application/json', body: body ?? '' });
    },
  };
}

describe('a list that was made before the news and comes after it', () => {
  let day: TabletDay;
  beforeAll(async () => {
    day = await openTabletDay(3, 2);
  });
  afterAll(() => day?.close());

  it('takes no stop from the tablet, and no STOP', async () => {
    let list: Awaited<ReturnType<typeof holdList>> | undefined;
    let connections = 0;
    const { page, context, faults } = await openTablet(day, {
      serviceWorker: false,
      before: async (opened) => {
        // However busy the machine is, the page waits for what is held.
        await opened.addInitScript('AbortSignal.timeout = () => new AbortController().signal;');
        opened.on('websocket', (socket) =>
          socket.on('framereceived', ({ payload }) => {
            if (String(payload).startsWith('40')) connections += 1;
          }),
        );
        list = await holdList(opened);
      },
    });
    await page.getByRole('heading', { name: '2 stops to go' }).waitFor();
    await until('the live feed stands', () => connections > 0);
    list?.hold();
    const before = connections;
    // The list is asked for again, and the feed comes back.
    await page.evaluate("dispatchEvent(new Event('offline')); dispatchEvent(new Event('online'))");
    await until('the list is on its way, and the feed stands', () => list?.held() && connections > before);

    await day.dispatcher.assign(day.house.crewId, day.orderOf(day.places[2]!));
    await page.getByRole('heading', { name: '3 stops to go' }).waitFor();
    await day.clerk.pay(day.places[0]!.accountId, 12_408);
    const stop = page.getByRole('alertdialog', { name: 'STOP – PAID' });
    await stop.waitFor();

    const arrived = page.waitForResponse(LIST);
    await list?.letGo();
    await (await arrived).finished();
    // Twice drawn: what the answer changes is on the screen by then.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect(await stop.isVisible()).toBe(true);
    await stop.getByRole('button', { name: 'Open. I left it alone.' }).click();
    await page.getByRole('heading', { name: '2 stops to go' }).waitFor();
    await page
      .locator('.f-list')
      .getByRole('button', { name: addressOf(2) })
      .first()
      .waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

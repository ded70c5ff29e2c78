import { rows } from '@curbstop/core';
import type { Browser } from 'playwright-core';
import { faultsOf } from './support/books.ts';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import type { Person } from './support/person.ts';
import { RunningClock } from './support/running-clock.ts';
import { drawLasso, launch, openScreen, slide } from './support/screens.ts';
import type { OpenScreen } from './support/screens.ts';
import { until } from './support/until.ts';

/** The morning after day 60, as a dispatcher and a crew see it on their screens. */
describe('on the screens', () => {
  let house: House;
  let browser: Browser;
  let desk: OpenScreen, tablet: OpenScreen;
  let clerk: Person;
  let paid: Place, turnedOff: Place, offline: Place;
  let orders: Map<number, number>;

  const ADDRESSES = {
    paid: '1401 Larch Crest Lane',
    turnedOff: '1402 Larch Crest Lane',
    offline: '1403 Larch Crest Lane',
  };
  const orderOf = (place: Place): number => orders.get(place.accountId) ?? 0;
  const stateOf = async (place: Place): Promise<string | undefined> => (await house.ordersOf(place))[0]?.state;

  /** The tablet is at the place, as its receiver says. */
  const stand = (address: string): Promise<void> => {
    const nth = Object.values(ADDRESSES).indexOf(address);
    return tablet.context.setGeolocation({
      longitude: -122.64 + nth * 0.002,
      latitude: 38.23 + nth * 0.001,
      accuracy: 4,
    });
  };
  /** From the list to the gate's yes. */
  async function toTheGate(address: string): Promise<void> {
    const { page } = tablet;
    await stand(address);
    await page.getByRole('button', { name: 'I am there already' }).click();
    await page.getByRole('heading', { name: address }).waitFor();
    await page.getByText('You may close').waitFor();
  }
  /** From the meter to the end, with the valve closed on the way. */
  async function turnOff(serial: string): Promise<void> {
    const { page } = tablet;
    await page.getByLabel('Serial number on the meter').fill(serial);
    await page.getByRole('button', { name: 'Compare with the order' }).click();
    for (const key of '80')
      await page.getByRole('group', { name: 'Reading' }).getByRole('button', { name: key, exact: true }).click();
    await page.getByRole('button', { name: 'Take this reading' }).click();
    await slide(page, 'Slide to close the valve');
    // The dial is watched to the end of its countdown, after the seconds in which the slide can be undone.
    await page.getByRole('button', { name: 'It stands still: no flow' }).click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'I left it: Turn-off tag' }).click();
    await page.getByRole('button', { name: /^Complete order/ }).click();
  }

  beforeAll(async () => {
    const start = '2026-01-05T06:00:00-08:00';
    house = await House.open(start, new RunningClock(start));
    // Of a route group that no bill run of these weeks is for: the list holds turn-offs alone.
    const at = (nth: number) => ({ routeGroup: 5, lon: -122.64 + nth * 0.002, lat: 38.23 + nth * 0.001 });
    paid = await house.place({ address: ADDRESSES.paid, ...at(0) });
    turnedOff = await house.place({ address: ADDRESSES.turnedOff, ...at(1) });
    offline = await house.place({ address: ADDRESSES.offline, ...at(2) });
    await house.untilDay60(paid, turnedOff, offline);
    await house.at('2026-03-16T17:00:00-07:00');
    await house.at('2026-03-17T08:30:00-07:00');
    orders = new Map();
    for (const place of [paid, turnedOff, offline]) orders.set(place.accountId, await house.turnOffOf(place));
    browser = await launch();
    const url = house.api.url;
    [desk, tablet, clerk] = await Promise.all([
      openScreen(browser, url, 'dispatch', 'dispatcher'),
      openScreen(browser, url, 'field', 'crew'),
      house.as('clerk'),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('the dispatcher draws a lasso around the list, releases it and gives it to the crew; the tablet shows it live', async () => {
    const { page } = desk;
    await tablet.page.getByText('No stops today').waitFor();
    await page.getByRole('region', { name: 'Map of the day’s orders' }).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${ADDRESSES.offline}`) }).waitFor();
    await page.getByRole('button', { name: /^Lasso/ }).click();
    await drawLasso(page);
    await page.getByText('3 chosen').waitFor();
    await page.getByRole('group', { name: 'Chosen orders' }).getByRole('button', { name: 'Release 3' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release 3' }).click();
    await until('the three are released', async () =>
      (await Promise.all([paid, turnedOff, offline].map(stateOf))).every((state) => state === 'released'),
    );
    const add = page.getByRole('button', { name: /^Add 3 to/ });
    await add.click();
    await tablet.page.getByRole('heading', { name: '3 stops to go' }).waitFor();
    expect(await stateOf(offline)).toBe('assigned');
  });

  it('a payment stops the open job on the tablet, over the whole screen', async () => {
    const { page } = tablet;
    await toTheGate(ADDRESSES.paid);
    await desk.page
      .getByText(/since 8:3\d/)
      .first()
      .waitFor();
    await clerk.pay(paid.accountId, 12_408);
    const stop = page.getByRole('alertdialog', { name: 'STOP – PAID' });
    await stop.waitFor();
    const box = await stop.boundingBox();
    expect(box).toMatchObject({ x: 0, y: 0, width: 1280, height: 800 });
    expect(await stop.textContent()).toContain('Paid $124.08');
    await stop.getByRole('button', { name: 'Open. I left it alone.' }).click();
    await page.getByRole('heading', { name: '2 stops to go' }).waitFor();
    await until('the answer is kept', async () => {
      const kept = await rows(house.source, "SELECT 1 FROM crew_action WHERE type = 'recall-seen' AND order_id = $1", [
        orderOf(paid),
      ]);
      return kept.length === 1;
    });
  });

  it('the crew turns the next one off, and the dispatcher sees it done', async () => {
    await toTheGate(ADDRESSES.turnedOff);
    await tablet.page.getByRole('button', { name: 'Next: meter' }).click();
    await turnOff(turnedOff.meterSerial);
    await until('the order is completed', async () => (await stateOf(turnedOff)) === 'completed');
    await desk.page.getByText('1 of 2').waitFor();
    expect((await clerk.account(turnedOff.accountId)).service).toBe('off');
  });

  it('without a network the page loads again with its list, and a completion made then is sent once', async () => {
    const { page, context } = tablet;
    await page.getByRole('heading', { name: '1 stop to go' }).waitFor();
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await toTheGate(ADDRESSES.offline);
    // The arrival is answered too: what is not sent from here on is the completion alone.
    await page.getByText('0, all sent').waitFor();
    await context.setOffline(true);
    await page.goto(`${house.api.url}/field/`);
    await page.getByRole('heading', { name: '1 stop to go' }).waitFor();
    await page.getByRole('button', { name: `Continue at ${ADDRESSES.offline}` }).click();
    // The gate's yes is kept with the job, and its permit still runs.
    await page.getByText('Permit to close').waitFor();
    await turnOff(offline.meterSerial);
    await page.getByText('1 not sent').first().waitFor();
    expect(await stateOf(offline)).toBe('on-site');
    await context.setOffline(false);
    await until('it is sent', async () => (await stateOf(offline)) === 'completed');
    await page.getByText('0, all sent').waitFor();
    const kept = await rows<{ n: number }>(
      house.source,
      "SELECT count(*)::int AS n FROM crew_action WHERE type = 'complete' AND order_id = $1",
      [orderOf(offline)],
    );
    expect(kept).toEqual([{ n: 1 }]);
    await desk.page.getByText('2 of 2').waitFor();
  });

  it('no script failed on either screen, and the books balance', async () => {
    expect([...desk.faults, ...tablet.faults]).toEqual([]);
    expect(await faultsOf(house.source)).toEqual([]);
  });
});

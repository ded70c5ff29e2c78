import type { OrderKind } from '@curbstop/contracts';
import { row } from '@curbstop/core';
import { KINDS, kindOf } from '@curbstop/work-orders';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { EveryKind } from './support/every-kind.ts';
import { RunningClock } from './support/running-clock.ts';
import { launch, openScreen } from './support/screens.ts';
import { signInOn } from './support/tablet.ts';
import { workThrough } from './support/tablet-hands.ts';
import type { OnTablet } from './support/tablet-hands.ts';
import type { Person } from './support/person.ts';
import { until } from './support/until.ts';

jest.setTimeout(900_000);

interface OpenWizards {
  readonly every: EveryKind;
  readonly browser: Browser;
  readonly dispatcher: Person;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly faults: string[];
}

/** A crew's tablet and a dispatcher, on a morning on which any kind of order may come. */
async function openWizards(location: boolean, start = '2026-01-05T06:00:00-08:00'): Promise<OpenWizards> {
  const every = await EveryKind.open(new RunningClock(start));
  const dispatcher = await every.house.as('dispatcher');
  const browser = await launch();
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    hasTouch: true,
    permissions: location ? ['geolocation'] : [],
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return { every, browser, dispatcher, context, page, faults };
}

/** The tablet on its list again, with a network, whatever the test before left on it. */
async function fromTheStart({ every, context, page }: OpenWizards): Promise<void> {
  await context.setOffline(false);
  await page.goto(`${every.house.api.url}/field/`);
  await backToStops(page);
}

const closeAll = async (all: OpenWizards | undefined): Promise<void> => {
  await all?.browser.close();
  await all?.every.house.close();
};

/** Puts an order of the kind on the tablet and opens its first step. */
async function given({ every, dispatcher, page }: OpenWizards, kind: OrderKind): Promise<number> {
  const orderId = await every.listed(kind);
  expect((await dispatcher.release(orderId)).refused).toEqual([]);
  expect((await dispatcher.assign(every.house.crewId, orderId)).refused).toEqual([]);
  const { address } = every.addressOf(kind);
  await page
    .getByRole('button', { name: new RegExp(`${address}`) })
    .first()
    .click();
  await page.getByRole('heading', { name: address }).waitFor();
  return orderId;
}

const stateOf = async ({ every }: OpenWizards, orderId: number): Promise<string | undefined> =>
  (await row<{ state: string }>(every.house.source, 'SELECT state FROM work_order WHERE id = $1', [orderId]))?.state;
const evidenceOf = async ({ every }: OpenWizards, orderId: number): Promise<Record<string, unknown> | undefined> =>
  (
    await row<{ body: Record<string, unknown> }>(every.house.source, 'SELECT body FROM evidence WHERE order_id = $1', [
      orderId,
    ])
  )?.body;

const atOf = (all: OpenWizards, kind: OrderKind, pass: OnTablet['pass']): OnTablet => ({
  page: all.page,
  kind,
  address: all.every.addressOf(kind).address,
  meterSerial: all.every.placeOf(kind).meterSerial,
  pass,
});
const pressed = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
const backToStops = (page: Page): Promise<void> => page.getByRole('heading', { name: /stops? to go/ }).waitFor();

describe('every wizard on a tablet that may not know where it is', () => {
  let all: OpenWizards;
  beforeAll(async () => {
    all = await openWizards(false);
    await all.page.goto(`${all.every.house.api.url}/field/`);
    await signInOn(all.page);
    await all.page.getByText('No stops today').waitFor();
  });
  afterAll(() => closeAll(all));
  beforeEach(() => fromTheStart(all));

  /** The city's clock goes on, and the tablet hears of it with its next answer. */
  const pass = async (milliseconds: number): Promise<void> => {
    all.every.house.clock.advance({ milliseconds });
    await all.page.evaluate("dispatchEvent(new Event('online'))");
  };

  it.each([...KINDS.keys()])('%s has no dead end, and the reason is kept', async (kind) => {
    const { page } = all;
    const orderId = await given(all, kind);
    await pressed(page, /^I have arrived at/);
    const at = atOf(all, kind, pass);
    if (kindOf(kind).effect !== 'off') {
      await workThrough(at);
      await page.getByText('Sent without a position: location is switched off for this app.').waitFor();
      await pressed(page, /^Complete order/);
      await until('the order is completed', async () => (await stateOf(all, orderId)) === 'completed');
      expect(await evidenceOf(all, orderId)).toMatchObject({ position: null, positionMissing: 'denied' });
    } else {
      // When in doubt the water stays on: the valve is locked, and the way out says why by itself.
      await page.getByText('You may close').waitFor();
      await pressed(page, 'Go on to the meter');
      await workThrough(at, 'close');
      await page.getByText(/must know where it is before the valve is closed/).waitFor();
      expect(await page.getByRole('slider').getAttribute('aria-disabled')).toBe('true');
      await pressed(page, 'Cannot close');
      await pressed(page, /^Leave order/);
      await until('the order is left undone', async () => (await stateOf(all, orderId)) === 'cannot-complete');
      const said = await row<{ note: string; missing: string }>(
        all.every.house.source,
        `SELECT body->>'note' AS note, body->>'positionMissing' AS missing FROM crew_action
         WHERE order_id = $1 AND type = 'cannot-complete'`,
        [orderId],
      );
      expect(said).toEqual({ note: 'Location is switched off for this app.', missing: 'denied' });
    }
    await backToStops(page);
    expect(all.faults).toEqual([]);
  });
});

describe('every wizard on a tablet whose network is cut', () => {
  let all: OpenWizards;
  beforeAll(async () => {
    all = await openWizards(true);
    // Without a server that tells the time, the page's own clock is what passes.
    await all.page.clock.install();
    await all.page.goto(`${all.every.house.api.url}/field/`);
    await signInOn(all.page);
    await all.page.getByText('No stops today').waitFor();
    await all.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  });
  afterAll(() => closeAll(all));
  beforeEach(() => fromTheStart(all));

  const pass = (milliseconds: number): Promise<void> => all.page.clock.fastForward(milliseconds);

  it.each([...KINDS.keys()])('%s goes from the list to completed, and is sent once', async (kind) => {
    const { page, context } = all;
    const { longitude, latitude } = all.every.addressOf(kind);
    await context.setGeolocation({ longitude, latitude, accuracy: 5 });
    const orderId = await given(all, kind);
    await page.getByText('16 ft').first().waitFor();
    await context.setOffline(true);
    await pressed(page, /^I have arrived at/);
    if (kindOf(kind).effect === 'off') {
      // Nobody may close without the city's yes; the way on from there needs no network.
      await page.getByText('Do not close here').first().waitFor();
      await page.getByRole('button', { name: 'Skip for now' }).waitFor();
      await context.setOffline(false);
      await page.getByText('You may close').waitFor();
      await pressed(page, 'Go on to the meter');
      await context.setOffline(true);
    }
    await workThrough(atOf(all, kind, pass));
    await page.getByText('No network: it is kept in the outbox and sent by itself.').waitFor();
    await pressed(page, /^Complete order/);
    await backToStops(page);
    await page
      .getByText(/not sent/)
      .first()
      .waitFor();
    expect(await stateOf(all, orderId)).not.toBe('completed');
    await context.setOffline(false);
    await until('the order is completed', async () => (await stateOf(all, orderId)) === 'completed');
    await page.getByText('0, all sent').waitFor();
    expect(await evidenceOf(all, orderId)).toMatchObject({ position: { lat: latitude }, positionMissing: null });
    expect(all.faults).toEqual([]);
  });
});

describe('a tablet far from the address', () => {
  let all: OpenWizards;
  beforeAll(async () => {
    all = await openWizards(true);
    await all.page.goto(`${all.every.house.api.url}/field/`);
    await signInOn(all.page);
    await all.page.getByText('No stops today').waitFor();
  });
  afterAll(() => closeAll(all));
  beforeEach(() => fromTheStart(all));

  it.each([
    ['130 m', 0.00117, /^The tablet is 4\d0 ft from the address on the map\. Over 200 ft, say why\.$/],
    ['1.5 km', 0.0135, /^The tablet is 0\.9 mi from the address on the map\. Over 200 ft, say why\.$/],
  ])('asks why, %s away, and dispatch reads how far and why', async (_far, north, asks) => {
    const { page, context, every } = all;
    const kind = north < 0.01 ? 'door-tag' : 'manual-read';
    const { address, longitude, latitude } = every.addressOf(kind);
    await context.setGeolocation({ longitude, latitude: latitude + north, accuracy: 4 });
    const orderId = await given(all, kind);
    const arrived = page.getByRole('button', { name: /^I have arrived at/ });
    await page.getByText(asks).waitFor();
    expect(await arrived.isDisabled()).toBe(true);
    await page.getByText('Something else').click();
    expect(await arrived.isDisabled()).toBe(true);
    await page.getByLabel('What is it? In a few words').fill('The road is closed');
    await arrived.click();
    await workThrough(atOf(all, kind, () => Promise.resolve()));
    await pressed(page, /^Complete order/);
    await until('the order is completed', async () => (await stateOf(all, orderId)) === 'completed');
    await backToStops(page);

    const dispatch = await openScreen(all.browser, every.house.api.url, 'dispatch', 'dispatcher');
    const field = dispatch.page.getByRole('region', { name: 'From the field' });
    await dispatch.page.locator('[data-search]').fill(address);
    await dispatch.page.locator(`[data-order="${orderId}"]`).click();
    await field
      .getByText(/^The tablet was (4\d0 ft|0\.9 mi) from the address\. Something else: The road is closed$/)
      .waitFor();
    expect([...dispatch.faults, ...all.faults]).toEqual([]);
    await dispatch.context.close();
  });
});

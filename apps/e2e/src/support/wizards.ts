import type { OrderKind } from '@curbstop/contracts';
import { row } from '@curbstop/core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { EveryKind } from './every-kind.ts';
import { RunningClock } from './running-clock.ts';
import { launch } from './screens.ts';
import type { OnTablet } from './tablet-hands.ts';
import type { Person } from './person.ts';

export interface OpenWizards {
  readonly every: EveryKind;
  readonly browser: Browser;
  readonly dispatcher: Person;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly faults: string[];
}

/** A crew's tablet and a dispatcher, on a morning on which any kind of order may come. */
export async function openWizards(location: boolean, start = '2026-01-05T06:00:00-08:00'): Promise<OpenWizards> {
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
export async function fromTheStart({ every, context, page }: OpenWizards): Promise<void> {
  await context.setOffline(false);
  await page.goto(`${every.house.api.url}/field/`);
  await backToStops(page);
}

export const closeAll = async (all: OpenWizards | undefined): Promise<void> => {
  await all?.browser.close();
  await all?.every.house.close();
};

/** Puts an order of the kind on the tablet and opens its first step. */
export async function given({ every, dispatcher, page }: OpenWizards, kind: OrderKind): Promise<number> {
  const orderId = await every.listed(kind);
  expect((await dispatcher.release(orderId)).refused).toEqual([]);
  expect((await dispatcher.assign(every.house.crewId, orderId)).refused).toEqual([]);
  const { address } = every.addressOf(kind);
  // The list's button: the map has a marker of the same name, which may still be moving.
  await page.locator('.f-list').getByRole('button', { name: address }).click();
  await page.getByRole('heading', { name: address }).waitFor();
  return orderId;
}

export const stateOf = async ({ every }: OpenWizards, orderId: number): Promise<string | undefined> =>
  (await row<{ state: string }>(every.house.source, 'SELECT state FROM work_order WHERE id = $1', [orderId]))?.state;
export const evidenceOf = async (
  { every }: OpenWizards,
  orderId: number,
): Promise<Record<string, unknown> | undefined> =>
  (
    await row<{ body: Record<string, unknown> }>(every.house.source, 'SELECT body FROM evidence WHERE order_id = $1', [
      orderId,
    ])
  )?.body;

export const atOf = (all: OpenWizards, kind: OrderKind, pass: OnTablet['pass']): OnTablet => ({
  page: all.page,
  kind,
  address: all.every.addressOf(kind).address,
  meterSerial: all.every.placeOf(kind).meterSerial,
  pass,
});
export const pressed = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
export const backToStops = (page: Page): Promise<void> => page.getByRole('heading', { name: /stops? to go/ }).waitFor();

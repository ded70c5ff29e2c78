import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD } from './house.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Far longer than any screen takes, on the busiest machine; in milliseconds. */
const TURN_MS = 60_000;

/** Somebody's screen, with what went wrong on it. */
export interface OpenScreen {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page's scripts. */
  readonly faults: string[];
}

/** A browser without a window. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium', args: FLAGS });
}

/** Opens an app and signs in. */
export async function openScreen(
  browser: Browser,
  url: string,
  app: 'dispatch' | 'field' | 'desk',
  username: string,
): Promise<OpenScreen> {
  const field = app === 'field';
  const context = await browser.newContext({
    viewport: field ? { width: 1280, height: 800 } : { width: 1440, height: 900 },
    hasTouch: field,
    geolocation: { longitude: -122.64, latitude: 38.2285, accuracy: 4 },
    permissions: ['geolocation'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(TURN_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${url}/${app}/`);
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  return { page, context, faults };
}

/** Has the server do what the page sends to an address, once, and loses its answer on the way. */
export async function loseAnswer(page: Page, address: RegExp): Promise<void> {
  await page.route(
    address,
    async (route) => {
      // A request sent on by the test names no page that it comes from, and the server takes none such from a browser.
      await route.fetch({ headers: { ...route.request().headers(), 'sec-fetch-site': 'same-origin' } });
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
}

/** Drags the thumb of a slide from its start past its end. */
export async function slide(page: Page, name: string): Promise<void> {
  const thumb = page.getByRole('slider', { name });
  await thumb.scrollIntoViewIfNeeded();
  const from = await thumb.boundingBox();
  const track = await thumb.locator('..').boundingBox();
  if (!from || !track) throw new Error(`The slide “${name}” is not on the screen.`);
  const y = from.y + from.height / 2;
  await page.mouse.move(from.x + from.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width / 2, y, { steps: 5 });
  await page.mouse.move(track.x + track.width - 8, y, { steps: 5 });
  await page.mouse.up();
}

/** Draws an armed lasso around most of dispatch's map. */
export async function drawLasso(page: Page): Promise<void> {
  const map = await page.getByRole('region', { name: 'Map of the day’s orders' }).boundingBox();
  if (!map) throw new Error('The map is not on the screen.');
  const corner = (x: number, y: number): [number, number] => [map.x + map.width * x, map.y + map.height * y];
  await page.mouse.move(...corner(0.15, 0.85));
  await page.mouse.down();
  for (const [x, y] of [
    [0.15, 0.2],
    [0.9, 0.2],
    [0.9, 0.85],
    [0.2, 0.85],
  ] as const)
    await page.mouse.move(...corner(x, y), { steps: 4 });
  await page.mouse.up();
}

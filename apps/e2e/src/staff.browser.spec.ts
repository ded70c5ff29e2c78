import { createHmac } from 'node:crypto';
import { aMember } from '@curbstop/testing';
import type { Browser, Page } from 'playwright-core';
import { House, PASSWORD } from './support/house.ts';
import { RunningClock } from './support/running-clock.ts';
import { launch, openScreen } from './support/screens.ts';
import type { OpenScreen } from './support/screens.ts';
import { signInOn } from './support/tablet.ts';

jest.setTimeout(600_000);

const OWN_PASSWORD = 'a well with clear water';
const STEP_MS = 30_000;

/** What an authenticator app shows for a key at a moment (RFC 6238). */
function codeOf(key: string, at: number): string {
  const bits = [...key].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes =
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const digest = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}

const pressed = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();

/** Sets the second step up from the key that the page shows; gives the key back. */
async function setUp(page: Page): Promise<string> {
  await pressed(page, 'Set up two-step sign-in');
  const key = (await page.getByText('Enter this key:').locator('code').innerText()).replaceAll(/\s/g, '');
  await page.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
  await page.getByLabel('Code').fill('000000');
  await pressed(page, 'Turn on');
  await page.getByRole('alert').filter({ hasText: /\w/ }).first().waitFor();
  // The step before this one is still taken, and leaves this one and the next for signing in.
  await page.getByLabel('Code').fill(codeOf(key, Date.now() - STEP_MS));
  await pressed(page, 'Turn on');
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
  expect(await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').count()).toBe(10);
  await pressed(page, 'I have kept them');
  await page.getByText('Two-step sign-in is on.').first().waitFor();
  return key;
}

async function signInWithCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Password').fill(OWN_PASSWORD);
  await pressed(page, 'Sign in');
  await page.getByLabel('Code').fill(code);
  await pressed(page, 'Sign in');
}

describe('staff, from the administrator’s page to a code at the door', () => {
  let house: House;
  let browser: Browser;
  let admin: OpenScreen;
  let theirs: Page;
  let oneTime = '';
  let key = '';
  const faults: string[] = [];

  beforeAll(async () => {
    const start = '2026-03-16T08:00:00-07:00';
    house = await House.open(start, new RunningClock(start));
    await aMember(house.source, { username: 'admin', name: 'An admin', password: PASSWORD, roles: ['admin'] });
    browser = await launch();
    admin = await openScreen(browser, house.api.url, 'desk', 'admin');
    theirs = await newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function newPage(): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    return page;
  }

  it('an administrator adds someone, and sees the one-time password once', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Staff' }).click();
    await pressed(page, 'Add someone');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('User name').fill('rokafor');
    await dialog.getByLabel('Name', { exact: true }).fill('R. Okafor');
    await dialog.getByLabel('dispatcher').check();
    await dialog.getByLabel('billing clerk').check();
    await dialog.getByRole('button', { name: 'Add' }).click();
    const shown = page.getByRole('dialog', { name: 'One-time password of R. Okafor' });
    oneTime = (await shown.locator('code').innerText()).trim();
    await shown.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: /R\. Okafor.*One-time password/ }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain(oneTime);
  });

  it('the one-time password opens nothing but the choice of an own one', async () => {
    await theirs.goto(`${house.api.url}/desk/`);
    await theirs.getByLabel('User name').fill('rokafor');
    await theirs.getByLabel('Password').fill(oneTime);
    await pressed(theirs, 'Sign in');
    await theirs.getByRole('heading', { name: 'Choose your own password' }).waitFor();
    await theirs.reload();
    await theirs.getByRole('heading', { name: 'Choose your own password' }).waitFor();
    const fields = theirs.locator('input[type="password"]');
    await fields.nth(0).fill(oneTime);
    await fields.nth(1).fill(OWN_PASSWORD);
    if ((await fields.count()) > 2) await fields.nth(2).fill(OWN_PASSWORD);
    await theirs.locator('button[type="submit"]').click();
    await theirs.getByRole('link', { name: 'Accounts' }).waitFor();
  });

  it('sets up two-step sign-in from the menu, and signs in with a code', async () => {
    await theirs.locator('summary').filter({ hasText: 'R. Okafor' }).click();
    await theirs.getByRole('link', { name: 'Two-step sign-in: off' }).click();
    key = await setUp(theirs);
    await theirs.locator('summary').filter({ hasText: 'R. Okafor' }).click();
    await theirs.getByRole('link', { name: 'Two-step sign-in: on' }).waitFor();
    await pressed(theirs, 'Sign out');
    await theirs.getByLabel('User name').fill('rokafor');
    await signInWithCode(theirs, codeOf(key, Date.now()));
    await theirs.getByRole('link', { name: 'Accounts' }).waitFor();
    await admin.page.reload();
    await admin.page.getByRole('row', { name: /R\. Okafor.*Two-step/ }).waitFor();
  });

  it('the same person signs in to dispatch with a code, and finds the second step behind the name', async () => {
    const page = await newPage();
    await page.goto(`${house.api.url}/dispatch/`);
    await page.getByLabel('User name').fill('rokafor');
    await signInWithCode(page, codeOf(key, Date.now() + STEP_MS));
    await pressed(page, /^R\. Okafor, dispatcher/);
    await page.getByRole('dialog', { name: 'Two-step sign-in' }).getByText('Two-step sign-in is on.').waitFor();
    await page.context().close();
  });

  it('a dispatcher sets it up behind the name, and turns it off again with the password', async () => {
    const { page, context, faults: theirFaults } = await openScreen(browser, house.api.url, 'dispatch', 'dispatcher');
    await pressed(page, /^A dispatcher, dispatcher/);
    const dialog = page.getByRole('dialog', { name: 'Two-step sign-in' });
    await dialog.waitFor();
    await setUp(page);
    await dialog.getByLabel('Password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Turn off two-step sign-in' }).click();
    await dialog.getByRole('button', { name: 'Set up two-step sign-in' }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(theirFaults).toEqual([]);
    await context.close();
  });

  it('a crew sets it up on the page of its tablet', async () => {
    const page = await newPage();
    await page.goto(`${house.api.url}/field/`);
    await signInOn(page);
    await pressed(page, /^This tablet/);
    await page.getByRole('heading', { name: 'Two-step sign-in' }).waitFor();
    await setUp(page);
    expect([...faults, ...admin.faults]).toEqual([]);
    await page.context().close();
  });
});

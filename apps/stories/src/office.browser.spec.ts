import { rows } from '@curbstop/core';
import type { Browser } from 'playwright-core';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import { RunningClock } from './support/running-clock.ts';
import { launch, loseAnswer, openScreen } from './support/screens.ts';
import type { OpenScreen } from './support/screens.ts';

jest.setTimeout(60_000);

/** The morning after day 60 on the pages of the whole city, by keyboard alone. */
describe('the pages of the whole city at the desk', () => {
  let house: House;
  let browser: Browser;
  let desk: OpenScreen;
  let pays: Place, listed: Place;

  const press = (key: string): Promise<void> => desk.page.keyboard.press(key);
  const type = (text: string): Promise<void> => desk.page.keyboard.type(text);
  const dialog = () => desk.page.getByRole('dialog');
  /** Tab until something of a name has the keyboard. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let steps = 0; steps < 60; steps++) {
      await press('Tab');
      const here = desk.page.locator(':focus');
      if ((await here.count()) > 0 && name.test((await here.innerText()).trim())) return;
    }
    throw new Error(`No Tab leads to ${String(name)}.`);
  }

  beforeAll(async () => {
    const start = '2026-01-05T06:00:00-08:00';
    house = await House.open(start, new RunningClock(start));
    const at = (nth: number) => ({ routeGroup: 5, lon: -122.64 + nth * 0.002, lat: 38.23 });
    pays = await house.place({ address: '1401 Larch Crest Lane', ...at(0) });
    listed = await house.place({ address: '1402 Larch Crest Lane', ...at(1) });
    await house.untilDay60(pays, listed);
    await house.at('2026-03-16T17:00:00-07:00');
    await house.at('2026-03-17T08:30:00-07:00');
    browser = await launch();
    desk = await openScreen(browser, house.billing.url, 'desk', 'finance');
    await desk.page.setViewportSize({ width: 1280, height: 800 });
    await desk.page.getByRole('link', { name: 'Money' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('J.2: a payment is found, judged, taken once though its answer is lost, and takes the account off the list', async () => {
    const { page } = desk;
    await tabTo(/^Money$/);
    await press('Enter');
    await page.getByRole('combobox', { name: 'Account', exact: true }).waitFor();
    await type('1401 Larch');
    await press('Enter');
    await page.getByLabel('Amount in dollars').waitFor();
    await type('124.08');
    await page.getByText('Counts on Tue, Mar 17.').waitFor();
    await loseAnswer(page, /\/payments$/);
    await press('Enter');
    await page.getByRole('button', { name: 'Send $124.08 again' }).waitFor();
    await press('Enter');
    await page.getByRole('button', { name: 'Next payment' }).waitFor();
    const paid = await rows(house.source, 'SELECT amount FROM payment WHERE account_id = $1', [pays.accountId]);
    expect(paid).toEqual([{ amount: 12_408 }]);
    expect((await house.ordersOf(pays)).map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('E.1: a list is undone as a whole, with its reason', async () => {
    const { page } = desk;
    await press('Enter');
    await tabTo(/^Batches$/);
    await press('Enter');
    await page.getByRole('link', { name: 'Turn-off list' }).waitFor();
    await tabTo(/^Turn-off list$/);
    await press('Enter');
    await page.getByText('1402 Larch Crest Lane').waitFor();
    await tabTo(/^Undo all/);
    await press('Enter');
    await dialog().waitFor();
    await type('The notices named a wrong day.');
    await press('Enter');
    await dialog().getByText('1 line undone').waitFor();
    await press('Enter');
    await page
      .getByText(/^Undone /)
      .first()
      .waitFor();
    expect((await house.ordersOf(listed)).map(({ state }) => state)).toEqual(['cancelled']);
    expect(desk.faults).toEqual([]);
  });
});

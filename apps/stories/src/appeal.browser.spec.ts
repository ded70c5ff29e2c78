import { rows } from '@curbstop/core';
import type { Browser } from 'playwright-core';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import { RunningClock } from './support/running-clock.ts';
import { launch, loseAnswer, openScreen } from './support/screens.ts';
import type { OpenScreen } from './support/screens.ts';

jest.setTimeout(60_000);

/** The morning after day 60 at the billing desk: one household appeals its bill, and somebody new signs up for its home. */
describe('an appeal and a sign-up at the desk', () => {
  let house: House;
  let browser: Browser;
  let desk: OpenScreen;
  let home: Place;

  const dialog = () => desk.page.getByRole('dialog');

  beforeAll(async () => {
    const start = '2026-01-05T06:00:00-08:00';
    house = await House.open(start, new RunningClock(start));
    home = await house.place({ address: '1401 Larch Crest Lane', routeGroup: 5, lon: -122.64, lat: 38.23 });
    await house.untilDay60(home);
    await house.at('2026-03-16T17:00:00-07:00');
    await house.at('2026-03-17T08:30:00-07:00');
    browser = await launch();
    desk = await openScreen(browser, house.billing.url, 'desk', 'clerk');
    await desk.page.goto(`${house.billing.url}/desk/#/accounts/${home.accountId}`);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('H.3.a: a late appeal is judged while it is typed, and taken once though its answer is lost', async () => {
    const { page } = desk;
    await page.getByRole('button', { name: /^Take an appeal/ }).click();
    await dialog().getByText('An appeal is made in writing, to Water Billing.').waitFor();
    await dialog().getByLabel('Appeal of').selectOption({ index: 1 });
    await dialog().getByLabel('It came in writing, to Water Billing').check();
    await dialog().getByText('The appeal comes too late.').waitFor();
    await dialog().getByLabel('Why it is taken though it is late').fill('The bill went to the wrong address.');
    await dialog().getByText('Would be granted.').waitFor();
    await dialog().getByRole('button', { name: 'Take the appeal' }).click();
    await dialog().getByText('Say what the customer finds wrong.').waitFor();
    await dialog().getByLabel('What the customer finds wrong').fill('The house stood empty.');
    await loseAnswer(page, /\/appeals$/);
    await dialog().getByRole('button', { name: 'Take the appeal' }).click();
    await dialog().getByText('It is not known whether this was done').waitFor();
    await dialog().getByRole('button', { name: 'Send the same again' }).click();
    await dialog().getByText('The appeal is taken.').waitFor();
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    const filed = await rows(house.source, 'SELECT state FROM appeal WHERE account_id = $1', [home.accountId]);
    expect(filed).toEqual([{ state: 'open' }]);
    expect((await house.ordersOf(home)).map(({ kind, state }) => [kind, state])).toContainEqual([
      'turn-off',
      'cancelled',
    ]);
  });

  it('H.3, H.3.b: the account shows it as a record, and locks its decision for the clerk', async () => {
    const { page } = desk;
    await page.getByRole('tab', { name: 'Appeals' }).click();
    await page.getByText('The house stood empty.').waitFor();
    await page.getByText('The bill went to the wrong address.').waitFor();
    const decide = page.getByRole('button', { name: /^Decide the appeal/ });
    expect(await decide.getAttribute('aria-disabled')).toBe('true');
  });

  it('A.1, A.2: says what a sign-up lacks, and opens one account though its answer is lost', async () => {
    const { page } = desk;
    await page.goto(`${house.billing.url}/desk/#/opening`);
    await page.getByLabel('Which place?').fill('1401 Larch');
    await page.getByRole('option', { name: /1401 Larch Crest Lane/ }).click();
    await page.getByText('Pending: an identity card is missing.').waitFor();
    await page.getByLabel('Identity card valid until').fill('2029-03-01');
    await page.getByText('A deposit of').first().waitFor();
    await page.getByLabel('Proof of ownership').selectOption('deed');
    await page.getByText('no deposit is due').waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Priya Ostrander');
    await loseAnswer(page, /\/api\/openings$/);
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByRole('button', { name: 'Send the same again' }).click();
    await page.getByRole('link', { name: /^Account / }).waitFor();
    const opened = await rows(house.source, 'SELECT proof FROM opening');
    expect(opened).toEqual([{ proof: 'deed' }]);
    expect(desk.faults).toEqual([]);
  });
});

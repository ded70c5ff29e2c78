import { openScreen } from './support/screens.ts';
import { workThrough } from './support/tablet-hands.ts';
import { signInOn } from './support/tablet.ts';
import { until } from './support/until.ts';
import { atOf, backToStops, closeAll, fromTheStart, given, openWizards, pressed, stateOf } from './support/wizards.ts';
import type { OpenWizards } from './support/wizards.ts';

jest.setTimeout(900_000);

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

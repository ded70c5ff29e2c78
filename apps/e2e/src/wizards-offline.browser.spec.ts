import { KINDS, kindOf } from '@curbstop/work-orders';
import { workThrough } from './support/tablet-hands.ts';
import { signInOn } from './support/tablet.ts';
import { until } from './support/until.ts';
import {
  atOf,
  backToStops,
  closeAll,
  evidenceOf,
  fromTheStart,
  given,
  openWizards,
  pressed,
  stateOf,
} from './support/wizards.ts';
import type { OpenWizards } from './support/wizards.ts';

jest.setTimeout(900_000);

describe('every wizard on a tablet whose network is cut', () => {
  let all: OpenWizards;
  beforeAll(async () => {
    all = await openWizards(true);
    // Without a server that tells the time the tablet's own clocks are what passes. Only what they say is moved:
    // timers and drawing go on by themselves, which a click waits for.
    await all.page.addInitScript(`
      window.passed = 0;
      const [wall, steady] = [Date.now, performance.now.bind(performance)];
      Date.now = () => wall() + window.passed;
      performance.now = () => steady() + window.passed;
    `);
    await all.page.goto(`${all.every.house.api.url}/field/`);
    await signInOn(all.page);
    await all.page.getByText('No stops today').waitFor();
    await all.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  });
  afterAll(() => closeAll(all));
  beforeEach(() => fromTheStart(all));

  /** The city's clock and the tablet's go on together. */
  const pass = async (milliseconds: number): Promise<void> => {
    all.every.house.clock.advance({ milliseconds });
    await all.page.evaluate(`window.passed += ${milliseconds}`);
  };

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
      await pressed(page, 'Next: meter');
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

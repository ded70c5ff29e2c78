import { inTransaction, makeBillRun, rows, scheduledRuns, storeHandRead } from '@curbstop/core';
import { day, policyOn } from '@curbstop/policy';
import { moment } from '@curbstop/testing';
import type { Browser, Page } from 'playwright-core';
import type { Device } from './support/device.ts';
import { House } from './support/house.ts';
import type { Place } from './support/house.ts';
import { RunningClock } from './support/running-clock.ts';
import { launch, loseAnswer, openScreen } from './support/screens.ts';
import type { OpenScreen } from './support/screens.ts';
import { until } from './support/until.ts';

const NOW = '2026-03-17T08:30:00-07:00';
const TERMS = policyOn('glendora', day('2026-01-15'));
const CREW = { kind: 'staff', id: 1, name: 'J. Lindqvist', role: 'crew' } as const;
const HOMES = ['doubted', 'begun', 'odd', 'billed', 'exchanged', 'unknown'] as const;
type Home = (typeof HOMES)[number];

/** A morning at the desk with what meters leave to a person: readings, bills that wait, messages that nobody could handle. */
describe('meters at the desk', () => {
  let house: House;
  let browser: Browser;
  let screen: OpenScreen;
  let page: Page;
  let clerk: OpenScreen;
  const homes = {} as Record<Home, Place>;
  const devices = {} as Record<Home, Device>;

  beforeAll(async () => {
    house = await House.open(NOW, new RunningClock(NOW));
    for (const [nth, name] of HOMES.entries())
      homes[name] = await house.place({ address: `${1401 + nth} Larch Crest Lane`, openedOn: '2025-11-12' });
    for (const name of HOMES) await byHand(name, '2026-01-08T10:00:00-08:00', '40');
    await bill('2026-01-15');
    await byHand('doubted', '2026-03-03T10:00:00-08:00', '400');
    await byHand('odd', '2026-03-03T10:00:00-08:00', '250');
    await byHand('billed', '2026-03-03T10:00:00-08:00', '110');
    await bill('2026-03-12');
    await byHand('billed', '2026-03-16T10:00:00-07:00', '58');
    for (const name of HOMES) [devices[name]] = (await house.plugIn(homes[name])) as [Device];
    await devices.begun.read('2.000', moment('2026-03-16T10:00:00-07:00'));
    for (let nth = 0; nth < 20; nth += 1) await devices.doubted.alarm('leak');
    await devices.unknown.read('not a register');
    await house.source.query('UPDATE meter SET device_id = NULL WHERE id = $1', [homes.unknown.meterId]);
    await devices.unknown.read('43.500', moment('2026-03-17T07:00:00-07:00'));
    await house.source.query('UPDATE meter SET device_id = $2 WHERE id = $1', [
      homes.unknown.meterId,
      homes.unknown.deviceId,
    ]);
    browser = await launch();
    screen = await openScreen(browser, house.api.url, 'desk', 'supervisor');
    page = screen.page;
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('link', { name: 'Accounts' }).waitFor();
    clerk = await openScreen(browser, house.api.url, 'desk', 'clerk');
    await clerk.page.getByRole('link', { name: 'Accounts' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const byHand = (name: Home, when: string, register: string) =>
    inTransaction(house.source, (tx) =>
      storeHandRead(
        { tx, actor: CREW, now: moment(when) },
        { meterId: homes[name].meterId, register, at: moment(when), source: 'crew' },
        TERMS,
      ),
    );
  async function bill(on: string): Promise<void> {
    for (const each of scheduledRuns('glendora', day(on), day(on), moment(`${on}T12:00:00Z`)))
      await makeBillRun(house.source, 'glendora', each, each.at);
  }
  const show = (route: string) => page.goto(`${house.api.url}/desk/#/${route}`);
  const dialog = () => page.getByRole('dialog');
  const row = (name: string | RegExp) => page.getByRole('row', { name });
  const confirm = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
  const closed = () => dialog().waitFor({ state: 'detached' });
  const billsOf = (name: Home) =>
    rows<{ end: number; taken: boolean }>(
      house.source,
      'SELECT end_litres AS "end", taken_back_at IS NOT NULL AS taken FROM bill WHERE account_id = $1 ORDER BY id',
      [homes[name].accountId],
    );

  it('B.1 a doubt leads from its task to the reading; accepted with a reason, it is billed, though the answer was lost', async () => {
    const { page: desk } = clerk;
    await desk.goto(`${house.api.url}/desk/#/tasks`);
    await desk.getByText('tells of leak').waitFor();
    expect(await desk.getByText('tells of leak').count()).toBe(1);
    const task = desk.getByRole('row', { name: /1401 Larch.*is doubted/ });
    const href = await task.getByRole('link').first().getAttribute('href');
    expect(href).toBe(`#/accounts/${homes.doubted.accountId}/meter`);
    await show(`accounts/${homes.doubted.accountId}/meter`);
    await row(/\b400 m³/)
      .getByText('Doubted')
      .waitFor();
    await row(/\b400 m³/)
      .getByRole('button', { name: /^Accept/ })
      .click();
    await confirm('Accept');
    await dialog().getByText('Say why.').waitFor();
    await dialog().getByLabel('Reason').fill('The customer filled a pool.');
    await loseAnswer(page, /\/readings\/decide$/);
    await confirm('Accept');
    await dialog().getByText('Send it again.').waitFor();
    await confirm('Accept');
    await closed();
    await row(/\b400 m³/)
      .getByText('A supervisor: The customer filled a pool.')
      .waitFor();
    expect((await billsOf('doubted')).map(({ end }) => end)).toEqual([40_000, 400_000]);
  });

  it('B.1 a register that stands lower is not simply accepted', async () => {
    await show(`accounts/${homes.begun.accountId}/meter`);
    await row(/\b2\.000/)
      .getByRole('button', { name: /^Accept/ })
      .click();
    await dialog().getByLabel('Reason').fill('It is what the dial shows.');
    await confirm('Accept');
    await dialog().getByText('say that the register began again').waitFor();
    await page.keyboard.press('Escape');
    await closed();
  });

  it('B.1 of two who decide at once the second is told who was first and when', async () => {
    const other = clerk;
    await other.page.goto(`${house.api.url}/desk/#/accounts/${homes.billed.accountId}/meter`);
    const reading = (on: Page) => on.getByRole('row', { name: /\b110 m³/ }).getByRole('button', { name: /^Void/ });
    await reading(other.page).click();
    await show(`accounts/${homes.billed.accountId}/meter`);
    await reading(page).click();
    await dialog().getByLabel('Reason').fill('The crew misread it.');
    await confirm('Void');
    await closed();
    await other.page.getByLabel('Reason').fill('It is too high.');
    await other.page.getByRole('dialog').getByRole('button', { name: 'Void', exact: true }).click();
    await other.page.getByText(/By A supervisor, supervisor, Tue Mar 17, .*“The crew misread it\.”/).waitFor();
    expect(other.faults).toEqual([]);
  });

  it('B.1 what is doubted in the whole city is listed and decided there; the one who comes second is told', async () => {
    await show('meters/doubted-readings');
    const address = /1402 Larch/;
    await row(address).getByText('It is lower than the reading before.').waitFor();
    await row(address)
      .getByText(/\b2\.000 m³/)
      .waitFor();
    expect(await row(address).getByRole('link').getAttribute('href')).toBe(`#/accounts/${homes.begun.accountId}/meter`);
    const { page: desk } = clerk;
    await desk.goto(`${house.api.url}/desk/#/tasks`);
    const task = desk.getByRole('row', { name: /1402 Larch.*is doubted/ });
    await task.getByText(/Accepting or voiding the reading closes it/).waitFor();
    expect(await task.getByRole('button', { name: /^Mark done/ }).count()).toBe(0);
    await desk.goto(`${house.api.url}/desk/#/meters/doubted-readings`);
    await desk.getByRole('row', { name: address }).getByRole('button', { name: /^Void/ }).click();
    await row(address)
      .getByRole('button', { name: /^Began again/ })
      .click();
    await dialog().getByLabel('Reason').fill('The register was changed in its place.');
    await confirm('It began again');
    await closed();
    await page.getByText('No doubted readings').waitFor();
    await desk.getByLabel('Reason').fill('It is too low.');
    await desk.getByRole('dialog').getByRole('button', { name: 'Void', exact: true }).click();
    await desk
      .getByText(/was accepted since you saw it\. By A supervisor, supervisor, .*changed in its place/)
      .waitFor();
    await desk.keyboard.press('Escape');
    await desk.getByText('No doubted readings').waitFor();
    await desk.goto(`${house.api.url}/desk/#/tasks`);
    await desk.getByText('tells of leak').waitFor();
    expect(await task.count()).toBe(0);
  });

  it('B.1 the list of doubts says so when it does not load, and loads again', async () => {
    await page.route('**/api/doubted-readings*', (route) => route.fulfill({ status: 500, body: '' }));
    await show('meters/held-bills');
    await show('meters/doubted-readings');
    await page.getByText('The doubted readings did not load').waitFor();
    await page.unroute('**/api/doubted-readings*');
    await page.getByText('No doubted readings').waitFor();
    screen.faults.length = 0;
  });

  it('B.1 the bill that ended at a void reading is taken back and made again', async () => {
    await show(`accounts/${homes.billed.accountId}/bills`);
    await page.getByText('Its reading is void').waitFor();
    await page.getByRole('button', { name: /^Take bill .* back$/ }).click();
    await dialog().getByLabel('Reason').fill('Made from a reading that was misread.');
    await confirm('Take it back');
    await closed();
    await page.getByText('Taken back', { exact: true }).first().waitFor();
    expect(await billsOf('billed')).toEqual([
      { end: 40_000, taken: false },
      { end: 110_000, taken: true },
      { end: 58_000, taken: false },
    ]);
  });

  it('B.1 a bill far above the own use waits here, and is read again by a crew', async () => {
    await show('meters/held-bills');
    await row(/1403 Larch/).waitFor();
    await row(/1403 Larch/)
      .getByRole('button', { name: /^Read again/ })
      .click();
    await dialog().getByLabel('Reason').fill('Nobody lives there.');
    await confirm('Read again');
    await closed();
    await page.getByText('No held bills').waitFor();
    const orders = await rows(
      house.source,
      "SELECT state FROM work_order WHERE account_id = $1 AND kind = 'manual-read' AND clause = 'B.1'",
      [homes.odd.accountId],
    );
    expect(orders).toEqual([{ state: 'listed' }]);
  });

  it('B.1 a meter is exchanged once, though the answer was lost; what is wrong is said at its field', async () => {
    await show(`accounts/${homes.exchanged.accountId}/meter`);
    await page.getByRole('button', { name: 'Exchange the meter' }).click();
    await dialog()
      .getByLabel(/^Last reading of the old meter/)
      .fill('52.300');
    await dialog().getByLabel('Number of the new meter').fill(homes.doubted.meterSerial);
    await dialog().getByLabel('The new dial counts').selectOption('gal');
    await dialog().getByLabel('Reason').fill('The glass was broken.');
    await confirm('Exchange');
    await dialog().getByText('is known already').first().waitFor();
    await dialog().getByLabel('Number of the new meter').fill('N-7001');
    await loseAnswer(page, /\/meter-exchange$/);
    await confirm('Exchange');
    await dialog().getByText('Send it again; it is done once.').waitFor();
    await confirm('Exchange');
    await closed();
    await page.getByText(/Meter N-7001, .*gal/).waitFor();
    await page.getByText(/removed Mar 17, 2026/).waitFor();
    const meters = await rows(house.source, 'SELECT 1 FROM meter_installation WHERE service_point_id = $1', [
      homes.exchanged.servicePointId,
    ]);
    expect(meters).toHaveLength(2);
  });

  it('B.1 a crew is sent to exchange a meter once, with the reason', async () => {
    await show(`accounts/${homes.odd.accountId}/meter`);
    const ask = () => page.getByRole('button', { name: 'Send a crew to exchange it' }).click();
    await ask();
    await dialog().getByLabel('Reason').fill('The register stands still.');
    await loseAnswer(page, /\/meter-exchange-order$/);
    await confirm('Order the exchange');
    await dialog().getByText('Send it again.').waitFor();
    await confirm('Order the exchange');
    await closed();
    await ask();
    await dialog().getByLabel('Reason').fill('It still does.');
    await confirm('Order the exchange');
    await dialog()
      .getByText(/to exchange this meter is open already/)
      .waitFor();
    await page.keyboard.press('Escape');
    const orders = await rows(
      house.source,
      "SELECT state, reason FROM work_order WHERE account_id = $1 AND kind = 'meter-exchange'",
      [homes.odd.accountId],
    );
    expect(orders).toEqual([{ state: 'listed', reason: 'The register stands still.' }]);
  });

  it('a message that could not be handled is replayed, and one that never can be is dismissed', async () => {
    await show('meters/messages');
    const unattached = row(/reads a meter and has none/);
    await unattached.waitFor();
    await page
      .getByText(/bytes?$/)
      .first()
      .click();
    await unattached.getByRole('button', { name: /^Replay/ }).click();
    await confirm('Replay');
    await closed();
    await until('the replayed reading is stored', async () => {
      const stored = await rows(house.source, "SELECT 1 FROM meter_read WHERE meter_id = $1 AND register = '43.500'", [
        homes.unknown.meterId,
      ]);
      return stored.length === 1;
    });
    await unattached.waitFor({ state: 'detached' });
    const bad = row(/register/);
    await bad.getByRole('button', { name: /^Dismiss/ }).click();
    await confirm('Dismiss');
    await dialog().getByText('Say why.').waitFor();
    await dialog().getByLabel('Note').or(dialog().getByLabel('Reason')).fill('A test of the maker.');
    await confirm('Dismiss');
    await closed();
    await page.getByText('No messages').waitFor();
    expect(screen.faults).toEqual([]);
  });
});

import { rows } from '@curbstop/core';
import { aMember } from '@curbstop/testing';
import { PASSWORD } from './support/house.ts';
import { everythingKept, openTablet, openTabletDay, signInOn } from './support/tablet.ts';
import type { OpenTablet, OwnCrew, TabletDay } from './support/tablet.ts';
import { until } from './support/until.ts';

jest.setTimeout(900_000);

/** Four ways to end a session, and one each of the other tests. */
const TESTS = 9;
const HOUR_MS = 3_600_000;
/** Names, addresses and debts of the day's list. */
const PERSONAL = /Larch Crest|Ines Calloway|pastDue|11280|112\.80/;

describe('a tablet whose session ends', () => {
  let day: TabletDay;
  let own: OwnCrew;
  beforeAll(async () => {
    day = await openTabletDay(2 * TESTS, 0);
    await aMember(day.house.source, { username: 'other', name: 'Another', password: PASSWORD, roles: ['clerk'] });
  });
  afterAll(() => day?.close());
  // A name may sign in ten times a minute, and a stop is done once: each test has its own.
  beforeEach(async () => {
    own = await day.ownCrew(2);
  });

  /** Signed in, with the list on it and everything kept that it keeps. */
  async function atWork(): Promise<OpenTablet> {
    const tablet = await openTablet(day, { own });
    await tablet.page.getByRole('heading', { name: '2 stops to go' }).waitFor();
    await tablet.page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await until('the list is kept', async () => PERSONAL.test(await everythingKept(tablet.page)));
    return tablet;
  }
  async function expectForgotten({ page }: OpenTablet): Promise<void> {
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('body').textContent()).not.toMatch(PERSONAL);
    await until('nothing of the day is kept', async () => !PERSONAL.test(await everythingKept(page)));
  }
  const endSessions = (): Promise<unknown> =>
    day.house.source.query('DELETE FROM session USING staff WHERE staff.id = staff_id AND username = $1', [
      own.username,
    ]);
  const disable = (): Promise<unknown> =>
    day.house.source.query('UPDATE staff SET enabled = false WHERE username = $1', [own.username]);

  it.each<[string, (tablet: OpenTablet) => Promise<unknown>]>([
    [
      'by the button',
      async ({ page }) => {
        await page.getByRole('button', { name: /^This tablet/ }).click();
        await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      },
    ],
    ['because the server ended it', endSessions],
    ['because the account was disabled', disable],
    ['because its cookie is gone', ({ context }) => context.clearCookies()],
  ])('%s, forgets the day', async (_how, end) => {
    const tablet = await atWork();
    await end(tablet);
    // Any call finds it out; the outbox's is one that a crew can press.
    await tablet.page.evaluate("dispatchEvent(new Event('offline')); dispatchEvent(new Event('online'))");
    await expectForgotten(tablet);
    await tablet.context.close();
  });

  it('forgets the day when another signs in on a second page', async () => {
    const tablet = await atWork();
    const second = await tablet.context.newPage();
    await second.goto(`${day.house.api.url}/desk/`);
    await tablet.context.clearCookies({ name: 'curbstop' });
    await second.reload();
    await signInOn(second, 'other');
    await second.getByRole('heading', { name: 'Sign in' }).waitFor({ state: 'detached' });
    await tablet.page.reload();
    await tablet.page.getByText('This screen needs another role').waitFor();
    expect(await everythingKept(tablet.page)).not.toMatch(PERSONAL);
    await tablet.context.close();
  });

  it('without a network goes on with the list after a reload, until the session’s end passes', async () => {
    const tablet = await atWork();
    const { page, context } = tablet;
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: '2 stops to go' }).waitFor();
    // The page stands open while the time passes.
    await page.evaluate(`{ const now = Date.now; Date.now = () => now() + ${20 * HOUR_MS}; }`);
    await expectForgotten(tablet);
    await page.reload();
    await expectForgotten(tablet);
    await context.close();
  });

  it('shows nothing of the day to a page that starts after the end, nor without its cookies', async () => {
    for (const before of ['time', 'cookies'] as const) {
      const tablet = await atWork();
      await tablet.context.setOffline(true);
      if (before === 'cookies') await tablet.context.clearCookies();
      else await tablet.context.addInitScript(`{ const now = Date.now; Date.now = () => now() + ${20 * HOUR_MS}; }`);
      await tablet.page.reload();
      await expectForgotten(tablet);
      await tablet.context.close();
    }
  });

  it('keeps what was done and not sent, without names, and sends it when the crew signs in again', async () => {
    const tablet = await atWork();
    const { page, context } = tablet;
    await context.setOffline(true);
    await page.getByRole('button', { name: 'I am there already' }).click();
    await page.getByText('1 not sent').first().waitFor();
    await endSessions();
    await context.setOffline(false);
    await expectForgotten(tablet);
    await page.getByText('1 not sent yet').waitFor();
    await signInOn(page, own.username);
    await page.getByText('0, all sent').waitFor();
    await until('the arrival is known', async () => (await day.stateOf(own.stops[0]!.place)) === 'on-site');
    const arrivals = "SELECT 1 FROM crew_action WHERE type = 'arrive' AND order_id = $1";
    expect(await rows(day.house.source, arrivals, [day.orderOf(own.stops[0]!.place)])).toHaveLength(1);
    expect(tablet.faults).toEqual([]);
    await context.close();
  });

  it('two pages of it show one outbox, and both see it sent', async () => {
    const { page, context, faults } = await openTablet(day, { own });
    await page.getByRole('heading', { name: '2 stops to go' }).waitFor();
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    const second = await context.newPage();
    await second.goto(`${day.house.api.url}/field/`);
    await second.getByRole('heading', { name: '2 stops to go' }).waitFor();
    await page.getByRole('button', { name: 'I am there already' }).click();
    await page.getByRole('heading', { name: own.stops[0]!.address }).waitFor();
    // The arrival is answered: what is not sent from here on is one action.
    await page.getByText('0, all sent').waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: /Cannot do it/ }).click();
    await page.getByText('Cannot reach the meter box').click();
    await page.getByRole('button', { name: /^Leave order/ }).click();
    for (const one of [page, second]) await one.getByText('1 not sent').first().waitFor();
    await context.setOffline(false);
    for (const one of [page, second]) await one.getByText('0, all sent').waitFor();
    await second.getByRole('button', { name: /^This tablet/ }).click();
    expect(
      await second.getByRole('button', { name: 'Sign out', exact: true }).getAttribute('aria-disabled'),
    ).toBeNull();
    await second.getByRole('button', { name: 'Sign out', exact: true }).click();
    for (const one of [page, second]) await one.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });
});

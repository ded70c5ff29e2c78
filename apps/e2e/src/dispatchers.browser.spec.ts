import { randomUUID } from 'node:crypto';
import { crewAction } from '@curbstop/contracts';
import { applyCrewAction, createOrders, inTransaction, row } from '@curbstop/core';
import { aCrew, aMember } from '@curbstop/testing';
import type { Browser, Page } from 'playwright-core';
import { House, PASSWORD } from './support/house.ts';
import type { Place } from './support/house.ts';
import { RunningClock } from './support/running-clock.ts';
import { launch, openScreen } from './support/screens.ts';
import type { OpenScreen } from './support/screens.ts';
import { until } from './support/until.ts';

jest.setTimeout(240_000);

/** Two dispatchers on the morning after day 60, each with a screen. */
describe('two dispatchers on their screens', () => {
  let house: House;
  let browser: Browser;
  let mine: OpenScreen, theirs: OpenScreen;
  const places: Place[] = [];
  const ADDRESSES = ['1401 Larch Crest Lane', '1402 Larch Crest Lane', '1403 Larch Crest Lane'];
  const [FIRST = '', SECOND = ''] = ADDRESSES;

  const crewOf = async (nth: number): Promise<number | null> => {
    const orderId = await house.turnOffOf(places[nth] as Place);
    const order = await row<{ crewId: number | null }>(
      house.source,
      'SELECT crew_id AS "crewId" FROM work_order WHERE id = $1',
      [orderId],
    );
    return order?.crewId ?? null;
  };
  const rowOf = (page: Page, address: string) => page.locator('[data-order]').filter({ hasText: address });
  const lane = (page: Page) => page.getByRole('region', { name: 'Needs attention' });
  const text = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();

  beforeAll(async () => {
    const start = '2026-01-05T06:00:00-08:00';
    house = await House.open(start, new RunningClock(start));
    await aCrew(house.source, 'R. Okafor');
    await aMember(house.source, { username: 'second', name: 'P. Aldana', password: PASSWORD, roles: ['dispatcher'] });
    for (const [nth, address] of ADDRESSES.entries())
      places.push(await house.place({ address, routeGroup: 5, lon: -122.64 + nth * 0.002, lat: 38.23 + nth * 0.001 }));
    await house.untilDay60(...places);
    await house.at('2026-03-16T17:00:00-07:00');
    await house.at('2026-03-17T08:30:00-07:00');
    browser = await launch();
    const url = house.api.url;
    [mine, theirs] = await Promise.all([
      openScreen(browser, url, 'dispatch', 'dispatcher'),
      openScreen(browser, url, 'dispatch', 'second'),
    ]);
    for (const { page } of [mine, theirs]) {
      page.setDefaultTimeout(60_000);
      await rowOf(page, FIRST).waitFor();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('goes by keyboard from the search into the results and the details, and Esc leaves what was typed', async () => {
    const { page } = mine;
    const search = page.locator('[data-search]');
    await page.keyboard.press('/');
    await page.keyboard.type('1402');
    await page.keyboard.press('Escape');
    expect(await search.inputValue()).toBe('1402');
    await page.keyboard.press('/');
    await page.keyboard.press('Enter');
    await until('the find has the keyboard', async () =>
      String(await page.evaluate('document.activeElement?.textContent')).includes(SECOND),
    );
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: SECOND }).waitFor();
    await page.keyboard.press('Tab');
    await page.locator('[data-details]:focus').waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.locator('[data-order]:focus').waitFor();
    await page.keyboard.press('Escape');
    await search.fill('');
    await page.keyboard.press('Escape');
  });

  it('releases by R, and tells the second who was faster; T gives the same on what stands now', async () => {
    const { page } = mine;
    await page.keyboard.press('r');
    await page.getByRole('dialog').getByRole('button', { name: 'Release 3' }).click();
    await text(page, '3 released');
    // The other dispatcher has put the question for the first order; it is answered after ours is done.
    await rowOf(theirs.page, FIRST).click();
    await text(theirs.page, /turn off, unassigned/i);
    await theirs.page.keyboard.press('a');
    await theirs.page.getByRole('dialog').waitFor();
    await rowOf(page, FIRST).click();
    await page.keyboard.press('1');
    await text(page, '1 given');
    const [first, second] = [await crewOf(0), house.crewId];
    expect(first).toBe(second);
    await theirs.page.keyboard.press('2');
    await text(
      theirs.page,
      /was changed since you saw it: given to J. Lindqvist, stop 1\. By A dispatcher, dispatcher/,
    );
    await text(theirs.page, /0 given, 1 refused/);
    expect(await crewOf(0)).toBe(house.crewId);
    await theirs.page.keyboard.press('t');
    await text(theirs.page, '1 moved');
    await until('the order is with the second crew', async () => (await crewOf(0)) !== house.crewId);
    // What the first would undo is no longer its own.
    await page.keyboard.press('Control+z');
    await text(page, /By P. Aldana, dispatcher/);
    await text(page, '0 moved back');
    expect(await crewOf(0)).not.toBe(house.crewId);
  });

  it('E.1: shows urgent water on both screens until it is back, whatever is quieted or loaded again', async () => {
    const place = places[2] as Place;
    await house.source.query("UPDATE account SET service = 'off' WHERE id = $1", [place.accountId]);
    const order = {
      accountId: place.accountId,
      kind: 'reconnect',
      state: 'listed',
      clause: 'E.1',
      urgent: true,
      dueOn: '2026-03-17',
      billIds: [],
      amount: null,
      verdict: null,
      outcome: 'The valve was closed after the payment.',
      followsId: null,
      crewOnly: true,
      actKey: 'reopen/of-the-morning',
    } as never;
    const [made] = await inTransaction(house.source, (tx) => createOrders(tx, [order], house.clock.now()));
    for (const { page } of [mine, theirs])
      await lane(page)
        .getByText(/Urgent reconnect: 1403 Larch Crest Lane/)
        .waitFor();
    const { page } = mine;
    await lane(page).getByRole('button', { name: 'Quiet' }).click();
    await lane(page)
      .getByText(/Urgent reconnect/)
      .waitFor();
    await page.reload();
    await lane(page)
      .getByText(/Urgent reconnect: 1403 Larch Crest Lane/)
      .waitFor();
    await house.source.query("UPDATE work_order SET state = 'completed', finished_at = $2 WHERE id = $1", [
      made?.id,
      new Date(house.clock.now()).toISOString(),
    ]);
    await house.source.query("UPDATE account SET service = 'on' WHERE id = $1", [place.accountId]);
    for (const screen of [mine, theirs])
      await until(
        'the lane is empty of it',
        async () =>
          (await lane(screen.page)
            .getByText(/Urgent reconnect/)
            .count()) === 0,
      );
  });

  it('decides what a former crew sent, with a reason, and the lane of both screens is free of it', async () => {
    const orderId = await house.turnOffOf(places[0] as Place);
    expect(await crewOf(0)).not.toBe(house.crewId);
    const action = crewAction.parse({
      id: randomUUID(),
      seq: 1,
      deviceAt: house.clock.now(),
      baseVersion: 0,
      orderId,
      type: 'cannot-complete',
      reason: 'dog',
      note: 'It is loose behind the gate.',
      position: null,
    });
    const actor = { kind: 'staff', id: 1, name: 'J. Lindqvist', role: 'crew' } as const;
    await applyCrewAction(house.source, { crewId: house.crewId, actor }, action, house.clock.now());
    const itemOf = (page: Page) => page.locator('.d-attention').filter({ hasText: 'Two crews, one valve' });
    for (const { page } of [mine, theirs]) await itemOf(page).waitFor();
    await itemOf(mine.page).getByRole('button', { name: 'Decide' }).click();
    const dialog = mine.page.getByRole('dialog');
    await dialog.getByText(/It is loose behind the gate/).waitFor();
    // Nothing was completed, so there is nothing to accept.
    expect(await dialog.getByRole('button', { name: 'Accept the report' }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Dismiss it' }).click();
    await dialog.getByText('Say why in a few words.').waitFor();
    await dialog.getByLabel('Why').fill('The other crew is past the gate.');
    await dialog.getByRole('button', { name: 'Dismiss it' }).click();
    await text(mine.page, /dismissed/);
    const kept = await row<{ decision: string; note: string }>(
      house.source,
      'SELECT decision, note FROM crew_conflict WHERE order_id = $1',
      [orderId],
    );
    expect(kept).toEqual({ decision: 'dismiss', note: 'The other crew is past the gate.' });
    for (const { page } of [mine, theirs])
      await until('the lane is empty of it', async () => (await itemOf(page).count()) === 0);
  });

  it('keeps the callout of a STOP within the map, and the row of counts as high as it was', async () => {
    const { page } = mine;
    const counts = page.locator('.d-counts');
    const before = (await counts.boundingBox())?.height;
    await page.keyboard.press('/');
    await page.keyboard.type('1401');
    await page.keyboard.press('Enter');
    await until('the order has the keyboard', async () =>
      String(await page.evaluate('document.activeElement?.textContent')).includes(FIRST),
    );
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByLabel('Why').fill('The owner called and says that the house is empty.');
    await page.keyboard.press('Enter');
    const callout = page.locator('.cs-callout');
    await callout.waitFor();
    const map = await page.locator('.d-map').boundingBox();
    const zoomed = async (): Promise<boolean> => {
      const box = await callout.boundingBox();
      return (
        box !== null &&
        map !== null &&
        box.x >= map.x &&
        box.y >= map.y &&
        box.x + box.width <= map.x + map.width + 1 &&
        box.y + box.height <= map.y + map.height + 1
      );
    };
    await until('the callout lies within the map', zoomed);
    await page.getByRole('button', { name: 'Fit list' }).click();
    await until('it lies within the map after a move', zoomed);
    expect((await counts.boundingBox())?.height).toBe(before);
    expect([...mine.faults, ...theirs.faults]).toEqual([]);
  });
});

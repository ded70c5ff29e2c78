import type { Page } from 'playwright-core';
import { drawLasso, openScreen, slide } from './support/screens.ts';
import type { OpenScreen } from './support/screens.ts';
import { addressOf, openTablet, openTabletDay } from './support/tablet.ts';
import type { OpenTablet, TabletDay } from './support/tablet.ts';
import { until } from './support/until.ts';

jest.setTimeout(900_000);

const pressed = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();

/** Names of the buttons that something else lies over, or that the slide touches. */
function coveredButtons(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const slides = [...document.querySelectorAll('.cs-slide')].map((slide) => slide.getBoundingClientRect());
    const found = [];
    for (const button of document.querySelectorAll('.f-job-main button')) {
      if (button.offsetParent === null) continue;
      button.scrollIntoView({ block: 'center' });
      const box = button.getBoundingClientRect();
      const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const free = over !== null && (button.contains(over) || over.closest('label')?.contains(button));
      const touches = [...document.querySelectorAll('.cs-slide')].some((slide) => {
        const other = slide.getBoundingClientRect();
        return box.right > other.left && box.left < other.right && box.bottom > other.top && box.top < other.bottom;
      });
      if (!free || touches) found.push(button.textContent);
    }
    return slides.length === 0 ? ['there is no slide'] : found;
  })()`);
}

describe('a tablet in gloves and with a keyboard', () => {
  let day: TabletDay;
  let tablet: OpenTablet;
  beforeAll(async () => {
    day = await openTabletDay(1);
    await day.house.source.query(
      "INSERT INTO read_tail (meter_id, read_at, litres) VALUES ($1, '2026-03-10T12:00:00-07:00', 79000)",
      [day.places[0]!.meterId],
    );
    tablet = await openTablet(day);
  });
  afterAll(() => day?.close());

  const value = (): Promise<string> => tablet.page.locator('output.cs-pad-value').innerText();

  it('takes a reading from a hardware keyboard, and types an unlikely one again from nothing', async () => {
    const { page } = tablet;
    await pressed(page, 'I am there already');
    await page.getByText('You may close').waitFor();
    await pressed(page, 'Next: meter');
    await page.getByLabel('Serial number on the meter').fill(day.places[0]!.meterSerial);
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Reading' }).waitFor();
    const empty = await value();
    await page.keyboard.type('9999999');
    await page.keyboard.press('Backspace');
    await until('six digits are typed', async () => (await value()).startsWith('999999'));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^I read it twice/ }).waitFor();
    await pressed(page, 'Type it again');
    await until('the pad is empty', async () => (await value()) === empty);
    await page.keyboard.type('80');
    await page.keyboard.press('Enter');
    await page.getByRole('slider', { name: 'Slide to close the valve' }).waitFor();
  });

  it.each([
    [1180, 820],
    [820, 1180],
    [390, 844],
  ])('covers no button with its slide at %d by %d', async (width, height) => {
    const { page } = tablet;
    await page.setViewportSize({ width, height });
    await page.getByRole('slider', { name: 'Slide to close the valve' }).waitFor();
    await until('the page lies still', async () => (await page.locator('.cs-slide').boundingBox()) !== null);
    expect(await coveredButtons(page)).toEqual([]);
    // It can be pulled there, too.
    const undo = page.getByRole('button', { name: 'Undo: the valve was not turned' });
    // Once a minute the city is asked again, and the slide is locked until it has answered.
    await until('the slide is pulled', async () => {
      await slide(page, 'Slide to close the valve');
      return undo.isVisible();
    });
    await undo.click();
    await page.getByRole('slider', { name: 'Slide to close the valve' }).waitFor();
    expect(tablet.faults).toEqual([]);
  });
});

describe('the map of dispatch', () => {
  let day: TabletDay;
  let screen: OpenScreen;
  beforeAll(async () => {
    day = await openTabletDay(3, 1);
    const { house, places } = day;
    const crew = await house.as('crew');
    await crew.act({ type: 'arrive', orderId: day.orderOf(places[0]!), position: null });
    screen = await openScreen(day.browser, house.api.url, 'dispatch', 'dispatcher');
    await screen.page
      .locator('[data-order]')
      .filter({ hasText: addressOf(2) })
      .waitFor();
  });
  afterAll(() => day?.close());

  it('says what a lasso left out, and for whom', async () => {
    const { page } = screen;
    await pressed(page, /^Lasso/);
    await drawLasso(page);
    const chosen = page.getByRole('group', { name: 'Chosen orders' });
    await chosen.getByText('2 chosen').waitFor();
    await chosen.getByText('Left out: 1 with a crew on site.').waitFor();
    await page.keyboard.press('Escape');
  });

  it('goes to what a search found', async () => {
    const { page } = screen;
    const pane = page.locator('.leaflet-map-pane').first();
    const where = (): Promise<string | null> => pane.getAttribute('style');
    const closer = page.getByRole('button', { name: 'Closer' });
    // As close as it goes: the first and the last home are not on the map together.
    while ((await closer.getAttribute('aria-disabled')) !== 'true') {
      await closer.click();
      await until('the zoom is over', async () => (await page.locator('.leaflet-zoom-anim').count()) === 0);
    }
    for (const number of ['1401', '1403']) {
      const before = await where();
      await page.keyboard.press('/');
      await page.locator('[data-search]').fill(number);
      await page.keyboard.press('Enter');
      await until(`the map has moved to ${number}`, async () => (await where()) !== before);
    }
    expect(screen.faults).toEqual([]);
  });
});

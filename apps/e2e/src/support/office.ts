import type { Browser, Locator, Page } from 'playwright-core';
import { House } from './house.ts';
import type { Place } from './house.ts';
import { RunningClock } from './running-clock.ts';
import { launch, openScreen } from './screens.ts';
import type { OpenScreen } from './screens.ts';

/** The morning after day 60 at the billing desk: the homes that did not pay are on the turn-off list. */
export class Office {
  private constructor(
    readonly house: House,
    /** 1401 Larch Crest Lane and its neighbours, in order. */
    readonly homes: readonly Place[],
    private readonly browser: Browser,
    readonly screen: OpenScreen,
  ) {}

  /** @param role who sits at the desk; @param homes how many have not paid */
  static async open(role: 'clerk' | 'finance' | 'supervisor', homes = 1): Promise<Office> {
    const start = '2026-01-05T06:00:00-08:00';
    const house = await House.open(start, new RunningClock(start));
    const places: Place[] = [];
    for (let nth = 0; nth < homes; nth += 1) {
      const at = { routeGroup: 5, lon: -122.64 + nth * 0.002, lat: 38.23 };
      places.push(await house.place({ address: `${1401 + nth} Larch Crest Lane`, ...at }));
    }
    await house.untilDay60(...places);
    await house.at('2026-03-16T17:00:00-07:00');
    await house.at('2026-03-17T08:30:00-07:00');
    const browser = await launch();
    const screen = await openScreen(browser, house.api.url, 'desk', role);
    await screen.page.setViewportSize({ width: 1280, height: 800 });
    await screen.page.getByRole('link', { name: 'Accounts' }).waitFor();
    return new Office(house, places, browser, screen);
  }

  get page(): Page {
    return this.screen.page;
  }

  /** Errors of the page's scripts. */
  get faults(): readonly string[] {
    return this.screen.faults;
  }

  home(nth: number): Place {
    const place = this.homes[nth];
    if (!place) throw new Error(`There are ${this.homes.length} homes.`);
    return place;
  }

  /** Shows a screen of the desk: `accounts/7/bills`. */
  async show(route: string): Promise<void> {
    await this.page.goto(`${this.house.api.url}/desk/#/${route}`);
  }

  /** What can be done on the account that is shown. */
  action(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${name}`) });
  }

  dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Tab until something of a name has the keyboard. */
  async tabTo(name: RegExp): Promise<void> {
    for (let steps = 0; steps < 60; steps++) {
      await this.press('Tab');
      const here = this.page.locator(':focus');
      if ((await here.count()) > 0 && name.test((await here.innerText()).trim())) return;
    }
    throw new Error(`No Tab leads to ${String(name)}.`);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.house.close();
  }
}

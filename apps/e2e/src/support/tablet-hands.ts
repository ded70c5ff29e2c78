import type { CrewJob, OrderKind } from '@curbstop/contracts';
import { kindOf } from '@curbstop/work-orders';
import type { JobStep } from '@curbstop/work-orders';
import type { Page } from 'playwright-core';
import { slide } from './screens.ts';

/** How a spec has the seconds pass that a step takes. */
export type Pass = (milliseconds: number) => Promise<void>;

/** What a crew needs at one job. */
export interface OnTablet {
  readonly page: Page;
  readonly kind: OrderKind;
  readonly address: string;
  readonly meterSerial: NonNullable<CrewJob['meterSerial']>;
  readonly pass: Pass;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** The serial is typed from the meter: the screen shows four digits of it at most, before and after a wrong one. */
async function atTheMeter({ page, meterSerial }: OnTablet): Promise<void> {
  const field = page.getByLabel('Serial number on the meter');
  const shows = async (): Promise<string> => `${await page.locator('body').innerText()} ${await page.content()}`;
  await field.waitFor();
  expect(await shows()).not.toContain(meterSerial);
  await field.fill('77777777');
  await button(page, 'Compare with the order').click();
  await page.getByText('This is not the meter on this order.').waitFor();
  expect(await shows()).not.toContain(meterSerial);
  await button(page, 'Type it again').click();
  await page.waitForFunction("document.querySelector('.f-serial input')?.value === ''");
  await field.fill(meterSerial);
  await button(page, 'Compare with the order').click();
}

/** What is wrong with the new meter is said at its field; its number is the old one's with a letter before it. */
async function setTheMeter({ page, meterSerial }: OnTablet): Promise<void> {
  const serial = page.getByLabel('Serial number on the new meter');
  await serial.fill(meterSerial);
  await button(page, 'The new meter is in').click();
  await page.getByText('That is the old meter.').waitFor();
  await page.getByText('Choose the size that is printed on the meter.').waitFor();
  await serial.fill(`N${meterSerial}`);
  await page.getByLabel('Size of the new meter').selectOption('3/4');
  await page.getByLabel('The new dial counts').selectOption('gal');
  await page.getByLabel(/^First reading of the new meter/).fill('12');
  await button(page, 'The new meter is in').click();
}

/** Undone once within its seconds, then it counts. */
async function turnTheValve({ page, pass }: OnTablet, label: string): Promise<void> {
  await slide(page, label);
  await page.getByText(/^Counts in [1-5] s$/).waitFor();
  await button(page, 'Undo: the valve was not turned').click();
  await slide(page, label);
  await page.getByText(/^Counts in [1-5] s$/).waitFor();
  await pass(5_000);
}

/** The dial is watched to its end: before it nothing can be said of it. */
async function watchTheDial({ page, kind, pass }: OnTablet): Promise<void> {
  const says = button(page, kindOf(kind).effect === 'off' ? 'It stands still: no flow' : 'Water flows');
  await says.waitFor();
  expect(await says.isDisabled()).toBe(true);
  await pass(30_000);
  await page.getByText('The time is over').waitFor();
  await says.click();
}

/** What a crew does at each step from the meter on; arriving and asking the gate need the network and are the spec's. */
export const HANDS: Readonly<Record<Exclude<JobStep, 'arrive' | 'gate' | 'done'>, (at: OnTablet) => Promise<void>>> = {
  meter: atTheMeter,
  async read({ page }) {
    const keys = page.getByRole('group', { name: 'Reading' });
    for (const key of '81') await keys.getByRole('button', { name: key, exact: true }).click();
    await button(page, 'Take this reading').click();
  },
  exchange: setTheMeter,
  close: (at) => turnTheValve(at, 'Slide to close the valve'),
  open: (at) => turnTheValve(at, 'Slide to open the valve'),
  flow: watchTheDial,
  tag: ({ page }) => button(page, /^I left it:/).click(),
};

/** Every step of the kind between the gate and the end, or up to `before`. */
export async function workThrough(at: OnTablet, before: JobStep = 'done'): Promise<void> {
  for (const step of kindOf(at.kind).steps) {
    if (step === before || step === 'done') return;
    if (step !== 'arrive' && step !== 'gate') await HANDS[step](at);
  }
}

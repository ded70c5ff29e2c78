import { row } from '@curbstop/core';
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

describe('every wizard on a tablet that may not know where it is', () => {
  let all: OpenWizards;
  beforeAll(async () => {
    all = await openWizards(false);
    await all.page.goto(`${all.every.house.api.url}/field/`);
    await signInOn(all.page);
    await all.page.getByText('No stops today').waitFor();
  });
  afterAll(() => closeAll(all));
  beforeEach(() => fromTheStart(all));

  /** The city's clock goes on, and the tablet hears of it with its next answer. */
  const pass = async (milliseconds: number): Promise<void> => {
    all.every.house.clock.advance({ milliseconds });
    await all.page.evaluate("dispatchEvent(new Event('online'))");
  };

  it.each([...KINDS.keys()])('%s has no dead end, and the reason is kept', async (kind) => {
    const { page } = all;
    const orderId = await given(all, kind);
    await pressed(page, /^I have arrived at/);
    const at = atOf(all, kind, pass);
    if (kindOf(kind).effect !== 'off') {
      await workThrough(at);
      await page.getByText('Sent without a position: location is switched off for this app.').waitFor();
      await pressed(page, /^Complete order/);
      await until('the order is completed', async () => (await stateOf(all, orderId)) === 'completed');
      expect(await evidenceOf(all, orderId)).toMatchObject({ position: null, positionMissing: 'denied' });
    } else {
      // When in doubt the water stays on: the valve is locked, and the way out says why by itself.
      await page.getByText('You may close').waitFor();
      await pressed(page, 'Next: meter');
      await workThrough(at, 'close');
      await page.getByText(/must know where it is before the valve is closed/).waitFor();
      expect(await page.getByRole('slider').getAttribute('aria-disabled')).toBe('true');
      await pressed(page, 'Cannot close');
      await pressed(page, /^Leave order/);
      await until('the order is left undone', async () => (await stateOf(all, orderId)) === 'cannot-complete');
      const said = await row<{ note: string; missing: string }>(
        all.every.house.source,
        `SELECT body->>'note' AS note, body->>'positionMissing' AS missing FROM crew_action
         WHERE order_id = $1 AND type = 'cannot-complete'`,
        [orderId],
      );
      expect(said).toEqual({ note: 'Location is switched off for this app.', missing: 'denied' });
    }
    await backToStops(page);
    expect(all.faults).toEqual([]);
  });
});

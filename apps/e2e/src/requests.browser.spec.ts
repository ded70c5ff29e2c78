import { rows } from '@curbstop/core';
import { Office } from './support/office.ts';
import { loseAnswer } from './support/screens.ts';

/** What no clause can refuse: there is nothing to judge before it is sent. */
const UNJUDGED = ['Take a payment', 'Take proof of a low income', 'Tell one more person', 'Enter the final read'];

/** A supervisor at the desk, by keyboard: every form of an account says what the policy would answer before anything is sent. */
describe('the requests of an account at the desk', () => {
  let office: Office;
  const dialog = () => office.dialog();

  /** Opens the form of an action of the account, from the keyboard. */
  async function begin(action: string): Promise<void> {
    await office.action(action).focus();
    await office.press('Enter');
    await dialog().waitFor();
  }
  const refusals = async (): Promise<unknown[]> =>
    rows(
      office.house.source,
      "SELECT facts->>'request' AS request, facts->'because' AS because FROM journal WHERE event = 'request.refused' ORDER BY seq",
    );

  beforeAll(async () => {
    office = await Office.open('supervisor', 2);
    await office.show(`accounts/${office.home(0).accountId}`);
    await office.action('Give more time').waitFor();
  });
  afterAll(() => office?.close());

  it('open from the keyboard, answer at once, and give the keyboard back', async () => {
    const { page } = office;
    for (const others of await page.locator('details.action-folder > summary').all()) await others.click();
    const actions = await page.locator('.actions button:visible').all();
    const unjudged: string[] = [];
    let opened = 0;
    for (const action of actions) {
      if ((await action.getAttribute('aria-disabled')) === 'true') continue;
      const title = ((await action.locator('.strong').textContent()) ?? '').trim();
      await action.focus();
      await office.press('Enter');
      await dialog().waitFor();
      if (!/Would be (granted|refused)\.|to see what the policy says/.test(await dialog().innerText()))
        unjudged.push(title);
      await office.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      expect(await page.locator(':focus').locator('.strong').textContent()).toBe(title);
      opened += 1;
    }
    expect(opened).toBeGreaterThan(25);
    expect(unjudged.filter((title) => !UNJUDGED.includes(title))).toEqual([]);
    expect(await refusals()).toEqual([]);
  });

  it('D.3: more time on the turn-off date is refused while it is typed, and put on record when asked', async () => {
    await begin('Give more time');
    await dialog().getByText('Would be refused.').waitFor();
    expect(await dialog().getByRole('button', { name: 'Give more time' }).getAttribute('aria-disabled')).toBe('true');
    await dialog().getByLabel('The customer asks in writing').check();
    await dialog().getByRole('button', { name: 'Put the refusal on record' }).click();
    await dialog().getByText('The refusal is on record, with what was asked.').waitFor();
    expect(await refusals()).toEqual([{ request: 'request-extension', because: ['D.3', 'D.6'] }]);
    await office.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('C.1.a: a waiver asks for its reason where it is missing, and is given once though its answer is lost', async () => {
    const { page } = office;
    await begin('Waive the late charge');
    await dialog().getByText('Would be granted.').waitFor();
    await office.tabTo(/^Waive the charge$/);
    await office.press('Enter');
    await dialog().getByText('Say why it is so decided.').waitFor();
    await page.locator('input[aria-invalid="true"]:focus').waitFor();
    await office.type('The bill was forwarded late.');
    await loseAnswer(page, /\/waivers$/);
    await office.press('Enter');
    await dialog().getByRole('button', { name: 'Send the same again' }).waitFor();
    await office.press('Enter');
    await dialog().getByRole('heading', { name: 'Done' }).waitFor();
    await office.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    const credits = await rows(
      office.house.source,
      "SELECT kind, amount FROM ledger_entry WHERE account_id = $1 AND kind = 'penalty-waiver'",
      [office.home(0).accountId],
    );
    expect(credits).toEqual([{ kind: 'penalty-waiver', amount: -1_128 }]);
    await page
      .getByRole('row', { name: /Late charge waived|waiver/i })
      .first()
      .waitFor();
  });

  it('E.1: a moratorium asks for its last day, calls the turn-offs off, and is ended', async () => {
    const { page } = office;
    await office.show('cases/moratoria');
    await page.getByRole('button', { name: 'Declare a moratorium' }).click();
    await office.tabTo(/^Declare the moratorium$/);
    await office.press('Enter');
    await page.locator('input[aria-invalid="true"]:focus').waitFor();
    await dialog().getByLabel('Until').fill('2026-03-20');
    await dialog().getByLabel('Reason').fill('Heat above 105 degrees.');
    await dialog().getByRole('button', { name: 'Declare the moratorium' }).click();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('Heat above 105 degrees.').waitFor();
    for (const home of office.homes)
      expect((await office.house.ordersOf(home)).map(({ state }) => state)).toEqual(['cancelled']);
    await page.getByRole('button', { name: /^End/ }).click();
    await dialog().getByRole('button', { name: 'End it now' }).click();
    await dialog().waitFor({ state: 'detached' });
    expect(office.faults).toEqual([]);
  });
});

import { rows } from '@curbstop/core';
import { Office } from './support/office.ts';
import { loseAnswer } from './support/screens.ts';
import { until } from './support/until.ts';

/** The morning after day 60 at the billing desk: somebody who cannot pay at once signs a plan. */
describe('a payment plan at the desk', () => {
  let office: Office;
  const dialog = () => office.dialog();
  const action = (name: string) => office.action(name);

  beforeAll(async () => {
    office = await Office.open('clerk');
    await office.show(`accounts/${office.home(0).accountId}/assistance`);
  });
  afterAll(() => office?.close());

  it('I.3.b: says what the policy refuses while it is typed, and the server works the instalments out', async () => {
    await action('Offer a payment plan').click();
    await dialog().getByText('An arrangement is in writing and signed.').waitFor();
    await dialog().getByLabel('The customer has signed it').check();
    await dialog().getByLabel('Down payment').fill('10');
    await dialog().getByText('The down payment is 20 per cent, here $24.82.').waitFor();
    await dialog().getByLabel('Down payment').fill('');
    await dialog().getByRole('textbox', { name: 'Monthly payments' }).fill('4');
    await dialog().getByText('Would be granted.').waitFor();
    await dialog().getByText('Worked out by the server').waitFor();
    expect(await dialog().getByRole('row').allInnerTexts()).toHaveLength(7);
  });

  it('I.1: a signature whose answer is lost is sent again and counts once, and the turn-off is called off', async () => {
    await loseAnswer(office.page, /\/arrangements$/);
    await dialog().getByRole('button', { name: 'Sign the plan' }).click();
    await dialog().getByText('It is not known whether this was done').waitFor();
    await dialog().getByRole('button', { name: 'Send the same again' }).click();
    await dialog().getByText('The plan is signed, over $124.08 in all.').waitFor();
    await office.page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    const signed = await rows(office.house.source, 'SELECT state FROM arrangement WHERE account_id = $1', [
      office.home(0).accountId,
    ]);
    expect(signed).toEqual([{ state: 'in-force' }]);
    expect((await office.house.ordersOf(office.home(0))).map(({ kind, state }) => [kind, state])).toContainEqual([
      'turn-off',
      'cancelled',
    ]);
  });

  it('I.3.c: cash pays the oldest instalment, and the account shows it', async () => {
    await office.page.getByText('Plan in force').waitFor();
    await action('Take an instalment').click();
    await dialog().getByText('The plan is in step after it; $99.26 stays to be paid.').waitFor();
    await loseAnswer(office.page, /\/instalments$/);
    await office.page.keyboard.press('Enter');
    await dialog().getByRole('button', { name: 'Send the same again' }).click();
    await dialog().getByText('$24.82 is taken.').waitFor();
    await office.page.keyboard.press('Enter');
    await office.page.getByText('$24.82 of $124.08').waitFor();
    await until('it is counted once', async () => {
      const paid = await rows(office.house.source, 'SELECT 1 FROM payment WHERE account_id = $1', [
        office.home(0).accountId,
      ]);
      return paid.length === 1;
    });
  });

  it('G.2: what is typed with the network cut is kept, and sent when it is back', async () => {
    const { page } = office;
    const { context } = office.screen;
    await action('Take a medical certificate').click();
    await dialog().getByLabel('Date on the certificate').fill('2026-03-02');
    await context.setOffline(true);
    await dialog().getByText('No network. Nothing is sent; what you typed is kept here.').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await context.setOffline(false);
    await action('Take a medical certificate').click();
    await dialog().getByText('What you typed before is here again.').waitFor();
    await until('the network is back', () => dialog().getByText('No network').isHidden());
    await page.keyboard.press('Enter');
    await dialog().getByText('The certificate is taken.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Dated Mar 2, 2026; counts through Mar 1, 2027.').waitFor();
    expect(office.faults).toEqual([]);
  });
});

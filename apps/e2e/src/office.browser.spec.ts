import { rows } from '@curbstop/core';
import { Office } from './support/office.ts';
import { loseAnswer } from './support/screens.ts';

/** The morning after day 60 on the pages of the whole city, by keyboard alone. */
describe('the pages of the whole city at the desk', () => {
  let office: Office;
  const dialog = () => office.dialog();
  const press = (key: string) => office.press(key);
  const type = (text: string) => office.type(text);
  const tabTo = (name: RegExp) => office.tabTo(name);

  beforeAll(async () => {
    office = await Office.open('finance', 2);
  });
  afterAll(() => office?.close());

  it('J.2: a payment is found, judged, taken once though its answer is lost, and takes the account off the list', async () => {
    const { page } = office;
    await tabTo(/^Money$/);
    await press('Enter');
    await page.getByRole('combobox', { name: 'Account', exact: true }).waitFor();
    await type('1401 Larch');
    await press('Enter');
    await page.getByLabel('Amount in dollars').waitFor();
    await type('124.08');
    await page.getByText('Counts on Tue, Mar 17.').waitFor();
    await loseAnswer(page, /\/payments$/);
    await press('Enter');
    await page.getByRole('button', { name: 'Send $124.08 again' }).waitFor();
    await press('Enter');
    await page.getByRole('button', { name: 'Next payment' }).waitFor();
    const paid = await rows(office.house.source, 'SELECT amount FROM payment WHERE account_id = $1', [
      office.home(0).accountId,
    ]);
    expect(paid).toEqual([{ amount: 12_408 }]);
    expect((await office.house.ordersOf(office.home(0))).map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('E.1: a list is undone as a whole, with its reason', async () => {
    const { page } = office;
    await press('Enter');
    await tabTo(/^Batches$/);
    await press('Enter');
    await page.getByRole('link', { name: 'Turn-off list' }).waitFor();
    await tabTo(/^Turn-off list$/);
    await press('Enter');
    await page.getByText('1402 Larch Crest Lane').waitFor();
    await tabTo(/^Undo all/);
    await press('Enter');
    await dialog().waitFor();
    await type('The notices named a wrong day.');
    await press('Enter');
    await dialog().getByText('1 line undone').waitFor();
    await press('Enter');
    await page
      .getByText(/^Undone /)
      .first()
      .waitFor();
    expect((await office.house.ordersOf(office.home(1))).map(({ state }) => state)).toEqual(['cancelled']);
    expect(office.faults).toEqual([]);
  });
});

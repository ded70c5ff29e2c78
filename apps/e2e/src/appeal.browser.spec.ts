import { rows } from '@curbstop/core';
import { Office } from './support/office.ts';
import { loseAnswer } from './support/screens.ts';

/** The morning after day 60 at the billing desk: one household appeals its bill, and somebody new signs up for its home. */
describe('an appeal and a sign-up at the desk', () => {
  let office: Office;
  const dialog = () => office.dialog();

  beforeAll(async () => {
    office = await Office.open('clerk');
    await office.show(`accounts/${office.home(0).accountId}`);
  });
  afterAll(() => office?.close());

  it('H.3.a: a late appeal is judged while it is typed, and taken once though its answer is lost', async () => {
    const { page } = office;
    await page.getByRole('button', { name: /^Take an appeal/ }).click();
    await dialog().getByText('An appeal is made in writing, to Water Billing.').waitFor();
    await dialog().getByLabel('Appeal of').selectOption({ index: 1 });
    await dialog().getByLabel('It came in writing, to Water Billing').check();
    await dialog().getByText('The appeal comes too late.').waitFor();
    await dialog().getByLabel('Why it is taken though it is late').fill('The bill went to the wrong address.');
    await dialog().getByText('Would be granted.').waitFor();
    await dialog().getByRole('button', { name: 'Take the appeal' }).click();
    await dialog().getByText('Say what the customer finds wrong.').waitFor();
    await dialog().getByLabel('What the customer finds wrong').fill('The house stood empty.');
    await loseAnswer(page, /\/appeals$/);
    await dialog().getByRole('button', { name: 'Take the appeal' }).click();
    await dialog().getByText('It is not known whether this was done').waitFor();
    await dialog().getByRole('button', { name: 'Send the same again' }).click();
    // The preview has the same sentence as the answer.
    await dialog().getByRole('heading', { name: 'Done' }).waitFor();
    await dialog().getByText('The appeal is taken.').waitFor();
    await page.keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    const filed = await rows(office.house.source, 'SELECT state FROM appeal WHERE account_id = $1', [
      office.home(0).accountId,
    ]);
    expect(filed).toEqual([{ state: 'open' }]);
    expect((await office.house.ordersOf(office.home(0))).map(({ kind, state }) => [kind, state])).toContainEqual([
      'turn-off',
      'cancelled',
    ]);
  });

  it('H.3, H.3.b: the account shows it as a record, and locks its decision for the clerk', async () => {
    const { page } = office;
    await page.getByRole('tab', { name: 'Appeals' }).click();
    await page.getByText('The house stood empty.').waitFor();
    await page.getByText('The bill went to the wrong address.').waitFor();
    const decide = page.getByRole('button', { name: /^Decide the appeal/ });
    expect(await decide.getAttribute('aria-disabled')).toBe('true');
  });

  it('A.1, A.2: says what a sign-up lacks, and opens one account though its answer is lost', async () => {
    const { page } = office;
    await office.show('opening');
    await page.getByLabel('Which place?').fill('1401 Larch');
    await page.getByRole('option', { name: /1401 Larch Crest Lane/ }).click();
    await page.getByText('Pending: an identity card is missing.').waitFor();
    await page.getByLabel('Identity card valid until').fill('2029-03-01');
    await page.getByText('A deposit of').first().waitFor();
    await page.getByLabel('Proof of ownership').selectOption('deed');
    await page.getByText('no deposit is due').waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Priya Ostrander');
    await loseAnswer(page, /\/api\/openings$/);
    await page.getByRole('button', { name: 'Open the account' }).click();
    await page.getByRole('button', { name: 'Send the same again' }).click();
    await page.getByRole('link', { name: /^Account / }).waitFor();
    const opened = await rows(office.house.source, 'SELECT proof FROM opening');
    expect(opened).toEqual([{ proof: 'deed' }]);
    expect(office.faults).toEqual([]);
  });
});

import { Office } from './support/office.ts';
import { openScreen } from './support/screens.ts';

jest.setTimeout(600_000);

describe('B.1: the dial on record of a meter', () => {
  let office: Office;
  beforeAll(async () => {
    office = await Office.open('supervisor');
  });
  afterAll(() => office?.close());

  it('is corrected by a supervisor, with a reason that the journal keeps', async () => {
    const { page } = office;
    const { accountId, meterSerial } = office.home(0);
    await office.show(`accounts/${accountId}/meter`);
    await page.getByText('9 digits of cubic meters').waitFor();
    await page.getByRole('button', { name: 'Correct the dial' }).click();
    const dialog = office.dialog();
    await dialog.getByLabel('The dial counts').selectOption('gal');
    await dialog.getByLabel('One step of its last digit').selectOption('10');
    await dialog.getByLabel('Digits that turn').selectOption('6');
    await dialog.getByLabel('Reason').fill('   ');
    await dialog.getByRole('button', { name: 'Correct' }).click();
    await dialog.getByText('Say why, so that it can be read to a customer.').first().waitFor();
    await dialog.getByLabel('Reason').fill('The face was read again.');
    await dialog.getByRole('button', { name: 'Correct' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('6 digits of gallons and a painted zero').waitFor();
    await office.show(`accounts/${accountId}/journal`);
    await page
      .getByText(
        `Dial of meter ${meterSerial} corrected. 9 digits of cubic meters was on record, it is 6 digits of gallons and a painted zero. The face was read again.`,
      )
      .waitFor();
    expect(office.faults).toEqual([]);
  });

  it('is refused to who saw another, and not offered to a clerk', async () => {
    const { page, house } = office;
    const { accountId, meterId } = office.home(0);
    await office.show(`accounts/${accountId}/meter`);
    await page.reload();
    await page.getByRole('button', { name: 'Correct the dial' }).click();
    const dialog = office.dialog();
    await dialog.getByLabel('Digits that turn').selectOption('5');
    await dialog.getByLabel('Reason').fill('It has five.');
    await house.source.query('UPDATE meter SET dial_version = dial_version + 1 WHERE id = $1', [meterId]);
    await dialog.getByRole('button', { name: 'Correct' }).click();
    await dialog.getByText(/corrected the dial of meter .* meanwhile.* Look at it again\./).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    const browser = page.context().browser();
    if (!browser) throw new Error('The office has no browser.');
    const clerk = await openScreen(browser, house.api.url, 'desk', 'clerk');
    await clerk.page.getByRole('link', { name: 'Accounts' }).waitFor();
    await clerk.page.goto(`${house.api.url}/desk/#/accounts/${accountId}/meter`);
    await clerk.page.getByRole('button', { name: 'Exchange the meter' }).waitFor();
    expect(await clerk.page.getByRole('button', { name: 'Correct the dial' }).count()).toBe(0);
    await clerk.context.close();
  });
});

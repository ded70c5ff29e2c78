import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { rows, takePayment } from '@curbstop/core';
import { cents } from '@curbstop/policy';
import { Office } from './support/office.ts';

const LOADER: Actor = { kind: 'system', part: 'loader' };

/** What a form of money does when it is used in haste: nothing by itself, and nothing that cannot be. */
describe('forms of money at the desk', () => {
  let office: Office;
  const pick = async (address: string): Promise<void> => {
    await office.page.getByRole('combobox', { name: 'Account', exact: true }).waitFor();
    await office.type(address);
    await office.press('Enter');
  };
  const count = async (table: 'certificate' | 'assistance_review' | 'payment', nth: number): Promise<number> =>
    (await rows(office.house.source, `SELECT 1 FROM ${table} WHERE account_id = $1`, [office.home(nth).accountId]))
      .length;

  beforeAll(async () => {
    office = await Office.open('clerk', 3);
    const { source, clock } = office.house;
    const check = { accountId: office.home(2).accountId, amount: cents(2_000), method: 'check', channel: 'counter' };
    const input = { ...check, reference: '1001', idempotencyKey: randomUUID() } as Parameters<typeof takePayment>[1];
    await takePayment(source, input, LOADER, clock.now());
  });
  afterAll(() => office?.close());

  it('J.1: cash gives its change, and a receipt that prints and says what is left to pay', async () => {
    const { page } = office;
    await office.show('money');
    await pick('1401 Larch');
    await page.getByLabel('Amount in dollars').fill('100.00');
    await page.getByLabel('Cash handed over').fill('120');
    await page.getByText('Change due: $20.00').waitFor();
    await page.getByRole('button', { name: 'Take $100.00' }).click();
    const receipt = page.locator('.receipt');
    await receipt.getByText('Change due').waitFor();
    const text = await receipt.innerText();
    expect(text).toContain('$20.00');
    expect(text).toContain('$24.08 is to be paid for the water to stay on.');
    await page.evaluate("window.print = () => document.body.setAttribute('data-printed', 'yes')");
    await page.getByRole('button', { name: 'Print receipt' }).click();
    expect(await page.locator('body').getAttribute('data-printed')).toBe('yes');
    await page.emulateMedia({ media: 'print' });
    expect([await receipt.isVisible(), await page.locator('h1').first().isVisible()]).toEqual([true, false]);
    expect(await page.getByRole('button', { name: 'Print receipt' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    expect(
      await rows(office.house.source, "SELECT receipt->'change' AS change FROM payment WHERE account_id = $1", [
        office.home(0).accountId,
      ]),
    ).toEqual([{ change: 2_000 }]);
  });

  it.each([
    ['9,999,999.00', 'Give at most $100,000.00.'],
    ['6000', 'A supervisor takes it.'],
    ['900', 'is far more than the $124.08 that is owed'],
  ])('J.1: $%s is not taken by one press: “%s”', async (typed, says) => {
    const { page } = office;
    await office.show('accounts');
    await office.show('money');
    await pick('1402 Larch');
    await page.getByLabel('Amount in dollars').fill(typed);
    await page.getByText(says).first().waitFor();
    const take = page.getByRole('button', { name: /^Take / });
    expect(await take.getAttribute('aria-disabled')).toBe('true');
    await take.click({ force: true });
    await page.getByLabel('Amount in dollars').fill('');
    expect(await count('payment', 1)).toBe(0);
  });

  it('G.1.a, G.2: neither a certificate nor papers are filed by one press', async () => {
    const { page } = office;
    await office.show(`accounts/${office.home(1).accountId}`);
    await office.action('Take a medical certificate').click();
    const certificate = office.dialog();
    await certificate.getByLabel('Date on the certificate').waitFor();
    expect(await certificate.getByLabel('Date on the certificate').inputValue()).toBe('');
    await certificate.getByRole('button', { name: 'Take the certificate' }).click({ force: true });
    await certificate.getByText('Give the day that the provider wrote on it.').waitFor();
    await office.press('Escape');
    await office.dialog().waitFor({ state: 'detached' });
    await office.action('Take papers').click();
    const complete = office.dialog().getByLabel(/They are complete/);
    expect(await complete.isChecked()).toBe(false);
    await office.press('Escape');
    await office.dialog().waitFor({ state: 'detached' });
    expect([await count('certificate', 1), await count('assistance_review', 1)]).toEqual([0, 0]);
    expect(page.url()).toContain('accounts');
  });

  it('K.1: “Came back” is offered for a check, and not for cash', async () => {
    const { page } = office;
    await office.show('money/returns');
    await pick('1403 Larch');
    await page.getByRole('button', { name: /^\$20\.00 .*came back$/ }).waitFor();
    await office.show('accounts');
    await office.show('money/returns');
    await pick('1401 Larch');
    await page.getByRole('cell', { name: '$100.00' }).waitFor();
    expect(await page.getByRole('button', { name: /came back$/ }).count()).toBe(0);
    expect(office.faults).toEqual([]);
  });
});

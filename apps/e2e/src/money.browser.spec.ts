import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { inTransaction, rows, setFlag, takePayment } from '@curbstop/core';
import { cents } from '@curbstop/policy';
import { nachaFile } from '@curbstop/testing';
import { Office } from './support/office.ts';
import { loseAnswer } from './support/screens.ts';

const LOADER: Actor = { kind: 'system', part: 'loader' };
/** Of the city's own debit, as the bank gives it back. */
const TRACE = '091000010000007';

/** The morning's money at the desk: the drop box, what the lockbox sent, and what came back from the bank. */
describe("the morning's money at the desk", () => {
  let office: Office;
  const paid = (nth: number): Promise<unknown[]> =>
    rows(office.house.source, 'SELECT amount, method FROM payment WHERE account_id = $1 ORDER BY id', [
      office.home(nth).accountId,
    ]);
  const file = (name: string, lines: readonly string[]) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(lines.join('\n')),
  });

  beforeAll(async () => {
    office = await Office.open('finance', 4);
    const { source, clock } = office.house;
    const { accountId } = office.home(3);
    const flag = { accountId, kind: 'ach-active', clause: 'J.6', why: 'Enrolled.' } as const;
    await inTransaction(source, (tx) => setFlag({ tx, actor: LOADER, now: clock.now() }, flag));
    const debit = {
      accountId,
      amount: cents(12_408),
      method: 'ach',
      channel: 'ach',
      reference: '',
      trace: TRACE,
    } as const;
    await takePayment(source, { ...debit, idempotencyKey: randomUUID() }, LOADER, clock.now());
  });
  afterAll(() => office?.close());

  it('J.5: the drop box is entered line by line, and each line counts once though an answer is lost', async () => {
    const { page } = office;
    await office.show('money/drop-box');
    for (const [address, amount] of [
      ['1401 Larch', '124.08'],
      ['1402 Larch', '50'],
    ] as const) {
      await page.getByRole('combobox', { name: 'Account', exact: true }).waitFor();
      await office.type(address);
      await office.press('Enter');
      await page.getByLabel('Amount').and(page.locator(':focus')).waitFor();
      await office.type(amount);
      await office.press('Enter');
      await page.getByRole('cell', { name: new RegExp(address) }).waitFor();
    }
    await page.reload();
    const post = page.getByRole('button', { name: 'Post 2 lines, $174.08' });
    await post.waitFor();
    await loseAnswer(page, /\/payments$/);
    await post.click();
    await page.getByText('0 of 2 lines are confirmed; the rest is kept here.').waitFor();
    await page.getByRole('button', { name: /^Post 2 lines/ }).click();
    await page.getByText('2 lines confirmed by the server, $174.08.').waitFor();
    expect(await paid(0)).toEqual([{ amount: 12_408, method: 'check' }]);
    expect(await paid(1)).toEqual([{ amount: 5_000, method: 'check' }]);
    // Paid in full, it is off the list; a part of it changes nothing.
    expect((await office.house.ordersOf(office.home(0))).map(({ state }) => state)).toEqual(['cancelled']);
    expect((await office.house.ordersOf(office.home(1))).map(({ state }) => state)).toEqual(['listed']);
  });

  it('J.3: a lockbox file is shown before it is posted, its wrong lines by number, and posted twice it changes nothing', async () => {
    const { page } = office;
    const lockbox = file('lockbox.csv', [
      'account,amount,method,date,reference',
      `${office.home(2).number},124.08,check,2026-03-17,LB-1`,
      `${office.home(1).number},ten,check,2026-03-17,LB-2`,
      '99999999999,5.00,check,2026-03-17,LB-3',
    ]);
    await office.show('money/file');
    const choose = page.getByLabel('A bank’s file');
    await choose.setInputFiles(lockbox);
    await page.getByText('1 line cannot be read').waitFor();
    const wrong = page.getByRole('table', { name: 'Lines that cannot be read' });
    expect(await wrong.getByRole('cell').allInnerTexts()).toEqual(['3', expect.stringContaining('amount') as string]);
    expect(await paid(2)).toEqual([]);
    await page.getByRole('button', { name: 'Post 1 line, $124.08' }).click();
    await page.getByText('lockbox.csv is posted').waitFor();
    expect(await paid(2)).toEqual([{ amount: 12_408, method: 'check' }]);

    await choose.setInputFiles(lockbox);
    const again = page.getByRole('button', { name: 'Posted before' });
    await again.waitFor();
    expect(await again.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('This file', { exact: true }).waitFor();
  });

  it('K.9: a NACHA file of returns says what each return does, and does it', async () => {
    const { page } = office;
    const { accountId, number } = office.home(3);
    const returns = nachaFile([{ code: 'R01', account: number, cents: 12_408, originalTrace: TRACE }], '260317');
    await page.getByLabel('A bank’s file').setInputFiles(file('damaged.ach', returns.slice(0, 3)));
    await page.getByText('The file is damaged, and nothing of it is posted.').waitFor();
    await page.getByLabel('A bank’s file').setInputFiles(file('returns.ach', returns));
    await page.getByText('is taken back, code R01, with a fee of $25.00').waitFor();
    await page.getByRole('button', { name: /^Post 1 line/ }).click();
    await page.getByText('returns.ach is posted').waitFor();
    const flags = await rows(
      office.house.source,
      'SELECT kind FROM flag WHERE account_id = $1 AND cleared_at IS NULL',
      [accountId],
    );
    expect(flags).toContainEqual({ kind: 'nsf-due' });
  });

  it('K.1: a check that came back is entered once, with what follows shown before', async () => {
    const { page } = office;
    await office.show('money/returns');
    await page.getByRole('combobox', { name: 'Account', exact: true }).waitFor();
    await office.type('1401 Larch');
    await office.press('Enter');
    await page
      .getByRole('button', { name: /\$124\.08/ })
      .first()
      .click();
    const enter = page.getByRole('button', { name: 'Enter the return of $124.08' });
    // The bank's letter says why: nothing is chosen, and nothing can be entered before.
    await page.getByText('Choose the code that the bank gave.').waitFor();
    expect(await enter.getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('$124.08 came back with').selectOption('NSF');
    // Of this form: the fee of the debit that came back before stands on the page too.
    await page.locator('.consequences').getByText('$25.00').waitFor();
    await loseAnswer(page, /\/return$/);
    await enter.click();
    await page.getByRole('button', { name: 'Send the same again' }).click();
    await page.getByText('$124.08 came back', { exact: true }).waitFor();
    const fees = await rows(
      office.house.source,
      "SELECT amount FROM ledger_entry WHERE account_id = $1 AND kind = 'nsf-fee'",
      [office.home(0).accountId],
    );
    expect(fees).toEqual([{ amount: 2_500 }]);
    expect(office.faults).toEqual([]);
  });
});

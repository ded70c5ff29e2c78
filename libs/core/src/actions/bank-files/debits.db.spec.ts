import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Actor } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, nachaFile, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, InventedEntry } from '@curbstop/testing';
import fc from 'fast-check';
import {
  balanceOf,
  inTransaction,
  postFile,
  previewFile,
  recordReturnedPayment,
  rows,
  setFlag,
  takePayment,
  verifyJournal,
} from '../../index.ts';

const FINANCE: Actor = { kind: 'staff', id: 5, name: 'R. Tanaka', role: 'finance' };
const CASHIER: Actor = { kind: 'staff', id: 6, name: 'P. Aldana', role: 'cashier' };
const TRACE = '121000350000001';
const seed = Number(process.env['CURBSTOP_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe('which debit a return means', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-03-16T10:00:00-07:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account with a bill of $80.00 that a debit pays, with a trace number that others have had too. */
  async function debited(amount: number, trace: string | null = TRACE): Promise<BuiltAccount> {
    const account = await anAccount(db.source);
    const { accountId } = account;
    const at = moment('2026-02-19T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-02-19', cents: 8_000, due: '2026-04-02', at });
    const flag = { accountId, kind: 'ach-active', clause: 'J.6', why: 'Enrolled.' } as const;
    await inTransaction(db.source, (tx) => setFlag({ tx, actor: FINANCE, now: clock.now() }, flag));
    const input = {
      accountId,
      amount: cents(amount),
      method: 'ach',
      channel: 'ach',
      reference: '',
      idempotencyKey: randomUUID(),
      ...(trace === null ? {} : { trace }),
    } as const;
    await takePayment(db.source, input, FINANCE, clock.now());
    return account;
  }
  let nth = 0;
  /** A file of its own day, so that no line of another is in it. */
  function file(entries: readonly InventedEntry[], modifier = 'A') {
    nth += 1;
    const content = nachaFile(entries, `26${String(3 + (nth % 9)).padStart(2, '0')}17`, modifier).join('\n');
    return { kind: 'nacha-returns', content, name: 'returns.ach' } as const;
  }
  const owes = (account: BuiltAccount) => balanceOf(db.source, account.accountId);
  const back = (account: string, amount: number, more: Partial<InventedEntry> = {}): InventedEntry => ({
    code: 'R01',
    account,
    cents: amount,
    originalTrace: TRACE,
    ...more,
  });
  const tasks = () =>
    rows<{ says: string }>(db.source, "SELECT says FROM task WHERE kind = 'return-in-doubt' ORDER BY id");

  it('K.9: a trace number that was used again takes nothing from the other customer', async () => {
    const [first, second] = [await debited(5_000), await debited(6_000)];
    const content = readFileSync(new URL('./samples/trace-used-again.ach', import.meta.url), 'utf8');
    const returns = {
      kind: 'nacha-returns',
      content: content.replaceAll('30400000001', first.number),
      name: 'x.ach',
    } as const;
    expect((await previewFile(db.source, returns, clock.now())).lines).toMatchObject([
      { outcome: 'posted', accountId: first.accountId, amount: 5_000 },
    ]);
    expect(await postFile(db.source, returns, FINANCE, clock.now())).toMatchObject({ posted: 1, left: 0 });
    expect(await owes(first)).toBe(8_000 + 2_500);
    expect(await owes(second)).toBe(2_000);
  });

  it.each<[string, (account: BuiltAccount, other: BuiltAccount) => InventedEntry]>([
    ['another amount', ({ number }) => back(number, 5_001)],
    ["another customer's number", (_, other) => back(other.number, 5_000)],
    ['a number that nobody has', () => back('99999999999', 5_000)],
    ['no number at all', () => back('', 5_000)],
    ['another trace number', ({ number }) => back(number, 5_000, { originalTrace: '121000350000002' })],
    ['a credit that came back to a checking account', ({ number }) => back(number, 5_000, { transactionCode: '21' })],
    ['a credit that came back to a savings account', ({ number }) => back(number, 5_000, { transactionCode: '31' })],
    ['a debit that is only announced', ({ number }) => back(number, 5_000, { transactionCode: '27' })],
    ['R68, a return that came too late', ({ number }) => back(number, 5_000, { code: 'R68' })],
    ['R73, a return that was in time', ({ number }) => back(number, 5_000, { code: 'R73' })],
    ['R61, a return sent wrongly', ({ number }) => back(number, 5_000, { code: 'R61' })],
    ['R77, a return that is not accepted', ({ number }) => back(number, 5_000, { code: 'R77' })],
    ['a code that no bank has', ({ number }) => back(number, 5_000, { code: 'R99' })],
  ])('K.9: with %s, a person decides, once, and nothing is taken back', async (_name, entry) => {
    const [account, other] = [await debited(5_000), await debited(6_000)];
    const before = (await tasks()).length;
    const returns = file([entry(account, other)]);
    expect((await previewFile(db.source, returns, clock.now())).lines).toMatchObject([{ outcome: 'task' }]);
    await postFile(db.source, returns, FINANCE, clock.now());
    expect((await postFile(db.source, returns, FINANCE, clock.now())).lines).toMatchObject([
      { outcome: 'done-before' },
    ]);
    expect((await tasks()).length).toBe(before + 1);
    expect([await owes(account), await owes(other)]).toEqual([3_000, 2_000]);
  });

  it('K.9: a debit without a trace number, and two that agree, are for a person too', async () => {
    const [without, twice] = [await debited(5_000, null), await debited(4_000)];
    const again = {
      accountId: twice.accountId,
      amount: cents(4_000),
      method: 'ach',
      channel: 'ach',
      reference: '',
    } as const;
    await takePayment(db.source, { ...again, trace: TRACE, idempotencyKey: randomUUID() }, FINANCE, clock.now());
    const lines = [back(without.number, 5_000), back(twice.number, 4_000)];
    const { lines: told } = await postFile(db.source, file(lines), FINANCE, clock.now());
    expect(told).toMatchObject([{ outcome: 'task' }, { outcome: 'task' }]);
    expect((await tasks()).at(-1)?.says).toContain('2 debits agree with it.');
  });

  it('K.9: a person does not enter a disputed return as one either', async () => {
    const account = await debited(5_000);
    const [payment] = await rows<{ id: number }>(db.source, 'SELECT id FROM payment WHERE account_id = $1', [
      account.accountId,
    ]);
    const input = { paymentId: payment?.id ?? 0, code: 'R68', idempotencyKey: randomUUID() };
    await expect(recordReturnedPayment(db.source, input, CASHIER, clock.now())).rejects.toMatchObject({
      field: 'code',
    });
  });

  it('K.9: the second file of a day is another file, and a return that is in both is taken back once', async () => {
    const [first, second] = [await debited(5_000, '121000350000031'), await debited(6_000, '121000350000031')];
    const [a, b] = [first, second].map((account, index) => {
      const entry = back(account.number, index === 0 ? 5_000 : 6_000, { originalTrace: '121000350000031' });
      return {
        kind: 'nacha-returns',
        content: nachaFile([entry], '260316', 'AB'.charAt(index)).join('\n'),
        name: 'r',
      } as const;
    });
    if (!a || !b) throw new Error('There are two files.');
    await postFile(db.source, a, FINANCE, clock.now());
    expect((await postFile(db.source, b, FINANCE, clock.now())).lines).toMatchObject([{ outcome: 'posted' }]);
    expect([await owes(first), await owes(second)]).toEqual([10_500, 10_500]);
    const resent = { ...a, content: a.content.replace('0930A094', '0930C094') };
    expect((await postFile(db.source, resent, FINANCE, clock.now())).lines).toMatchObject([{ outcome: 'refused' }]);
    expect(await owes(first)).toBe(10_500);
  });

  it('K.9: of the same return twice in one file the second is told as one that came back already', async () => {
    const account = await debited(5_000, '121000350000041');
    const entry = back(account.number, 5_000, { originalTrace: '121000350000041' });
    const returns = file([entry, entry]);
    const outcomes = [{ outcome: 'posted' }, { outcome: 'refused' }];
    expect((await previewFile(db.source, returns, clock.now())).lines).toMatchObject(outcomes);
    expect((await postFile(db.source, returns, FINANCE, clock.now())).lines).toMatchObject(outcomes);
    expect(await owes(account)).toBe(10_500);
  });

  it("J.6: another customer's trace number does not bring them the bank's newer data", async () => {
    const [account, other] = [await debited(5_000, '121000350000051'), await debited(6_000, '121000350000051')];
    const entry = { code: 'C01', account: account.number, cents: 0, originalTrace: '121000350000051', corrected: '99' };
    await postFile(db.source, file([entry]), FINANCE, clock.now());
    const told = await rows<{ id: number }>(
      db.source,
      "SELECT account_id AS id FROM task WHERE kind = 'bank-data-changed'",
    );
    expect(told.map((each) => each.id)).toEqual([account.accountId]);
    const nobodys = { ...entry, account: '99999999999' };
    await postFile(db.source, file([nobodys]), FINANCE, clock.now());
    const all = await rows<{ id: number | null }>(
      db.source,
      "SELECT account_id AS id FROM task WHERE kind = 'bank-data-changed'",
    );
    expect(all.map((each) => each.id)).not.toContain(other.accountId);
    expect(all).toHaveLength(2);
  });

  it('J.3: of two who post the same file at once one posts, and the other is told', async () => {
    const account = await debited(5_000, '121000350000061');
    const returns = file([back(account.number, 5_000, { originalTrace: '121000350000061' })]);
    const both = await Promise.allSettled([
      postFile(db.source, returns, FINANCE, clock.now()),
      postFile(db.source, returns, CASHIER, clock.now()),
    ]);
    const answers = both.map((each) =>
      each.status === 'fulfilled' ? each.value.lines[0]?.outcome : (each.reason as { says: string }).says,
    );
    expect(answers).toContain('posted');
    // Whoever comes while it is posted is told by whom; whoever comes a moment later, that it was posted.
    expect(answers.find((each) => each !== 'posted')).toMatch(/is posting this file now|done-before/);
    expect(await owes(account)).toBe(10_500);
  });

  it(`K.9: a return never takes from an account other than the debit's (CURBSTOP_SEED=${seed})`, async () => {
    const accounts = [
      await debited(5_000, '121000350000071'),
      await debited(6_000, '121000350000071'),
      await debited(5_000, '121000350000072'),
    ];
    const entry = fc.record({
      code: fc.constantFrom('R01', 'R02', 'R10', 'R68'),
      account: fc.constantFrom(...accounts.map((each) => each.number), '99999999999'),
      cents: fc.constantFrom(5_000, 6_000),
      originalTrace: fc.constantFrom('121000350000071', '121000350000072'),
      transactionCode: fc.constantFrom('26', '36', '21'),
    });
    const debits = [
      ['5000', '121000350000071'],
      ['6000', '121000350000071'],
      ['5000', '121000350000072'],
    ] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 6 }), async (entries) => {
        const { lines } = await previewFile(db.source, file(entries), clock.now());
        lines.forEach((line, index) => {
          if (line.outcome !== 'posted') return;
          const one = entries[index];
          const whose = accounts.findIndex((each) => each.accountId === line.accountId);
          expect([one?.account, String(one?.cents), one?.originalTrace]).toEqual([
            accounts[whose]?.number,
            ...(debits[whose] ?? []),
          ]);
          expect(['26', '36']).toContain(one?.transactionCode);
          expect(one?.code).not.toBe('R68');
        });
      }),
      { seed, numRuns: 40 },
    );
  });

  it('leaves a journal that is whole', async () => {
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });
});

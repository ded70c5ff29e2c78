import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, nachaFile, testDatabase } from '@curbstop/testing';
import type { BuiltAccount } from '@curbstop/testing';
import {
  accountLedger,
  inTransaction,
  loadAccounts,
  postedFiles,
  postedSays,
  postFile,
  previewFile,
  rows,
  setFlag,
  takePayment,
  verifyJournal,
} from '../../index.ts';

const FINANCE: Actor = { kind: 'staff', id: 5, name: 'R. Tanaka', role: 'finance' };
const CREW: Actor = { kind: 'staff', id: 3, name: 'J. Lindqvist', role: 'crew' };

describe('files from banks', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-05-18T10:00:00-07:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account with a bill of $80.00, and a bank debit set up. */
  async function owing(): Promise<BuiltAccount> {
    const account = await anAccount(db.source);
    const { accountId } = account;
    const bill = { on: '2026-04-16', cents: 8_000, due: '2026-05-28', at: moment('2026-04-16T08:00:00-07:00') };
    await aBill(db.source, accountId, bill);
    const flag = { accountId, kind: 'ach-active', clause: 'J.6', why: 'Enrolled.' } as const;
    await inTransaction(db.source, (tx) => setFlag({ tx, actor: FINANCE, now: clock.now() }, flag));
    return account;
  }
  async function debited(trace?: string): Promise<BuiltAccount> {
    const account = await owing();
    const input = {
      accountId: account.accountId,
      amount: cents(8_000),
      method: 'ach',
      channel: 'ach',
      reference: '',
      idempotencyKey: randomUUID(),
      ...(trace === undefined ? {} : { trace }),
    } as const;
    await takePayment(db.source, input, FINANCE, clock.now());
    return account;
  }
  const flagsOf = async (accountId: number): Promise<string[]> => {
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    return account?.facts.flags.map((flag) => flag.kind) ?? [];
  };

  it('K.9: a file of returns is shown, then posted once, however often it comes', async () => {
    clock.set('2026-05-18T10:00:00-07:00');
    const [funds, closed, unauthorised] = [
      await debited('091000010000007'),
      await debited('091000010000008'),
      await debited('091000010000009'),
    ];
    const content = nachaFile([
      { code: 'R01', account: funds.number, cents: 8_000, originalTrace: '091000010000007' },
      { code: 'R02', account: closed.number, cents: 8_000, originalTrace: '091000010000008' },
      { code: 'R10', account: unauthorised.number, cents: 8_000, originalTrace: '091000010000009' },
      { code: 'C01', account: funds.number, cents: 0, originalTrace: '091000010000007', corrected: '000000009876' },
      { code: 'R01', account: '99999999999', cents: 100, originalTrace: '091000010000011' },
    ]).join('\n');
    const file = { kind: 'nacha-returns', content, name: 'returns-0520.ach' } as const;
    clock.set('2026-05-20T09:00:00-07:00');
    const preview = await previewFile(db.source, file, clock.now());
    expect(preview).toMatchObject({ mayPost: true, problems: [] });
    expect(preview.lines.map((line) => [line.line, line.outcome, line.accountId])).toEqual([
      [3, 'posted', funds.accountId],
      [5, 'posted', closed.accountId],
      [7, 'posted', unauthorised.accountId],
      [9, 'task', funds.accountId],
      [11, 'task', null],
    ]);
    expect(preview.lines[0]?.says).toBe(
      '$80.00 of Mon May 18 is taken back, code R01, with a fee of $25.00. To be made good by Thu May 21, 5:00 pm.',
    );
    expect((await accountLedger(db.source, funds.accountId)).balance).toBe(0);

    const done = await postFile(db.source, file, FINANCE, clock.now());
    expect(done).toMatchObject({ posted: 5, left: 0 });
    expect((await accountLedger(db.source, funds.accountId)).balance).toBe(10_500);
    expect(await flagsOf(closed.accountId)).toEqual(expect.arrayContaining(['nsf-due', 'ach-removed']));
    expect((await accountLedger(db.source, unauthorised.accountId)).balance).toBe(8_000);
    const tasks = await rows<{ says: string }>(db.source, "SELECT says FROM task WHERE kind = 'bank-data-changed'");
    expect(tasks).toEqual([{ says: expect.stringContaining('(C01), ending in 9876') as string }]);

    const again = await postFile(db.source, { ...file, name: 'the same.ach' }, FINANCE, clock.now());
    expect(again.lines.map((line) => line.outcome)).toEqual(Array<string>(5).fill('done-before'));
    expect(again.lines[0]?.says).toBe('Posted before by R. Tanaka, Wed May 20, 9:00 am.');
    expect((await accountLedger(db.source, funds.accountId)).balance).toBe(10_500);
    expect(await postedFiles(db.source)).toMatchObject([
      { kind: 'nacha-returns', name: 'returns-0520.ach', hash: preview.hash, postedBy: 'R. Tanaka', posted: 5 },
    ]);
    expect(await rows(db.source, "SELECT 1 FROM journal WHERE event = 'file.posted'")).toHaveLength(1);
    expect(postedSays(again)).toBe('Nothing new: 5 of 5 lines were posted before.');
  });

  it('K.9: the same return in another file is refused, and a damaged file is not posted at all', async () => {
    clock.set('2026-05-18T10:00:00-07:00');
    const account = await debited('091000010000021');
    const entry = { code: 'R01', account: account.number, cents: 8_000, originalTrace: '091000010000021' };
    const file = (date: string) => ({
      kind: 'nacha-returns' as const,
      content: nachaFile([entry], date).join('\n'),
      name: date,
    });
    expect(await postFile(db.source, file('260520'), FINANCE, clock.now())).toMatchObject({ posted: 1 });
    expect((await postFile(db.source, file('260521'), FINANCE, clock.now())).lines).toMatchObject([
      { outcome: 'refused' },
    ]);
    const lines = nachaFile([entry], '260522');
    const damaged = {
      ...file('260522'),
      content: lines.with(2, (lines[2] ?? '').replace('0000008000', '0000008001')).join('\n'),
    };
    expect(await previewFile(db.source, damaged, clock.now())).toMatchObject({
      mayPost: false,
      problems: [{ line: 5 }, { line: 6 }],
    });
    await expect(postFile(db.source, damaged, FINANCE, clock.now())).rejects.toMatchObject({ clauses: ['K.9'] });
    await expect(postFile(db.source, file('260523'), CREW, clock.now())).rejects.toMatchObject({ name: 'Refused' });
    expect((await accountLedger(db.source, account.accountId)).balance).toBe(10_500);
  });

  it('J.2, J.3: a file of payments posts what it can, and names what it cannot', async () => {
    clock.set('2026-05-20T09:00:00-07:00');
    const [byCheck, byTransfer, cashOnly] = [await owing(), await owing(), await owing()];
    const flag = { accountId: cashOnly.accountId, kind: 'cash-only', clause: 'K.8', why: 'Three came back.' } as const;
    await inTransaction(db.source, (tx) => setFlag({ tx, actor: FINANCE, now: clock.now() }, flag));
    const content = [
      'account,amount,method,date,reference',
      `${byCheck.number},80.00,check,2026-05-20,LB-1`,
      `${byTransfer.number},30.00,eft,2026-05-22,BP-1`,
      `${cashOnly.number},80.00,check,2026-05-20,LB-2`,
      '30499999999,10.00,check,2026-05-20,LB-3',
      'x,10.00,check,2026-05-20,LB-4',
    ].join('\r\n');
    const file = { kind: 'payments', content, name: 'lockbox.csv' } as const;
    const preview = await previewFile(db.source, file, clock.now());
    expect(preview.problems).toMatchObject([{ line: 6 }]);
    expect(preview.lines.map((line) => [line.line, line.outcome])).toEqual([
      [2, 'posted'],
      [3, 'posted'],
      [4, 'refused'],
      [5, 'unknown'],
    ]);
    expect(preview.lines[1]?.says).toMatch(/^Pays \$30\.00 for bill .*\. It counts on Fri May 22\.$/);
    expect(await postFile(db.source, file, FINANCE, clock.now())).toMatchObject({ posted: 2, left: 2 });
    const payments = await rows(
      db.source,
      'SELECT amount, channel, effective, credited FROM payment WHERE reference = ANY($1) ORDER BY id',
      [['LB-1', 'LB-2', 'BP-1']],
    );
    expect(payments).toEqual(
      expect.arrayContaining([
        { amount: 8_000, channel: 'mail', effective: '2026-05-20', credited: true },
        { amount: 3_000, channel: 'bank-bill-pay', effective: '2026-05-22', credited: false },
      ]),
    );
    expect(payments).toHaveLength(2);
    // Whose the fourth is, a person finds out; asked once, however often the file comes.
    await postFile(db.source, file, FINANCE, clock.now());
    const asked = await rows<{ says: string; role: string }>(
      db.source,
      "SELECT says, role FROM task WHERE kind = 'payment-unmatched' AND done_at IS NULL",
    );
    expect(asked).toMatchObject([{ role: 'clerk', says: expect.stringMatching(/\$10\.00 .*30499999999.*LB-3/) }]);
    // Once there is such an account, the same file pays it, and nobody is asked any longer.
    const { accountId } = await anAccount(db.source);
    await db.source.query("UPDATE account SET number = '30499999999' WHERE id = $1", [accountId]);
    expect(await postFile(db.source, file, FINANCE, clock.now())).toMatchObject({ posted: 1 });
    const ended = await rows(
      db.source,
      "SELECT done_at IS NOT NULL AS done, outcome FROM task WHERE kind = 'payment-unmatched'",
    );
    expect(ended).toEqual([{ done: true, outcome: 'Its account was found, and the payment posted.' }]);
  });

  it('leaves a journal that is whole', async () => {
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });
});

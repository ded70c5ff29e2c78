import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount } from '@curbstop/testing';
import {
  balanceOf,
  decideDoubt,
  loadAccounts,
  payingOf,
  postFile,
  previewFile,
  recordReturnedPayment,
  rows,
  runDue,
  takePayment,
  verifyJournal,
} from '../../index.ts';
import type { PaymentInput } from '../../index.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const FINANCE: Actor = { kind: 'staff', id: 5, name: 'R. Tanaka', role: 'finance' };
const SUPERVISOR: Actor = { kind: 'staff', id: 9, name: 'M. Osei', role: 'supervisor' };

describe('payments in doubt', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-03-16T10:00:00-07:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());
  beforeEach(() => void clock.set('2026-03-16T10:00:00-07:00'));

  /** An account with a bill of $80.00. */
  async function owing(): Promise<BuiltAccount> {
    const account = await anAccount(db.source);
    const at = moment('2026-02-19T08:00:00-08:00');
    await aBill(db.source, account.accountId, { on: '2026-02-19', cents: 8_000, due: '2026-04-02', at });
    return account;
  }
  function pay(account: BuiltAccount, more: Partial<PaymentInput>, actor: Actor = CLERK, key: string = randomUUID()) {
    const { accountId } = account;
    const check = { accountId, amount: cents(8_000), method: 'check', channel: 'counter', reference: '' } as const;
    return takePayment(db.source, { ...check, ...more, idempotencyKey: key }, actor, clock.now());
  }
  const transfer = (valueDate: string, reference = '') =>
    ({ method: 'eft', channel: 'bank-bill-pay', valueDate: day(valueDate), reference }) as const;
  const decide = (
    paymentId: number,
    decided: Parameters<typeof decideDoubt>[1]['decided'],
    actor: Actor = SUPERVISOR,
    idempotencyKey: string = randomUUID(),
  ) => decideDoubt(db.source, { paymentId, decided, idempotencyKey }, actor, clock.now());
  const owes = (account: BuiltAccount) => balanceOf(db.source, account.accountId);
  async function holdsOf({ accountId }: BuiltAccount): Promise<string[]> {
    const [found] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    return found?.facts.holds.map((hold) => hold.kind) ?? [];
  }
  const openTasks = ({ accountId }: BuiltAccount) =>
    rows(db.source, "SELECT id FROM task WHERE account_id = $1 AND kind = 'payment-in-doubt' AND done_at IS NULL", [
      accountId,
    ]);

  it.each<[string, Partial<PaymentInput>, Actor, string]>([
    ['a value date a year ahead', transfer('2027-03-16'), CLERK, 'Mar 16, 2027'],
    ['a value date a month ahead', transfer('2026-04-16'), CLERK, 'Thu Apr 16 is far ahead'],
    ['a value date a year back', transfer('2025-03-16'), CLERK, 'Mar 16, 2025'],
    [
      'a day of Finance a year ahead',
      { channel: 'other-department', forwardedOn: day('2027-03-16') },
      CLERK,
      'Mar 16, 2027',
    ],
    ['a payment dated a year back', { datedBack: { on: day('2025-03-16'), why: 'A slip.' } }, SUPERVISOR, '2025'],
    ['a check that its file dates a year ahead', { channel: 'mail', fileDate: day('2027-03-16') }, FINANCE, '2027'],
  ])('J.3, J.2.a: %s is kept, not credited, and a person is asked', async (_name, more, actor, sentence) => {
    const account = await owing();
    const receipt = await pay(account, more, actor);
    expect(receipt).toMatchObject({ balance: 8_000, doubt: expect.stringContaining(sentence) as string });
    expect(receipt.says).toContain('not credited yet');
    expect([await owes(account), await holdsOf(account)]).toEqual([8_000, ['payment-in-doubt']]);
    expect(await openTasks(account)).toHaveLength(1);
    // Nor is it by the clock, until somebody has decided.
    await runDue(db.source, clock.set('2027-03-17T10:00:00-07:00'));
    expect((await payingOf(db.source, account.accountId, 'clerk', clock.now())).payments).toMatchObject([
      { credited: false, doubt: receipt.doubt, setAside: false },
    ]);
  });

  it.each<[string, Partial<PaymentInput>, Actor]>([
    ['two weeks back', transfer('2026-03-02'), CLERK],
    ['today', transfer('2026-03-16'), CLERK],
    ['ten days ahead', transfer('2026-03-26'), CLERK],
    [
      'dated back by a supervisor two months',
      { datedBack: { on: day('2026-01-16'), why: 'It lay there.' } },
      SUPERVISOR,
    ],
  ])('J.3: a day %s is believed', async (_name, more, actor) => {
    const account = await owing();
    expect((await pay(account, more, actor)).doubt).toBeNull();
    expect(await holdsOf(account)).toEqual([]);
  });

  it('J.2.a: a clerk does not date back by the day on which Finance has it, nor by a value date of a check', async () => {
    const account = await owing();
    const back = { channel: 'other-department', forwardedOn: day('2026-03-13') } as const;
    await expect(pay(account, back)).rejects.toMatchObject({ clauses: ['J.2.a'] });
    expect((await pay(account, back, SUPERVISOR)).effective).toBe('2026-03-13');
    const cash = { method: 'cash', valueDate: day('2026-03-13') } as const;
    await expect(pay(account, cash)).rejects.toMatchObject({ field: 'valueDate' });
    const counter = { forwardedOn: day('2026-03-17') } as const;
    await expect(pay(account, counter)).rejects.toMatchObject({ field: 'forwardedOn' });
  });

  it('J.2.a: a supervisor, and not who entered it, credits it on its right day; the second is told', async () => {
    const account = await owing();
    const { paymentId } = await pay(account, transfer('2027-03-16'));
    const right = { decision: 'credit', on: day('2026-03-13'), why: 'The statement says so.' } as const;
    await expect(decide(paymentId, right, CLERK)).rejects.toMatchObject({ clauses: ['J.2.a'] });
    const wrong = { ...right, on: day('2027-03-16') };
    await expect(decide(paymentId, wrong)).rejects.toMatchObject({ field: 'on' });
    const key = randomUUID();
    const { says } = await decide(paymentId, right, SUPERVISOR, key);
    expect(says).toBe('$80.00 is credited from Fri Mar 13.');
    expect(await decide(paymentId, right, SUPERVISOR, key)).toEqual({ says });
    const other = { decision: 'set-aside', why: 'Not ours.' } as const;
    await expect(decide(paymentId, other)).rejects.toMatchObject({ name: 'Conflict' });
    expect([await owes(account), await holdsOf(account), await openTasks(account)]).toEqual([0, [], []]);
    const mine = await pay(await owing(), { datedBack: { on: day('2025-03-16'), why: 'A slip.' } }, SUPERVISOR);
    await expect(decide(mine.paymentId, right)).rejects.toMatchObject({ clauses: ['J.2.a'] });
  });

  it('J.3: one that is set aside was never credited, and one that comes back is in doubt no more', async () => {
    const account = await owing();
    const aside = await pay(account, transfer('2027-03-16'));
    await decide(aside.paymentId, { decision: 'set-aside', why: 'It is none of ours.' });
    const bounced = await pay(account, { channel: 'mail', fileDate: day('2027-03-16'), reference: '77' }, FINANCE);
    const returned = { code: 'NSF', idempotencyKey: randomUUID() };
    await expect(
      recordReturnedPayment(db.source, { ...returned, paymentId: aside.paymentId }, CLERK, clock.now()),
    ).rejects.toMatchObject({ name: 'Refused' });
    await recordReturnedPayment(db.source, { ...returned, paymentId: bounced.paymentId }, CLERK, clock.now());
    expect([await owes(account), await holdsOf(account), await openTasks(account)]).toEqual([10_500, [], []]);
  });

  it('J.1: the same reference and amount within a month is asked about; for another account it is a payment', async () => {
    const [account, other] = [await owing(), await owing()];
    const check = { reference: '1201', amount: cents(1_000) };
    expect((await pay(account, check)).doubt).toBeNull();
    expect((await pay(other, check)).doubt).toBeNull();
    expect((await pay(account, { ...check, amount: cents(1_001) })).doubt).toBeNull();
    expect((await pay(account, { ...check, reference: '1202' })).doubt).toBeNull();
    clock.set('2026-03-17T10:00:00-07:00');
    expect((await pay(account, check)).doubt).toContain('with reference 1201 came in on Mon Mar 16');
    clock.set('2026-05-20T10:00:00-07:00');
    expect((await pay(account, { ...check, reference: '1202' })).doubt).toBeNull();
  });

  it('J.3: of a file sent again with another date, and of a line twice in one file, the second is a question', async () => {
    const [account, other] = [await owing(), await owing()];
    const line = (of: BuiltAccount, on: string) => `${of.number},10.00,check,${on},LB77-0001`;
    const file = (...lines: string[]) => {
      const content = ['account,amount,method,date,reference', ...lines].join('\n');
      return { kind: 'payments', content, name: 'lockbox.csv' } as const;
    };
    const post = (of: ReturnType<typeof file>) => postFile(db.source, of, FINANCE, clock.now());
    const outcomes = async (of: Promise<{ lines: readonly { outcome: string }[] }>) =>
      (await of).lines.map((each) => each.outcome);
    const first = file(line(account, '2026-03-16'), line(other, '2026-03-16'));
    expect(await outcomes(post(first))).toEqual(['posted', 'posted']);
    expect(await outcomes(post(first))).toEqual(['done-before', 'done-before']);
    clock.set('2026-03-17T10:00:00-07:00');
    const again = file(line(account, '2026-03-17'));
    expect(await outcomes(previewFile(db.source, again, clock.now()))).toEqual(['task']);
    expect(await outcomes(post(again))).toEqual(['task']);
    expect([await owes(account), await owes(other)]).toEqual([7_000, 7_000]);
    const third = await owing();
    const twice = file(line(third, '2026-03-17'), line(third, '2026-03-17'));
    expect(await outcomes(previewFile(db.source, twice, clock.now()))).toEqual(['posted', 'task']);
    expect(await outcomes(post(twice))).toEqual(['posted', 'task']);
    expect(await outcomes(post(twice))).toEqual(['done-before', 'done-before']);
    const mistyped = file(`${third.number},188.91,eft,2027-03-16,EF3`);
    expect((await previewFile(db.source, mistyped, clock.now())).lines[0]).toMatchObject({
      outcome: 'task',
      says: expect.stringContaining('Tue Mar 16, 2027') as string,
    });
    await post(mistyped);
    expect(await owes(third)).toBe(7_000);
  });

  it('J.1: an amount far above what is owed is typed again, and above a limit by a supervisor', async () => {
    const account = await owing();
    const amount = cents(70_000);
    await expect(pay(account, { amount })).rejects.toMatchObject({ field: 'amountAgain' });
    await expect(pay(account, { amount, amountAgain: cents(7_000) })).rejects.toMatchObject({ field: 'amountAgain' });
    expect((await pay(account, { amount, amountAgain: amount })).balance).toBe(-62_000);
    const huge = { amount: cents(9_000_000), amountAgain: cents(9_000_000) };
    await expect(pay(account, huge)).rejects.toMatchObject({ clauses: ['J.1'] });
    expect((await pay(account, huge, SUPERVISOR)).doubt).toBeNull();
    const fromFile = { amount: cents(9_000_000), channel: 'mail', unattended: true } as const;
    expect((await pay(await owing(), fromFile, FINANCE)).doubt).toContain('far more than the $80.00');
  });

  it.each<[string, Partial<PaymentInput>]>([
    ['method', { method: 'cash' }],
    ['amount', { amount: cents(8_001) }],
    ['reference', { reference: '9' }],
    ['purpose', { purpose: 'bill' }],
    ['date', { datedBack: { on: day('2026-03-13'), why: 'It lay there.' } }],
  ])('J.1: a key that was used with another %s is another request, and says so', async (_name, more) => {
    const account = await owing();
    const key = randomUUID();
    const first = await pay(account, {}, SUPERVISOR, key);
    expect(await pay(account, {}, SUPERVISOR, key)).toEqual(first);
    await expect(pay(account, more, SUPERVISOR, key)).rejects.toMatchObject({ name: 'Conflict' });
    expect(await owes(account)).toBe(0);
  });

  it('K.1: the key of a return is for one payment and one code', async () => {
    const account = await owing();
    const [one, two] = [await pay(account, { amount: cents(100) }), await pay(account, { amount: cents(200) })];
    const key = randomUUID();
    const back = (paymentId: number, code: string) =>
      recordReturnedPayment(db.source, { paymentId, code, idempotencyKey: key }, CLERK, clock.now());
    const first = await back(one.paymentId, 'bank-error');
    expect(await back(one.paymentId, 'bank-error')).toMatchObject({ returnId: first.returnId });
    await expect(back(one.paymentId, 'NSF')).rejects.toMatchObject({ name: 'Conflict' });
    await expect(back(two.paymentId, 'bank-error')).rejects.toMatchObject({ name: 'Conflict' });
  });

  it('leaves a journal that is whole', async () => {
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });
});

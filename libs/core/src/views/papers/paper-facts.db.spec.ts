import { randomUUID } from 'node:crypto';
import type { Actor, PaperKind } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import fc from 'fast-check';
import {
  accountBills,
  accountPage,
  paperFacts,
  row,
  runDue,
  setDraftRule,
  signArrangement,
  takePayment,
} from '../../index.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };

describe('the facts of papers', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());
  beforeEach(() => clock.set('2026-01-15T08:00:00-08:00'));

  async function billed(amount = 12_345): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const at = moment('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: amount, due: '2026-02-26', at });
    return accountId;
  }
  const day = (text: string) => runDue(db.source, clock.set(text));
  const factsOf = <K extends PaperKind>(kind: K, accountId: number, record: string | null = null) =>
    paperFacts(db.source.manager, { kind, accountId, record }, clock.now());
  const pay = (accountId: number, amount: number) =>
    takePayment(
      db.source,
      {
        accountId,
        amount: cents(amount),
        method: 'cash',
        channel: 'counter',
        reference: '',
        idempotencyKey: randomUUID(),
      },
      CLERK,
      clock.now(),
    );

  it('E.2.a: a notice says what the account page says is to be paid, and by when', async () => {
    const accountId = await billed();
    await day('2026-02-27T10:00:00-08:00');
    const { toPay } = await accountPage(db.source.manager, accountId, clock.now());
    const paper = await factsOf('disconnection', accountId);
    expect(paper).toMatchObject({
      kind: 'disconnection',
      clause: 'E.2.a',
      contents: { total: toPay.keepOn?.amount, payBy: toPay.keepOn?.by, charges: 12_345, penalty: 1_235 },
      closesFrom: moment('2026-03-17T08:00:00-07:00'),
      fee: { fee: 7_000, lowIncome: 5_000 },
      drafts: 'refused',
    });
  });

  it('C.1: a reminder of whatever is still owed says what the account page says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 99_999_999 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        async (amount, share) => {
          clock.set('2026-01-15T08:00:00-08:00');
          const accountId = await billed(amount);
          const part = Math.floor(amount * share);
          clock.set('2026-02-20T10:00:00-08:00');
          if (part > 0) await pay(accountId, part);
          await day('2026-02-27T10:00:00-08:00');
          const { toPay, pastDue } = await accountPage(db.source.manager, accountId, clock.now());
          const paper = await factsOf('reminder', accountId);
          if (paper.kind !== 'reminder') throw new Error('Another paper came.');
          expect(paper.contents.total).toBe(toPay.keepOn?.amount);
          expect(paper.contents.total).toBe(pastDue);
          expect(paper.payBy).toBe(toPay.keepOn?.by);
        },
      ),
      {
        numRuns: 8,
        examples: [
          [1, 0],
          [99_999_999, 0.5],
        ],
      },
    );
  });

  it('E.2.a: a notice that was mailed stays as it was when something is paid later', async () => {
    const accountId = await billed();
    await day('2026-02-27T10:00:00-08:00');
    const sent = await factsOf('disconnection', accountId);
    clock.set('2026-03-02T10:00:00-08:00');
    await pay(accountId, 5_000);
    expect(await factsOf('disconnection', accountId)).toEqual(sent);
    const again = await factsOf('door-hanger', accountId);
    expect(again).toMatchObject({ contents: { total: 8_580 }, hours: 48, addressedTo: [] });
  });

  it('B.1: a bill has its own lines, and the balance that it was printed with', async () => {
    const accountId = await billed();
    await day('2026-02-27T10:00:00-08:00');
    const [bill] = await accountBills(db.source.manager, accountId);
    const paper = await factsOf('bill', accountId, bill?.number ?? null);
    expect(paper).toMatchObject({
      number: bill?.number,
      amount: 12_345,
      before: 0,
      balance: 12_345,
      day: '2026-01-15',
      due: '2026-02-26',
      next: {
        lateChargeOn: '2026-02-27',
        lateChargeShare: 1_000,
        shutoff: moment('2026-03-16T17:00:00-07:00'),
        appealUntil: '2026-01-30',
      },
    });
    if (paper.kind !== 'bill') throw new Error('Another paper came.');
    expect(paper.chart).toHaveLength(13);
    await expect(factsOf('bill', accountId, '999')).rejects.toThrow('There is no such bill');
  });

  it('J: a receipt says what the payer was told, also later', async () => {
    const accountId = await billed();
    clock.set('2026-02-20T10:00:00-08:00');
    const receipt = await pay(accountId, 2_000);
    clock.set('2026-02-21T10:00:00-08:00');
    await pay(accountId, 1_000);
    const paper = await factsOf('receipt', accountId, String(receipt.paymentId));
    expect(paper).toMatchObject({
      amount: 2_000,
      tender: 'cash',
      counts: '2026-02-20',
      balance: 10_345,
      deposit: false,
    });
  });

  it('I.3: an agreement has the installments that were agreed, and their sum', async () => {
    const accountId = await billed(10_000);
    await day('2026-02-27T10:00:00-08:00');
    await expect(factsOf('agreement', accountId)).rejects.toThrow('This account has no arrangement.');
    const wish = {
      kind: 'amortization',
      months: 6,
      start: null,
      down: null,
      rows: null,
      fee: null,
      forgiven: null,
      fund: null,
      councilAction: null,
      until: null,
      hardship: false,
      billIds: null,
      signed: true,
    } as const;
    await signArrangement(db.source, { accountId, wish, idempotencyKey: randomUUID() }, CLERK, clock.now());
    const paper = await factsOf('agreement', accountId);
    if (paper.kind !== 'agreement') throw new Error('Another paper came.');
    expect(paper).toMatchObject({
      arrangement: 'amortization',
      clause: 'I.3',
      signedAt: clock.now(),
      offerEndsAt: null,
      total: 11_000,
    });
    expect(paper.rows[0]).toMatchObject({ amount: 2_200 });
    expect(paper.rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(paper.total);
  });

  it('there is no paper without its reason, nor of what does not exist', async () => {
    const accountId = await billed();
    for (const kind of ['disconnection', 'door-hanger', 'reminder'] as const)
      await expect(factsOf(kind, accountId)).rejects.toThrow('Nothing is past due.');
    await expect(factsOf('restore', accountId)).rejects.toThrow('The water is on.');
    await expect(factsOf('blue-tag-nsf', accountId)).rejects.toThrow('No returned payment is owed.');
    await expect(factsOf('door-hanger-final', accountId)).rejects.toThrow('No arrangement of this account is broken.');
    await expect(factsOf('receipt', accountId, '99')).rejects.toThrow('There is no such payment');
    await expect(factsOf('disconnection', accountId, '12 OR 1')).rejects.toThrow('There is no such record.');
    await expect(factsOf('disconnection', 987_654)).rejects.toThrow('There is no such account.');
  });

  it('Z.7: the city says what becomes of drafts, and the journal has who said so', async () => {
    const accountId = await billed();
    await setDraftRule(db.source, 'marked', CLERK, clock.now());
    expect(await factsOf('bill', accountId)).toMatchObject({ drafts: 'marked' });
    expect(
      await row(
        db.source.manager,
        "SELECT facts, clause FROM journal WHERE event = 'city.changed' ORDER BY seq DESC LIMIT 1",
      ),
    ).toEqual({
      facts: { drafts: 'marked' },
      clause: 'Z.7',
    });
    await setDraftRule(db.source, 'refused', CLERK, clock.now());
  });
});

import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import {
  balanceOf,
  loadAccounts,
  postEntries,
  recordIncomeEvidence,
  requestWaiver,
  rows,
  allocateCredits,
  changeAccounts,
  runDue,
  takePayment,
  verifyIncomeEvidence,
} from '../../index.ts';
import type { WaiverRequest } from '../../index.ts';

const CUSTOMER: Actor = { kind: 'customer', id: 1 };
const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };

describe('late charges that are waived or taken back', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account with bill R, as it stands on D43. */
  async function late(): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    return accountId;
  }
  const told = (accountId: number, event: string) =>
    rows<{ clause: string; facts: Record<string, unknown> }>(
      db.source,
      'SELECT clause, facts FROM journal WHERE account_id = $1 AND event = $2 ORDER BY seq',
      [accountId, event],
    );
  const ask = (accountId: number, more: Partial<WaiverRequest> = {}, actor = CUSTOMER) =>
    requestWaiver(
      db.source,
      {
        accountId,
        kind: 'courtesy',
        billId: null,
        decision: { outcome: 'approve', reason: 'The first late bill in years.', by: CLERK },
        idempotencyKey: randomUUID(),
        ...more,
      },
      actor,
      clock.now(),
    );

  it('C.1.a: waives the whole charge once, and not a second time in twelve months', async () => {
    const accountId = await late();
    const key = randomUUID();
    const first = await ask(accountId, { idempotencyKey: key });
    expect(first).toMatchObject({ state: 'waived', amount: 1_235 });
    expect(await ask(accountId, { idempotencyKey: key })).toMatchObject({ billId: first.billId, amount: 1_235 });
    expect(await balanceOf(db.source, accountId)).toBe(12_345);
    await expect(ask(accountId)).rejects.toMatchObject({ clauses: ['C.1.a'] });
    expect(await told(accountId, 'credit.posted')).toMatchObject([
      { clause: 'C.1.a', facts: { kind: 'penalty-waiver', amount: 1_235 } },
    ]);
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    expect(account?.facts.bills[0]).toMatchObject({ penalty: 1_235, unpaidPenalty: 0, unpaidCharges: 12_345 });
  });

  it('C.1.a: two requests at once waive once', async () => {
    const accountId = await late();
    const both = await Promise.allSettled([ask(accountId), ask(accountId)]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await balanceOf(db.source, accountId)).toBe(12_345);
  });

  it('C.1.a: a request that is not decided makes one task, and the decision closes it', async () => {
    const accountId = await late();
    expect(await ask(accountId, { decision: null })).toMatchObject({ state: 'to-be-decided' });
    await ask(accountId, { decision: null });
    expect(await told(accountId, 'task.opened')).toMatchObject([
      { clause: 'C.1.a', facts: { kind: 'courtesy-waiver' } },
    ]);
    const decision = { outcome: 'deny' as const, reason: 'The third late bill this year.', by: CLERK };
    await expect(ask(accountId, { decision })).rejects.toMatchObject({ clauses: ['C.1.a'] });
    expect(await told(accountId, 'task.done')).toHaveLength(1);
    expect(await balanceOf(db.source, accountId)).toBe(13_580);
  });

  it('C.1.a: only staff decides, and says why', async () => {
    const accountId = await late();
    await expect(
      ask(accountId, { decision: { outcome: 'approve', reason: 'I want it.', by: CUSTOMER } }),
    ).rejects.toMatchObject({ clauses: ['C.1.a'] });
    await expect(ask(accountId, { decision: { outcome: 'approve', reason: ' ', by: CLERK } })).rejects.toMatchObject({
      field: 'reason',
    });
  });

  it('C.1.b: a verified household is charged and forgiven in one go, and the courtesy is kept', async () => {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    await recordIncomeEvidence(
      db.source,
      { accountId, benefits: ['calfresh'], endsOn: null, incomeOfPoverty: null, verified: true },
      CLERK,
      clock.now(),
    );
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    expect(await balanceOf(db.source, accountId)).toBe(12_345);
    expect(await told(accountId, 'credit.posted')).toMatchObject([{ clause: 'C.1.b.i' }]);
    expect(await told(accountId, 'past.noted')).toMatchObject([
      { facts: { was: 'low-income-waiver', on: '2026-02-27' } },
    ]);
    expect(await told(accountId, 'flag.set')).toMatchObject([{ facts: { flag: 'low-income' } }]);
    const notices = await rows<{ amount: number }>(
      db.source,
      "SELECT amount FROM notice WHERE account_id = $1 AND kind = 'disconnection'",
      [accountId],
    );
    expect(notices).toEqual([{ amount: 12_345 }]);
  });

  it('C.1.b: evidence that comes later waives once a clerk has verified it', async () => {
    const accountId = await late();
    const given = { accountId, benefits: ['medi-cal'] as const, endsOn: null, incomeOfPoverty: null, verified: false };
    await recordIncomeEvidence(db.source, given, CUSTOMER, clock.set('2026-03-02T09:00:00-08:00'));
    expect(await told(accountId, 'credit.posted')).toEqual([]);
    expect(await told(accountId, 'task.opened')).toMatchObject([{ facts: { kind: 'verify-low-income' } }]);
    await expect(
      verifyIncomeEvidence(db.source, { accountId, verified: true }, CUSTOMER, clock.now()),
    ).rejects.toMatchObject({
      clauses: ['C.1.b'],
    });
    await verifyIncomeEvidence(db.source, { accountId, verified: true }, CLERK, clock.now());
    expect(await told(accountId, 'credit.posted')).toMatchObject([{ clause: 'C.1.b.i', facts: { amount: 1_235 } }]);
    expect(await told(accountId, 'task.done')).toHaveLength(1);
    await recordIncomeEvidence(db.source, { ...given, verified: true }, CLERK, clock.now());
    expect(await told(accountId, 'credit.posted')).toHaveLength(1);
  });

  it('C.1.b: evidence that is refused counts for nothing', async () => {
    const accountId = await late();
    const given = { accountId, benefits: ['wic'] as const, endsOn: null, incomeOfPoverty: null, verified: false };
    await recordIncomeEvidence(db.source, given, CUSTOMER, clock.now());
    await verifyIncomeEvidence(db.source, { accountId, verified: false }, CLERK, clock.now());
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    expect(account?.facts.household).toBeNull();
    await expect(ask(accountId, { kind: 'low-income', decision: null })).rejects.toMatchObject({ clauses: ['C.1.b'] });
  });

  it('C.1: a payment posted on D44 that counts from D42 takes back what it would have saved', async () => {
    const accountId = await late();
    const now = clock.set('2026-02-28T09:00:00-08:00');
    await changeAccounts(db.source, { accountIds: [accountId], actor: CLERK, now }, async ({ tx }) => {
      await postEntries(
        tx,
        [
          {
            accountId,
            kind: 'payment',
            amount: cents(-10_000),
            valueDate: day('2026-02-26'),
            clause: 'J.5.b',
            billId: null,
            paymentId: null,
            actKey: null,
          },
        ],
        now,
      );
      await allocateCredits(tx, [accountId], day('2026-02-28'));
    });
    expect(await told(accountId, 'credit.posted')).toMatchObject([
      { clause: 'C.1', facts: { kind: 'penalty-reversal', amount: 1_000 } },
    ]);
    expect(await balanceOf(db.source, accountId)).toBe(2_345 + 235);
    const pay = { accountId, method: 'cash', channel: 'counter', reference: '' } as const;
    await takePayment(db.source, { ...pay, idempotencyKey: randomUUID(), amount: cents(2_580) }, CLERK, clock.now());
    expect(await told(accountId, 'credit.posted')).toHaveLength(1);
  });

  it('C.1.a: a charge that was paid before it was waived leaves its amount on the account', async () => {
    const accountId = await late();
    const pay = { accountId, method: 'cash', channel: 'counter', reference: '' } as const;
    await takePayment(db.source, { ...pay, idempotencyKey: randomUUID(), amount: cents(13_580) }, CLERK, clock.now());
    await ask(accountId);
    expect(await balanceOf(db.source, accountId)).toBe(-1_235);
  });
});

import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import {
  askGate,
  balanceOf,
  decideAppeal,
  declineHearing,
  fileAppeal,
  fileSecondLevelAppeal,
  inTransaction,
  loadAccounts,
  noteHistory,
  row,
  rows,
  runDue,
  takePayment,
} from '../../index.ts';
import type { Decision, Filing } from '../../index.ts';
import { CLERK, CUSTOMER, FILING, MANAGER, OFFICER, UPHELD } from './appeals.fixture.ts';

describe('appeals', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  /** An account with bill R, as of a moment. */
  async function billed(until = '2026-01-28T10:00:00-08:00'): Promise<{ accountId: number; billId: number }> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    const billId = await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    clock.set(until);
    return { accountId, billId };
  }
  const file = (
    each: { accountId: number; billId: number | null },
    more: Partial<Filing> = {},
    actor: Actor = CUSTOMER,
  ) => fileAppeal(db.source, { ...FILING, ...each, ...more }, actor, clock.now());
  const decide = (accountId: number, more: Partial<Decision> = {}, actor: Actor = OFFICER) =>
    decideAppeal(db.source, { ...UPHELD, accountId, ...more }, actor, clock.now());
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
  const told = (accountId: number, ...events: string[]) =>
    rows<{ event: string; clause: string; facts: Record<string, unknown> }>(
      db.source,
      'SELECT event, clause, facts FROM journal WHERE account_id = $1 AND event = ANY($2) ORDER BY seq',
      [accountId, events],
    );
  const standing = (accountId: number) =>
    row(db.source, 'SELECT level, state, outcome FROM appeal WHERE account_id = $1 ORDER BY id DESC LIMIT 1', [
      accountId,
    ]);
  async function facts(accountId: number) {
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    if (!account) throw new Error('The account is gone.');
    return account;
  }
  async function gate(accountId: number, at: string) {
    clock.set(at);
    const { mayClose, because } = askGate(await facts(accountId), clock.now());
    return { mayClose, because };
  }
  const days = async (...moments: string[]) => {
    for (const at of moments) await runDue(db.source, clock.set(at));
  };

  it('H.2: an appeal calls a turn-off that is on its way, and keeps the water on', async () => {
    const each = await billed();
    await days('2026-02-27T10:00:00-08:00', '2026-03-16T17:00:00-07:00');
    expect(await told(each.accountId, 'list.entered')).toHaveLength(1);
    clock.set('2026-03-17T08:30:00-07:00');
    await file(each, { lateReason: 'The customer was in hospital.' }, CLERK);
    expect(await told(each.accountId, 'order.cancelled')).toMatchObject([{ clause: 'H.2' }]);
    expect(await told(each.accountId, 'hold.placed')).toMatchObject([
      { clause: 'H.2', facts: { kind: 'appeal', until: null } },
    ]);
    expect(await gate(each.accountId, '2026-03-17T09:00:00-07:00')).toEqual({ mayClose: false, because: ['H.2'] });
  });

  it('H.3.a: a late appeal is refused; only the billing office takes one, and says why', async () => {
    const each = await billed('2026-01-31T00:00:00-08:00');
    await expect(file(each)).rejects.toMatchObject({ clauses: ['H.3.a'] });
    await expect(file(each, { lateReason: 'I forgot.' })).rejects.toMatchObject({ clauses: ['H.3.a'] });
    await file(each, { lateReason: 'The bill was sent to the wrong address.' }, CLERK);
    expect(await standing(each.accountId)).toEqual({ level: 1, state: 'open', outcome: null });
    expect(await told(each.accountId, 'request.refused')).toHaveLength(2);
  });

  it('H.3: two filings at once make one appeal, one hold and one task', async () => {
    const one = await billed();
    const both = await Promise.allSettled([file(one), file(one)]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await told(one.accountId, 'hold.placed')).toHaveLength(1);
    expect(await told(one.accountId, 'task.opened')).toMatchObject([
      { clause: 'H.3', facts: { role: 'appeal-officer' } },
    ]);
  });

  it('H.3: a bill of somebody else cannot be appealed', async () => {
    const mine = await billed();
    const other = await billed();
    await expect(file({ accountId: mine.accountId, billId: other.billId })).rejects.toMatchObject({ clauses: ['H.3'] });
  });

  it('H.3.b, H.3.c: the officer decides, and with a letter', async () => {
    const each = await billed();
    await file(each);
    await expect(decide(each.accountId, {}, CLERK)).rejects.toMatchObject({ clauses: ['H.3.b'] });
    await expect(decide(each.accountId, { letter: false })).rejects.toMatchObject({ clauses: ['H.3.c'] });
    expect(await told(each.accountId, 'notice.mailed')).toEqual([]);
    await decide(each.accountId);
    expect(await told(each.accountId, 'notice.mailed')).toMatchObject([
      { clause: 'H.3.c', facts: { kind: 'decision' } },
    ]);
    expect(await told(each.accountId, 'task.done')).toHaveLength(1);
    await expect(decide(each.accountId)).rejects.toMatchObject({ clauses: ['H.3'] });
  });

  it('H.4.a: a lost appeal is final at the end of its window, and counts as lost from its decision', async () => {
    const each = await billed('2026-01-29T11:00:00-08:00');
    await file(each);
    await decide(each.accountId);
    expect(await standing(each.accountId)).toEqual({ level: 1, state: 'decided', outcome: 'correct' });
    await days('2026-02-02T23:59:59-08:00', '2026-02-03T00:00:00-08:00');
    expect(await standing(each.accountId)).toEqual({ level: 1, state: 'final', outcome: 'correct' });
    expect(await told(each.accountId, 'past.noted')).toMatchObject([
      { clause: 'H.1', facts: { was: 'lost-appeal', on: '2026-01-29' } },
    ]);
    await expect(
      fileSecondLevelAppeal(
        db.source,
        { accountId: each.accountId, appealId: null, written: true },
        CUSTOMER,
        clock.now(),
      ),
    ).rejects.toMatchObject({ clauses: ['H.4.a'] });
  });

  it('H.4: goes to the second level on the same hold, and the first level is not due meanwhile', async () => {
    const one = await billed();
    const { accountId } = one;
    const further = () =>
      fileSecondLevelAppeal(db.source, { accountId, appealId: null, written: true }, CUSTOMER, clock.now());
    await file(one);
    await expect(further()).rejects.toMatchObject({ clauses: ['H.4'] });
    await days('2026-02-27T10:00:00-08:00');
    clock.set('2026-03-12T11:00:00-07:00');
    await decide(accountId);
    clock.set('2026-03-16T23:59:00-07:00');
    const both = await Promise.allSettled([further(), further()]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    await days('2026-03-17T00:00:00-07:00');
    expect(await standing(accountId)).toEqual({ level: 2, state: 'open', outcome: 'correct' });
    expect(await told(accountId, 'past.noted')).toEqual([]);
    expect(await gate(accountId, '2026-03-18T09:00:00-07:00')).toEqual({ mayClose: false, because: ['H.2'] });
    await expect(decide(accountId, { level: 2 })).rejects.toMatchObject({ clauses: ['H.4.a', 'Z.3'] });
    await decide(accountId, { level: 2 }, MANAGER);
    expect(await standing(accountId)).toEqual({ level: 2, state: 'final', outcome: 'correct' });
    expect(await told(accountId, 'past.noted')).toMatchObject([{ facts: { was: 'lost-appeal', on: '2026-03-18' } }]);
    expect(await gate(accountId, '2026-03-20T09:00:00-07:00')).toEqual({ mayClose: false, because: ['H.6'] });
    await days('2026-03-20T17:00:00-07:00');
    expect(await told(accountId, 'list.entered')).toMatchObject([{ clause: 'H.6' }]);
    expect((await gate(accountId, '2026-03-23T08:00:00-07:00')).mayClose).toBe(true);
  });

  it('H.5: an unpaid bill that was wrong is replaced, with its late charge', async () => {
    const each = await billed();
    const { accountId } = each;
    await file(each);
    clock.set('2026-02-10T10:00:00-08:00');
    await pay(accountId, 5_000);
    await days('2026-02-27T10:00:00-08:00');
    expect(await told(accountId, 'charge.posted')).toMatchObject([{ clause: 'C.1', facts: { amount: 735 } }]);
    clock.set('2026-03-20T10:00:00-07:00');
    await expect(decide(accountId, { outcome: 'incorrect', corrected: cents(12_346) })).rejects.toMatchObject({
      field: 'corrected',
    });
    await decide(accountId, { outcome: 'incorrect', corrected: cents(8_345) });
    expect(await balanceOf(db.source, accountId)).toBe(3_345);
    const { bills } = (await facts(accountId)).facts;
    expect(bills).toMatchObject([
      {
        kind: 'corrected',
        billDate: '2026-03-20',
        due: '2026-03-30',
        charges: 8_345,
        unpaidCharges: 3_345,
        penalty: 0,
      },
    ]);
    expect(await told(accountId, 'credit.posted')).toMatchObject([
      { clause: 'H.5', facts: { kind: 'bill-replaced', amount: 12_345 } },
      { clause: 'H.3.b', facts: { kind: 'penalty-reversal', amount: 735 } },
    ]);
    expect(await told(accountId, 'hold.lifted')).toMatchObject([{ clause: 'H.2' }]);
    await days('2026-05-04T10:00:00-07:00', '2026-05-19T17:00:00-07:00');
    expect(await told(accountId, 'charge.posted')).toHaveLength(1);
    expect(await told(accountId, 'list.entered')).toHaveLength(1);
    expect((await gate(accountId, '2026-05-19T15:00:00-07:00')).mayClose).toBe(false);
    expect((await gate(accountId, '2026-05-20T08:00:00-07:00')).mayClose).toBe(true);
  });

  it('H.7: what was paid too much is a credit, and pays the next bill', async () => {
    const each = await billed();
    const { accountId } = each;
    await pay(accountId, 12_345);
    await file(each);
    await decide(accountId, { outcome: 'incorrect', corrected: cents(8_345) });
    expect(await told(accountId, 'credit.posted')).toMatchObject([
      { clause: 'H.5', facts: { kind: 'bill-replaced', amount: 8_345 } },
      { clause: 'H.7', facts: { kind: 'overcharge', amount: 4_000 } },
    ]);
    expect(await balanceOf(db.source, accountId)).toBe(-4_000);
    const at = clock.set('2026-03-12T08:00:00-07:00');
    await aBill(db.source, accountId, { on: '2026-03-12', cents: 10_000, due: '2026-04-23', at });
    expect(await balanceOf(db.source, accountId)).toBe(6_000);
  });

  it('H.7: or it is sent back, and then pays nothing', async () => {
    const each = await billed();
    const { accountId } = each;
    await pay(accountId, 12_345);
    await file(each);
    await decide(accountId, { outcome: 'incorrect', corrected: cents(8_345), remedy: 'refund' });
    expect(await balanceOf(db.source, accountId)).toBe(0);
    expect(await told(accountId, 'refund.due')).toMatchObject([
      { clause: 'H.7', facts: { amount: 4_000, due: '2026-01-28' } },
    ]);
    expect(await rows(db.source, 'SELECT kind, amount FROM batch_item WHERE account_id = $1', [accountId])).toEqual([
      { kind: 'refund', amount: 4_000 },
    ]);
  });

  it('H.3, H.3.b: a late charge that was wrong is taken back, and not charged again', async () => {
    const each = await billed();
    const { accountId } = each;
    await days('2026-02-27T10:00:00-08:00');
    const charge = await row<{ id: number }>(
      db.source,
      "SELECT id FROM ledger_entry WHERE account_id = $1 AND kind = 'penalty'",
      [accountId],
    );
    await file({ accountId, billId: null }, { entryId: charge?.id ?? 0 });
    await decide(accountId, { outcome: 'incorrect' });
    expect(await told(accountId, 'credit.posted')).toMatchObject([
      { clause: 'H.3.b', facts: { kind: 'penalty-reversal', amount: 1_235 } },
    ]);
    await days('2026-03-02T10:00:00-08:00');
    expect(await balanceOf(db.source, accountId)).toBe(12_345);
    await expect(file({ accountId, billId: null }, { entryId: charge?.id ?? 0 })).rejects.toMatchObject({
      clauses: ['H.4.a'],
    });
  });

  it('H.1: a third appeal is taken and flagged; the officer may leave it unheard', async () => {
    const each = await billed();
    const { accountId } = each;
    for (const on of ['2025-03-20', '2025-09-01']) {
      await inTransaction(db.source, (tx) =>
        noteHistory(
          { tx, actor: CLERK, now: clock.now() },
          { accountId, was: 'lost-appeal', on: day(on), clause: 'H.1' },
        ),
      );
    }
    const { appealId, overLimit } = await file(each);
    expect(overLimit).toBe(true);
    const leave = (actor: Actor) =>
      declineHearing(db.source, { accountId, appealId, reason: 'Nothing new is said.' }, actor, clock.now());
    await expect(leave(CLERK)).rejects.toMatchObject({ clauses: ['H.3.b'] });
    await leave(OFFICER);
    expect(await standing(accountId)).toEqual({ level: 1, state: 'final', outcome: 'not-heard' });
    expect(await told(accountId, 'task.done')).toHaveLength(2);
    expect((await facts(accountId)).facts.holds).toEqual([]);
    const fresh = await billed();
    const heard = await file(fresh);
    await expect(
      declineHearing(db.source, { ...fresh, appealId: heard.appealId, reason: 'No.' }, OFFICER, clock.now()),
    ).rejects.toMatchObject({ clauses: ['H.1'] });
  });
});

import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { day } from '@curbstop/policy';
import type { AskedBy, BasisPoints, ReviewOutcome } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import {
  askGate,
  loadAccounts,
  markLateTasks,
  recordIncomeEvidence,
  requestArrangement,
  reviewAssistance,
  row,
  rows,
  signArrangement,
  submitAssistance,
  submitCertificate,
  supplyDocuments,
  runDue,
} from '../../index.ts';

const TENANT: Actor = { kind: 'customer', id: 2 };
const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const CREW: Actor = { kind: 'staff', id: 3, name: 'J. Lindqvist', role: 'crew' };

describe('G.2, the review of papers', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  async function owing(until: string): Promise<number> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    for (const each of ['2026-02-27T10:00:00-08:00', until]) await runDue(db.source, clock.set(each));
    return accountId;
  }
  const papers = (accountId: number, complete = true) =>
    submitAssistance(db.source, { accountId, complete }, TENANT, clock.now());
  const answer = (accountId: number, outcome: ReviewOutcome, by: AskedBy = 'portal', actor = CLERK) =>
    reviewAssistance(db.source, { accountId, outcome, by }, actor, clock.now());
  const told = (accountId: number, ...events: string[]) =>
    rows<{ event: string; clause: string; facts: Record<string, unknown> }>(
      db.source,
      'SELECT event, clause, facts FROM journal WHERE account_id = $1 AND event = ANY($2) ORDER BY seq',
      [accountId, events],
    );
  const reviews = (accountId: number) =>
    rows(db.source, 'SELECT stage, outcome FROM assistance_review WHERE account_id = $1 ORDER BY id', [accountId]);
  async function gate(accountId: number, at: string) {
    const [account] = await loadAccounts(db.source, [accountId], clock.set(at), { lock: false });
    if (!account) throw new Error('The account is gone.');
    const { mayClose, because } = askGate(account, clock.now());
    return { mayClose, because };
  }

  it('G.2: papers before five on day 60 keep the account off the list; the city answers late rather than not at all', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    await papers(accountId);
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
    expect(await told(accountId, 'list.entered')).toEqual([]);
    expect(await told(accountId, 'hold.placed')).toMatchObject([
      { clause: 'G.2', facts: { kind: 'assistance-review' } },
    ]);
    await markLateTasks(db.source, clock.set('2026-03-23T23:59:59-07:00'));
    expect(await told(accountId, 'task.late')).toEqual([]);
    await markLateTasks(db.source, clock.set('2026-03-24T00:00:00-07:00'));
    expect(await told(accountId, 'task.late')).toMatchObject([
      { clause: 'G.2-a', facts: { kind: 'assistance-reply' } },
    ]);
    expect(await gate(accountId, '2026-03-24T09:00:00-07:00')).toEqual({ mayClose: false, because: ['G.2'] });
    await answer(accountId, 'ask-more');
    expect(await told(accountId, 'task.done')).toHaveLength(1);
  });

  it('G.2-b: what comes too late is refused, and the water may be off from the next business day on', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    await papers(accountId, false);
    clock.set('2026-03-23T11:00:00-07:00');
    await answer(accountId, 'ask-more');
    await runDue(db.source, clock.set('2026-03-28T23:59:00-07:00'));
    expect(await reviews(accountId)).toMatchObject([{ stage: 'supply', outcome: null }]);
    await runDue(db.source, clock.set('2026-03-29T00:00:00-07:00'));
    expect(await reviews(accountId)).toEqual([{ stage: 'supply', outcome: 'lapsed' }]);
    expect(await told(accountId, 'hold.lifted')).toMatchObject([{ clause: 'G.2' }]);
    await expect(supplyDocuments(db.source, accountId, TENANT, clock.now())).rejects.toMatchObject({
      clauses: ['G.2-b'],
    });
    expect(await told(accountId, 'list.entered')).toHaveLength(1);
    expect((await gate(accountId, '2026-03-29T09:00:00-07:00')).mayClose).toBe(false);
    expect((await gate(accountId, '2026-03-30T08:00:00-07:00')).mayClose).toBe(true);
  });

  it("G.2-c: supplied in time it is the city's turn again, and its decision ends the hold the next business day", async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    await papers(accountId);
    clock.set('2026-03-18T11:00:00-07:00');
    await answer(accountId, 'ask-more', 'mail');
    await supplyDocuments(db.source, accountId, TENANT, clock.set('2026-03-20T15:00:00-07:00'));
    expect(await told(accountId, 'task.opened')).toMatchObject([
      { clause: 'G.2-a' },
      { clause: 'G.2-c', facts: { kind: 'assistance-decision' } },
    ]);
    clock.set('2026-03-24T10:00:00-07:00');
    await expect(answer(accountId, 'not-eligible', 'portal', CREW)).rejects.toMatchObject({ clauses: ['G.2'] });
    await answer(accountId, 'not-eligible');
    expect(
      await row(db.source, "SELECT clause FROM notice WHERE kind = 'decision' AND account_id = $1", [accountId]),
    ).toEqual({
      clause: 'G.2-c',
    });
    expect(await gate(accountId, '2026-03-24T11:00:00-07:00')).toEqual({ mayClose: false, because: ['G.2'] });
    expect((await gate(accountId, '2026-03-25T08:00:00-07:00')).mayClose).toBe(true);
    await expect(answer(accountId, 'offer')).rejects.toMatchObject({ clauses: ['G.2'] });
  });

  it('G.1.c: an offer holds for seven days, lapses unsigned, and is replaced by what is signed', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    await requestArrangement(db.source, accountId, TENANT, clock.now());
    clock.set('2026-03-17T10:00:00-07:00');
    await answer(accountId, 'offer');
    expect(await told(accountId, 'notice.mailed')).toMatchObject([
      {},
      {},
      { clause: 'G.2-a', facts: { kind: 'arrangement' } },
    ]);
    expect(await gate(accountId, '2026-03-24T09:00:00-07:00')).toEqual({ mayClose: false, because: ['G.2'] });
    await runDue(db.source, clock.set('2026-03-25T00:00:00-07:00'));
    expect(await row(db.source, 'SELECT state FROM arrangement WHERE account_id = $1', [accountId])).toEqual({
      state: 'lapsed',
    });
    expect((await gate(accountId, '2026-03-25T08:00:00-07:00')).mayClose).toBe(true);
  });

  it('G.1: the record begins when the third condition is met, and ends the next business day after one is lost', async () => {
    const accountId = await owing('2026-03-16T16:00:00-07:00');
    await recordIncomeEvidence(
      db.source,
      { accountId, benefits: ['calfresh'], endsOn: null, incomeOfPoverty: null, verified: true },
      CLERK,
      clock.now(),
    );
    await submitCertificate(db.source, { accountId, dated: day('2026-02-20') }, TENANT, clock.now());
    await submitCertificate(db.source, { accountId, dated: day('2026-02-20') }, TENANT, clock.now());
    expect(await rows(db.source, 'SELECT dated FROM certificate WHERE account_id = $1', [accountId])).toHaveLength(1);
    expect(await told(accountId, 'hold.placed')).toHaveLength(1);
    await answer(accountId, 'offer');
    const [, , medical] = await told(accountId, 'hold.placed');
    expect(medical).toMatchObject({ clause: 'G.1', facts: { kind: 'medical' } });
    expect((await gate(accountId, '2026-03-17T09:00:00-07:00')).because).toEqual(['G.1', 'G.2']);
    const wish = {
      kind: 'deferral' as const,
      months: null,
      start: null,
      down: null,
      rows: null,
      fee: null,
      forgiven: null,
      fund: null,
      councilAction: null,
      until: day('2026-08-26'),
      hardship: false,
      billIds: null,
      signed: true,
    };
    await signArrangement(db.source, { accountId, wish, idempotencyKey: randomUUID() }, TENANT, clock.now());
    expect((await gate(accountId, '2026-03-18T09:00:00-07:00')).because).toEqual(['G.1', 'I.1']);
    expect(
      await rows(db.source, 'SELECT state FROM arrangement WHERE account_id = $1 ORDER BY id', [accountId]),
    ).toEqual([{ state: 'replaced' }, { state: 'in-force' }]);
    const evidence = { accountId, benefits: [], endsOn: null, incomeOfPoverty: 20_000 as BasisPoints, verified: true };
    await recordIncomeEvidence(db.source, evidence, CLERK, clock.set('2026-03-19T10:00:00-07:00'));
    expect((await gate(accountId, '2026-03-19T11:00:00-07:00')).because).toEqual(['G.1', 'I.1']);
    expect((await gate(accountId, '2026-03-20T08:00:00-07:00')).because).toEqual(['I.1']);
  });

  it('Z.8: takes no papers for an account that is not residential', async () => {
    const { accountId } = await anAccount(db.source, { class: 'commercial' });
    await expect(papers(accountId)).rejects.toMatchObject({ clauses: ['Z.8', 'G.1'] });
    expect(await told(accountId, 'request.refused')).toMatchObject([{ clause: 'Z.8' }]);
  });
});

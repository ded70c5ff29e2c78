import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { openAppeals as appealsShape, openArrangements as plansShape } from '@curbstop/contracts';
import type { ArrangementWish } from '@curbstop/policy';
import { day } from '@curbstop/policy';
import { TestClock, aBill, aCity, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import {
  decideAppeal,
  fileAppeal,
  openAppeals,
  openArrangements,
  openReviews,
  signArrangement,
  submitAssistance,
  submitCertificate,
  runDue,
} from '../index.ts';

const CUSTOMER: Actor = { kind: 'customer', id: 1 };
const OFFICER: Actor = { kind: 'staff', id: 5, name: 'R. Castellanos', role: 'appeal-officer' };
const WISH: ArrangementWish = {
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
};

describe('cases of the whole city', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  async function billed(until: string): Promise<{ accountId: number; billId: number }> {
    const { accountId } = await anAccount(db.source);
    const at = clock.set('2026-01-15T08:00:00-08:00');
    const billId = await aBill(db.source, accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    clock.set(until);
    return { accountId, billId };
  }

  it('H: lists what is open and what may still go further, with its letter and the end of its window', async () => {
    const filing = { entryId: null, topic: 'billing', says: 'Too high.', written: true, lateReason: null } as const;
    const lost = await billed('2026-01-20T10:00:00-08:00');
    const open = await billed('2026-01-21T10:00:00-08:00');
    clock.set('2026-01-20T10:00:00-08:00');
    await fileAppeal(db.source, { ...filing, ...lost }, CUSTOMER, clock.now());
    clock.set('2026-01-21T10:00:00-08:00');
    await fileAppeal(db.source, { ...filing, ...open }, CUSTOMER, clock.now());
    clock.set('2026-01-22T10:00:00-08:00');
    const decision = {
      outcome: 'correct',
      corrected: null,
      letter: true,
      remedy: 'credit',
      reason: 'It is right.',
    } as const;
    const { accountId } = lost;
    await decideAppeal(db.source, { ...decision, accountId, appealId: null, level: 1 }, OFFICER, clock.now());
    const { cases, next } = appealsShape.parse(await openAppeals(db.source, 0));
    expect(next).toBeNull();
    expect(cases).toMatchObject([
      { account: { accountId: open.accountId }, state: 'open', letterAt: null, windowEndsAt: null, outcome: null },
      { account: { accountId }, state: 'decided', level: 1, letterAt: clock.now(), outcome: 'correct' },
    ]);
    expect(cases[1]?.windowEndsAt).toBeGreaterThan(clock.now());
    expect(cases[0]?.about).toMatch(/^bill /);
    expect((await openAppeals(db.source, 1)).cases).toEqual([]);
  });

  it('I: lists arrangements with what is due next, a failed one first', async () => {
    const accounts: number[] = [];
    for (const start of ['2026-04-20', '2026-04-16']) {
      const { accountId } = await billed('2026-02-27T10:00:00-08:00');
      await runDue(db.source, clock.now());
      clock.set('2026-03-10T10:00:00-07:00');
      const wish = { ...WISH, start: day(start) };
      await signArrangement(db.source, { accountId, wish, idempotencyKey: randomUUID() }, CUSTOMER, clock.now());
      accounts.push(accountId);
    }
    // The down payment was due on signing.
    clock.set('2026-03-11T10:00:00-07:00');
    const { cases } = plansShape.parse(await openArrangements(db.source, 0, clock.now()));
    expect(cases.map((each) => [each.account.accountId, each.state, each.nextRow?.due])).toEqual([
      [accounts[1], 'in-force', '2026-04-16'],
      [accounts[0], 'in-force', '2026-04-20'],
    ]);
    expect(cases[0]).toMatchObject({ unpaid: 13_580, lastOn: '2026-09-16' });
    expect(cases[0]?.dueNow).toBeGreaterThan(0);
    await db.source.query("UPDATE arrangement SET state = 'defaulted' WHERE account_id = $1", [accounts[0]]);
    const [failed] = (await openArrangements(db.source, 0, clock.now())).cases;
    expect(failed).toMatchObject({ account: { accountId: accounts[0] }, state: 'defaulted', dueNow: 13_580 });
  });

  it('G.2: lists reviews that run by their clock', async () => {
    const { accountId } = await billed('2026-02-10T10:00:00-08:00');
    await submitCertificate(db.source, { accountId, dated: day('2026-02-09') }, CUSTOMER, clock.now());
    await submitAssistance(db.source, { accountId, complete: true }, CUSTOMER, clock.now());
    const { cases } = await openReviews(db.source, 0);
    expect(cases).toMatchObject([{ account: { accountId }, stage: 'reply' }]);
  });
});

import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import {
  reviewAssistance,
  requestArrangement,
  requestExtension,
  recordReturnedPayment,
  row,
  rows,
  signArrangement,
  runDue,
  takePayment,
  verifyJournal,
} from '../index.ts';

const CUSTOMER: Actor = { kind: 'customer', id: 1 };
const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };

const BACK = '2026-03-23T12:00:00-07:00';

/** The scheduler is off from Monday, March 16, noon for a week. */
describe('a week without the scheduler', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  /** The accounts by what falls into the week. */
  const of: Record<string, number> = {};

  async function billed(on: string, due: string): Promise<number> {
    const { accountId } = await anAccount(db.source);
    await aBill(db.source, accountId, { on, cents: 12_345, due, at: moment(`${on}T08:00:00-08:00`) });
    return accountId;
  }
  const ofJanuary = (): Promise<number> => billed('2026-01-15', '2026-02-26');
  const turn = (at: string) => runDue(db.source, clock.set(at));
  const pay = (accountId: number, amount: number, method: 'cash' | 'check') =>
    takePayment(
      db.source,
      { accountId, amount: cents(amount), method, channel: 'counter', reference: '', idempotencyKey: randomUUID() },
      CLERK,
      clock.now(),
    );
  /** What the journal tells of an account since the scheduler is back. */
  const told = async (name: string): Promise<string[]> =>
    (
      await rows<{ event: string; clause: string }>(
        db.source,
        'SELECT event, clause FROM journal WHERE account_id = $1 AND at >= $2 ORDER BY seq',
        [of[name], BACK],
      )
    ).map(({ event, clause }) => `${event} ${clause}`);
  const turnOffs = () =>
    rows(
      db.source,
      `SELECT account_id AS id, kind, state, due_on FROM work_order WHERE kind LIKE 'turn-off%' ORDER BY account_id, id`,
    );

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
  });
  afterAll(() => db.close());

  it('begins with an account in the middle of each deadline', async () => {
    of['plan'] = await billed('2025-11-20', '2026-01-01');
    await turn('2026-01-16T10:00:00-08:00');
    const wish = {
      kind: 'amortization',
      months: 6,
      start: day('2026-04-16'),
      down: null,
      rows: null,
      fee: null,
    } as const;
    const rest = { forgiven: null, fund: null, councilAction: null, until: null, hardship: false } as const;
    await signArrangement(
      db.source,
      { accountId: of['plan'], wish: { ...wish, ...rest, billIds: null, signed: true }, idempotencyKey: randomUUID() },
      CUSTOMER,
      clock.now(),
    );
    of['list'] = await ofJanuary();
    of['part'] = await ofJanuary();
    of['paid'] = await ofJanuary();
    of['extension'] = await ofJanuary();
    of['review'] = await ofJanuary();
    of['late'] = await billed('2026-02-05', '2026-03-19');
    of['check'] = await billed('2026-02-12', '2026-03-26');
    await turn('2026-02-27T10:00:00-08:00');
    clock.set('2026-03-10T10:00:00-07:00');
    await requestExtension(
      db.source,
      {
        accountId: of['extension'],
        until: day('2026-03-20'),
        written: true,
        billId: null,
        idempotencyKey: randomUUID(),
      },
      CUSTOMER,
      clock.now(),
    );
    await requestArrangement(db.source, of['review'], CUSTOMER, clock.now());
    const { paymentId } = await pay(of['check'], 12_345, 'check');
    clock.set('2026-03-13T10:00:00-07:00');
    await reviewAssistance(
      db.source,
      { accountId: of['review'], outcome: 'ask-more', by: 'portal' },
      { ...CLERK, role: 'supervisor' },
      clock.now(),
    );
    await recordReturnedPayment(
      db.source,
      { paymentId, code: 'NSF', idempotencyKey: randomUUID() },
      CLERK,
      clock.now(),
    );
    expect((await turn('2026-03-16T12:00:00-07:00')).acts).toBe(0);
  });

  it('meanwhile takes what is paid', async () => {
    clock.set('2026-03-18T10:00:00-07:00');
    await pay(of['part'] ?? 0, 1, 'cash');
    await pay(of['paid'] ?? 0, 13_580, 'cash');
  });

  it('then does in one look, in order, what may be late; a second look does nothing', async () => {
    const { acts } = await turn(BACK);
    expect(acts).toBeGreaterThan(0);
    expect((await turn(BACK)).acts).toBe(0);
    // C.1, E.2.a of day 43: the late charge counts from its own day, the notice from the day it is mailed.
    expect(await told('late')).toEqual(['charge.posted C.1', 'notice.mailed C.1', 'notice.mailed E.2.a']);
    expect(
      await row(
        db.source,
        `SELECT e.value_date, n.mailed_on FROM ledger_entry e JOIN notice n USING (account_id)
         WHERE e.account_id = $1 AND e.kind = 'penalty' AND n.kind = 'disconnection'`,
        [of['late']],
      ),
    ).toEqual({ value_date: '2026-03-20', mailed_on: '2026-03-23' });
    expect(await told('check')).toEqual(['order.created K.6', 'order.held K.6', 'block.found Z.2']);
    expect(await told('plan')).toEqual(['order.created I.7', 'hold.lifted I.7', 'hold.placed I.7', 'past.noted I.7']);
  });

  it('E.1: makes no list late, and the journal says so, each in its turn', async () => {
    expect(await told('list')).toEqual(['act.skipped E.1']);
    expect(await told('part')).toEqual(['act.skipped E.1']);
    expect(await told('paid')).toEqual([]);
    // D.7: the extension was not kept, and then the list of its last evening was missed.
    expect(await told('extension')).toEqual(['hold.lifted D.1', 'past.noted D.7', 'act.skipped D.7']);
    // G.2-b: the customer's time ran out on Wednesday night.
    expect(await told('review')).toEqual(['hold.lifted G.2', 'act.skipped E.1']);
    expect(
      await rows(
        db.source,
        `SELECT account_id AS id, due_at AS at, outcome FROM act WHERE act = 'list' ORDER BY account_id, due_at`,
      ),
    ).toEqual([
      { id: of['list'], at: moment('2026-03-16T17:00:00-07:00'), outcome: 'skipped' },
      { id: of['part'], at: moment('2026-03-16T17:00:00-07:00'), outcome: 'skipped' },
      { id: of['extension'], at: moment('2026-03-20T17:00:00-07:00'), outcome: 'skipped' },
      { id: of['review'], at: moment('2026-03-18T23:59:59.999-07:00'), outcome: 'skipped' },
    ]);
  });

  it('E.1: the list of the same evening takes its place, so nothing is closed on the day of the look', async () => {
    await turn('2026-03-23T16:59:59-07:00');
    expect(await turnOffs()).toEqual([{ id: of['check'], kind: 'turn-off-nsf', state: 'held', due_on: '2026-03-24' }]);
    await turn('2026-03-23T17:00:00-07:00');
    const listed = { kind: 'turn-off', state: 'listed', due_on: '2026-03-24' };
    expect(await turnOffs()).toEqual([
      { id: of['list'], ...listed },
      { id: of['part'], ...listed },
      { id: of['extension'], ...listed },
      { id: of['review'], ...listed },
      { id: of['check'], kind: 'turn-off-nsf', state: 'held', due_on: '2026-03-24' },
    ]);
  });

  it('leaves a journal that is whole', async () => {
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });
});

import { randomUUID } from 'node:crypto';
import type { Actor, CrewAction, Evidence } from '@curbstop/contracts';
import { cents } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, aCrew, anAccount, moment, testDatabase } from '@curbstop/testing';
import {
  accountJournal,
  askGate,
  assignOrders,
  applyCrewAction,
  loadAccounts,
  mailNotice,
  recordContact,
  recordReturnedMail,
  placeMoratorium,
  liftMoratorium,
  releaseOrders,
  row,
  rows,
  setThirdPartyNotice,
  runDue,
  takePayment,
} from '../../index.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const BOSS: Actor = { kind: 'staff', id: 4, name: 'S. Okoro', role: 'supervisor' };
const DISPATCHER: Actor = { kind: 'staff', id: 2, name: 'M. Ferreira', role: 'dispatcher' };
const CREW: Actor = { kind: 'staff', id: 3, name: 'J. Lindqvist', role: 'crew' };

describe('notices', () => {
  let db: TestDatabase;
  let crewId: number;
  const clock = new TestClock('2026-01-15T08:00:00-08:00');

  beforeAll(async () => {
    db = await testDatabase();
    await aCity(db.source);
    crewId = await aCrew(db.source);
  });
  afterAll(() => db.close());
  beforeEach(() => clock.set('2026-01-15T08:00:00-08:00'));

  async function billed(plan: Parameters<typeof anAccount>[1] = {}) {
    const account = await anAccount(db.source, plan);
    const at = moment('2026-01-15T08:00:00-08:00');
    await aBill(db.source, account.accountId, { on: '2026-01-15', cents: 12_345, due: '2026-02-26', at });
    return account;
  }
  const at = (text: string) => runDue(db.source, clock.set(text));
  const told = async (accountId: number) =>
    (await accountJournal(db.source, accountId, null)).lines.map((line) => `${line.event} ${line.clause}`).reverse();
  const events = (accountId: number, event: string) =>
    rows<{ facts: Record<string, unknown>; clause: string }>(
      db.source,
      'SELECT facts, clause FROM journal WHERE account_id = $1 AND event = $2 ORDER BY seq',
      [accountId, event],
    );
  const gate = async (accountId: number) => {
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    if (!account) throw new Error('There is no such account.');
    return askGate(account, clock.now());
  };
  const ordersOf = (accountId: number) =>
    rows<{ id: number; kind: string; state: string; due: string }>(
      db.source,
      'SELECT id, kind, state, due_on AS due FROM work_order WHERE account_id = $1 ORDER BY id',
      [accountId],
    );

  /** A crew does an order, or says why not. */
  async function visit(orderId: number, end: 'done' | 'no-access'): Promise<void> {
    expect((await releaseOrders(db.source, [orderId], DISPATCHER, clock.now())).refused).toEqual([]);
    expect((await assignOrders(db.source, [orderId], crewId, DISPATCHER, clock.now())).refused).toEqual([]);
    const evidence: Evidence = {
      meterSerial: null,
      register: null,
      position: { lon: -122.64, lat: 38.23, accuracy: 4, at: clock.now() },
      valve: null,
      valveTurnedAt: null,
      permitId: null,
      flowChecked: false,
      tagLeft: true,
      note: '',
    };
    const order = await row<{ serial: string | null }>(
      db.source,
      `SELECT m.serial FROM work_order o JOIN meter_installation i ON i.service_point_id = o.service_point_id
       JOIN meter m ON m.id = i.meter_id WHERE o.id = $1`,
      [orderId],
    );
    const base = { id: randomUUID(), seq: 1, deviceAt: clock.now(), baseVersion: 0, orderId };
    const action =
      end === 'done'
        ? { ...base, type: 'complete', evidence: { ...evidence, meterSerial: order?.serial ?? null } }
        : { ...base, type: 'cannot-complete', reason: end, note: '' };
    const answer = await applyCrewAction(db.source, { crewId, actor: CREW }, action as CrewAction, clock.now());
    expect(answer).toMatchObject({ result: 'accepted' });
  }

  it('E.2.a keeps what the notice said, itemised', async () => {
    const { accountId } = await billed();
    await at('2026-02-27T10:00:00-08:00');
    const kept = await row<{ contents: Record<string, unknown> }>(
      db.source,
      "SELECT contents FROM notice WHERE account_id = $1 AND kind = 'disconnection'",
      [accountId],
    );
    expect(kept?.contents).toMatchObject({
      charges: 12_345,
      penalty: 1_235,
      total: 13_580,
      payBy: moment('2026-03-16T17:00:00-07:00'),
      appeal: { billUntil: '2026-01-30', billWindowPassed: true },
      phone: '(626) 914-8239',
    });
  });

  it('E.2.a.i a notice without an address is refused each business day, and mailed when the address is there', async () => {
    const { accountId, servicePointId } = await billed({ address: '' });
    await at('2026-03-03T18:00:00-08:00');
    const refused = await events(accountId, 'request.refused');
    expect(refused.map((each) => each.clause)).toEqual(['E.2.a.i', 'E.2.a.i', 'E.2.a.i']);
    expect(refused[0]?.facts).toMatchObject({ request: 'mail-notice', because: ['E.2.a.i'] });
    expect(
      await rows(db.source, "SELECT id FROM task WHERE account_id = $1 AND kind = 'notice-refused'", [accountId]),
    ).toHaveLength(1);
    await db.source.query(
      "UPDATE premise SET address = '9 Quince Court' FROM service_point s WHERE s.premise_id = premise.id AND s.id = $1",
      [servicePointId],
    );
    await at('2026-03-04T10:00:00-08:00');
    expect(await events(accountId, 'notice.mailed')).toHaveLength(2);
  });

  it('E.2.a the pay-by moment of a notice mailed late tells what keeps the account off the list, and when it is listed that it ended', async () => {
    const { accountId } = await billed({ noticesByHand: true });
    await at('2026-03-09T09:00:00-07:00');
    expect(await events(accountId, 'notice.mailed')).toEqual([]);
    // Fifteen days from mailing bind longer than seven business days here.
    await mailNotice(db.source, { accountId, kind: 'disconnection', left: false }, CLERK, clock.now());
    await at('2026-03-16T17:00:00-07:00');
    expect(await events(accountId, 'block.found')).toEqual([
      { clause: 'E.2.a', facts: { kind: 'notice', until: moment('2026-03-24T08:00:00-07:00') } },
    ]);
    expect(await events(accountId, 'list.entered')).toEqual([]);
    await at('2026-03-23T17:00:00-07:00');
    expect(await events(accountId, 'list.entered')).toHaveLength(1);
    expect(await events(accountId, 'block.ended')).toEqual([{ clause: 'E.2.a', facts: { kind: 'notice' } }]);
  });

  it('E.2.a a notice by hand goes out once a day, also when two clerks mail it at once', async () => {
    const { accountId } = await billed({ noticesByHand: true });
    clock.set('2026-03-02T09:00:00-08:00');
    const twice = await Promise.allSettled(
      [1, 2].map(() => mailNotice(db.source, { accountId, kind: 'disconnection', left: false }, CLERK, clock.now())),
    );
    expect(twice.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await events(accountId, 'notice.mailed')).toHaveLength(1);
    await expect(
      mailNotice(db.source, { accountId, kind: 'tenant', left: true }, CLERK, clock.now()),
    ).rejects.toMatchObject({ clauses: ['E.3'] });
  });

  it('E.2.b mail that came back: the water stays on until the hanger hangs, and 48 hours more', async () => {
    const { accountId } = await billed();
    await at('2026-02-27T10:00:00-08:00');
    await at('2026-03-12T15:00:00-07:00');
    await recordReturnedMail(db.source, accountId, CLERK, clock.now());
    await expect(recordReturnedMail(db.source, accountId, CLERK, clock.now())).rejects.toMatchObject({
      clauses: ['E.2.b'],
    });
    expect(await ordersOf(accountId)).toMatchObject([{ kind: 'door-hanger', state: 'listed', due: '2026-03-13' }]);
    await at('2026-03-17T09:00:00-07:00');
    expect(await gate(accountId)).toMatchObject({ mayClose: false, earliest: null, because: ['E.2.b'] });
    const [hanger] = await ordersOf(accountId);
    await visit(hanger?.id ?? 0, 'done');
    expect(await gate(accountId)).toMatchObject({ earliest: moment('2026-03-19T09:00:00-07:00') });
    await at('2026-03-18T17:00:00-07:00');
    expect(await ordersOf(accountId)).toMatchObject([
      { kind: 'door-hanger', state: 'completed' },
      { kind: 'turn-off', state: 'listed', due: '2026-03-19' },
    ]);
    await at('2026-03-19T09:00:00-07:00');
    expect(await gate(accountId)).toMatchObject({ mayClose: true });
    expect(await told(accountId)).toEqual(
      expect.arrayContaining(['notice.mailed E.2.b', 'hold.placed E.2.b', 'hold.lifted E.2.b']),
    );
  });

  it('E.2.b a locked gate is tried a second time, and that visit counts', async () => {
    const { accountId } = await billed();
    await at('2026-03-05T15:00:00-08:00');
    await recordReturnedMail(db.source, accountId, CLERK, clock.now());
    const [first] = await ordersOf(accountId);
    clock.set('2026-03-06T10:00:00-08:00');
    await visit(first?.id ?? 0, 'no-access');
    expect(await gate(accountId)).toMatchObject({ earliest: null });
    const [, second] = await ordersOf(accountId);
    expect(second).toMatchObject({ kind: 'door-hanger', state: 'listed', due: '2026-03-09' });
    clock.set('2026-03-09T10:00:00-07:00');
    await visit(second?.id ?? 0, 'no-access');
    expect(
      await rows(db.source, "SELECT id FROM hold WHERE account_id = $1 AND until_at = '2026-03-11T10:00:00-07:00'", [
        accountId,
      ]),
    ).toHaveLength(1);
  });

  it('E.2.b nobody is sent to the door of a bill that is paid', async () => {
    const { accountId } = await billed();
    await at('2026-03-05T15:00:00-08:00');
    await recordReturnedMail(db.source, accountId, CLERK, clock.now());
    const pay = { accountId, idempotencyKey: randomUUID(), amount: cents(13_580), reference: '' };
    await takePayment(db.source, { ...pay, method: 'cash', channel: 'counter' }, CLERK, clock.now());
    expect(await ordersOf(accountId)).toMatchObject([{ kind: 'door-hanger', state: 'cancelled' }]);
  });

  it('reading 12: one more person is told of every notice', async () => {
    const { accountId } = await billed({ name: 'Ana Kemp', address: '5 Quince Court' });
    const niece = { name: 'Rosa Kemp', address: '12 Fig Street' };
    await setThirdPartyNotice(db.source, accountId, niece, CLERK, clock.now());
    await setThirdPartyNotice(db.source, accountId, niece, CLERK, clock.now());
    await at('2026-02-27T10:00:00-08:00');
    const notices = await rows<{ to: unknown }>(
      db.source,
      'SELECT addressed_to AS to FROM notice WHERE account_id = $1',
      [accountId],
    );
    expect(notices).toHaveLength(2);
    for (const { to } of notices) expect(to).toEqual([{ name: 'Ana Kemp', address: '5 Quince Court' }, niece]);
    expect(await events(accountId, 'third-party.named')).toHaveLength(1);
  });

  it('reading 11: a talk is kept once', async () => {
    const { accountId } = await billed();
    const talk = { accountId, idempotencyKey: randomUUID(), kind: 'phone', at: clock.now(), note: '' } as const;
    await recordContact(db.source, talk, CLERK, clock.now());
    await recordContact(db.source, talk, CLERK, clock.now());
    expect(await events(accountId, 'contact.made')).toHaveLength(1);
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    expect(account?.facts.contacts).toMatchObject([{ kind: 'phone', at: clock.now() }]);
    const other = await billed();
    await expect(recordContact(db.source, { ...talk, accountId: other.accountId }, CLERK, clock.now())).rejects.toThrow(
      'another talk',
    );
  });

  it('reading 13: a heat wave on a route takes its accounts off the list, and they come back after it', async () => {
    const hot = await billed({ routeGroup: 6 });
    const cool = await billed({ routeGroup: 7 });
    await at('2026-02-27T10:00:00-08:00');
    await at('2026-03-16T17:00:00-07:00');
    const until = moment('2026-03-18T23:59:59-07:00');
    const heat = { routeGroup: 6, from: clock.now(), until, reason: 'A heat wave.' };
    await expect(placeMoratorium(db.source, heat, CLERK, clock.now())).rejects.toMatchObject({ clauses: ['Z.4'] });
    await placeMoratorium(db.source, heat, BOSS, clock.now());
    expect(await ordersOf(hot.accountId)).toMatchObject([{ state: 'cancelled' }]);
    expect(await ordersOf(cool.accountId)).toMatchObject([{ state: 'listed' }]);
    expect(await gate(hot.accountId)).toMatchObject({ earliest: moment('2026-03-19T08:00:00-07:00') });
    await at('2026-03-18T23:59:59-07:00');
    expect(await ordersOf(hot.accountId)).toMatchObject([
      { state: 'cancelled' },
      { state: 'listed', due: '2026-03-19' },
    ]);
  });

  it('reading 13: lifted before its time', async () => {
    const { accountId } = await billed({ routeGroup: 5 });
    await at('2026-02-27T10:00:00-08:00');
    clock.set('2026-03-10T09:00:00-07:00');
    const until = moment('2026-04-30T23:59:59-07:00');
    const placed = await placeMoratorium(
      db.source,
      { routeGroup: 5, from: clock.now(), until, reason: 'A flood.' },
      BOSS,
      clock.now(),
    );
    await at('2026-03-16T17:00:00-07:00');
    expect(await ordersOf(accountId)).toEqual([]);
    await liftMoratorium(db.source, placed.moratoriumId, BOSS, clock.set('2026-03-20T09:00:00-07:00'));
    await liftMoratorium(db.source, placed.moratoriumId, BOSS, clock.now());
    await at('2026-03-20T17:00:00-07:00');
    expect(await ordersOf(accountId)).toMatchObject([{ kind: 'turn-off', state: 'listed', due: '2026-03-23' }]);
  });
});

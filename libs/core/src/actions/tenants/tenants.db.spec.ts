import { randomUUID } from 'node:crypto';
import type { Actor, CrewAction } from '@curbstop/contracts';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aBill, aCity, aCrew, anAccount, moment, testDatabase } from '@curbstop/testing';
import {
  askGate,
  assignOrders,
  balanceOf,
  applyCrewAction,
  issuePermit,
  loadAccounts,
  releaseOrders,
  row,
  rows,
  runDue,
  tenantTakesService,
} from '../../index.ts';
import type { TenantTakesService } from '../../index.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const DISPATCHER: Actor = { kind: 'staff', id: 2, name: 'M. Ferreira', role: 'dispatcher' };
const CREW: Actor = { kind: 'staff', id: 3, name: 'J. Lindqvist', role: 'crew' };

describe('homes with tenants', () => {
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

  async function landlord(plan: Parameters<typeof anAccount>[1] = {}) {
    const account = await anAccount(db.source, { role: 'landlord', dwelling: 'multi-unit', ...plan });
    const at = moment('2026-01-15T08:00:00-08:00');
    await aBill(db.source, account.accountId, { on: '2026-01-15', cents: 30_000, due: '2026-02-26', at });
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(db.source, clock.set('2026-03-01T10:00:00-08:00'));
    return account;
  }
  const at = (text: string) => runDue(db.source, clock.set(text));
  const asks = (accountId: number, more: Partial<TenantTakesService> = {}): TenantTakesService => ({
    accountId,
    idempotencyKey: randomUUID(),
    name: 'Ben Osei',
    unit: null,
    terms: 'accepted',
    deposit: 'paid',
    ...more,
  });
  const take = (asked: TenantTakesService) => tenantTakesService(db.source, asked, CLERK, clock.now());
  const ordersOf = (accountId: number) =>
    rows<{ id: number; kind: string; state: string; due: string; unit: number | null; clause: string }>(
      db.source,
      'SELECT id, kind, state, due_on AS due, unit, clause FROM work_order WHERE account_id = $1 ORDER BY kind, unit, id',
      [accountId],
    );
  const account = (accountId: number) =>
    row<{ status: string; service: string; unitsOff: number[]; role: string }>(
      db.source,
      'SELECT status, service, units_off AS "unitsOff", role FROM account WHERE id = $1',
      [accountId],
    );
  const gate = async (accountId: number) => {
    const [account] = await loadAccounts(db.source, [accountId], clock.now(), { lock: false });
    if (!account) throw new Error('There is no such account.');
    return askGate(account, clock.now());
  };

  async function complete(orderId: number, valve: 'closed' | null): Promise<void> {
    expect((await releaseOrders(db.source, [orderId], DISPATCHER, clock.now())).refused).toEqual([]);
    expect((await assignOrders(db.source, [orderId], crewId, DISPATCHER, clock.now())).refused).toEqual([]);
    const permit = valve ? await issuePermit(db.source, { crewId, orderId }, (text) => text, CREW, clock.now()) : null;
    if (permit && !permit.mayClose) throw new Error(permit.says);
    const serial = await row<{ serial: string }>(
      db.source,
      `SELECT m.serial FROM work_order o JOIN meter_installation i ON i.service_point_id = o.service_point_id
       JOIN meter m ON m.id = i.meter_id WHERE o.id = $1`,
      [orderId],
    );
    const evidence = {
      meterSerial: serial?.serial ?? null,
      register: valve ? '1.686' : null,
      position: { lon: -122.64, lat: 38.23, accuracy: 4, at: clock.now() },
      valve,
      valveTurnedAt: valve ? clock.now() : null,
      permitId: permit?.mayClose ? permit.permit.permitId : null,
      flowChecked: true,
      tagLeft: true,
      note: '',
    };
    const action = {
      id: randomUUID(),
      seq: 1,
      deviceAt: clock.now(),
      baseVersion: 0,
      type: 'complete',
      orderId,
      evidence,
    };
    expect(await applyCrewAction(db.source, { crewId, actor: CREW }, action as CrewAction, clock.now())).toMatchObject({
      result: 'accepted',
    });
  }

  it('E.3.a the posting is ordered on D45, and ten days after it hangs the water may be closed', async () => {
    const { accountId } = await landlord();
    expect(await ordersOf(accountId)).toMatchObject([
      { kind: 'door-tag', state: 'listed', due: '2026-03-02', clause: 'E.3.a' },
    ]);
    clock.set('2026-03-08T09:00:00-07:00');
    await complete((await ordersOf(accountId))[0]?.id ?? 0, null);
    expect(
      await row(db.source, "SELECT clause, left_at FROM notice WHERE account_id = $1 AND kind = 'tenant'", [accountId]),
    ).toEqual({ clause: 'E.3.a', left_at: clock.now() });
    await at('2026-03-16T17:00:00-07:00');
    expect(await gate(accountId)).toMatchObject({ earliest: moment('2026-03-18T08:00:00-07:00') });
    expect(
      await rows(db.source, "SELECT clause FROM journal WHERE account_id = $1 AND event = 'block.found'", [accountId]),
    ).toEqual([{ clause: 'E.3.a' }]);
    await at('2026-03-17T17:00:00-07:00');
    expect(await ordersOf(accountId)).toMatchObject([{}, { kind: 'turn-off', state: 'listed', due: '2026-03-18' }]);
  });

  it('E.3.b, E.3.d.i a tenant takes on the whole: nothing owed, the owner keeps the debt, and the order is called off', async () => {
    const { accountId } = await landlord({ dwelling: 'single-family' });
    clock.set('2026-03-02T09:00:00-08:00');
    await complete((await ordersOf(accountId))[0]?.id ?? 0, null);
    await at('2026-03-16T17:00:00-07:00');
    expect(await ordersOf(accountId)).toMatchObject([{}, { kind: 'turn-off', state: 'listed' }]);
    const asked = asks(accountId);
    const tenant = await take(asked);
    expect(await take(asked)).toBe(tenant);
    expect(await balanceOf(db.source, tenant)).toBe(0);
    expect(await balanceOf(db.source, accountId)).toBe(33_000);
    expect(await account(tenant)).toMatchObject({ status: 'active', role: 'tenant', service: 'on' });
    expect(await account(accountId)).toMatchObject({ status: 'closed', service: 'on' });
    expect(await ordersOf(accountId)).toMatchObject([
      { kind: 'door-tag' },
      // A.3: for the owner's final bill.
      { kind: 'final-read', state: 'listed' },
      { kind: 'turn-off', state: 'cancelled' },
    ]);
    await expect(take(asks(accountId))).rejects.toMatchObject({ clauses: ['E.3', 'E.3.d.i'] });
  });

  it('E.3.d refuses what is not accepted or not paid, and writes nothing', async () => {
    const { accountId } = await landlord();
    await expect(take(asks(accountId, { terms: 'refused' }))).rejects.toMatchObject({ clauses: ['E.3.d'] });
    await expect(take(asks(accountId, { deposit: 'unpaid' }))).rejects.toMatchObject({ clauses: ['E.3.d', 'A.2.a'] });
    expect(await rows(db.source, 'SELECT id FROM tenancy WHERE account_id = $1', [accountId])).toEqual([]);
  });

  it('E.3.d rent history stands in for credit history; the deposit is still to be paid (reading 83)', async () => {
    const { accountId } = await landlord();
    const tenant = await take(asks(accountId, { deposit: 'rent-history' }));
    expect(await balanceOf(db.source, tenant)).toBe(20_000);
  });

  it('E.3.d.i four units with valves of their own, three tenants customers: exactly one is closed', async () => {
    const { accountId } = await landlord({ units: 4 });
    clock.set('2026-03-02T09:00:00-08:00');
    await complete((await ordersOf(accountId))[0]?.id ?? 0, null);
    for (const unit of [1, 2, 4]) await take(asks(accountId, { unit }));
    await at('2026-03-16T17:00:00-07:00');
    const [, turnOff, ...others] = await ordersOf(accountId);
    expect(turnOff).toMatchObject({ kind: 'turn-off', unit: 3, state: 'listed', clause: 'E.3.d.i' });
    expect(others).toEqual([]);
    clock.set('2026-03-17T09:00:00-07:00');
    await complete(turnOff?.id ?? 0, 'closed');
    expect(await account(accountId)).toMatchObject({ service: 'off', unitsOff: [3] });
    await at('2026-03-18T18:00:00-07:00');
    expect(await ordersOf(accountId)).toHaveLength(2);
  });

  it('E.3.d.i the order of a unit falls when its tenant signs on the morning of the close; the others stand', async () => {
    const { accountId } = await landlord({ units: 2 });
    clock.set('2026-03-02T09:00:00-08:00');
    await complete((await ordersOf(accountId))[0]?.id ?? 0, null);
    await at('2026-03-16T17:00:00-07:00');
    expect(await ordersOf(accountId)).toMatchObject([{}, { unit: 1, state: 'listed' }, { unit: 2, state: 'listed' }]);
    expect(
      await rows(db.source, "SELECT 1 FROM journal WHERE account_id = $1 AND event = 'list.entered'", [accountId]),
    ).toHaveLength(1);
    clock.set('2026-03-17T08:30:00-07:00');
    await take(asks(accountId, { unit: 1 }));
    expect(await ordersOf(accountId)).toMatchObject([
      {},
      { unit: 1, state: 'cancelled' },
      { unit: 2, state: 'listed' },
    ]);
    await complete((await ordersOf(accountId))[2]?.id ?? 0, 'closed');
    expect(await account(accountId)).toMatchObject({ service: 'off', unitsOff: [2] });
  });

  it('E.3.d.i two tenants ask for one unit at once: one gets it', async () => {
    const { accountId } = await landlord({ units: 2 });
    const both = await Promise.allSettled([take(asks(accountId, { unit: 1 })), take(asks(accountId, { unit: 1 }))]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

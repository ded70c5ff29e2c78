import type { Actor } from '@curbstop/contracts';
import { cents, day } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aCity, anAccount, testDatabase } from '@curbstop/testing';
import { randomUUID } from 'node:crypto';
import {
  accountBills,
  balanceOf,
  batchItems,
  batchesBetween,
  cancelLandlordTrust,
  fileLandlordTrust,
  issueManualBill,
  startService,
  postFinalRead,
  previewBatch,
  requestStopService,
  requestRefund,
  row,
  rows,
  sqlInstant,
  runDue,
  takePayment,
  undoBatch,
  verifyJournal,
} from '../../index.ts';
import type { StopServiceRequest, StartService } from '../../index.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const FINANCE: Actor = { kind: 'staff', id: 5, name: 'D. Marsh', role: 'finance' };

describe('A: accounts begin and end', () => {
  let db: TestDatabase;
  const clock = new TestClock('2026-01-02T10:00:00-08:00');

  beforeEach(async () => {
    db = await testDatabase();
    await aCity(db.source);
    clock.set('2026-01-02T10:00:00-08:00');
  });
  afterEach(() => db.close());

  const now = () => clock.now();
  const at = (text: string) => runDue(db.source, clock.set(text));
  const kinds = async (accountId: number) =>
    (
      await rows<{ kind: string; state: string }>(
        db.source,
        'SELECT kind, state FROM work_order WHERE account_id = $1 ORDER BY id',
        [accountId],
      )
    ).map(({ kind, state }) => `${kind} ${state}`);
  const status = async (accountId: number) =>
    row(db.source, 'SELECT status, opened_on AS opened, closed_on AS closed, service FROM account WHERE id = $1', [
      accountId,
    ]);
  const close = (accountId: number, more: Partial<StopServiceRequest> = {}) =>
    requestStopService(
      db.source,
      { accountId, by: 'tenant', written: true, effective: null, idempotencyKey: randomUUID(), ...more },
      CLERK,
      now(),
    );
  const open = (servicePointId: number, more: Partial<StartService> = {}) =>
    startService(
      db.source,
      {
        servicePointId,
        customer: { name: 'Lena Ostrow', phone: '', email: '', language: 'en', mailingAddress: '' },
        class: 'residential',
        role: 'owner-occupant',
        idValidUntil: day('2030-01-01'),
        proof: 'deed',
        effective: null,
        idempotencyKey: randomUUID(),
        ...more,
      },
      CLERK,
      now(),
    );
  const pay = (accountId: number, amount: number) =>
    takePayment(
      db.source,
      {
        accountId,
        idempotencyKey: randomUUID(),
        amount: cents(amount),
        reference: '',
        method: 'cash',
        channel: 'counter',
      },
      CLERK,
      now(),
    );

  it('A.1 the same key opens one account, also when it comes twice at once', async () => {
    const place = await anAccount(db.source);
    const idempotencyKey = randomUUID();
    const both = await Promise.all([1, 2].map(() => open(place.servicePointId, { idempotencyKey })));
    expect(both[0]?.accountId).toBe(both[1]?.accountId);
    expect(await rows(db.source, "SELECT id FROM account WHERE status = 'active'")).toHaveLength(1);
    const other = await anAccount(db.source);
    await expect(open(other.servicePointId, { idempotencyKey })).rejects.toThrow('used for another place');
  });

  it('A.1, A.3 two who sign up for one place at once: one is the customer, the other is refused', async () => {
    const place = await anAccount(db.source);
    const tried = await Promise.allSettled(
      [1, 2].map(() => open(place.servicePointId, { effective: day('2026-01-10') })),
    );
    expect(tried.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    await at('2026-01-10T00:00:00-08:00');
    expect(await status(place.accountId)).toMatchObject({ status: 'closed', closed: '2026-01-10' });
    expect(await rows(db.source, "SELECT opened_on AS on FROM account WHERE status = 'active'")).toEqual([
      { on: '2026-01-10' },
    ]);
    await at('2026-01-20T00:00:00-08:00');
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });

  it('A.3 the same key closes once; a close for an earlier day takes the place of a later one', async () => {
    const { accountId } = await anAccount(db.source);
    const idempotencyKey = randomUUID();
    const late = { effective: day('2026-02-10'), idempotencyKey };
    await Promise.all([close(accountId, late), close(accountId, late)]);
    await expect(close(accountId, { effective: day('2026-02-12') })).rejects.toMatchObject({ clauses: ['A.3'] });
    await close(accountId, { effective: day('2026-02-03') });
    expect(await rows(db.source, 'SELECT kind, due_on AS due FROM work_order')).toEqual([
      { kind: 'final-read', due: '2026-02-03' },
    ]);
    await at('2026-02-02T23:59:59-08:00');
    expect(await status(accountId)).toMatchObject({ status: 'active' });
    await at('2026-02-03T00:00:00-08:00');
    expect(await status(accountId)).toMatchObject({ status: 'closed', closed: '2026-02-03' });
  });

  it('A.3 a reading of the radio less than a day old at the close is the final read, and nobody goes', async () => {
    const { accountId, meterId } = await anAccount(db.source, { openedOn: '2025-12-05' });
    await db.source.query(
      `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, received_at)
       VALUES ($1, $2, 28317, '28.317', 'radio', 'valid', $2)`,
      [meterId, sqlInstant((now() - 3_600_000) as never)],
    );
    await close(accountId);
    expect(await kinds(accountId)).toEqual([
      'final-read cancelled',
      'blue-tag-signup listed',
      'turn-off-vacant listed',
    ]);
    // 28 days of the fixed charge, ten units.
    const [bill] = await accountBills(db.source, accountId);
    expect(bill).toMatchObject({
      kind: 'final',
      units: 10,
      periodFrom: '2025-12-05',
      periodTo: '2026-01-02',
      due: '2026-02-13',
    });
  });

  it('A.3 a reading that comes after the close is taken when a day is over', async () => {
    const { accountId, meterId } = await anAccount(db.source, { openedOn: '2025-12-05' });
    await close(accountId, { by: 'owner' });
    await db.source.query(
      `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, received_at)
       VALUES ($1, $2, 3000, '3.000', 'radio', 'valid', $2)`,
      [meterId, sqlInstant((now() + 3_600_000) as never)],
    );
    await at('2026-01-03T10:00:00-08:00');
    expect(await kinds(accountId)).toEqual(['final-read cancelled', 'blue-tag-signup listed']);
    expect(await accountBills(db.source, accountId)).toMatchObject([{ kind: 'final', units: 1 }]);
  });

  it('A.4, A.4.a the owner between two tenants, each billed for the days that were theirs', async () => {
    const first = await anAccount(db.source, { openedOn: '2025-12-05', role: 'tenant' });
    const owner = await row<{ id: number }>(db.source, "INSERT INTO customer (name) VALUES ('R. Vane') RETURNING id");
    const trust = { accountId: first.accountId, ownerId: owner?.id ?? 0, written: true };
    await fileLandlordTrust(db.source, trust, CLERK, now());
    await fileLandlordTrust(db.source, trust, CLERK, now());
    const next = await open(first.servicePointId, { proof: null, effective: day('2026-02-01') });
    await close(first.accountId, { effective: day('2026-01-10') });
    await at('2026-01-10T00:00:00-08:00');
    const [between] = await rows<{ id: number; opened: string }>(
      db.source,
      "SELECT id, opened_on AS opened FROM account WHERE status = 'active'",
    );
    expect(between).toMatchObject({ opened: '2026-01-10' });
    const read = (accountId: number, register: string) =>
      postFinalRead(db.source, { accountId, register }, CLERK, now());
    await read(first.accountId, '10.000');
    await expect(read(first.accountId, '11.000')).rejects.toMatchObject({ clauses: ['A.3'] });
    await at('2026-02-01T00:00:00-08:00');
    expect(await status(next.accountId)).toMatchObject({ status: 'active', opened: '2026-02-01', service: 'on' });
    await expect(read(between?.id ?? 0, '9.000')).rejects.toThrow('stood at 10.000');
    await read(between?.id ?? 0, '30.000');
    const spans = await rows(
      db.source,
      `SELECT period_from AS from, period_to AS to, start_litres AS start, end_litres AS end FROM bill ORDER BY id`,
    );
    expect(spans).toEqual([
      { from: '2025-12-05', to: '2026-01-10', start: 0, end: 10_000 },
      { from: '2026-01-10', to: '2026-02-01', start: 10_000, end: 30_000 },
    ]);
    expect(await row(db.source, 'SELECT opening_litres AS l FROM account WHERE id = $1', [next.accountId])).toEqual({
      l: 30_000,
    });
    // The water ran all the time; the deposit is asked for by a person.
    expect(await rows(db.source, "SELECT kind FROM work_order WHERE kind NOT IN ('final-read')")).toEqual([]);
    expect(await rows(db.source, 'SELECT kind, account_id AS id FROM task')).toEqual([
      { kind: 'deposit-unpaid', id: next.accountId },
    ]);
    await cancelLandlordTrust(db.source, { accountId: next.accountId, written: true }, CLERK, now());
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });

  it('A.2.a two payments of half a deposit at once make one order for the water', async () => {
    const old = await anAccount(db.source, { routeGroup: 0 });
    await close(old.accountId, { by: 'owner' });
    await db.source.query("UPDATE account SET service = 'off' WHERE id = $1", [old.accountId]);
    const { accountId, deposit } = await open(old.servicePointId, { proof: null });
    expect(deposit).toBe(20_000);
    expect(await kinds(old.accountId)).toEqual(['final-read listed', 'blue-tag-signup cancelled']);
    await Promise.all([pay(accountId, 10_000), pay(accountId, 10_000)]);
    expect(await kinds(accountId)).toEqual(['turn-on listed']);
    expect(await balanceOf(db.source, accountId)).toBe(0);
  });

  it('A.2.b a deposit that was never paid is not asked for in the end; a part that was is laid on the final bill', async () => {
    const old = await anAccount(db.source, { routeGroup: 0 });
    await close(old.accountId, { by: 'owner' });
    const { accountId } = await open(old.servicePointId, { proof: null });
    await pay(accountId, 5_000);
    await close(accountId);
    await issueManualBill(db.source, { accountId, amount: cents(7_000), kind: 'final' }, CLERK, now());
    expect(await balanceOf(db.source, accountId)).toBe(2_000);
    const posted = await rows(
      db.source,
      "SELECT facts->'kind' AS kind, facts->'amount' AS amount FROM journal WHERE event = 'credit.posted' ORDER BY seq",
    );
    expect(posted).toEqual([
      { kind: 'credit', amount: 15_000 },
      { kind: 'deposit-applied', amount: 5_000 },
    ]);
    expect(await row(db.source, "SELECT facts->'amount' AS left FROM journal WHERE event = 'bill.issued'")).toEqual({
      left: 2_000,
    });
  });

  it('A.5 a refund run is seen before it is made, made once, undone as a whole, and then waits for the customer', async () => {
    const ids: number[] = [];
    for (const amount of [900, 499, 5_000]) {
      const { accountId } = await anAccount(db.source, { routeGroup: 0 });
      await pay(accountId, amount);
      await close(accountId, { by: 'owner' });
      ids.push(accountId);
    }
    const preview = () => previewBatch(db.source, 'glendora', 'refunds', day('2026-01-05'), now());
    const seen = await preview();
    expect(seen.would.map(({ accountId, amount, clause }) => [accountId, amount, clause])).toEqual([
      [ids[0], 900, 'A.5'],
      [ids[2], 5_000, 'A.5'],
    ]);
    expect(seen.leftOut).toMatchObject([{ accountId: ids[1], amount: 499, clause: 'A.5' }]);
    expect(await balanceOf(db.source, ids[0] ?? 0)).toBe(-900);

    await at('2026-01-05T07:59:59-08:00');
    expect(await rows(db.source, "SELECT id FROM ledger_entry WHERE kind = 'refund'")).toEqual([]);
    await at('2026-01-05T08:00:00-08:00');
    await at('2026-01-06T08:00:00-08:00');
    const [batch] = await batchesBetween(db.source, day('2026-01-01'), day('2026-01-31'));
    expect(batch).toMatchObject({ kind: 'refunds', day: '2026-01-05', accounts: 2, amount: 5_900 });
    expect((await batchItems(db.source, batch?.batchId ?? 0)).map((item) => item.amount).sort()).toEqual([5_000, 900]);
    expect(await Promise.all(ids.map((id) => balanceOf(db.source, id)))).toEqual([0, -499, 0]);

    await undoBatch(db.source, batch?.batchId ?? 0, 'The printer ran out of checks.', FINANCE, now());
    await undoBatch(db.source, batch?.batchId ?? 0, 'Again.', FINANCE, now());
    expect(await Promise.all(ids.map((id) => balanceOf(db.source, id)))).toEqual([-900, -499, -5_000]);
    await at('2026-01-12T08:00:00-08:00');
    expect(await balanceOf(db.source, ids[0] ?? 0)).toBe(-900);

    const asked = { accountId: ids[0] ?? 0, idempotencyKey: randomUUID() };
    const both = await Promise.all([1, 2].map(() => requestRefund(db.source, asked, CLERK, now())));
    expect(both).toEqual([900, 900]);
    expect(
      await requestRefund(db.source, { ...asked, accountId: ids[1] ?? 0, idempotencyKey: randomUUID() }, CLERK, now()),
    ).toBe(499);
    expect(await Promise.all(ids.map((id) => balanceOf(db.source, id)))).toEqual([0, 0, -5_000]);
    expect(await rows(db.source, "SELECT kind FROM task WHERE kind = 'unclaimed-credit' AND done_at IS NULL")).toEqual(
      [],
    );
    expect(await verifyJournal(db.source)).toMatchObject({ broken: [] });
  });
});

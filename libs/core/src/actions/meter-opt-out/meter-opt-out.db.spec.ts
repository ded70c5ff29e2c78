import type { Actor } from '@curbstop/contracts';
import type { Day } from '@curbstop/policy';
import { day } from '@curbstop/policy';
import type { TestDatabase } from '@curbstop/testing';
import { TestClock, aCity, anAccount, testDatabase } from '@curbstop/testing';
import {
  balanceOf,
  batchesBetween,
  tick,
  makeBillRun,
  nextDeadline,
  optIn,
  optOut,
  rows,
  sqlInstant,
  undoBatch,
} from '../../index.ts';

const CLERK: Actor = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'clerk' };
const FINANCE: Actor = { kind: 'staff', id: 5, name: 'D. Marsh', role: 'finance' };

describe('L.1: meters that are read by hand', () => {
  let db: TestDatabase;
  const clock = new TestClock('2025-12-01T10:00:00-08:00');

  beforeEach(async () => {
    db = await testDatabase();
    await aCity(db.source);
    clock.set('2025-12-01T10:00:00-08:00');
  });
  afterEach(() => db.close());

  const now = () => clock.now();
  const run = () => ({ key: 'bill-run/glendora/3/2026-01-15', group: 3, day: '2026-01-15' as Day, at: now() });
  const read = (meterId: number, source: string) =>
    db.source.query(
      `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, received_at)
       VALUES ($1, $2, 28317, '28.317', $3, 'valid', $2)`,
      [meterId, sqlInstant(clock.set('2026-01-07T10:00:00-08:00')), source],
    );
  const fees = () =>
    rows<{ accountId: number; amount: number }>(
      db.source,
      `SELECT account_id AS "accountId", amount FROM ledger_entry WHERE kind = 'manual-read-fee' ORDER BY id`,
    );

  it('two who refuse at once refuse once', async () => {
    const { accountId } = await anAccount(db.source);
    const both = await Promise.allSettled([1, 2].map(() => optOut(db.source, accountId, CLERK, now())));
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    await optIn(db.source, accountId, CLERK, now());
    await optOut(db.source, accountId, CLERK, now());
    expect(await rows(db.source, 'SELECT from_day AS from, until_day AS until FROM meter_opt_out ORDER BY id')).toEqual(
      [
        { from: '2025-12-01', until: '2025-12-01' },
        { from: '2025-12-01', until: null },
      ],
    );
  });

  it('the crew is sent on the Monday of the read week, once, and the next deadline knows of it', async () => {
    const { accountId } = await anAccount(db.source);
    await anAccount(db.source);
    await optOut(db.source, accountId, CLERK, now());
    clock.set('2026-01-04T23:00:00-08:00');
    expect(await nextDeadline(db.source, now())).toBe(clock.set('2026-01-05T00:00:00-08:00'));
    await Promise.all([1, 2].map(() => tick(db.source, 'glendora', now())));
    clock.set('2026-01-08T09:00:00-08:00');
    await tick(db.source, 'glendora', now());
    expect(await rows(db.source, 'SELECT account_id AS id, kind, clause, due_on AS due FROM work_order')).toEqual([
      { id: accountId, kind: 'manual-read', clause: 'L.1', due: '2026-01-09' },
    ]);
  });

  it('a bill run orders no second read of a meter that a crew has still to read', async () => {
    const [refused, silent] = [await anAccount(db.source), await anAccount(db.source)];
    await optOut(db.source, refused.accountId, CLERK, now());
    clock.set('2026-01-05T00:00:00-08:00');
    await tick(db.source, 'glendora', now());
    clock.set('2026-01-15T06:00:00-08:00');
    expect(await makeBillRun(db.source, 'glendora', run(), now())).toMatchObject({ bills: 0 });
    expect(await rows(db.source, 'SELECT account_id AS id, clause FROM work_order ORDER BY id')).toEqual([
      { id: refused.accountId, clause: 'L.1' },
      { id: silent.accountId, clause: 'B.1' },
    ]);
  });

  it('a bill run charges those with a refused day; undone as a whole, the fee is credited with the bill', async () => {
    const refused = await anAccount(db.source, { openedOn: '2025-11-14' });
    const back = await anAccount(db.source, { openedOn: '2025-11-14' });
    const plain = await anAccount(db.source, { openedOn: '2025-11-14' });
    await optOut(db.source, refused.accountId, CLERK, now());
    await optOut(db.source, back.accountId, CLERK, now());
    await optIn(db.source, back.accountId, CLERK, clock.set('2026-01-04T10:00:00-08:00'));
    await read(refused.meterId, 'crew');
    await read(back.meterId, 'radio');
    await read(plain.meterId, 'radio');
    clock.set('2026-01-15T06:00:00-08:00');
    expect(await makeBillRun(db.source, 'glendora', run(), now())).toMatchObject({ bills: 3 });
    expect(await fees()).toEqual([{ accountId: refused.accountId, amount: 4_586 }]);
    const [batch] = (await batchesBetween(db.source, day('2026-01-15'), day('2026-01-15'))).filter(
      (each) => each.kind === 'bill-run',
    );
    await undoBatch(db.source, batch?.batchId ?? 0, 'A wrong tariff.', FINANCE, now());
    expect(await balanceOf(db.source, refused.accountId)).toBe(0);
    expect(await balanceOf(db.source, plain.accountId)).toBe(0);
  });
});

import { randomUUID } from 'node:crypto';
import type { Actor } from '@curbstop/contracts';
import { TestClock, aBill, aCity, aCrew, anAccount, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { assignOrders, applyCrewAction, releaseOrders, rows, stopsOfCrew, runDue } from '../../index.ts';

const STAFF: Actor = { kind: 'staff', id: 1, name: 'M. Ferreira', role: 'dispatcher' };

describe('the stops of a crew', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.close());

  it('begin with the one it is on its way to, which keeps its place', async () => {
    const clock = new TestClock('2026-01-15T08:00:00-08:00');
    await aCity(db.source);
    const crewId = await aCrew(db.source);
    for (let nth = 0; nth < 3; nth += 1) {
      const { accountId } = await anAccount(db.source);
      await aBill(db.source, accountId, { on: '2026-01-15', cents: 9_999, due: '2026-02-26', at: clock.now() });
    }
    await runDue(db.source, clock.set('2026-02-27T10:00:00-08:00'));
    await runDue(db.source, clock.set('2026-03-16T17:00:00-07:00'));
    const ids = (await rows<{ id: number }>(db.source, 'SELECT id FROM work_order ORDER BY id')).map(({ id }) => id);
    clock.set('2026-03-17T08:30:00-07:00');
    await releaseOrders(db.source, ids, STAFF, clock.now());
    await assignOrders(db.source, ids, crewId, STAFF, clock.now());
    const [first = 0, second = 0, third = 0] = ids;
    await applyCrewAction(
      db.source,
      { crewId, actor: STAFF },
      { type: 'depart', id: randomUUID(), seq: 1, deviceAt: clock.now(), orderId: third, baseVersion: 0 },
      clock.now(),
    );
    const stops = await stopsOfCrew(db.source, crewId);
    expect(stops.map(({ orderId, pinned }) => [orderId, pinned])).toEqual([
      [third, true],
      [first, false],
      [second, false],
    ]);
  });
});

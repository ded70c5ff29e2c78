import type { Instant } from '@curbstop/policy';
import { testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { append, inTransaction, verifyJournal } from '../index.ts';

const AT = Date.UTC(2026, 2, 17) as Instant;

describe('the journal', () => {
  let db: TestDatabase;

  beforeEach(async () => {
    db = await testDatabase();
  });
  afterEach(() => db.close());

  const tell = (stream: string, order: number): Promise<void> =>
    inTransaction(db.source, (tx) =>
      append(tx, [
        {
          event: 'service.off',
          facts: { orderId: order },
          at: AT,
          actor: { kind: 'system', part: 'billing' },
          clause: 'E.1',
          accountId: null,
          stream,
        },
      ]),
    );
  /** As somebody does who may do anything in the database. */
  const tamper = (sql: string): Promise<unknown> => db.source.query(`SET session_replication_role = replica; ${sql}`);

  it('is whole', async () => {
    for (let nth = 1; nth <= 3; nth += 1) await tell('device/A', nth);
    await tell('device/B', 4);
    expect(await verifyJournal(db.source)).toEqual({ rows: 4, streams: 2, broken: [], sealed: null });
  });

  it.each([
    [
      'a changed fact',
      `UPDATE journal SET facts = '{"orderId": 9}' WHERE stream = 'device/A' AND number = 2`,
      [/row 2/],
    ],
    ['a changed clause', "UPDATE journal SET clause = 'C.1' WHERE stream = 'device/A' AND number = 1", [/row 1/]],
    ['a row taken out', "DELETE FROM journal WHERE stream = 'device/A' AND number = 2", [/missing/, /row 3/]],
    ['an end cut off', "DELETE FROM journal WHERE stream = 'device/A' AND number = 3", [/cut off/]],
    ['a whole chain taken out', "DELETE FROM journal WHERE stream = 'device/B'", [/device\/B: its end was cut off/]],
  ])('tells of %s', async (_, sql, says) => {
    for (let nth = 1; nth <= 3; nth += 1) await tell('device/A', nth);
    await tell('device/B', 4);
    await tamper(sql);
    const { broken } = await verifyJournal(db.source);
    expect(broken).toEqual(says.map((words): unknown => expect.stringMatching(words)));
  });

  it('is not called broken because the city goes on writing', async () => {
    for (let nth = 0; nth < 20; nth += 1) await tell(`device/${nth}`, nth + 1);
    let going = true;
    const writing = Promise.all(
      [0, 1, 2].map(async (writer) => {
        for (let nth = 0; going; nth += 1) await tell(`device/${(nth + writer * 7) % 25}`, nth + 1);
      }),
    );
    const found: string[] = [];
    for (let look = 0; look < 40; look += 1) found.push(...(await verifyJournal(db.source)).broken);
    going = false;
    await writing;
    expect(found).toEqual([]);
    expect((await verifyJournal(db.source)).broken).toEqual([]);
  });
});

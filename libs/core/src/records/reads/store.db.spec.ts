import { day, policyOn } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import { anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { rows } from '../../db/tx.ts';
import type { IncomingRead } from './validate-batch.ts';
import { ensureReadPartitions } from './partitions.ts';
import { registerOf } from './register.ts';
import { storeReads } from './store.ts';

const TERMS = policyOn('glendora', day('2026-01-15'));
const NOW = moment('2026-03-16T12:00:00-07:00');
const HOUR = 3_600_000;

describe('storing readings', () => {
  let database: TestDatabase;
  let meter: BuiltAccount;

  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    meter = await anAccount(database.source, { openedOn: '2026-01-05' });
  });

  const read = (hours: number, litres: number, more: Partial<IncomingRead> = {}): IncomingRead => ({
    deviceId: meter.deviceId,
    at: (NOW + hours * HOUR) as Instant,
    litres,
    register: registerOf(litres),
    clock: 'sync',
    bootId: 1,
    seq: 1,
    receivedAt: NOW,
    raw: Buffer.from('{}'),
    ...more,
  });
  const store = (batch: readonly IncomingRead[]) => storeReads(database.source, batch, NOW, TERMS);
  const stored = () =>
    rows<{ hours: number; litres: number; quality: string; why: string | null }>(
      database.source,
      `SELECT (extract(epoch FROM read_at) * 1000 - $2::bigint)::float8 / 3600000 AS hours, litres, quality, why
       FROM meter_read WHERE meter_id = $1 ORDER BY read_at`,
      [meter.meterId, NOW],
    );
  const exceptions = () =>
    rows<{ code: string; says: string }>(
      database.source,
      `SELECT facts->>'code' AS code, facts->>'says' AS says FROM journal
       WHERE event = 'read.exception' AND (facts->>'meterId')::int = $1 ORDER BY seq`,
      [meter.meterId],
    );
  const tail = async () =>
    (
      await rows<{ litres: number }>(database.source, 'SELECT litres FROM read_tail WHERE meter_id = $1', [
        meter.meterId,
      ])
    )[0]?.litres;

  it('keeps the register as delivered, the litres and the bytes, and writes nothing into the journal', async () => {
    expect(await store([read(-1, 123_456, { register: '123.4560' })])).toMatchObject({
      stored: 1,
      repeated: 0,
      doubted: 0,
    });
    const [kept] = await rows(
      database.source,
      'SELECT register, litres, raw, source FROM meter_read WHERE meter_id = $1',
      [meter.meterId],
    );
    expect(kept).toEqual({ register: '123.4560', litres: 123_456, raw: Buffer.from('{}'), source: 'radio' });
    expect(await exceptions()).toEqual([]);
  });

  it('drops repeats, within a batch and between batches', async () => {
    const batch = [read(-2, 100), read(-1, 110), read(-2, 100)];
    expect(await store(batch)).toMatchObject({ stored: 2, repeated: 1 });
    expect(await store(batch)).toMatchObject({ stored: 0, repeated: 3, clashing: 0 });
    expect(await stored()).toHaveLength(2);
    expect(await exceptions()).toEqual([]);
  });

  it('keeps the first of two registers for one moment and tells of the second', async () => {
    await store([read(-1, 100)]);
    expect(await store([read(-1, 107)])).toMatchObject({ stored: 0, repeated: 0, clashing: 1 });
    expect(await stored()).toMatchObject([{ litres: 100 }]);
    expect(await exceptions()).toEqual([
      { code: 'conflict', says: 'Two registers for one moment: 0.100 m³ is kept, 0.107 m³ was sent after.' },
    ]);
  });

  it('keeps late readings, also before the latest one, without moving the latest back', async () => {
    await store([read(-1, 500)]);
    await store([read(-30, 100), read(-20, 300)]);
    expect(await stored()).toMatchObject([
      { hours: -30, quality: 'valid' },
      { hours: -20, quality: 'valid' },
      { hours: -1, quality: 'valid' },
    ]);
    expect(await tail()).toBe(500);
  });

  it('doubts what breaks a rule, keeps it, says why, and does not take it for the latest', async () => {
    await store([read(-10, 1_000)]);
    const doubtful = [
      read(-9, 990),
      read(-8, 900_000),
      read(1, 1_050),
      read(-24 * 365, 5),
      read(-7, 1_010, { clock: 'none' }),
      read(-6, 1_020),
    ];
    expect(await store(doubtful)).toMatchObject({ stored: 6, doubted: 5 });
    expect((await stored()).map((each) => [each.hours, each.why])).toEqual([
      [-24 * 365, 'before-installation'],
      [-10, null],
      [-9, 'backwards'],
      [-8, 'spike'],
      [-7, 'no-clock'],
      [-6, null],
      [1, 'future'],
    ]);
    expect(await tail()).toBe(1_020);
    const told = (await exceptions()).map((each) => each.code).sort();
    expect(told).toEqual(['backwards', 'before-installation', 'future', 'no-clock', 'spike']);
    await store(doubtful);
    expect(await exceptions()).toHaveLength(5);
  });

  it('tells a day of the same doubt once', async () => {
    await store([read(-40, 1_000)]);
    await store(Array.from({ length: 24 }, (_, i) => read(-30 + i, 10 + i)));
    expect(await exceptions()).toMatchObject([
      { code: 'backwards', says: expect.stringContaining('23 more of the kind') },
    ]);
  });

  it('doubts a late reading that does not fit between its neighbours', async () => {
    await store([read(-10, 1_000), read(-2, 1_100)]);
    expect(await store([read(-5, 1_200), read(-4, 1_050)])).toMatchObject({ stored: 2, doubted: 1 });
  });

  it('says which devices speak for no meter', async () => {
    await database.source.query('UPDATE meter SET device_id = NULL WHERE id = $1', [meter.meterId]);
    expect(await store([read(-1, 1)])).toMatchObject({ stored: 0, unattached: [meter.deviceId] });
  });

  it('stores the same from batches that cross each other, without deadlock', async () => {
    const others = await Promise.all([1, 2, 3, 4].map(() => anAccount(database.source, { openedOn: '2026-01-05' })));
    const batch = others.flatMap((other) =>
      Array.from({ length: 50 }, (_, i) => ({ ...read(-60 + i, 100 + i), deviceId: other.deviceId })),
    );
    const results = await Promise.all(Array.from({ length: 6 }, (_, i) => store(i % 2 ? batch : [...batch].reverse())));
    expect(results.reduce((sum, storedReads) => sum + storedReads.stored, 0)).toBe(batch.length);
  });
});

describe('partitions of readings', () => {
  it('are made ahead by month, once, and take in what the default partition had caught', async () => {
    const database = await testDatabase();
    try {
      const meter = await anAccount(database.source, { openedOn: '2026-01-05' });
      const stray: IncomingRead = {
        deviceId: meter.deviceId,
        at: moment('2026-03-31T23:59:59Z'),
        litres: 5,
        register: '0.005',
        clock: 'sync',
        bootId: null,
        seq: null,
        receivedAt: NOW,
        raw: null,
      };
      await storeReads(
        database.source,
        [stray, { ...stray, at: moment('2026-04-01T00:00:00Z') }],
        moment('2026-04-02T00:00:00Z'),
        TERMS,
      );
      const make = () =>
        database.source.transaction((tx) => ensureReadPartitions(tx, moment('2025-12-31T23:00:00Z'), 4));
      expect(await make()).toEqual([
        'meter_read_2025_12',
        'meter_read_2026_01',
        'meter_read_2026_02',
        'meter_read_2026_03',
      ]);
      expect(await make()).toEqual([]);
      const where = await rows<{ place: string }>(
        database.source,
        'SELECT tableoid::regclass::text AS place FROM meter_read ORDER BY read_at',
      );
      expect(where.map((each) => each.place)).toEqual(['meter_read_2026_03', 'meter_read_other']);
      const again = await storeReads(database.source, [stray], moment('2026-04-02T00:00:00Z'), TERMS);
      expect(again).toMatchObject({ stored: 0, repeated: 1 });
    } finally {
      await database.close();
    }
  });
});

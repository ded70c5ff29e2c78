import { day, policyOn } from '@curbstop/policy';
import type { Instant } from '@curbstop/policy';
import { aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { inTransaction, rows } from '../../db/tx.ts';
import { storeHandRead } from './by-hand.ts';
import { endSettledDoubts } from './doubt-tasks.ts';
import { litresOf } from './register.ts';
import { storeReads } from './store.ts';

const TERMS = policyOn('glendora', day('2026-01-15'));
const NOW = moment('2026-03-17T08:19:00-07:00');
const HOUR = 3_600_000;
const CREW = { kind: 'staff', id: 1, name: 'R. Vega', role: 'crew' } as const;

describe('doubted readings, weighed by those that come later', () => {
  let database: TestDatabase;
  let meter: BuiltAccount;

  beforeAll(async () => {
    database = await testDatabase();
    await aCity(database.source);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    meter = await anAccount(database.source, { openedOn: '2025-11-12' });
  });

  const at = (hours: number) => (NOW + hours * HOUR) as Instant;
  const send = (hours: number, register: string) =>
    storeReads(
      database.source,
      [
        {
          deviceId: meter.deviceId,
          at: at(hours),
          litres: litresOf(register, 'm3'),
          register,
          clock: 'sync',
          bootId: 1,
          seq: 1,
          receivedAt: at(hours),
          raw: null,
        },
      ],
      at(Math.max(hours, 0)),
      TERMS,
    );
  const readByHand = (hours: number, register: string, source: 'crew' | 'office' = 'crew') =>
    inTransaction(database.source, (tx) =>
      storeHandRead(
        { tx, actor: CREW, now: at(hours) },
        { meterId: meter.meterId, register, at: at(hours), source },
        TERMS,
      ),
    );
  const kept = async () =>
    (
      await rows<{ register: string; quality: string }>(
        database.source,
        'SELECT register, quality FROM meter_read WHERE meter_id = $1 ORDER BY read_at',
        [meter.meterId],
      )
    ).map(({ register, quality }) => `${register} ${quality}`);
  /** The scheduler has looked since, and an hour later. */
  const looked = async (hours: number) => {
    await endSettledDoubts(database.source, at(hours));
    return tasks();
  };
  const tasks = async () =>
    (
      await rows<{ task: string }>(
        database.source,
        `SELECT concat_ws(', ', kind, CASE WHEN done_at IS NULL THEN 'open' ELSE outcome END) AS task FROM task
         WHERE account_id = $1 AND kind <> 'correct-bill' ORDER BY id`,
        [meter.accountId],
      )
    ).map(({ task }) => task);
  const journal = async (event: string) =>
    (
      await rows<{ facts: { message: string } }>(
        database.source,
        `SELECT facts FROM journal WHERE event = $1 AND (facts->>'meterId')::int = $2 ORDER BY seq`,
        [event, meter.meterId],
      )
    ).map(({ facts }) => facts.message);

  /** A home that used 0.6 cubic metres a day for three weeks. */
  async function ordinaryWeeks(): Promise<void> {
    for (let back = 21; back >= 1; back -= 1) await send(-24 * back + 12, (3_507.371 - 0.6 * (back - 1)).toFixed(3));
  }

  it('a single false high reading is doubted, voided by the true one after it, and its one task closes', async () => {
    await ordinaryWeeks();
    expect(await send(0, '3557.371')).toMatchObject({ stored: 1, doubted: 1 });
    expect(await send(1 / 60, '3507.672')).toMatchObject({ stored: 1, doubted: 0 });
    expect(await send(2, '3507.700')).toMatchObject({ stored: 1, doubted: 0 });
    expect((await kept()).slice(-4)).toEqual(['3507.371 valid', '3557.371 void', '3507.672 valid', '3507.700 valid']);
    expect(await looked(0.9)).toEqual(['read-doubt, open']);
    expect(await looked(2)).toEqual(['read-doubt, Later readings decided it.']);
    expect(await looked(3)).toEqual(['read-doubt, Later readings decided it.']);
    expect(await journal('read.decided')).toEqual([
      'It does not fit the readings before and after, 3507.371 and 3507.672.',
    ]);
  });

  it('a peak small enough to be believed is set aside once more readings speak against it than for it', async () => {
    await ordinaryWeeks();
    await send(0, '3509.371');
    expect(await send(1, '3507.672')).toMatchObject({ doubted: 1 });
    expect((await kept()).slice(-2)).toEqual(['3509.371 valid', '3507.672 suspect']);
    await send(2, '3507.700');
    expect((await kept()).slice(-3)).toEqual(['3509.371 void', '3507.672 valid', '3507.700 valid']);
    await send(3, '3507.730');
    expect((await kept()).at(-1)).toBe('3507.730 valid');
  });

  it('one false low reading does not bring the true ones down', async () => {
    await ordinaryWeeks();
    await send(0, '3507.672');
    await send(1, '3007.700');
    await send(2, '3507.710');
    expect((await kept()).slice(-3)).toEqual(['3507.672 valid', '3007.700 void', '3507.710 valid']);
    expect(await looked(3)).toEqual(['read-doubt, Later readings decided it.']);
  });

  it('much water that a later reading bears out is believed: a pool was filled', async () => {
    await ordinaryWeeks();
    await send(0, '3557.371');
    await send(2, '3557.400');
    expect((await kept()).slice(-2)).toEqual(['3557.371 valid', '3557.400 valid']);
    await send(3, '3557.420');
    expect((await kept()).at(-1)).toBe('3557.420 valid');
  });

  it('a reading by hand is judged by the own use as one by radio is', async () => {
    await readByHand(-24 * 60, '40');
    expect(await readByHand(-24 * 5, '400')).toContain("far above the meter's own use");
    expect(await readByHand(-24 * 4, '57.4', 'office')).toBeNull();
    expect(await kept()).toEqual(['40 valid', '400 void', '57.4 valid']);
    expect(await tasks()).toEqual(['read-doubt, Later readings decided it.']);
  });

  it('a register that begins again is counted on from where it stood, and a person is told', async () => {
    await readByHand(-24 * 60, '40');
    await readByHand(-24 * 10, '2');
    expect(await kept()).toEqual(['40 valid', '2 suspect']);
    await readByHand(-24, '5');
    expect(await kept()).toEqual(['40 valid', '2 valid', '5 valid']);
    expect(await tasks()).toEqual(['read-doubt, Later readings decided it.', 'register-began-again, open']);
    expect(await journal('register.shifted')).toEqual([
      'The register stood at 40 and began again at nought; it read 2 next.',
    ]);
    const shifts = await rows(
      database.source,
      'SELECT shift_litres AS shift, why FROM register_shift WHERE meter_id = $1',
      [meter.meterId],
    );
    expect(shifts).toEqual([{ shift: 40_000, why: 'began-again' }]);
    expect(await send(0, '5.100')).toMatchObject({ doubted: 0 });
  });

  it('a register that fell to somewhere in the middle is a person’s, however often it is sent', async () => {
    await ordinaryWeeks();
    for (let hours = 0; hours < 60; hours += 6) await send(hours, (1_200 + hours / 100).toFixed(3));
    expect((await kept()).filter((each) => each.endsWith('suspect'))).toHaveLength(10);
    expect(await looked(90)).toEqual(['read-doubt, open']);
  });

  it('past the last digit of its register a meter is read on, without a doubt', async () => {
    await database.source.query('UPDATE meter SET digits = 4 WHERE id = $1', [meter.meterId]);
    await readByHand(-24 * 60, '9980');
    await readByHand(-24 * 4, '12.5');
    await send(0, '14.000');
    expect(await kept()).toEqual(['9980 valid', '12.5 valid', '14.000 valid']);
    expect(await tasks()).toEqual([]);
    expect(await journal('register.shifted')).toHaveLength(1);
    const [tail] = await rows(
      database.source,
      'SELECT litres, shift_litres AS shift FROM read_tail WHERE meter_id = $1',
      [meter.meterId],
    );
    expect(tail).toEqual({ litres: 14_000, shift: 10_000_000 });
  });

  it('a bill that ends at a voided reading is one task', async () => {
    await ordinaryWeeks();
    await send(0, '3509.371');
    await database.source.query(
      `INSERT INTO bill (account_id, number, kind, bill_date, due, period_from, period_to, meter_id, start_litres, end_litres,
         units, amount, policy_profile, policy_version)
       VALUES ($1, 'B-1', 'regular', '2026-03-17', '2026-04-28', '2026-01-20', '2026-03-17', $2, 3480000, 3509371, 10, 5000,
         'glendora', '2020-01-14')`,
      [meter.accountId, meter.meterId],
    );
    await send(1, '3507.672');
    await send(2, '3507.700');
    const found = await rows(
      database.source,
      "SELECT role FROM task WHERE account_id = $1 AND kind = 'correct-bill' AND done_at IS NULL",
      [meter.accountId],
    );
    expect(found).toEqual([{ role: 'finance' }]);
  });

  it('a thousand clashing readings in a minute are one journal row, one task, and a count', async () => {
    for (let nth = 0; nth < 40; nth += 1) {
      const register = `${10 + nth / 1_000}`;
      await send(-30 + nth / 60, register);
      await send(-30 + nth / 60, `${Number(register) + 0.5}`);
    }
    const told = await rows<{ says: string }>(
      database.source,
      `SELECT facts->>'says' AS says FROM journal WHERE event = 'read.exception' AND facts->>'code' = 'conflict'
         AND (facts->>'meterId')::int = $1`,
      [meter.meterId],
    );
    expect(told).toHaveLength(1);
    expect(await tasks()).toEqual(['read-clash, open']);
    const [quiet] = await rows<{ suppressed: number }>(
      database.source,
      "SELECT suppressed FROM journal_quiet WHERE kind = 'conflict' AND happening->'facts'->>'meterId' = $1::text",
      [meter.meterId],
    );
    expect(quiet?.suppressed).toBe(39);
  });
});

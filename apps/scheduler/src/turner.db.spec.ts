import { CityClock, askTurn, askedTurn, tick, row, rows, sqlInstant, verifyJournal } from '@curbstop/core';
import type { ClockState } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { aBill, aCity, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { TestDatabase } from '@curbstop/testing';
import { pino } from 'pino';
import { Turner } from './turner.ts';

const START = moment('2026-01-15T05:00:00-08:00');
const BILL_RUN = moment('2026-01-15T06:00:00-08:00');
const LIST = moment('2026-01-15T17:00:00-08:00');
const END = moment('2026-01-16T05:00:00-08:00');

describe("turning the demo city's clock by a day", () => {
  let db: TestDatabase;
  /** A machine on which a second passes with every look at its clock. */
  let machineAt: number;
  const machine = (): Instant => (machineAt += 1_000) as Instant;

  beforeEach(async () => {
    db = await testDatabase();
    machineAt = START;
    await aCity(db.source);
    // One account that is billed at six in the morning of the 15th, one that comes on the list at five in the afternoon.
    const billed = await anAccount(db.source, { openedOn: '2025-11-14' });
    await db.source.query(
      `INSERT INTO meter_read (meter_id, read_at, litres, register, source, quality, received_at)
       VALUES ($1, $2, 100000, '100.000', 'radio', 'valid', $2)`,
      [billed.meterId, sqlInstant(moment('2026-01-09T20:00:00-08:00'))],
    );
    const owing = await anAccount(db.source, { routeGroup: 4 });
    await aBill(db.source, owing.accountId, {
      on: '2025-11-16',
      cents: 12_345,
      due: '2025-12-28',
      at: moment('2025-11-16T06:00:00-08:00'),
    });
    await tick(db.source, 'glendora', moment('2025-12-29T10:00:00-08:00'));
    await tick(db.source, 'glendora', moment('2026-01-15T04:00:00-08:00'));
  });
  afterEach(() => db.close());

  async function clockAt(state: ClockState): Promise<CityClock> {
    const clock = new CityClock(machine);
    await clock.set(db.source, state);
    return clock;
  }
  const turner = (clock: CityClock): Turner =>
    new Turner(db.source, clock, machine, 'glendora', pino({ level: 'silent' }));
  const kept = async (): Promise<ClockState> => {
    const found = await row<{ value: ClockState }>(db.source, "SELECT value FROM setting WHERE key = 'clock'");
    if (!found) throw new Error('The clock is not kept.');
    return found.value;
  };
  const heartbeat = async (): Promise<number | null> =>
    (
      await row<{ at: number }>(
        db.source,
        "SELECT (value->>'at')::bigint AS at FROM setting WHERE key = 'heartbeat/scheduler'",
      )
    )?.at ?? null;
  /** What happened from the start of the day on, in the order in which it was written. */
  const happened = () =>
    rows<{ event: string; at: Instant }>(
      db.source,
      `SELECT event, at FROM journal WHERE at >= $1
       AND event IN ('bill.issued', 'batch.run', 'list.entered', 'order.created', 'clock.turned') ORDER BY seq`,
      [sqlInstant(START)],
    );
  const THE_DAY = [
    { event: 'bill.issued', at: BILL_RUN },
    { event: 'batch.run', at: BILL_RUN },
    { event: 'list.entered', at: LIST },
    { event: 'order.created', at: LIST },
    { event: 'clock.turned', at: END },
  ];

  it('bills at six and lists at five (B.1, E.1), each at its own moment, and goes on from there', async () => {
    const clock = await clockAt({ cityAt: START, systemAt: machine(), running: false, turning: null });
    expect(await turner(clock).turnIfAsked()).toBe(false);
    expect(await askTurn(db.source, clock, 'day', clock.now())).toBe(END);
    expect(await turner(clock).turnIfAsked()).toBe(true);
    expect(await happened()).toEqual(THE_DAY);
    expect(await askedTurn(db.source)).toBeNull();
    expect(await kept()).toMatchObject({ cityAt: END, running: true, turning: null });
    expect(await turner(clock).turnIfAsked()).toBe(false);
    expect((await verifyJournal(db.source)).broken).toEqual([]);
  });

  it('that was cut off half-way goes on at the next look, from the moment where it stood', async () => {
    // As a scheduler leaves it that dies when it has put the clock to six and not yet looked at what is due.
    await clockAt({ cityAt: BILL_RUN, systemAt: machine(), running: false, turning: { to: END, doing: 'Dying' } });
    await db.source.query("INSERT INTO setting (key, value) VALUES ('turn', $1)", [JSON.stringify({ to: END })]);
    const clock = new CityClock(machine);
    expect(await turner(clock).turnIfAsked()).toBe(true);
    expect(await happened()).toEqual(THE_DAY);
    expect(await kept()).toMatchObject({ cityAt: END, running: true, turning: null });
  });

  it('that fails at its end ends whole at the next look: the clock never stands still for good', async () => {
    const clock = await clockAt({ cityAt: START, systemAt: machine(), running: false, turning: null });
    await askTurn(db.source, clock, 'day', clock.now());
    await db.source.query(
      `CREATE FUNCTION no_news() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.key = 'clock' AND (NEW.value->>'running')::boolean THEN RAISE 'The power is gone.'; END IF; RETURN NEW; END $$;
       CREATE TRIGGER no_news BEFORE INSERT OR UPDATE ON setting FOR EACH ROW EXECUTE FUNCTION no_news()`,
    );
    await expect(turner(clock).turnIfAsked()).rejects.toThrow('The power is gone.');
    expect(await askedTurn(db.source)).toBe(END);
    await db.source.query('DROP TRIGGER no_news ON setting');
    expect(await turner(clock).turnIfAsked()).toBe(true);
    expect(await happened()).toEqual(THE_DAY);
    expect(await kept()).toMatchObject({ cityAt: END, running: true, turning: null });
  });

  it('says all the while that the scheduler is at work, so that /health stays up', async () => {
    const clock = await clockAt({ cityAt: START, systemAt: machine(), running: false, turning: null });
    const through = (at: Instant) =>
      db.source.query(
        `INSERT INTO setting (key, value) VALUES ('simulator/caught-up', $1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [JSON.stringify({ through: at })],
      );
    // The meters let the turn wait before the bill run; a machine whose clock hardly moves does not lose patience.
    await through(START);
    let slowly = START as number;
    const slow = (): Instant => (slowly += 1) as Instant;
    await askTurn(db.source, clock, 'day', clock.now());
    const turning = new Turner(db.source, clock, slow, 'glendora', pino({ level: 'silent' })).turnIfAsked();
    const heard = new Set<number>();
    while (heard.size < 3) {
      const at = await heartbeat();
      if (at !== null) heard.add(at);
      expect((await kept()).running).toBe(false);
      await new Promise((done) => setTimeout(done, 50));
    }
    await through(END);
    expect(await turning).toBe(true);
    expect(await happened()).toEqual(THE_DAY);
  });
});

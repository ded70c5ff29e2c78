import { MOST_LETTERS, inTransaction, queueCommand, row, rows, sqlInstant, tellSuppressed } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { TestClock, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { connectAsync } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { createGateway } from './app.ts';
import type { RunningGateway } from './app.ts';

const NOON = moment('2026-03-16T12:00:00-07:00');
/** What one device sent in a second, in an attack on a running city. */
const ALARMS = 350;
const CLASHES = 1_450;
const KINDS = ['leak', 'burst', 'backflow', 'tamper', 'dry', 'low-battery', 'valve-stuck'] as const;

/** A device that is broken, or hostile, says the same at any rate: the journal grows by kinds and minutes, not by messages. */
describe('one device that never stops', () => {
  let database: TestDatabase;
  let gateway: RunningGateway;
  let clock: TestClock;
  let nth = 0;
  let name: string;
  let place: BuiltAccount;
  let client: MqttClient;
  const clients: MqttClient[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    clock = new TestClock(NOON);
    gateway = await createGateway(
      {
        databaseUrl: database.url,
        utility: 'demo',
        profile: 'glendora',
        broker: { kind: 'embedded', host: '127.0.0.1', port: 0 },
        limits: { perMinute: 100, perHour: 100 },
        httpPort: null,
        logLevel: 'silent',
      },
      { clock, source: database.source },
    );
  });
  beforeEach(async () => {
    nth += 1;
    name = `F${nth}`;
    place = await aDevice(name);
    client = await connect(name);
  });
  afterEach(() => Promise.all(clients.splice(0).map((each) => each.endAsync(true))));
  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  const aDevice = (device: string): Promise<BuiltAccount> =>
    anAccount(database.source, {
      openedOn: '2026-01-05',
      remote: { device, secret: `secret ${device}`, commandKey: Buffer.alloc(32, 9) },
    });
  async function connect(device: string): Promise<MqttClient> {
    const made = await connectAsync(
      `mqtt://127.0.0.1:${gateway.port}`,
      { clientId: device, username: device, password: `secret ${device}`, protocolVersion: 4, reconnectPeriod: 0 },
      false,
    );
    clients.push(made);
    return made;
  }
  const say = (kind: string, body: object | string, by = client, device = name) =>
    by.publishAsync(`cs/v1/demo/${device}/up/${kind}`, typeof body === 'string' ? body : JSON.stringify(body), {
      qos: 1,
    });
  const message = (seq: number, more: object) => ({ v: 1, seq, bootId: 1, t: '2026-03-16T18:00:00Z', ...more });
  const reading = (seq: number, register: string, t: string) =>
    message(seq, { id: `r${seq}`, t, tQuality: 'sync', register, unit: 'm3', flags: [] });
  /** Sends so many at once as a device can; each is acknowledged. */
  const flood = (times: number, one: (nth: number) => Promise<unknown>) =>
    Promise.all(Array.from({ length: times }, (_, index) => one(index)));
  /** Journal rows of the device and of its account, by event and kind. */
  const journaled = async (account = place, device = name) =>
    Object.fromEntries(
      (
        await rows<{ what: string; times: number }>(
          database.source,
          `SELECT concat_ws(' ', event, coalesce(facts->>'alarm', facts->>'code', facts->>'valve', facts->>'becomes', facts->>'state',
             facts->>'kind')) AS what, count(*)::int AS times
           FROM journal WHERE stream = $1 OR account_id = $2 GROUP BY 1 ORDER BY 1`,
          [`device/${device}`, account.accountId],
        )
      ).map(({ what, times }) => [what, times]),
    );
  /** What is kept quiet by the machine's own minutes may be told once in each that a busy machine takes. */
  const minutes = (began: number) => Math.ceil((performance.now() - began) / 60_000);

  it('alarms of every kind are a row and a task of each kind, and another device is heard meanwhile', async () => {
    const other = await aDevice(`${name}-next`);
    const beside = await connect(`${name}-next`);
    await Promise.all([
      flood(ALARMS * KINDS.length, (seq) => say('alarm', message(seq, { alarm: KINDS[seq % KINDS.length] }))),
      say('alarm', message(1, { alarm: 'burst' }), beside, `${name}-next`),
    ]);
    const told = await journaled();
    expect(told).toEqual({
      ...Object.fromEntries(KINDS.map((kind) => [`device.alarm ${kind}`, 1])),
      'task.opened device-alarm': KINDS.length,
    });
    expect(await journaled(other, `${name}-next`)).toEqual({ 'device.alarm burst': 1, 'task.opened device-alarm': 1 });
  });

  it('an alarm that begins and ends all the time is one', async () => {
    await flood(ALARMS, (seq) => say('alarm', message(seq, { alarm: 'leak', ended: seq % 2 === 1 })));
    expect(await journaled()).toEqual({ 'device.alarm leak': 1, 'task.opened device-alarm': 1 });
  });

  it('clashing readings are one row and one task, and their number is told once when the minute is over', async () => {
    await say('reading', reading(1, '10.000', '2026-03-16T17:00:00Z'));
    await flood(CLASHES, (seq) => say('reading', reading(seq, `11.${100 + (seq % 800)}`, '2026-03-16T17:00:00Z')));
    expect(await journaled()).toEqual({ 'read.exception conflict': 1, 'task.opened read-clash': 1 });
    await tellSuppressed(database.source, (NOON + 61_000) as Instant);
    const last = await row<{ says: string }>(
      database.source,
      `SELECT facts->>'says' AS says FROM journal WHERE event = 'read.exception' AND stream = $1 ORDER BY seq DESC LIMIT 1`,
      [`device/${name}`],
    );
    const told = await rows<{ says: string }>(
      database.source,
      `SELECT facts->>'says' AS says FROM journal WHERE event = 'read.exception' AND stream = $1 ORDER BY seq`,
      [`device/${name}`],
    );
    expect(told).toHaveLength(2);
    const counted = told.map(({ says }) => Number(/(\d+) more of the kind/.exec(says)?.[1] ?? 0));
    // The first itself, what came with it, and what came since.
    expect(1 + counted.reduce((sum, each) => sum + each, 0)).toBe(CLASHES);
    expect(last?.says).toContain('Two registers for one moment');
  });

  it('readings that are doubted and settled all the time are a row of each kind', async () => {
    await say('reading', reading(1, '10.000', '2026-03-16T08:00:00Z'));
    await say('reading', reading(2, '10.100', '2026-03-16T18:00:00Z'));
    const from = Date.parse('2026-03-16T08:00:01Z');
    // Between two good ones, alternately above both and below: each is shown false as soon as it comes.
    await flood(ALARMS, (seq) =>
      say('reading', reading(seq, seq % 2 === 0 ? '90.000' : '0.001', new Date(from + seq * 60_000).toISOString())),
    );
    for (const [what, times] of Object.entries(await journaled())) expect([what, times]).toEqual([what, 1]);
  });

  it('a valve that flutters is told of once for each state, and its record stands as it said last', async () => {
    await flood(ALARMS, (seq) => say('status', message(seq, { valve: seq % 2 === 0 ? 'closed' : 'open' })));
    await say('status', message(ALARMS, { valve: 'fault' }));
    const told = await journaled();
    for (const [what, times] of Object.entries(told)) expect([what, times]).toEqual([what, 1]);
    expect(Object.keys(told)).toEqual(['valve.reported closed', 'valve.reported fault', 'valve.reported open']);
    const valve = await row(database.source, 'SELECT state FROM valve WHERE id = $1', [place.valveId]);
    expect(valve).toEqual({ state: 'fault' });
    await tellSuppressed(database.source, (NOON + 122_000) as Instant);
    const counts = await rows<{ says: string | null }>(
      database.source,
      `SELECT facts->>'says' AS says FROM journal WHERE event = 'valve.reported' AND account_id = $1 AND facts->>'says' IS NOT NULL`,
      [place.accountId],
    );
    expect(counts).toHaveLength(2);
    expect(counts[0]?.says).toMatch(/^\d+ more of the kind came since/);
  });

  it('births and answers, while a command waits for its answer, send it again a few times and no more', async () => {
    const made = await row<{ id: number }>(
      database.source,
      `INSERT INTO work_order (number, account_id, service_point_id, kind, state, clause, due_on, created_at, since)
       VALUES ('3-' || nextval('work_order_number'), $1, $2, 'reconnect', 'released', 'F.1', '2026-03-16', $3, $3) RETURNING id`,
      [place.accountId, place.servicePointId, sqlInstant(NOON)],
    );
    const expiresAt = (NOON + 15 * 60_000) as Instant;
    const asked = { orderId: made?.id ?? 0, valveId: place.valveId, action: 'open' as const, expiresAt };
    const { commandId } = await inTransaction(database.source, (tx) => queueCommand(tx, asked, NOON));
    await client.subscribeAsync(`cs/v1/demo/${name}/down/cmd`, { qos: 1 });
    const birth = { model: 'curbstop/native', firmware: 'x', lastSeq: 0 };
    // In turn, so that the sender has time for each.
    for (let seq = 0; seq < ALARMS; seq += 1) await say('birth', message(seq, birth));
    await flood(ALARMS, (seq) => say('ack', message(seq, { id: commandId, result: 'done', valve: 'open' })));
    const told = await journaled();
    expect(told['valve.command sent']).toBeGreaterThan(0);
    expect(told['valve.command sent']).toBeLessThanOrEqual(5);
    const others = Object.entries(told).filter(([what]) => what !== 'valve.command sent');
    for (const [what, times] of others) expect([what, times]).toEqual([what, 1]);
  });

  it.each(['reading', 'status', 'alarm', 'ack', 'birth'])(
    'a %s that is no message is kept up to a bound',
    async (kind) => {
      const began = performance.now();
      await flood(ALARMS, (seq) => say(kind, `{"no":${seq}}`));
      // The complaint is written with the next round.
      const deadline = Date.now() + 60_000;
      while (!(`device.alarm bad-${kind}` in (await journaled())) && Date.now() < deadline)
        await new Promise((done) => setTimeout(done, 50));
      const { [`device.alarm bad-${kind}`]: told, ...others } = await journaled();
      expect(told).toBeGreaterThan(0);
      expect(told).toBeLessThanOrEqual(minutes(began));
      expect(others).toEqual({});
      const kept = await rows(database.source, 'SELECT 1 FROM dead_letter WHERE device_id = $1', [place.deviceId]);
      expect(kept).toHaveLength(MOST_LETTERS);
    },
  );
});

import { createHmac } from 'node:crypto';
import net from 'node:net';
import { MAX_MESSAGE_BYTES, command, commandSigningText } from '@curbstop/contracts';
import type { Command, ValveState } from '@curbstop/contracts';
import {
  MOST_LETTERS,
  decideDeadLetter,
  endAlarms,
  inTransaction,
  listDeadLetters,
  provision,
  queueCommand,
  row,
  rows,
  sqlInstant,
  withdrawCommand,
} from '@curbstop/core';
import type { Tx } from '@curbstop/core';
import { TestClock, aBill, anAccount, moment, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { connectAsync } from 'mqtt';
import type { IClientOptions, MqttClient } from 'mqtt';
import { createGateway } from './app.ts';
import type { RunningGateway } from './app.ts';

const NOON = moment('2026-03-16T12:00:00-07:00');
const WINDOW_END = moment('2026-03-16T17:00:00-07:00');
const KEY = Buffer.alloc(32, 9);

const until = async <T>(what: () => Promise<T | null | false | undefined>, within = 60_000): Promise<T> => {
  const end = Date.now() + within;
  for (;;) {
    const found = await what();
    if (found) return found;
    if (Date.now() > end) throw new Error('It did not happen in time.');
    await new Promise((done) => setTimeout(done, 30));
  }
};
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('the gateway', () => {
  let database: TestDatabase;
  let gateway: RunningGateway;
  const clock = new TestClock(NOON);
  const clients: MqttClient[] = [];

  beforeAll(async () => {
    database = await testDatabase();
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
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  });
  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  const connect = async (name: string, secret: string, options: IClientOptions = {}): Promise<MqttClient> => {
    const client = await connectAsync(
      `mqtt://127.0.0.1:${gateway.port}`,
      { clientId: name, username: name, password: secret, protocolVersion: 4, reconnectPeriod: 0, ...options },
      false,
    );
    clients.push(client);
    client.on('error', () => client.end(true));
    return client;
  };
  const aMeter = async (name: string): Promise<BuiltAccount> =>
    anAccount(database.source, {
      openedOn: '2026-01-05',
      remote: { device: name, secret: `secret ${name}`, commandKey: KEY },
    });
  const up = (name: string, kind: string) => `cs/v1/demo/${name}/up/${kind}`;
  const reading = (register: string, more: object = {}) =>
    JSON.stringify({
      v: 1,
      id: 'r1',
      seq: 1,
      bootId: 1,
      t: '2026-03-16T18:00:00Z',
      tQuality: 'sync',
      register,
      unit: 'm3',
      flags: [],
      ...more,
    });
  const readsOf = (account: BuiltAccount) =>
    rows<{ litres: number; at: number }>(
      database.source,
      'SELECT litres, read_at AS at FROM meter_read WHERE meter_id = $1 ORDER BY read_at',
      [account.meterId],
    );
  const alarms = (name: string) =>
    rows<{ alarm: string; says: string }>(
      database.source,
      `SELECT facts->>'alarm' AS alarm, facts->>'says' AS says FROM journal WHERE event = 'device.alarm'
       AND (facts->>'deviceId' = $1)`,
      [name],
    );

  describe('alarms', () => {
    const alarmOf = (alarm: string, seq: number, more: object = {}) =>
      JSON.stringify({ v: 1, seq, bootId: 1, t: '2026-03-16T18:00:00Z', alarm, ...more });
    const tasksOf = (account: BuiltAccount) =>
      rows<{ says: string; done: boolean }>(
        database.source,
        `SELECT says, done_at IS NOT NULL AS done FROM task WHERE kind = 'device-alarm' AND (subject->>'deviceId')::int = $1`,
        [account.deviceId],
      );

    it('five hundred of a kind, and one delivered three times, are one row of the journal and one task each', async () => {
      const meter = await aMeter('L1');
      const client = await connect('L1', 'secret L1');
      for (let seq = 1; seq <= 500; seq += 1)
        await client.publishAsync(up('L1', 'alarm'), alarmOf('leak', seq), { qos: 1 });
      for (let nth = 0; nth < 3; nth += 1)
        await client.publishAsync(up('L1', 'alarm'), alarmOf('tamper', 7), { qos: 1 });
      expect((await alarms('L1')).map((each) => each.alarm).sort()).toEqual(['leak', 'tamper']);
      expect(await tasksOf(meter)).toEqual([
        { says: 'Device L1 tells of leak.', done: false },
        { says: 'Device L1 tells of tamper.', done: false },
      ]);
    });

    it('that are over for a while close their task; one that comes back at once was never over', async () => {
      const meter = await aMeter('L2');
      const client = await connect('L2', 'secret L2');
      await client.publishAsync(up('L2', 'alarm'), alarmOf('leak', 1), { qos: 1 });
      await client.publishAsync(up('L2', 'alarm'), alarmOf('leak', 2, { ended: true }), { qos: 1 });
      await client.publishAsync(up('L2', 'alarm'), alarmOf('leak', 3), { qos: 1 });
      await endAlarms(database.source, (NOON + 3_600_000) as typeof NOON);
      expect(await tasksOf(meter)).toMatchObject([{ done: false }]);
      await client.publishAsync(up('L2', 'alarm'), alarmOf('leak', 4, { ended: true }), { qos: 1 });
      await endAlarms(database.source, (NOON + 60_000) as typeof NOON);
      expect(await tasksOf(meter)).toMatchObject([{ done: false }]);
      await endAlarms(database.source, (NOON + 3_600_000) as typeof NOON);
      expect(await tasksOf(meter)).toMatchObject([{ done: true }]);
    });
  });

  describe('readings', () => {
    it('are acknowledged when they are committed, not before', async () => {
      const meter = await aMeter('R1');
      const client = await connect('R1', 'secret R1');
      // Someone holds the meter's latest reading: the insert waits, and so must the acknowledgement.
      await client.publishAsync(up('R1', 'reading'), reading('1.000', { t: '2026-03-16T17:00:00Z' }), { qos: 1 });
      const blocker = database.source.createQueryRunner();
      await blocker.startTransaction();
      await blocker.query('SELECT 1 FROM read_tail WHERE meter_id = $1 FOR UPDATE', [meter.meterId]);
      let acknowledged = false;
      const published = client
        .publishAsync(up('R1', 'reading'), reading('1.010'), { qos: 1 })
        .then(() => (acknowledged = true));
      await pause(400);
      expect(acknowledged).toBe(false);
      expect(await readsOf(meter)).toHaveLength(1);
      await blocker.commitTransaction();
      await blocker.release();
      await published;
      expect(await readsOf(meter)).toMatchObject([{ litres: 1_000 }, { litres: 1_010 }]);
    });

    it('come twice and are kept once, come late and are kept', async () => {
      const meter = await aMeter('R2');
      const client = await connect('R2', 'secret R2');
      const day = reading('2.000', {
        intervals: [
          { t: '2026-03-16T17:00:00Z', register: '1.900' },
          { t: '2026-03-16T16:00:00Z', register: '1.800' },
        ],
      });
      await client.publishAsync(up('R2', 'reading'), day, { qos: 1 });
      await client.publishAsync(up('R2', 'reading'), day, { qos: 1, dup: true });
      await client.publishAsync(up('R2', 'reading'), reading('1.000', { t: '2026-03-14T18:00:00Z' }), { qos: 1 });
      expect((await readsOf(meter)).map((each) => each.litres)).toEqual([1_000, 1_800, 1_900, 2_000]);
      const device = await until(() =>
        row<{ heard: number }>(
          database.source,
          'SELECT boot_id AS heard FROM device WHERE id = $1 AND last_heard_at IS NOT NULL',
          [meter.deviceId],
        ),
      );
      expect(device.heard).toBe(1);
    });

    it.each([
      ['no JSON', '{"v":1'],
      ['a float for a register', reading('1.000').replace('"1.000"', '1.5')],
      ['another version', reading('1.000').replace('"v":1', '"v":2')],
      ['a register out of reach', reading('1234567890.1')],
    ])('that are %s are acknowledged, told of once, and leave nothing behind', async (what, payload) => {
      const name = `B-${what.replaceAll(' ', '-')}`;
      const meter = await aMeter(name);
      const client = await connect(name, `secret ${name}`);
      await client.publishAsync(up(name, 'reading'), payload, { qos: 1 });
      await client.publishAsync(up(name, 'reading'), payload, { qos: 1 });
      const told = await until(async () => {
        const found = await alarms(name);
        return found.length > 0 && found;
      });
      expect(told).toMatchObject([{ alarm: 'bad-reading' }]);
      expect(await readsOf(meter)).toEqual([]);
      expect(client.connected).toBe(true);
    });

    it('that cannot be handled are kept whole with the reason, once for the same bytes, as one task', async () => {
      const meter = await aMeter('K1');
      const client = await connect('K1', 'secret K1');
      const bad = reading('1.000').replace('"v":1', '"v":9');
      await client.publishAsync(up('K1', 'reading'), bad, { qos: 1 });
      await client.publishAsync(up('K1', 'reading'), bad, { qos: 1 });
      await client.publishAsync(up('K1', 'status'), '{', { qos: 1 });
      const mine = (await listDeadLetters(database.source)).filter((each) => each.device === 'K1');
      expect(mine).toMatchObject([
        { kind: 'reading', topic: up('K1', 'reading'), payload: bad, times: 2 },
        { kind: 'status', payload: '{', times: 1, reason: 'It is not JSON.' },
      ]);
      const tasks = await rows(
        database.source,
        "SELECT 1 FROM task WHERE kind = 'unhandled-message' AND (subject->>'deviceId')::int = $1",
        [meter.deviceId],
      );
      expect(tasks).toHaveLength(1);
      await client.publishAsync(up('K1', 'reading'), reading('1.000'), { qos: 1 });
      expect(await readsOf(meter)).toHaveLength(1);
    });

    it('of a device without a meter are kept, and stored when they are replayed after the meter was put right', async () => {
      const meter = await aMeter('K2');
      await database.source.query('UPDATE meter SET device_id = NULL WHERE id = $1', [meter.meterId]);
      const client = await connect('K2', 'secret K2');
      await client.publishAsync(up('K2', 'reading'), reading('3.500'), { qos: 1 });
      const [letter] = (await listDeadLetters(database.source)).filter((each) => each.device === 'K2');
      expect(letter).toMatchObject({ reason: 'It reads a meter and has none.' });
      await database.source.query('UPDATE meter SET device_id = $2 WHERE id = $1', [meter.meterId, meter.deviceId]);
      const staff = { kind: 'staff', id: 1, name: 'P. Aldana', role: 'supervisor' } as const;
      const ask = { letterId: letter?.letterId ?? 0, deed: 'replay' as const, version: letter?.version ?? 0, note: '' };
      await decideDeadLetter(database.source, ask, staff, NOON);
      await decideDeadLetter(database.source, ask, staff, NOON);
      await until(async () => (await readsOf(meter)).length === 1);
      await until(async () => (await listDeadLetters(database.source)).every((each) => each.device !== 'K2'));
    });

    it('out of all number from one device are kept up to a bound, and counted beyond it', async () => {
      const meter = await aMeter('K3');
      const client = await connect('K3', 'secret K3');
      for (let nth = 0; nth < MOST_LETTERS + 20; nth += 1)
        await client.publishAsync(up('K3', 'reading'), `{"nth":${nth}}`, { qos: 1 });
      const kept = await rows(database.source, 'SELECT 1 FROM dead_letter WHERE device_id = $1', [meter.deviceId]);
      expect(kept).toHaveLength(MOST_LETTERS);
      await until(async () => {
        const left = await row<{ left: number }>(
          database.source,
          'SELECT letters_left AS left FROM device WHERE id = $1',
          [meter.deviceId],
        );
        return left?.left === 20;
      });
      expect((await alarms('K3')).length).toBe(1);
    });

    it('outlive a database that is away, and nobody is refused meanwhile', async () => {
      const meter = await aMeter('R3');
      const client = await connect('R3', 'secret R3');
      await client.publishAsync(up('R3', 'reading'), reading('1.000'), { qos: 1 });
      // A table that is gone for a while fails every statement, as an outage does.
      await database.source.query('ALTER TABLE meter_read RENAME TO meter_read_away');
      await database.source.query('ALTER TABLE device RENAME TO device_away');
      let acknowledged = false;
      const published = client
        .publishAsync(up('R3', 'reading'), reading('1.500', { t: '2026-03-16T19:00:00Z' }), { qos: 1 })
        .then(() => (acknowledged = true));
      const newcomer = connect('R2', 'secret R2', { connectTimeout: 20_000 });
      await pause(700);
      expect(acknowledged).toBe(false);
      await database.source.query('ALTER TABLE device_away RENAME TO device');
      await database.source.query('ALTER TABLE meter_read_away RENAME TO meter_read');
      await published;
      expect((await newcomer).connected).toBe(true);
      expect(await readsOf(meter)).toHaveLength(2);
    });
  });

  it('acknowledges no reading while the disk is full, and keeps it once there is room', async () => {
    const meter = await aMeter('R4');
    const client = await connect('R4', 'secret R4');
    await client.publishAsync(up('R4', 'reading'), reading('1.000'), { qos: 1 });
    await database.source.query(`
      CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER no_room BEFORE INSERT ON meter_read FOR EACH STATEMENT EXECUTE FUNCTION no_room();`);
    let acknowledged = false;
    const published = client
      .publishAsync(up('R4', 'reading'), reading('1.500', { t: '2026-03-16T19:00:00Z' }), { qos: 1 })
      .then(() => (acknowledged = true));
    await pause(700);
    expect([acknowledged, await readsOf(meter)]).toMatchObject([false, [{ litres: 1_000 }]]);
    await database.source.query('DROP TRIGGER no_room ON meter_read; DROP FUNCTION no_room();');
    await published;
    expect(await readsOf(meter)).toMatchObject([{ litres: 1_000 }, { litres: 1_500 }]);
  });

  describe('who may do what', () => {
    beforeAll(async () => {
      await aMeter('A1');
      await aMeter('A2');
    });

    it.each([
      ['a wrong secret', 'A1', 'secret A2', {}],
      ['a name nobody has', 'Nobody', 'x', {}],
      ['another client id', 'A1', 'secret A1', { clientId: 'A2' }],
      ['no name', '', '', {}],
    ])('%s is refused', async (_, name, secret, options) => {
      await expect(connect(name, secret, options)).rejects.toThrow(/Not authorized|Bad username/);
    });

    it('a secret that was changed lets nobody in by the old one', async () => {
      await connect('A2', 'secret A2');
      await inTransaction(database.source, (tx) =>
        provision(tx, [{ name: 'A2', model: 'curbstop/native', secret: 'new', commandKey: KEY }]),
      );
      await connect('A2', 'new');
      await expect(connect('A2', 'secret A2')).rejects.toThrow(/Bad username/);
    });

    it.each([up('A2', 'reading'), 'cs/v1/demo/A2/down/cmd', 'cs/v1/demo/A1/down/cmd', 'cs/v1/demo/A1/state', 'x'])(
      'publishing to %s ends the connection and is never acknowledged',
      async (topic) => {
        const client = await connect('A1', 'secret A1');
        const closed = new Promise<void>((done) => client.once('close', () => done()));
        let acknowledged = false;
        client.publish(topic, reading('9.000'), { qos: 1 }, (error) => (acknowledged = !error));
        await closed;
        expect(acknowledged).toBe(false);
      },
    );

    it.each(['#', 'cs/v1/demo/+/down/cmd', 'cs/v1/demo/A2/down/cmd', 'cs/v1/demo/A2/up/reading'])(
      'subscribing to %s is refused',
      async (topic) => {
        const client = await connect('A1', 'secret A1');
        await expect(client.subscribeAsync(topic, { qos: 1 })).rejects.toThrow();
      },
    );

    it('every refusal is in the journal', async () => {
      const told = await until(async () => {
        const found = await rows<{ says: string }>(
          database.source,
          "SELECT facts->>'says' AS says FROM journal WHERE facts->>'alarm' = 'refused'",
        );
        return found.length > 0 && found;
      });
      expect(told[0]?.says).toMatch(/Wrong device name|may not|client id/);
    });

    it('a message that is too large ends the connection before it is read', async () => {
      const client = await connect('A1', 'secret A1');
      const closed = new Promise<void>((done) => client.once('close', () => done()));
      client.publish(up('A1', 'reading'), 'x'.repeat(MAX_MESSAGE_BYTES + 2_000), { qos: 1 }, () => undefined);
      await closed;
      expect(client.connected).toBe(false);
    });

    it('two hundred strangers who say nothing, or half of a greeting, keep nobody out and are let go', async () => {
      const gone = Array.from({ length: 200 }, (_, nth) => {
        const socket = net.connect(gateway.port ?? 0, '127.0.0.1', () => {
          if (nth % 2 === 0) socket.write(Buffer.from([0x10, 0x40, 0x00, 0x04, 0x4d, 0x51]));
        });
        socket.on('error', () => socket.destroy());
        return new Promise((done) => socket.once('close', done));
      });
      expect((await connect('A1', 'secret A1')).connected).toBe(true);
      await Promise.all(gone);
    });

    it('a stranger who speaks no MQTT harms nobody', async () => {
      const socket = net.connect(gateway.port ?? 0, '127.0.0.1');
      socket.on('error', () => socket.destroy());
      const closed = new Promise((done) => socket.once('close', done));
      socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
      await closed;
      expect((await connect('A1', 'secret A1')).connected).toBe(true);
    });
  });

  describe('valves', () => {
    let nth = 0;
    let place: BuiltAccount;
    let name: string;

    beforeEach(async () => {
      nth += 1;
      name = `V${nth}`;
      place = await aMeter(name);
      const billId = await aBill(database.source, place.accountId, {
        on: '2026-01-05',
        cents: 10_920,
        due: '2026-02-16',
        at: moment('2026-01-05T06:00:00-08:00'),
      });
      await database.source.query(
        `INSERT INTO notice (account_id, kind, clause, bill_ids, languages, addressed_to, mailed_on, made_at)
         VALUES ($1, 'disconnection', 'E.2.a', $2, '{en}', '[]', '2026-02-18', '2026-02-18T20:00Z')`,
        [place.accountId, [billId]],
      );
    });

    const queueIn = async (kind: 'turn-off' | 'reconnect', tx: Tx): Promise<{ orderId: number; commandId: string }> => {
      const order = await row<{ id: number }>(
        tx,
        `INSERT INTO work_order (number, account_id, service_point_id, kind, state, clause, due_on, created_at, since)
         VALUES ('3-' || nextval('work_order_number'), $1, $2, $3, 'released', 'E.1', '2026-03-16', $4, $4) RETURNING id`,
        [place.accountId, place.servicePointId, kind, sqlInstant(clock.now())],
      );
      const orderId = order?.id ?? 0;
      const action = kind === 'turn-off' ? 'close' : 'open';
      const request = { orderId, valveId: place.valveId, action, expiresAt: WINDOW_END } as const;
      const { commandId } = await queueCommand(tx, request, clock.now());
      return { orderId, commandId };
    };
    const queue = (kind: 'turn-off' | 'reconnect', tx?: Tx) =>
      tx ? queueIn(kind, tx) : inTransaction(database.source, (own) => queueIn(kind, own));
    const state = async (id: string) =>
      (await row<{ state: string }>(database.source, 'SELECT state FROM valve_command WHERE id = $1', [id]))?.state;

    /** A valve's device: hears commands, and says what a spec has it say. */
    async function aValve() {
      const client = await connect(name, `secret ${name}`);
      const heard: Command[] = [];
      const retained: boolean[] = [];
      client.on('message', (topic, payload, packet) => {
        if (!topic.endsWith('/down/cmd')) return;
        heard.push(command.parse(JSON.parse(payload.toString())));
        retained.push(packet.retain);
      });
      await client.subscribeAsync(`cs/v1/demo/${name}/down/cmd`, { qos: 1 });
      const say = (kind: string, body: object) =>
        client.publishAsync(
          up(name, kind),
          JSON.stringify({ v: 1, seq: 1, bootId: 1, t: new Date(clock.now()).toISOString(), ...body }),
          { qos: 1 },
        );
      const tell = (valve: ValveState, more: object = {}) => say('status', { valve, ...more });
      return { client, heard, retained, say, tell };
    }

    it('close on command, signed, and are proved by status and no flow', async () => {
      const valve = await aValve();
      const { commandId } = await queue('turn-off');
      const sent = await until(() => Promise.resolve(valve.heard[0]));
      expect(sent).toMatchObject({ device: name, id: commandId, action: 'close', seq: 1, expiresAt: WINDOW_END });
      expect(sent.sig).toBe(createHmac('sha256', KEY).update(commandSigningText(sent)).digest('hex'));
      expect(valve.retained).toEqual([false]);
      await valve.say('ack', { id: commandId, seq: 1, result: 'accepted', valve: 'open' });
      expect(await state(commandId)).toBe('acked');
      clock.advance({ seconds: 20 });
      await valve.tell('closed', { flow: 0, lastCmd: commandId });
      expect(await state(commandId)).toBe('executed');
      clock.advance({ seconds: 10 });
      await valve.tell('closed', { flow: 0 });
      expect(await state(commandId)).toBe('verified');
      const done = await row(database.source, 'SELECT state FROM work_order WHERE account_id = $1', [place.accountId]);
      expect(done).toEqual({ state: 'completed' });
    });

    it('hear a command that was sent while they were away as soon as they come, under the same id and number', async () => {
      const { commandId } = await queue('turn-off');
      await until(async () => (await state(commandId)) === 'sent');
      const valve = await aValve();
      const first = await until(() => Promise.resolve(valve.heard[0]));
      expect(first).toMatchObject({ id: commandId, seq: 1 });
      await valve.client.endAsync(true);
      const back = await aValve();
      await back.say('birth', { model: 'curbstop/native', firmware: '1', lastSeq: 0 });
      expect(await until(() => Promise.resolve(back.heard[0]))).toEqual(first);
    });

    it('that are stuck fail, and a crew gets the order', async () => {
      const valve = await aValve();
      const { commandId } = await queue('turn-off');
      await until(() => Promise.resolve(valve.heard[0]));
      await valve.say('ack', { id: commandId, seq: 1, result: 'accepted', valve: 'open' });
      clock.advance({ seconds: 20 });
      await valve.tell('fault', { lastCmd: commandId });
      expect(await state(commandId)).toBe('failed');
      const orders = await rows(
        database.source,
        'SELECT state, crew_only AS "crewOnly" FROM work_order WHERE account_id = $1 ORDER BY id',
        [place.accountId],
      );
      expect(orders).toEqual([
        { state: 'cannot-complete', crewOnly: false },
        { state: 'listed', crewOnly: true },
      ]);
    });

    it('are not sent a close that was called off first', async () => {
      const valve = await aValve();
      const commandId = await inTransaction(database.source, async (tx) => {
        const each = await queue('turn-off', tx);
        await withdrawCommand(tx, each.orderId, 'Paid.', clock.now());
        return each.commandId;
      });
      // The gateway looks at least once a second.
      await pause(1_300);
      expect(await state(commandId)).toBe('withdrawn');
      expect(valve.heard).toEqual([]);
    });

    it('open again by status alone, and their state is retained for those who come later', async () => {
      const valve = await aValve();
      await valve.tell('closed');
      clock.advance({ seconds: 1 });
      const { commandId } = await queue('reconnect');
      await until(() => Promise.resolve(valve.heard[0]));
      clock.advance({ seconds: 5 });
      await valve.tell('open', { lastCmd: commandId });
      expect(await state(commandId)).toBe('verified');
      const later = await connect(name, `secret ${name}`);
      const seen = new Promise<string>((done) => later.on('message', (_, payload) => done(payload.toString())));
      await later.subscribeAsync(`cs/v1/demo/${name}/state`, { qos: 1 });
      expect(JSON.parse(await seen)).toMatchObject({ v: 1, valve: 'open' });
    });
  });
});

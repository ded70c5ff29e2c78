import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { rows } from '@curbstop/core';
import { TestClock, anAccount, testDatabase } from '@curbstop/testing';
import type { BuiltAccount, TestDatabase } from '@curbstop/testing';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import { createGateway } from '../app.ts';
import type { RunningGateway } from '../app.ts';

const CLOCK = new TestClock('2026-03-16T12:00:00-07:00');

/** Aedes as somebody else's broker: it speaks no MQTT 5, so the gateway has to step back to 3.1.1. */
describe('another broker, on MQTT 3.1.1', () => {
  let database: TestDatabase;
  let broker: Aedes;
  let server: Server;
  let url: string;
  const sockets = new Set<Socket>();
  let meter: BuiltAccount;
  let gateway: RunningGateway | null = null;

  const start = async (): Promise<void> => {
    gateway = await createGateway(
      {
        databaseUrl: database.url,
        utility: 'demo',
        profile: 'glendora',
        broker: { kind: 'external', url, connections: 4, name: 'spec' },
        limits: { perMinute: 100, perHour: 100 },
        httpPort: null,
        logLevel: 'silent',
      },
      { clock: CLOCK, source: database.source },
    );
  };

  beforeAll(async () => {
    database = await testDatabase();
    meter = await anAccount(database.source, { openedOn: '2026-01-05' });
    broker = await Aedes.createBroker();
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      broker.handle(socket);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // Left there by somebody, some day: a register that would be billed.
    await send('2026-03-01T17:00:00Z', true);
    await start();
  });
  afterAll(async () => {
    await gateway?.close();
    await new Promise<void>((done) => broker.close(done));
    await new Promise((done) => server.close(done));
    await database.close();
  });

  const send = async (t: string, retain = false): Promise<void> => {
    const client = await connectAsync(url, { protocolVersion: 4 });
    const reading = { v: 1, id: 'r', seq: 1, bootId: 1, t, tQuality: 'sync', register: '1.000', unit: 'm3', flags: [] };
    await client.publishAsync(`cs/v1/demo/M${meter.meterSerial}/up/reading`, JSON.stringify(reading), {
      qos: 1,
      retain,
    });
    await client.endAsync();
  };
  const stored = async (count: number): Promise<number> => {
    for (let i = 0; i < 1_500; i += 1) {
      const found = await rows(database.source, 'SELECT 1 FROM meter_read WHERE meter_id = $1', [meter.meterId]);
      if (found.length >= count) return found.length;
      await new Promise((done) => setTimeout(done, 40));
    }
    throw new Error('The reading was not stored in time.');
  };

  const refusals = async (): Promise<string[]> => {
    for (;;) {
      const found = await rows<{ says: string }>(
        database.source,
        "SELECT facts->>'says' AS says FROM journal WHERE facts->>'alarm' = 'refused'",
      );
      if (found.length > 0) return found.map(({ says }) => says);
      await new Promise((done) => setTimeout(done, 40));
    }
  };

  it('brings readings of known devices, and nothing of others', async () => {
    await send('2026-03-16T17:00:00Z');
    expect(await stored(1)).toBe(1);
  });

  it('takes no reading that the broker keeps of the past, and tells of it', async () => {
    const told = await refusals();
    expect(told[0]).toContain('keeps a retained message');
    expect(await rows(database.source, "SELECT 1 FROM meter_read WHERE read_at < '2026-03-10'")).toEqual([]);
  });

  it('takes no command that somebody else sends, and no answer to a command that was never given', async () => {
    const client = await connectAsync(url, { protocolVersion: 4 });
    const device = `cs/v1/demo/M${meter.meterSerial}`;
    const id = '7f9d2f9e-2f0c-4b1e-9d3a-6a1f0c2b3d4e';
    const t = '2026-03-16T17:30:00Z';
    await client.publishAsync(`${device}/down/cmd`, JSON.stringify({ v: 1, id, seq: 1, action: 'close' }), { qos: 1 });
    await client.publishAsync(
      `${device}/up/ack`,
      JSON.stringify({ v: 1, id, seq: 1, result: 'done', valve: 'closed', t }),
      {
        qos: 1,
      },
    );
    await client.endAsync();
    // What came before this reading has been taken when it is stored.
    await send('2026-03-16T17:31:00Z');
    expect(await stored(2)).toBe(2);
    expect(await rows(database.source, 'SELECT 1 FROM valve_command')).toEqual([]);
    expect(
      await rows(database.source, "SELECT 1 FROM journal WHERE event LIKE 'valve.%' OR event LIKE 'command.%'"),
    ).toEqual([]);
  });

  it('says in its heartbeat when the broker is away', async () => {
    const said = async (up: boolean): Promise<void> => {
      for (;;) {
        const found = await rows<{ up: boolean }>(
          database.source,
          "SELECT (value->>'brokerUp')::boolean AS up FROM setting WHERE key = 'heartbeat/gateway'",
        );
        if (found[0]?.up === up) return;
        await new Promise((done) => setTimeout(done, 40));
      }
    };
    await said(true);
    const { port } = server.address() as AddressInfo;
    const closed = new Promise((done) => server.close(done));
    for (const socket of sockets) socket.destroy();
    await closed;
    await said(false);
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    await said(true);
  });

  it('keeps what comes while the gateway is away, and brings it when it is back', async () => {
    await gateway?.close();
    await send('2026-03-16T18:00:00Z');
    await start();
    expect(await stored(3)).toBe(3);
  });
});

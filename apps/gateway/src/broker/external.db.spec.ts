import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
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
    server = createServer(broker.handle);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await start();
  });
  afterAll(async () => {
    await gateway?.close();
    await new Promise<void>((done) => broker.close(done));
    await new Promise((done) => server.close(done));
    await database.close();
  });

  const send = async (t: string): Promise<void> => {
    const client = await connectAsync(url, { protocolVersion: 4 });
    const reading = { v: 1, id: 'r', seq: 1, bootId: 1, t, tQuality: 'sync', register: '1.000', unit: 'm3', flags: [] };
    await client.publishAsync(`cs/v1/demo/M${meter.meterSerial}/up/reading`, JSON.stringify(reading), { qos: 1 });
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

  it('brings readings of known devices, and nothing of others', async () => {
    await send('2026-03-16T17:00:00Z');
    expect(await stored(1)).toBe(1);
  });

  it('keeps what comes while the gateway is away, and brings it when it is back', async () => {
    await gateway?.close();
    await send('2026-03-16T18:00:00Z');
    await start();
    expect(await stored(2)).toBe(2);
  });
});

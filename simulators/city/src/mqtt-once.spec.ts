import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { Aedes } from 'aedes';
import { publishOnce } from './mqtt-once.ts';

describe('one message of a sleeping meter', () => {
  let broker: Aedes;
  let server: Server;
  const heard: { topic: string; payload: string; qos: number; clientId: string | undefined }[] = [];

  beforeAll(async () => {
    broker = await Aedes.createBroker();
    broker.authenticate = (_, username, password, done) =>
      done(null, username === 'M1' && password?.toString() === 'secret');
    broker.on('publish', (packet, client) => {
      if (client)
        heard.push({ topic: packet.topic, payload: packet.payload.toString(), qos: packet.qos, clientId: client.id });
    });
    server = createServer(broker.handle);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    await new Promise<void>((done) => broker.close(done));
    await new Promise((done) => server.close(done));
  });

  const once = (more: object = {}) =>
    publishOnce({
      url: new URL(`mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`),
      clientId: 'M1',
      username: 'M1',
      password: 'secret',
      topic: 'cs/v1/demo/M1/up/reading',
      payload: 'é'.repeat(9_000),
      ...more,
    });

  it('arrives whole, with quality of service 1', async () => {
    await once();
    // Aedes acknowledges first and hands on after.
    for (let i = 0; i < 6_000 && heard.length === 0; i += 1) await new Promise((done) => setTimeout(done, 10));
    expect(heard).toEqual([{ topic: 'cs/v1/demo/M1/up/reading', payload: 'é'.repeat(9_000), qos: 1, clientId: 'M1' }]);
  });

  it('says when it is refused, and when nobody is there', async () => {
    await expect(once({ password: 'wrong' })).rejects.toThrow('refused M1 (5)');
    await expect(once({ url: new URL('mqtt://127.0.0.1:1') })).rejects.toThrow('ECONNREFUSED');
  });
});

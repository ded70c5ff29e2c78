import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { MAX_MESSAGE_BYTES } from '@curbstop/contracts';
import type { KnownDevice } from '@curbstop/core';
import { Aedes } from 'aedes';
import type { Client } from 'aedes';
import { mayHear, mayPublish } from './access.ts';
import type { BrokerLink, Ears } from './link.ts';
import { limitPackets } from './packet-limit.ts';

/** Room for topic and headers beside a message of the largest size. */
const MAX_PACKET_BYTES = MAX_MESSAGE_BYTES + 512;
/** A burst in one chunk delays pings while acknowledgements are held: shorter keepalives are stretched. Seconds. */
const LEAST_KEEPALIVE = 60;
const MOST_CONNECTIONS = 20_000;
const BAD_CREDENTIALS = 4;
const CONNECTION_LOST = new Error('The connection was lost.');

class Denied extends Error {
  readonly returnCode = BAD_CREDENTIALS;
}

export interface EmbeddedOptions {
  readonly host: string;
  readonly port: number;
  /** An open socket that takes the place of host and port. */
  readonly listenFd?: number | undefined;
  readonly utility: string;
}

/**
 * A broker of our own, for devices alone: every connection is a device, and reads and writes its own
 * topics only. The acknowledgement of a message is held until the gateway has taken it (Aedes writes it
 * after `authorizePublish`, and nowhere later), so that what a device no longer keeps is committed here.
 */
export async function embeddedBroker(
  { host, port, listenFd, utility }: EmbeddedOptions,
  ears: Ears,
): Promise<BrokerLink> {
  const devices = new WeakMap<Client, KnownDevice>();
  const under = new Set<Promise<void>>();
  const broker = await Aedes.createBroker({
    concurrency: 1_000,
    drainTimeout: 20_000,
    connectTimeout: 10_000,
    maxTopicLevels: 8,
  });

  broker.preConnect = (_, packet, done) => {
    // Nothing is kept here for a device that is away: readings wait on the device, commands in the database.
    packet.clean = true;
    if (packet.keepalive && packet.keepalive < LEAST_KEEPALIVE) packet.keepalive = LEAST_KEEPALIVE;
    done(null, true);
  };

  broker.authenticate = (client, username, password, done) => {
    const name = username ?? '';
    const deny = (says: string): void => {
      ears.refused(name, says);
      done(new Denied(says), false);
    };
    if (client.id !== name) {
      deny('The client id is not the user name.');
      return;
    }
    ears.signIn(name, password?.toString('utf8') ?? '').then(
      (device) => {
        if (!device) {
          deny('Wrong device name or secret.');
          return;
        }
        devices.set(client, device);
        done(null, true);
      },
      // Never a refusal while the database is away: many clients take one as final and stay silent.
      () => client.conn.destroy(CONNECTION_LOST),
    );
  };

  broker.authorizePublish = (client, packet, done) => {
    const device = client && devices.get(client);
    const kind = device ? mayPublish(utility, device.name, packet.topic) : null;
    if (!device || !kind) {
      const says = `It may not publish to ${packet.topic.slice(0, 100)}.`;
      ears.refused(device?.name ?? client?.id ?? '', says);
      done(new Error(says));
      return;
    }
    // A retained message would be delivered again to whoever comes later; none of a device's is kept.
    packet.retain = false;
    if (kind === 'will') {
      done(null);
      return;
    }
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    const taken = ears.take({ device, kind, payload }).then(
      () => done(null),
      (error: Error) => done(error),
    );
    under.add(taken);
    void taken.finally(() => under.delete(taken));
  };

  broker.authorizeSubscribe = (client, subscription, done) => {
    const device = devices.get(client);
    if (device && mayHear(utility, device.name, subscription.topic)) {
      done(null, subscription);
      return;
    }
    ears.refused(device?.name ?? client.id, `It may not subscribe to ${subscription.topic.slice(0, 100)}.`);
    done(null, null);
  };

  broker.authorizeForward = (client, packet) => {
    const device = devices.get(client);
    return device && mayHear(utility, device.name, packet.topic) ? packet : null;
  };

  broker.on('subscribe', (_, client) => {
    const device = devices.get(client);
    if (device) ears.reachable(device);
  });
  broker.on('clientError', (client, error) => {
    if (!(error instanceof Denied) && error !== CONNECTION_LOST && !client.closed) ears.failed(error);
  });
  // Strangers that speak no MQTT, scanners, lost connections: nobody to tell of it.
  broker.on('connectionError', () => undefined);

  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    limitPackets(socket, MAX_PACKET_BYTES, () => ears.refused('', 'A message was larger than 64 KiB.'));
    broker.handle(socket);
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    const where = listenFd === undefined ? { host, port } : { fd: listenFd };
    server.listen({ ...where, backlog: 4_096 }, () => {
      server.off('error', failed);
      done();
    });
  });
  server.on('error', (error) => ears.failed(error));

  return {
    port: (server.address() as AddressInfo).port,
    connected: () => sockets.size,
    isUp: () => true,
    publish: (topic, payload, { retain }) =>
      new Promise((done, failed) => {
        const packet = { cmd: 'publish' as const, topic, payload, qos: 1 as const, retain, dup: false };
        broker.publish(packet, (error) => (error ? failed(error) : done()));
      }),
    close: async () => {
      const ended = new Promise<void>((done) => server.close(() => done()));
      await Promise.allSettled(under);
      // Acknowledgements already written go out before the connections end.
      await new Promise((done) => setImmediate(done));
      await new Promise<void>((done) => broker.close(() => done()));
      for (const socket of sockets) socket.destroy();
      await ended;
    },
  };
}

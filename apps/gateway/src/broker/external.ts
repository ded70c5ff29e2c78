import { parseUpTopic, TOPIC_ROOT } from '@curbstop/contracts';
import { connect } from 'mqtt';
import type { IClientOptions, MqttClient } from 'mqtt';
import type { BrokerLink, Ears } from './link.ts';

export interface ExternalOptions {
  readonly url: string;
  readonly utility: string;
  /** Connections that share the messages; each brings one message at a time to its commit. */
  readonly connections: number;
  /** Names this gateway's sessions, so that what it had not acknowledged comes again after a restart. */
  readonly name: string;
}

/** MQTT 5 reason and MQTT 3.1.1 return code for a protocol version that a broker does not speak. */
const WRONG_VERSION = new Set([1, 132]);
/** A session of a gateway that does not come back ends, and its messages go to the others; seconds. */
const SESSION_SECONDS = 3_600;
const AGAIN_MS = 2_000;

/**
 * Another's broker. Who may sign in there, and that a device reads and writes its own topics only, is its
 * operator's to set up; the gateway's user needs `cs/v1/UTILITY/+/up/+` to read and
 * `cs/v1/UTILITY/+/down/cmd` and `.../state` to write, and no device may have the latter two. Nor may a device take the
 * gateway's client id: it would take its session, and the readings that wait there.
 *
 * On MQTT 5 several connections share one subscription, so that any number of gateways share the load.
 * On MQTT 3.1.1 there is one connection, and only one gateway may run.
 */
export async function externalBroker(options: ExternalOptions, ears: Ears): Promise<BrokerLink> {
  const first = await connectFirst(options, ears);
  const shared = first.options.protocolVersion === 5;
  const clients = [first];
  for (let i = 1; shared && i < options.connections; i += 1) {
    const next = makeClient(options, ears, i, 5);
    clients.push(next);
    await connected(next);
  }
  const topic = `${TOPIC_ROOT}/${options.utility}/+/up/+`;
  for (const client of clients) {
    // No retained messages come with the greeting, where the broker speaks MQTT 5.
    await client.subscribeAsync(shared ? `$share/curbstop/${topic}` : topic, { qos: 1, rh: 2 });
  }
  return {
    port: null,
    connected: () => clients.filter((client) => client.connected).length,
    isUp: () => clients.some((client) => client.connected),
    publish: async (to, payload, { retain }) => {
      if (!first.connected) throw new Error('The broker is away; the command is sent again later.');
      await first.publishAsync(to, payload, { qos: 1, retain });
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.endAsync(!client.connected)));
    },
  };
}

function optionsFor({ name, utility }: ExternalOptions, nth: number, protocolVersion: 4 | 5): IClientOptions {
  return {
    protocolVersion,
    clientId: `curbstop-${utility}-${name}-${nth}`,
    clean: false,
    keepalive: 60,
    reconnectPeriod: AGAIN_MS,
    // Without it the client stays silent for ever once a broker has refused it, for instance while it starts.
    reconnectOnConnackError: true,
    resubscribe: true,
    // What an earlier session left unacknowledged may come with the greeting: the ear is put on before.
    manualConnect: true,
    ...(protocolVersion === 5 ? { properties: { sessionExpiryInterval: SESSION_SECONDS } } : {}),
  };
}

/** A client that acknowledges a message once it has been taken, and takes them one by one. */
function makeClient(options: ExternalOptions, ears: Ears, nth: number, version: 4 | 5): MqttClient {
  const client = connect(options.url, optionsFor(options, nth, version));
  client.handleMessage = (packet, done) => {
    const payload = Buffer.isBuffer(packet.payload) ? packet.payload : Buffer.from(packet.payload);
    take(ears, options.utility, packet.topic, payload, packet.retain).then(
      () => done(),
      // Not acknowledged: the broker brings it again in the next session.
      (error: Error) => done(error),
    );
  };
  client.on('error', (error) => ears.failed(error));
  return client;
}

/** What a broker keeps of the past is no news, and anybody may have left it there: it is told of and goes no further. */
async function take(ears: Ears, utility: string, topic: string, payload: Buffer, isRetained: boolean): Promise<void> {
  const address = parseUpTopic(topic);
  if (address?.utility !== utility) return;
  if (isRetained) {
    ears.refused(address.device, `The broker keeps a retained message at ${topic.slice(0, 100)}; it is not taken.`);
    return;
  }
  const device = await ears.find(address.device);
  if (device) await ears.take({ device, kind: address.kind, payload });
  else ears.refused(address.device, 'The broker lets it in and it is not known here.');
}

/** Connects; resolves at the first success, however long the broker is away. */
function connected(client: MqttClient): Promise<void> {
  const first = new Promise<void>((done) => {
    client.once('connect', () => done());
  });
  client.connect();
  return first;
}

/** MQTT 5 when the broker speaks it; waits for a broker that is away. */
async function connectFirst(options: ExternalOptions, ears: Ears): Promise<MqttClient> {
  const client = makeClient(options, ears, 0, 5);
  const answer = new Promise<'connected' | 'wrong version'>((done) => {
    client.on('connect', () => done('connected'));
    client.on('error', (error) => {
      if ('code' in error && typeof error.code === 'number' && WRONG_VERSION.has(error.code)) done('wrong version');
    });
  });
  client.connect();
  if ((await answer) === 'connected') return client;
  // It would try again when its socket closes, which may be after its end.
  client.options.reconnectPeriod = 0;
  await client.endAsync(true);
  const older = makeClient(options, ears, 0, 4);
  await connected(older);
  return older;
}

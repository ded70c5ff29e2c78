import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A message and who sends it. */
export interface Once {
  readonly url: URL;
  readonly clientId: string;
  readonly username: string;
  readonly password: string;
  readonly topic: string;
  readonly payload: string;
}

const CONNECT = 0x10;
const PUBLISH_QOS1 = 0x32;
const CONNACK = 0x20;
const PUBACK = 0x40;
const DISCONNECT = Buffer.from([0xe0, 0x00]);
const KEEPALIVE_SECONDS = 120;
const PACKET_ID = 1;
const PATIENCE_MS = 60_000;

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function packet(first: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const header = [first];
  let rest = body.length;
  do {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    header.push(rest > 0 ? byte | 0x80 : byte);
  } while (rest > 0);
  return Buffer.concat([Buffer.from(header), body]);
}

/** CONNECT (MQTT 3.1.1, clean session, user and password) and PUBLISH (QoS 1), as one write. */
export function opening(once: Once): Buffer {
  const flags = 0b1100_0010;
  const connecting = packet(
    CONNECT,
    text('MQTT'),
    Buffer.from([4, flags, 0, KEEPALIVE_SECONDS]),
    text(once.clientId),
    text(once.username),
    text(once.password),
  );
  return Buffer.concat([
    connecting,
    packet(PUBLISH_QOS1, text(once.topic), Buffer.from([0, PACKET_ID]), Buffer.from(once.payload, 'utf8')),
  ]);
}

/**
 * Signs in, sends one message, waits for its acknowledgement and signs off: what a battery meter does,
 * in as few packets. MQTT lets a client publish before it is greeted (3.1.4), and both answers are four
 * bytes; a whole client for each of twelve thousand meters would cost ten times as much.
 */
export function publishOnce(once: Once): Promise<void> {
  const host = once.url.hostname;
  const tls = once.url.protocol === 'mqtts:';
  const port = Number(once.url.port) || (tls ? 8_883 : 1_883);
  return new Promise((done, failed) => {
    const socket = tls ? connectTls({ host, port, servername: host }) : connect({ host, port, noDelay: true });
    let answer = Buffer.alloc(0);
    let acknowledged = false;
    const fail = (says: string): void => {
      socket.destroy();
      failed(new Error(says));
    };
    socket.setTimeout(PATIENCE_MS, () => fail('The broker did not answer in time.'));
    socket.on('error', (error) => failed(error));
    socket.on('close', () => {
      if (!acknowledged) failed(new Error('The connection was lost before the acknowledgement.'));
    });
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length >= 4 && (answer[0] !== CONNACK || answer[3] !== 0))
        fail(`The broker refused ${once.clientId} (${answer[3]}).`);
      else if (answer.length >= 8) {
        if (answer[4] !== PUBACK || answer[7] !== PACKET_ID) {
          fail('The broker answered something else.');
          return;
        }
        acknowledged = true;
        socket.end(DISCONNECT);
        done();
      }
    });
    socket.write(opening(once));
  });
}

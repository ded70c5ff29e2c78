import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** A device that publishes over a bare socket: what is measured is the broker, not an MQTT client. */
export interface Publisher {
  readonly id: string;
  readonly password: string;
  readonly topic: string;
  readonly payloads: readonly string[];
}

/** Messages of one connection that may wait for their acknowledgement. */
const IN_FLIGHT = 50;
const CONNECT = 0x10;
const CONNACK = 0x20;
const PUBLISH_QOS1 = 0x32;
const PUBACK = 0x40;

/** MQTT 3.1.1: lengths are seven bits a byte, the lowest first. */
function remaining(length: number): Buffer {
  const bytes: number[] = [];
  for (let left = length; ; left >>= 7) {
    if (left < 128) return Buffer.from([...bytes, left]);
    bytes.push((left & 127) | 128);
  }
}

function word(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([word(bytes.length), bytes]);
}

function packet(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([type]), remaining(body.length), body]);
}

/** Clean session, user name and password, no keepalive. */
function connectPacket({ id, password }: Publisher): Buffer {
  return packet(CONNECT, text('MQTT'), Buffer.from([4, 0xc2, 0, 0]), text(id), text(id), text(password));
}

/** Connects, is let in, publishes everything, and resolves when the last message is acknowledged. */
export async function publishAll(port: number, publisher: Publisher): Promise<void> {
  const { payloads, topic } = publisher;
  const packets = payloads.map((payload, n) => packet(PUBLISH_QOS1, text(topic), word(n + 1), Buffer.from(payload)));
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  await new Promise<void>((done, failed) => {
    let sent = 0;
    let acknowledged = 0;
    let kept: Buffer = Buffer.alloc(0);
    const send = (): void => {
      const upTo = Math.min(packets.length, acknowledged + IN_FLIGHT);
      if (upTo > sent) socket.write(Buffer.concat(packets.slice(sent, upTo)));
      sent = upTo;
    };
    socket.on('error', failed);
    socket.on('close', () => failed(new Error(`${publisher.id} was cut off after ${acknowledged} messages.`)));
    socket.on('data', (chunk) => {
      kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
      // CONNACK and PUBACK are four bytes each; nothing else is sent to a device that subscribes to nothing.
      let at = 0;
      for (; at + 4 <= kept.length; at += 4) {
        if (kept[at] === PUBACK) acknowledged += 1;
        else if (kept[at] !== CONNACK || kept[at + 3] !== 0) failed(new Error(`${publisher.id} was not let in.`));
      }
      kept = kept.subarray(at);
      if (acknowledged === packets.length) done();
      else send();
    });
    socket.write(connectPacket(publisher));
  });
  socket.destroy();
}

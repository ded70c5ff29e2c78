import type { Socket } from 'node:net';

/**
 * Counts through a stream of MQTT packets by their fixed headers (MQTT 3.1.1, 2.2) without keeping a
 * byte, and says when one is announced that is too large: the broker itself would collect all of it.
 */
export class PacketLimit {
  /** Bytes left of the packet under way; null inside a fixed header. */
  private left = 0;
  private length = 0;
  private shift = -1;

  constructor(private readonly most: number) {}

  /** False as soon as a packet is larger than allowed. */
  allows(chunk: Buffer): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (this.left > 0) {
        const step = Math.min(this.left, chunk.length - at);
        this.left -= step;
        at += step;
      } else {
        const byte = chunk[at] ?? 0;
        at += 1;
        if (this.shift < 0) {
          this.shift = 0;
          this.length = 0;
        } else {
          this.length += (byte & 0x7f) * 2 ** this.shift;
          this.shift += 7;
          if (this.length > this.most || this.shift > 28) return false;
          if ((byte & 0x80) === 0) {
            this.left = this.length;
            this.shift = -1;
          }
        }
      }
    }
    return true;
  }
}

/** Destroys a socket that announces a packet larger than `most` bytes, before it reaches the broker. */
export function limitPackets(socket: Socket, most: number, onRefused: () => void): void {
  const limit = new PacketLimit(most);
  const push = socket.push.bind(socket);
  socket.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (Buffer.isBuffer(chunk) && !limit.allows(chunk)) {
      onRefused();
      socket.destroy();
      return false;
    }
    return push(chunk, encoding);
  };
}

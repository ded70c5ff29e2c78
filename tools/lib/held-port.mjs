// A port that is ours from the moment it is chosen. Until the program that serves it is up, and while it is started again,
// we listen there ourselves; the program is given the open socket, so that nobody else can take the port in between.
import { createServer } from 'node:net';
import { Complaint } from './plain.mjs';

/** Where a program finds the socket that it is handed: after its three streams and the channel to us. */
export const SOCKET_FD = 4;

/** What whoever comes too early is told, by protocol. An MQTT client is let go and comes again. */
const EARLY = {
  http: [
    'HTTP/1.1 503 Service Unavailable',
    'content-type: text/plain; charset=utf-8',
    'cache-control: no-store',
    'retry-after: 5',
    'connection: close',
    '',
    'Curbstop is starting. Try again in a moment.\n',
  ].join('\r\n'),
  mqtt: '',
};

/** Why a port cannot be had, in words. */
function complaintOf(error, { port, host, variable }) {
  const reasons = {
    EADDRINUSE: `Port ${port} is in use by another program: set ${variable} to a free one.`,
    EACCES: `${variable} ${port} needs rights that this user does not have: take one above 1023.`,
    EADDRNOTAVAIL: `${host} is no address of this machine, so nothing can listen there.`,
    ENOTFOUND: `${host} is no address of this machine, so nothing can listen there.`,
  };
  return reasons[error.code] === undefined ? error : new Complaint(reasons[error.code]);
}

export class HeldPort {
  #server;

  /** @param {object} of `variable` is the name of the setting that chooses another port */
  constructor({ port, host, protocol, variable }) {
    Object.assign(this, { port, host, protocol, variable });
  }

  /** Takes the port, unless it is ours already. */
  async hold() {
    if (this.#server) return;
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(EARLY[this.protocol]));
      socket.setTimeout(5_000, () => socket.destroy());
    });
    await new Promise((done, failed) => {
      server.once('error', (error) => failed(complaintOf(error, this)));
      server.listen({ port: this.port, host: this.host }, done);
    });
    // It alone keeps no start from its end.
    server.unref();
    this.#server = server;
  }

  /** The open socket, for the streams of a program that is started now. */
  get fd() {
    return this.#server._handle.fd;
  }

  /** Ours no more: a program has it, or nobody needs it. */
  release() {
    this.#server?.close();
    this.#server = undefined;
  }
}

/** Holds the first port of a row that nobody has. */
export async function holdFirst({ from, tries, ...of }) {
  for (let port = from; ; port += 1) {
    const held = new HeldPort({ ...of, port });
    try {
      await held.hold();
      return held;
    } catch (error) {
      if (!(error instanceof Complaint) || port - from + 1 >= tries) throw error;
    }
  }
}

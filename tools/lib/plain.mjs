// Small things that the tools share; Node's own modules only, because some run before anything is installed.
import { lstat } from 'node:fs/promises';
import { createServer } from 'node:net';

/** Something the person at the keyboard can put right: shown as one sentence, without a stack. */
export class Complaint extends Error {}

/** Whether there is anything at the path, be it a link that leads nowhere. */
export async function exists(path) {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Resolves after so many milliseconds. */
export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Tries to listen: the port it got, or undefined when the port is taken. `0` asks for any free port. */
export function tryPort(port, host = '127.0.0.1') {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? done(undefined) : failed(error)));
    server.listen(port, host, () => {
      const got = server.address().port;
      server.close(() => done(got));
    });
  });
}

/** A port of 127.0.0.1 that nobody listens on. */
export const freePort = () => tryPort(0);

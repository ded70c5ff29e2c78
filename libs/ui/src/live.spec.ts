import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { connectLive } from './live.ts';
import type { Live, LiveState } from './live.ts';

let http: ReturnType<typeof createServer>;
let server: Server;
let live: Live;
let url: string;

/** Resolves when the feed is in a phase. */
function phase(wanted: LiveState['phase']): Promise<void> {
  return new Promise((resolve) => {
    if (live.state.get().phase === wanted) return resolve();
    const stop = live.state.subscribe((state) => {
      if (state.phase !== wanted) return;
      stop();
      resolve();
    });
  });
}

beforeEach(async () => {
  http = createServer();
  server = new Server(http, { path: '/live' });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
});

afterEach(async () => {
  live.close();
  await server.close();
});

describe('the live feed', () => {
  it('connects, says since when, and hears events until told to stop', async () => {
    live = connectLive({ url, wall: () => 42 });
    await phase('connected');
    expect(live.state.get()).toEqual({ phase: 'connected', since: 42 });
    const heard: number[] = [];
    const last = new Promise<void>((resolve) => live.on('account', (id) => id === 3 && resolve()));
    const stop = live.on('account', (id) => heard.push(id));
    const first = new Promise<void>((resolve) => live.on('account', () => resolve()));
    server.emit('account', 1);
    await first;
    stop();
    server.emit('account', 3);
    await last;
    expect(heard).toEqual([1]);
  });

  it('sends what a client may say', async () => {
    const followed = new Promise((resolve) => server.on('connection', (socket) => socket.on('follow', resolve)));
    live = connectLive({ url });
    live.send('follow', 7);
    await expect(followed).resolves.toBe(7);
  });

  it('has everything read again on its first connection: what was read before it may be older', async () => {
    live = connectLive({ url });
    await new Promise<void>((resolve) => live.onConnected(resolve));
    expect(live.state.get().phase).toBe('connected');
  });

  it('tells that it was lost, and that everything must be read again', async () => {
    live = connectLive({ url });
    await phase('connected');
    const again = new Promise<void>((resolve) => live.onConnected(resolve));
    const lost = phase('lost');
    for (const socket of server.sockets.sockets.values()) socket.conn.close();
    await lost;
    await again;
    expect(live.state.get().phase).toBe('connected');
  });

  it('is refused, not lost, when the server turns the session away', async () => {
    server.use((_socket, next) => next(new Error('sign in')));
    live = connectLive({ url });
    await phase('refused');
    expect(live.state.get().phase).toBe('refused');
  });
});

import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { resilientPool } from './resilient-pool.ts';

/** A message of PostgreSQL: its letter, its length, its body. */
function message(letter: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

const SIGNED_IN = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const ENDING = message(
  'E',
  Buffer.from('SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0'),
);

describe('a pool', () => {
  let server: Server;
  let greeting: Buffer;
  const told: string[] = [];
  const poolOf = () => {
    const { port } = server.address() as AddressInfo;
    return resilientPool({ host: '127.0.0.1', port, user: 'somebody', database: 'city' }, (error) =>
      told.push(error.message),
    );
  };

  beforeEach(async () => {
    told.length = 0;
    server = createServer((socket) => {
      socket.on('error', (error) => told.push(`server: ${error.message}`));
      socket.once('data', () => socket.end(greeting));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterEach(() => new Promise((done) => server.close(done)));

  it('outlives a server that ends as it lets somebody in', async () => {
    // In one piece, so that it is read before whoever asked for the connection has it in hand.
    greeting = Buffer.concat([SIGNED_IN, READY, ENDING]);
    const pool = poolOf();
    const client = await pool.connect();
    expect(told).toEqual(['terminating connection due to unexpected postmaster exit']);
    await expect(client.query('SELECT 1')).rejects.toThrow('not queryable');
    client.release();
    expect(pool.totalCount).toBe(0);
    await pool.end();
  });

  it('says so when a server ends before', async () => {
    greeting = ENDING;
    const pool = poolOf();
    await expect(pool.connect()).rejects.toThrow('unexpected postmaster exit');
    await pool.end();
  });
});

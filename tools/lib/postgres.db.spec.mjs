// The bundled PostgreSQL through what happens to it: stops, kills, a stale pid file, a second start, another version.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { holdFirst } from './held-port.mjs';
import { pause } from './plain.mjs';
import { startPostgres } from './postgres.mjs';
import { ROOT_HOME } from './postgres-binaries.mjs';

describe('the bundled PostgreSQL', () => {
  let folder;
  let server;

  const ask = async (sql) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const home = () =>
    process.getuid() === 0 ? join(ROOT_HOME, readFileSync(join(folder, 'postgres-id'), 'utf8')) : join(folder, 'pg');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'));
    server = await startPostgres({ dataDir: folder });
  });
  afterAll(async () => {
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gets a port that is held for it until its cluster is made', async () => {
    const held = await holdFirst({
      host: '127.0.0.1',
      protocol: 'mqtt',
      variable: 'POSTGRES_PORT',
      from: 26_000,
      tries: 100,
    });
    const dataDir = mkdtempSync(join(tmpdir(), 'curbstop-spec-'));
    const taken = [];
    const other = await startPostgres({
      dataDir,
      port: held.port,
      listens: () => {
        const home =
          process.getuid() === 0
            ? join(ROOT_HOME, readFileSync(join(dataDir, 'postgres-id'), 'utf8'))
            : join(dataDir, 'pg');
        taken.push(existsSync(join(home, 'data/PG_VERSION')));
        held.release();
      },
    });
    try {
      expect(taken).toEqual([true]);
      expect(other.port).toBe(held.port);
    } finally {
      await other.remove();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

  it('knows letters beyond ASCII, counts in UTC and asks for its password', async () => {
    expect(await ask("SELECT lower('ÉÑ') AS lower, current_setting('timezone') AS zone")).toEqual([
      { lower: 'éñ', zone: 'UTC' },
    ]);
    const stranger = new pg.Client({ connectionString: server.url.replace(/:[0-9a-f]+@/, ':guess@') });
    await expect(stranger.connect()).rejects.toThrow('password authentication failed');
    expect(statSync(join(home(), 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home(), 'data')).mode & 0o777).toBe(0o700);
  });

  it('keeps what was committed over a stop and over a crash', async () => {
    await ask('CREATE TABLE kept (id int)');
    await ask('INSERT INTO kept VALUES (1)');
    await server.stop();
    server = await startPostgres({ dataDir: folder });
    await ask('INSERT INTO kept VALUES (2)');
    await server.crash();
    server = await startPostgres({ dataDir: folder });
    expect(await ask('SELECT id FROM kept ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('comes back on the same port when asked', async () => {
    const { port, url } = server;
    await server.crash();
    server = await startPostgres({ dataDir: folder, port });
    expect(server.url).toBe(url);
    expect(await ask('SELECT 1 AS up')).toEqual([{ up: 1 }]);
  });

  it('comes back while a process of the killed server is still at work', async () => {
    const { port, url } = server;
    const client = new pg.Client({ connectionString: url });
    const lost = new Promise((done) => client.on('error', done));
    await client.connect();
    // Its process does not look up from counting, and holds the memory that it shared with the killed server.
    const counted = client.query('SELECT count(*)::int AS n FROM generate_series(1, 5000000)');
    await pause(200);
    await server.crash();
    server = await startPostgres({ dataDir: folder, port });
    expect(await ask('SELECT 1 AS up')).toEqual([{ up: 1 }]);
    expect((await counted).rows).toEqual([{ n: 5_000_000 }]);
    expect((await lost).message).toContain('unexpected postmaster exit');
  });

  it('is not stopped by a pid file that names a stranger', async () => {
    const path = join(home(), 'data/postmaster.pid');
    const before = readFileSync(path, 'utf8');
    await server.crash();
    await pause(300);
    writeFileSync(path, before.replace(/^\d+/, String(process.pid)));
    server = await startPostgres({ dataDir: folder });
    expect(await ask('SELECT 1 AS up')).toEqual([{ up: 1 }]);
  });

  it('refuses a second start on live data', async () => {
    await expect(startPostgres({ dataDir: folder })).rejects.toThrow('in use by another Curbstop');
    expect(await ask('SELECT 1 AS up')).toEqual([{ up: 1 }]);
  });

  it('refuses data of another major version in words', async () => {
    await server.stop();
    const path = join(home(), 'data/PG_VERSION');
    const ours = readFileSync(path, 'utf8');
    writeFileSync(path, '14\n');
    await expect(startPostgres({ dataDir: folder })).rejects.toThrow(
      /made by PostgreSQL 14 and this Curbstop brings PostgreSQL \d+/,
    );
    writeFileSync(path, ours);
    server = await startPostgres({ dataDir: folder });
  });
});

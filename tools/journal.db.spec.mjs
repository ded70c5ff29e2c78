// Whose journal `npm run journal:verify` reads.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withDatabase } from './lib/city-database.mjs';
import { lookInto } from './lib/postgres-home.mjs';
import { startPostgres } from './lib/postgres.mjs';

describe('the journal of', () => {
  let dataFolder;
  let server;

  const ask = async (url) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query('SELECT current_database() AS name')).rows[0].name;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'));
  });
  afterAll(async () => {
    await server?.remove();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('a database that is named', async () => {
    const url = 'postgres://city:secret@db:5432/curbstop';
    expect(await withDatabase({ databaseUrl: url, dataFolder }, (it) => it)).toBe(url);
  });

  it('an empty folder is nobody’s, and nothing is made in it', async () => {
    await expect(withDatabase({ dataFolder }, ask)).rejects.toThrow(`There is no city in ${dataFolder}`);
    expect(readdirSync(dataFolder)).toEqual([]);
  });

  it('a city that runs, as it runs', async () => {
    server = await startPostgres({ dataDir: dataFolder });
    expect(await withDatabase({ dataFolder }, (url) => url)).toBe(server.url);
    expect(await ask(server.url)).toBe('curbstop');
  });

  it('a city that is stopped, which stands still again afterwards', async () => {
    await server.stop();
    expect(await withDatabase({ dataFolder }, ask)).toBe('curbstop');
    expect(await lookInto(dataFolder)).toEqual({ kept: true, url: undefined });
    expect(readdirSync(dataFolder)).not.toContain('start.pid');
  });
});

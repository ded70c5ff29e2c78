// A damaged data folder is told of in a sentence, and never gets a new database in place of the one that is missing.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { main as data } from '../data.mjs';
import { Complaint } from './plain.mjs';
import { startPostgres } from './postgres.mjs';
import { ROOT_HOME } from './postgres-binaries.mjs';

const AS_ROOT = process.getuid() === 0;

describe('a data folder', () => {
  let folder;
  let home;
  let id;
  const start = () => startPostgres({ dataDir: folder });
  const put = (path, text) => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'));
    const server = await start();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    expect((await client.query('SHOW server_version')).rows[0].server_version).toMatch(/^18\.\d+$/);
    await client.query('CREATE TABLE kept (id int)');
    await client.end();
    await server.stop();
    id = AS_ROOT ? readFileSync(join(folder, 'postgres-id'), 'utf8') : undefined;
    home = AS_ROOT ? join(ROOT_HOME, id) : join(folder, 'pg');
    // What a start makes once there is a database.
    writeFileSync(join(folder, 'secret'), 'f'.repeat(64));
  });
  afterAll(() => {
    for (const path of [home, folder]) rmSync(path, { recursive: true, force: true });
  });

  const cases = [
    ['PG_VERSION', () => join(home, 'data/PG_VERSION'), undefined, 'PG_VERSION is missing'],
    ['global/pg_control', () => join(home, 'data/global/pg_control'), undefined, 'pg_control is missing'],
    ['the password', () => join(home, 'password'), undefined, 'password is missing'],
    ['the password', () => join(home, 'password'), '', 'does not hold the password'],
    ['the database', () => join(home, 'data'), undefined, 'holds the keys of a city, and its database is missing'],
    ['the database', () => join(home, 'data'), 'a file', 'should be a file, and is not'],
    ['the home of the database', () => home, undefined, 'holds the keys of a city, and its database is missing'],
    ['the home of the database', () => home, 'a file', 'should be a folder, and is not'],
    ...(AS_ROOT
      ? [
          ['postgres-id', () => join(folder, 'postgres-id'), undefined, 'postgres-id is missing, and the database of'],
          ['postgres-id', () => join(folder, 'postgres-id'), 'x', 'should hold 16 hexadecimal digits'],
        ]
      : []),
  ];
  it.each(cases)(
    'of which %s is gone, or is something else, is refused in words (%#)',
    async (_, where, text, words) => {
      const path = where();
      renameSync(path, `${path}.away`);
      if (text !== undefined) put(path, text);
      const refused = start();
      await expect(refused).rejects.toThrow(words);
      await expect(refused).rejects.toBeInstanceOf(Complaint);
      rmSync(path, { recursive: true, force: true });
      renameSync(`${path}.away`, path);
    },
  );

  it('is whole again when what was missing is back', async () => {
    const server = await start();
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    expect((await client.query('SELECT count(*)::int AS n FROM kept')).rows).toEqual([{ n: 0 }]);
    await client.end();
    await server.stop();
  });

  if (AS_ROOT) {
    it('of root’s is listed with its database, which can be removed when it stands still', async () => {
      const said = [];
      const say = (line) => said.push(line);
      await data(['list'], { say });
      expect(said.join('\n')).toMatch(new RegExp(`${id} +\\d+ MB  stands  of ${folder}`));
      const server = await start();
      await expect(data(['remove', id], { say })).rejects.toThrow(`${id} is in use`);
      await server.stop();
      await expect(data(['remove', '0123'], { say })).rejects.toThrow('There is no database 0123');
      await data(['remove', id], { say });
      expect(existsSync(home)).toBe(false);
    });
  }
});

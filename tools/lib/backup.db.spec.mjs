// A city is saved while it runs, and restored into an empty place; what may not be restored is refused in words.
import {
  appendFileSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  grantRoles,
  migrate,
  openDatabase,
  openSealBook,
  readSealBook,
  sealJournal,
  signJournal,
  verifyJournal,
} from '@curbstop/core';
import { PATIENT, TestClock, aBill, aCity, aMember, anAccount, emptyDatabase, testDatabase } from '@curbstop/testing';
import { checkBackup, filesOf } from './backup-file.mjs';
import { restoreCity } from './restore-city.mjs';
import { saveCity } from './save-city.mjs';

const SECRET = 'f'.repeat(64);
const SEALS = ['journal-seal-key.json', 'journal-seal-key.public.json', 'journal-seals.txt'];

describe('a backup', () => {
  let folder;
  let city;
  let path;
  const targets = [];
  const clock = new TestClock('2026-01-15T08:00:00-08:00');
  const target = async () => {
    const made = await emptyDatabase();
    targets.push(made);
    return made.url;
  };
  const dataFolder = (name) => join(folder, name);
  const restore = async (url, more = {}) => {
    const to = more.dataFolder ?? mkdtempSync(join(folder, 'to-'));
    return restoreCity({ url, path, dataFolder: to, manifest: await checkBackup(path), force: false, ...more });
  };

  /** Everything that a city's database holds: the rows of every table, and where the sequences stand. */
  const contents = async (url) => {
    const source = await openDatabase(url, { ...PATIENT, max: 1 });
    try {
      const tables = await source.query(
        "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1",
      );
      const found = {};
      for (const { name } of tables)
        found[name] = (await source.query(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`)).map(({ row }) => row);
      found.sequences = await source.query(
        "SELECT sequencename, last_value::text FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
      );
      found.constraints = await source.query(
        "SELECT conrelid::regclass::text AS t, conname, pg_get_constraintdef(oid) AS d FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
      );
      found.triggers = await source.query(
        'SELECT tgrelid::regclass::text AS t, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2',
      );
      return found;
    } finally {
      await source.destroy();
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'curbstop-spec-'));
    city = await testDatabase();
    const { source } = city;
    await aCity(source);
    for (let nth = 0; nth < 3; nth += 1) {
      // Names as people have them, and signs that a file could trip over.
      const name = ['Zoë O’Brien', 'Back\\slash\tTab', 'Line\nbreak \\. "quoted"'][nth];
      const { accountId } = await anAccount(source, { name });
      await aBill(source, accountId, { on: '2026-01-15', cents: 8_000 + nth, due: '2026-02-26', at: clock.now() });
    }
    await aMember(source, { username: 'ada', name: 'Ada', password: 'water under the bridge', roles: ['admin'] });
    await sealJournal(source, '2026-01-14', clock.now(), true);
    await source.query(
      "CREATE TABLE meter_read_2031_01 PARTITION OF meter_read FOR VALUES FROM ('2031-01-01') TO ('2031-02-01')",
    );
    mkdirSync(join(dataFolder('from'), 'archive'), { recursive: true });
    mkdirSync(join(dataFolder('from'), 'logs'));
    writeFileSync(join(dataFolder('from'), 'secret'), SECRET);
    writeFileSync(join(dataFolder('from'), 'archive/bank.ach'), '101 ');
    writeFileSync(join(dataFolder('from'), 'logs/api.log'), 'talk');
    await signJournal(source, await openSealBook(dataFolder('from')), clock.now());
    path = join(folder, 'city.tar.gz');
    await saveCity({ url: city.url, dataFolder: dataFolder('from'), path });
  });
  afterAll(async () => {
    for (const each of targets) await each.drop();
    await city.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is one file for its owner alone, and holds the keys, not the logs', async () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect((await checkBackup(path)).files).toEqual(['archive/bank.ach', ...SEALS, 'secret']);
    await expect(saveCity({ url: city.url, dataFolder: folder, path })).rejects.toThrow('is there already');
  });

  it('holds the files of the folder, then the rows, and ends with the counts', async () => {
    const names = [];
    for await (const { name } of filesOf(path)) names.push(name);
    // The folder's files are read before the moment that is saved: what they say of the journal is not ahead of it.
    expect(names.slice(0, 6)).toEqual([
      'files/archive/bank.ach',
      ...SEALS.map((name) => `files/${name}`),
      'files/secret',
      'manifest.json',
    ]);
    expect(names.at(-1)).toBe('end.json');
  });

  it('comes back whole into an empty database and an empty folder, and its journal fits', async () => {
    const url = await target();
    const to = mkdtempSync(join(folder, 'to-'));
    const verdict = await restore(url, { dataFolder: to });
    expect(verdict.broken).toEqual([]);
    expect(verdict.rows).toBeGreaterThan(0);
    expect(verdict.sealed).toEqual({ count: 1, at: clock.now(), unsealed: 0 });
    expect(await contents(url)).toEqual(await contents(city.url));
    expect(readFileSync(join(to, 'secret'), 'utf8')).toBe(SECRET);
    expect(readFileSync(join(to, 'archive/bank.ach'), 'utf8')).toBe('101 ');
    expect(statSync(join(to, 'secret')).mode & 0o777).toBe(0o600);
    const source = await openDatabase(url, { ...PATIENT, max: 1 });
    try {
      await expect(source.query('DELETE FROM journal')).rejects.toThrow();
      await expect(source.query('UPDATE ledger_entry SET amount = 1')).rejects.toThrow();
      // What is added goes on where the saved city stood.
      const [{ id }] = await source.query("INSERT INTO customer (name) VALUES ('New') RETURNING id");
      expect(id).toBe(4);
    } finally {
      await source.destroy();
    }
  });

  it('does not come over a city that is there, unless asked to', async () => {
    const other = await testDatabase();
    try {
      await aCity(other.source);
      await anAccount(other.source, { name: 'Somebody else' });
      await other.source.destroy();
      const before = await contents(other.url);
      await expect(restore(other.url)).rejects.toThrow('There is a city in the database already');
      expect(await contents(other.url)).toEqual(before);
      await restore(other.url, { force: true });
      expect(await contents(other.url)).toEqual(await contents(city.url));
    } finally {
      await other.close();
    }
  });

  it('does not come over other keys, nor while programs are at work', async () => {
    const url = await target();
    const to = mkdtempSync(join(folder, 'to-'));
    writeFileSync(join(to, 'secret'), 'another');
    await expect(restore(url, { dataFolder: to })).rejects.toThrow('differs from the one in the backup');
    expect(readFileSync(join(to, 'secret'), 'utf8')).toBe('another');
    const at = await openDatabase(url, { ...PATIENT, max: 1 });
    await expect(restore(url)).rejects.toThrow('stop Curbstop first');
    await at.destroy();
  });

  it('does not take the keys and seals of another city for its own', async () => {
    const bare = join(folder, 'bare.tar.gz');
    mkdirSync(dataFolder('bare'));
    writeFileSync(join(dataFolder('bare'), 'secret'), SECRET);
    await saveCity({ url: city.url, dataFolder: dataFolder('bare'), path: bare });
    const to = mkdtempSync(join(folder, 'to-'));
    writeFileSync(join(to, 'journal-seals.txt'), 'of another city');
    const again = async (force) =>
      restoreCity({ url, dataFolder: to, path: bare, manifest: await checkBackup(bare), force });
    const url = await target();
    await expect(again(false)).rejects.toThrow(/journal-seals\.txt is there, of another city/);
    expect(readdirSync(to)).toEqual(['journal-seals.txt']);
    const verdict = await again(true);
    expect(readdirSync(to).sort()).toEqual(['journal-seals.txt.before-restore', 'secret']);
    // The saved journal tells of signed seals, and none came with it.
    expect(verdict.broken).toEqual([expect.stringContaining('its seals are signed, and there are none')]);
  });

  it('does not come over a city whose programs connect as a role of their own', async () => {
    const url = new URL(await target());
    const own = url.pathname.slice(-12);
    const [owner, app] = [new URL(url), new URL(url)];
    Object.assign(owner, { username: `owner_${own}`, password: 'of-the-owner' });
    Object.assign(app, { username: `app_${own}`, password: 'of-the-application' });
    const root = await openDatabase(url.href, { ...PATIENT, max: 1 });
    let asOwner;
    let asApp;
    try {
      await root.query(`CREATE ROLE ${owner.username} LOGIN CREATEROLE PASSWORD '${owner.password}'`);
      await root.query(`ALTER DATABASE "${url.pathname.slice(1)}" OWNER TO ${owner.username}`);
      asOwner = await openDatabase(owner.href, { ...PATIENT, max: 2 });
      await migrate(asOwner);
      await grantRoles(asOwner, app.href, app.href);
      asApp = await openDatabase(app.href, { ...PATIENT, max: 1 });
      // As BullMQ does.
      await asApp.query('CREATE SCHEMA IF NOT EXISTS bullmq; CREATE TABLE bullmq.job (id int)');
      await root.destroy();
      await asOwner.destroy();
      await expect(restore(owner.href)).rejects.toThrow('stop Curbstop first');
      await asApp.destroy();
      expect((await restore(owner.href)).broken).toEqual([]);
    } finally {
      for (const each of [root, asOwner, asApp]) if (each?.isInitialized) await each.destroy();
      const last = await openDatabase(url.href, { ...PATIENT, max: 1 });
      await last.query(`ALTER DATABASE "${url.pathname.slice(1)}" OWNER TO CURRENT_USER`);
      await last.query(`REASSIGN OWNED BY ${owner.username} TO CURRENT_USER`);
      for (const role of [app.username, owner.username]) await last.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await last.destroy();
    }
  });

  it('leaves the city that was there when it cannot be restored after all', async () => {
    const other = await testDatabase();
    try {
      await anAccount(other.source, { name: 'Somebody else' });
      await other.source.destroy();
      const before = await contents(other.url);
      const manifest = await checkBackup(path);
      manifest.tables = manifest.tables.map((table) =>
        table.name === 'customer' ? { ...table, columns: ['no_such_column'] } : table,
      );
      await expect(restore(other.url, { force: true, manifest })).rejects.toThrow('no_such_column');
      expect(await contents(other.url)).toEqual(before);
    } finally {
      await other.close();
    }
  });

  it('of a newer Curbstop is refused in words, and of an older one is brought up to date', async () => {
    const manifest = await checkBackup(path);
    await expect(
      restore(await target(), { manifest: { ...manifest, migrations: [...manifest.migrations, 'Later1'] } }),
    ).rejects.toThrow('made by a newer Curbstop');
    const old = await emptyDatabase();
    targets.push(old);
    const source = await openDatabase(old.url, { ...PATIENT, max: 2, steps: 16 });
    await migrate(source);
    await source.query("INSERT INTO customer (name) VALUES ('Ines Calloway')");
    await source.destroy();
    const oldPath = join(folder, 'old.tar.gz');
    await saveCity({ url: old.url, dataFolder: folder + '/none', path: oldPath });
    const url = await target();
    await restoreCity({ url, dataFolder: folder, path: oldPath, manifest: await checkBackup(oldPath), force: false });
    const now = await contents(url);
    expect(now.customer).toHaveLength(1);
    expect(now.migrations).toHaveLength(manifest.migrations.length);
  });

  it.each([
    ['cut short', (bytes) => bytes.subarray(0, bytes.length - 200)],
    [
      'changed by a byte',
      (bytes) => gzipSync(Buffer.from(gunzipSync(bytes).toString('latin1').replace('Zo', 'Za'), 'latin1')),
    ],
    ['no backup at all', () => gzipSync(Buffer.from('hello'))],
    ['not even packed', () => Buffer.from('hello')],
    ['followed by more', (bytes) => Buffer.concat([bytes, Buffer.from('more')])],
  ])('that is %s is refused, and nothing is changed', async (_, damage) => {
    const damaged = join(folder, 'damaged.tar.gz');
    writeFileSync(damaged, damage(readFileSync(path)));
    await expect(checkBackup(damaged)).rejects.toThrow(/cannot be restored: .* Nothing was changed\./);
  });

  it('that is not there is told so', async () => {
    await expect(checkBackup(join(folder, 'nothing'))).rejects.toThrow('cannot be read');
    appendFileSync(join(folder, 'empty'), '');
    await expect(checkBackup(join(folder, 'empty'))).rejects.toThrow('cannot be restored');
  });

  it('keeps a journal that was tampered with as it was, and says so', async () => {
    const url = await target();
    await restore(url);
    const source = await openDatabase(url, { ...PATIENT, max: 1 });
    await source.query('ALTER TABLE journal DISABLE TRIGGER USER');
    await source.query("UPDATE journal SET facts = '{}'");
    expect((await verifyJournal(source)).broken.length).toBeGreaterThan(0);
    await source.destroy();
    const tampered = join(folder, 'tampered.tar.gz');
    await saveCity({ url, dataFolder: folder + '/none', path: tampered });
    const to = await target();
    const verdict = await restoreCity({
      url: to,
      dataFolder: folder,
      path: tampered,
      manifest: await checkBackup(tampered),
      force: false,
    });
    expect(verdict.broken.length).toBeGreaterThan(0);
  });
});

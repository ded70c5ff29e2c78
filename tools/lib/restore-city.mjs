// Puts a saved city back: into an empty database, or, when asked to, in place of another, which stays until the saved
// one is whole.
import { once } from 'node:events';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { MIGRATION_NAMES, migrate, openDatabase, readSealBook, verifyJournal } from '@curbstop/core';
import copyStreams from 'pg-copy-streams';
import pg from 'pg';
import { filesOf } from './backup-file.mjs';
import { SET_ASIDE } from './city-state.mjs';
import { Complaint, exists, pause } from './plain.mjs';

/** What tells one city from another in a data folder: beside another city's rows each of them is wrong. */
const OF_A_CITY = [
  'secret',
  'permit-key.json',
  'journal-seals.txt',
  'journal-seal-key.json',
  'journal-seal-key.public.json',
  'meters.jsonl',
  'meters.jsonl.memory.json',
  'sign-ins.json',
];
/** What such a file is called once a restore has put it aside. */
const ASIDE = '.before-restore';

/** Whoever is still connected after so long is at work; in milliseconds. */
const COMPANY_MS = 3_000;

const quote = (name) => pg.escapeIdentifier(name);

/** Refuses a backup of which this version does not know every step. */
export function checkLevel(migrations) {
  const unknown = migrations.find((name, nth) => MIGRATION_NAMES[nth] !== name);
  if (unknown !== undefined) {
    throw new Complaint(
      `The backup was made by a newer Curbstop, or another: this one does not know ${unknown} of its database. Restore it with the version that made it. Nothing was changed.`,
    );
  }
}

async function connect(url) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query("SET timezone = 'UTC'");
  return client;
}

/** Whether anybody lives in the database, as far as a restore must ask. */
async function isInhabited(client) {
  const { rows } = await client.query("SELECT to_regclass('public.journal') IS NOT NULL AS made");
  if (!rows[0].made) return false;
  const filled = await client.query(
    'SELECT EXISTS (SELECT 1 FROM staff) OR EXISTS (SELECT 1 FROM premise) OR EXISTS (SELECT 1 FROM journal) AS filled',
  );
  return filled.rows[0].filled;
}

const hasSchema = async (client, name) =>
  (await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [name])).rowCount === 1;

/** Puts back what an earlier restore had set aside before it was cut short. */
async function takeBack(client) {
  if (!(await hasSchema(client, SET_ASIDE))) return;
  await client.query(`BEGIN; DROP SCHEMA IF EXISTS public CASCADE; ALTER SCHEMA ${SET_ASIDE} RENAME TO public; COMMIT`);
}

/** Nobody may be at work in a city that is replaced. A connection that was closed a moment ago may still be there. */
async function refuseCompany(client) {
  for (let waited = 0; ; waited += 250) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
         -- Of another role's connection an ordinary owner is told no more than whose it is.
         AND (backend_type = 'client backend' OR (backend_type IS NULL AND usesysid IS NOT NULL))`,
    );
    if (rows[0].n === 0) return;
    if (waited >= COMPANY_MS) {
      const who = rows[0].n === 1 ? 'A program is' : `${rows[0].n} programs are`;
      throw new Complaint(`${who} connected to the database: stop Curbstop first. Nothing was changed.`);
    }
    await pause(250);
  }
}

/** The parts of a table that stand in the way of writing its rows in any order: put back, they are checked whole. */
async function constraintsOf(client) {
  const { rows } = await client.query(`
    SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`);
  return rows;
}

function safeName(name) {
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    throw new Complaint(`The backup holds a file of the name ${name}, which is not one of a data folder.`);
  return join(...parts);
}

/** Writes the rows of every table, and the files beside their places; gives what is to be renamed at the end. */
async function fill(client, path, manifest, dataFolder) {
  const columns = new Map(manifest.tables.map((table) => [table.name, table.columns]));
  const counts = Object.fromEntries(manifest.tables.map(({ name }) => [name, 0]));
  const files = [];
  let end;
  for await (const { name, content } of filesOf(path)) {
    const [kind, ...rest] = name.split('/');
    if (name === 'end.json') end = JSON.parse(content.toString());
    if (kind === 'files') {
      const place = join(dataFolder, safeName(rest.join('/')));
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await writeFile(`${place}.restored`, content, { mode: 0o600 });
      files.push(place);
    }
    if (kind !== 'tables') continue;
    const table = rest[0];
    const into = columns.get(table);
    if (!into) throw new Complaint(`The backup holds rows of ${table}, which its manifest does not name.`);
    const stream = client.query(copyStreams.from(`COPY ${quote(table)} (${into.map(quote).join(', ')}) FROM STDIN`));
    const written = finished(stream);
    if (!stream.write(content)) await Promise.race([once(stream, 'drain'), written]);
    stream.end();
    await written;
    counts[table] += stream.rowCount;
  }
  for (const [table, count] of Object.entries(end.rows)) {
    if (counts[table] !== count) throw new Complaint(`${table} should have ${count} rows, and has ${counts[table]}.`);
  }
  return { files, sequences: end.sequences };
}

/** Replaces everything that migrations made by what was saved, in one transaction. */
async function load(client, path, manifest, dataFolder) {
  await client.query('BEGIN');
  const tables = manifest.tables.map(({ name }) => quote(name));
  const constraints = await constraintsOf(client);
  for (const { table, name } of constraints) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quote(name)}`);
  // Rows were counted, sealed and told of when they were first written.
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${tables.join(', ')}`);
  const made = await client.query(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relispartition AND relkind = 'r'",
  );
  const there = new Set(made.rows.map(({ name }) => name));
  for (const { name, parent, bound } of manifest.partitions) {
    if (!there.has(name)) await client.query(`CREATE TABLE ${quote(name)} PARTITION OF ${quote(parent)} ${bound}`);
  }
  const { files, sequences } = await fill(client, path, manifest, dataFolder);
  for (const { name, value, called } of sequences)
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quote(name), value, called]);
  for (const { table, name, definition } of constraints)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${quote(name)} ${definition}`);
  for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  await client.query('COMMIT');
  return files;
}

/**
 * What BullMQ keeps belongs to the city that was there, and is made again at the next start. Where it is another role's,
 * it stays: it only wakes.
 */
async function mayDropQueue(client) {
  const { rows } = await client.query(
    "SELECT pg_has_role(nspowner, 'USAGE') AS ours FROM pg_namespace WHERE nspname = 'bullmq'",
  );
  return rows[0]?.ours === true;
}

/** Makes the tables as they were when the backup was made, or, without `steps`, as they are now. */
async function bringTo(url, steps) {
  const source = await openDatabase(url, { max: 2, steps });
  try {
    await migrate(source);
  } finally {
    await source.destroy();
  }
}

/** Reads the journal against the seals that came with it; without any, by its links alone. */
const verify = async (url, dataFolder) => {
  const source = await openDatabase(url, { max: 1 });
  try {
    return await verifyJournal(source, await readSealBook(dataFolder));
  } finally {
    await source.destroy();
  }
};

/** Whether a file of the folder is another than the backup's. */
async function differs(place, content) {
  if (!(await exists(place))) return false;
  return !(await readFile(place)).equals(content);
}

/** Files of another city that the backup has none of. */
async function filesOfAnother({ files }, dataFolder) {
  const found = OF_A_CITY.filter((name) => !files.includes(name));
  const there = await Promise.all(found.map((name) => exists(join(dataFolder, name))));
  return found.filter((_, nth) => there[nth]).map((name) => join(dataFolder, name));
}

/** Keys that are there and others than the backup's would be lost, or read as if they were its own. */
async function refuseOtherFiles(path, manifest, dataFolder) {
  const [other] = await filesOfAnother(manifest, dataFolder);
  if (other !== undefined) {
    throw new Complaint(
      `${other} is there, of another city, and the backup has none: name an empty data folder, or add --force to put it aside. Nothing was changed.`,
    );
  }
  for await (const { name, content } of filesOf(path)) {
    if (!name.startsWith('files/')) continue;
    const place = join(dataFolder, safeName(name.slice('files/'.length)));
    if (await differs(place, content)) {
      throw new Complaint(
        `${place} is there and differs from the one in the backup: name an empty data folder, or add --force to replace it. Nothing was changed.`,
      );
    }
  }
}

/** Puts back what was there; when the connection itself is gone, says where it is. */
async function undo(client, aside, cause) {
  try {
    await client.query('ROLLBACK');
    if (aside) await takeBack(client);
  } catch (error) {
    const kept = aside ? ` What was there is kept as the schema ${SET_ASIDE}: restore again, and it is put back.` : '';
    throw new Complaint(`The restore broke off: ${cause.message} (${error.message}).${kept}`);
  }
}

/**
 * Restores a checked backup.
 * @param {object} of `force` replaces a city that is there; `manifest` is what `checkBackup` gave
 * @returns the verdict on the journal
 */
export async function restoreCity({ url, dataFolder, path, manifest, force }) {
  checkLevel(manifest.migrations);
  if (!force) await refuseOtherFiles(path, manifest, dataFolder);
  const client = await connect(url);
  let aside = false;
  let files = [];
  try {
    await refuseCompany(client);
    await takeBack(client);
    if (!force && (await isInhabited(client))) {
      throw new Complaint(
        'There is a city in the database already: name an empty one, or add --force to replace it by the backup. Nothing was changed.',
      );
    }
    await client.query(`BEGIN; ALTER SCHEMA public RENAME TO ${SET_ASIDE}; CREATE SCHEMA public; COMMIT`);
    aside = true;
    await bringTo(url, manifest.migrations.length);
    files = await load(client, path, manifest, dataFolder);
    for (const place of await filesOfAnother(manifest, dataFolder)) await rename(place, `${place}${ASIDE}`);
    for (const place of files) await rename(`${place}.restored`, place);
    const queue = (await mayDropQueue(client)) ? 'DROP SCHEMA bullmq CASCADE;' : '';
    await client.query(`BEGIN; DROP SCHEMA ${SET_ASIDE} CASCADE; ${queue} COMMIT`);
    aside = false;
  } catch (error) {
    await undo(client, aside, error);
    for (const place of files) await rm(`${place}.restored`, { force: true });
    throw error;
  } finally {
    await client.end();
  }
  await bringTo(url);
  return verify(url, dataFolder);
}

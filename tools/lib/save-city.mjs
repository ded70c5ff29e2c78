// Saves a city: every row of its database as of one moment, while it runs or not, and the files of its data folder.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import copyStreams from 'pg-copy-streams';
import pg from 'pg';
import { BackupWriter, PIECE_BYTES } from './backup-file.mjs';
import { exists } from './plain.mjs';

/** What a data folder holds besides what must be kept: the database itself, logs, and notes of this machine. */
const NOT_KEPT = new Set(['pg', 'postgres-id', 'logs', 'start.lock', 'start.pid']);

const quote = (name) => pg.escapeIdentifier(name);

/** The files of a data folder that a backup keeps, as paths below it. */
async function keptFiles(folder, below = '') {
  const found = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (below === '' && NOT_KEPT.has(entry.name)) continue;
    if (entry.isDirectory()) found.push(...(await keptFiles(folder, path)));
    else if (entry.isFile()) found.push(path);
  }
  return found.sort();
}

/** Tables with rows of their own, with the columns that can be written back. A partitioned table counts as one. */
async function tablesOf(client) {
  const { rows } = await client.query(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}

/** Partitions that were made as the city went on, each with what it takes. */
async function partitionsOf(client) {
  const { rows } = await client.query(`
    SELECT c.relname AS name, p.relname AS parent, pg_get_expr(c.relpartbound, c.oid) AS bound
    FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid JOIN pg_class p ON p.oid = i.inhparent
    WHERE c.relnamespace = 'public'::regnamespace AND c.relispartition AND c.relkind = 'r' ORDER BY c.relname`);
  return rows;
}

async function sequencesOf(client) {
  const { rows } = await client.query(`
    SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename`);
  const found = [];
  for (const { name } of rows) {
    const state = await client.query(`SELECT last_value::text AS value, is_called AS called FROM ${quote(name)}`);
    found.push({ name, ...state.rows[0] });
  }
  return found;
}

/** Copies the rows of a table into the backup, in pieces that end where a row ends. */
async function saveTable(client, writer, { name, columns }) {
  const list = columns.map(quote).join(', ');
  const source = client.query(copyStreams.to(`COPY (SELECT ${list} FROM ${quote(name)}) TO STDOUT`));
  let [waiting, size, nth] = [[], 0, 0];
  const put = async (content) => {
    nth += 1;
    await writer.add(`tables/${name}/${String(nth).padStart(6, '0')}.tsv`, content);
  };
  for await (const chunk of source) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < PIECE_BYTES) continue;
    const all = Buffer.concat(waiting);
    const end = all.lastIndexOf(10) + 1;
    if (end > 0) await put(all.subarray(0, end));
    waiting = end === all.length ? [] : [all.subarray(end)];
    size = all.length - end;
  }
  if (size > 0) await put(Buffer.concat(waiting));
  return source.rowCount;
}

/**
 * Saves the database at the address and the files of the folder into a new file.
 * @returns what was saved: `tables` with their rows, `files`
 */
export async function saveCity({ url, dataFolder, path }) {
  const writer = new BackupWriter(path);
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await writer.open();
    // Before the moment that is saved: what the folder says of the journal must not be ahead of it.
    const files = (await exists(dataFolder)) ? await keptFiles(dataFolder) : [];
    for (const file of files) await writer.add(`files/${file}`, await readFile(join(dataFolder, file)));
    await client.query("SET timezone = 'UTC'; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows } = await client.query('SELECT name FROM migrations ORDER BY id');
    const made = await client.query(
      "SELECT now()::text AS at, current_setting('server_version') AS postgres, (SELECT value->>'name' FROM setting WHERE key = 'city') AS city",
    );
    const tables = await tablesOf(client);
    const manifest = {
      curbstopBackup: 1,
      ...made.rows[0],
      migrations: rows.map(({ name }) => name),
      files,
      tables,
      partitions: await partitionsOf(client),
    };
    await writer.add('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    const counts = {};
    for (const table of tables) counts[table.name] = await saveTable(client, writer, table);
    // Sequences go their own way, whatever a transaction sees: read last, they are past every row that was saved.
    const sequences = await sequencesOf(client);
    await writer.add('end.json', Buffer.from(`${JSON.stringify({ sequences, rows: counts }, null, 2)}\n`));
    await client.query('COMMIT');
    await writer.finish();
    return { ...manifest, rows: counts };
  } catch (error) {
    await writer.abandon();
    throw error;
  } finally {
    await client.end();
  }
}

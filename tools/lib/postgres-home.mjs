// Where the bundled PostgreSQL keeps what is its own, and how one that runs already is reached.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Complaint, exists } from './plain.mjs';
import { ROOT_HOME } from './postgres-binaries.mjs';

export const USER = 'curbstop';
export const DATABASE = 'curbstop';

/** The line of postmaster.pid that says the port. */
const PORT_LINE = 3;

/** The address of the database on a port of this machine. */
export const addressOf = (password, port) => `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;

/** Root's data lies elsewhere: the note in the data folder says where. */
const noteOf = (dataDir) => join(dataDir, 'postgres-id');

/** The folder that belongs to the server alone. */
export async function homeOf(dataDir, asRoot) {
  if (!asRoot) return join(dataDir, 'pg');
  const note = noteOf(dataDir);
  if (!(await exists(note))) await writeFile(note, randomBytes(8).toString('hex'), { mode: 0o600 });
  const id = (await readFile(note, 'utf8')).trim();
  if (!/^[0-9a-f]{16}$/.test(id)) throw new Complaint(`${note} is damaged: it should hold 16 hexadecimal digits.`);
  return join(ROOT_HOME, id);
}

/** Whose process the pid file names: `ours` on this folder, a `stranger` that got the number since, or `nobody`. */
export function namedProcess(cluster) {
  const file = join(cluster, 'postmaster.pid');
  // Without /proc (macOS) the decision is PostgreSQL's alone.
  if (!existsSync(file) || !existsSync('/proc/self/cmdline')) return { who: 'nobody' };
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1) return { who: 'nobody' };
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return { who: command.includes(cluster) ? 'ours' : 'stranger', pid };
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return { who: 'nobody' };
    throw error;
  }
}

/**
 * What there is of a PostgreSQL in a data folder; makes nothing.
 * @returns `kept`: whether it holds a database; `url`: its address while it runs, else undefined
 */
export async function lookInto(dataDir, asRoot = process.getuid?.() === 0) {
  const folder = resolve(dataDir);
  if (asRoot && !(await exists(noteOf(folder)))) return { kept: false, url: undefined };
  const home = await homeOf(folder, asRoot);
  const cluster = join(home, 'data');
  if (!(await exists(cluster))) return { kept: false, url: undefined };
  if (namedProcess(cluster).who !== 'ours') return { kept: true, url: undefined };
  const port = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[PORT_LINE];
  const password = (await readFile(join(home, 'password'), 'utf8')).trim();
  return { kept: true, url: addressOf(password, port) };
}

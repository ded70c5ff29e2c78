// Where the bundled PostgreSQL keeps what is its own, and how one that runs already is reached.
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Complaint, exists } from './plain.mjs';
import { ROOT_HOME } from './postgres-binaries.mjs';

export const USER = 'curbstop';
export const DATABASE = 'curbstop';

const ID = /^[0-9a-f]{16}$/;
/** What a start makes for a city once it has a database. */
const CITY_FILES = ['secret', 'permit-key.json', 'meters.jsonl'];
const HELP = 'Put it back, or restore a backup into a new data folder (npm run restore -- FILE).';

/** The line of postmaster.pid that says the port. */
const PORT_LINE = 3;

/** The address of the database on a port of this machine, for the owner of its tables. */
export const addressOf = (password, port) => `postgres://${USER}:${password}@127.0.0.1:${port}/${DATABASE}`;

/**
 * The same database for a role that owns none of the records: the application's, or the queue's. Its password is made
 * from the owner's, which cannot be found back from it.
 */
export function addressFor(role, ownerUrl) {
  const url = new URL(ownerUrl);
  url.password = createHmac('sha256', url.password).update(role).digest('hex');
  url.username = `${USER}_${role}`;
  return url.href;
}

/** Root's data lies elsewhere: the note in the data folder says where. */
const noteOf = (dataDir) => join(dataDir, 'postgres-id');

/** Below root's place: the note that says of which data folder a database is. */
const ownerOf = (home) => join(home, 'data-folder');

/** The data folder that a database below root's place belongs to; undefined when nobody noted it. */
export async function folderOf(home) {
  return (await exists(ownerOf(home))) ? (await readFile(ownerOf(home), 'utf8')).trim() : undefined;
}

/** Notes beside a database of root's whose it is, so that it can be found from there too. */
export async function noteOwner(home, dataDir) {
  if ((await folderOf(home)) !== dataDir) await writeFile(ownerOf(home), `${dataDir}\n`, { mode: 0o600 });
}

/** Databases below root's place that say they are of this folder. */
async function homesOf(dataDir) {
  const names = (await exists(ROOT_HOME)) ? await readdir(ROOT_HOME) : [];
  const owners = await Promise.all(
    names.filter((name) => ID.test(name)).map(async (name) => [name, await folderOf(join(ROOT_HOME, name))]),
  );
  return owners.filter(([, folder]) => folder === dataDir).map(([name]) => name);
}

async function newNote(dataDir, note) {
  const [lost] = await homesOf(dataDir);
  if (lost !== undefined) {
    throw new Complaint(
      `${note} is missing, and the database of this folder is ${join(ROOT_HOME, lost)}. Write its name back (echo ${lost} > '${note}'), or remove it: npm run data -- remove ${lost}.`,
    );
  }
  await refuseLostCity(dataDir, note);
  // Beside its place first: a disk without room must not leave half a name.
  await writeFile(`${note}.unfinished`, randomBytes(8).toString('hex'), { mode: 0o600 });
  await rename(`${note}.unfinished`, note);
}

/** The folder that belongs to the server alone. */
export async function homeOf(dataDir, asRoot) {
  if (!asRoot) return join(dataDir, 'pg');
  const note = noteOf(dataDir);
  if (!(await exists(note))) await newNote(dataDir, note);
  const id = (await readText(note)).trim();
  if (!ID.test(id)) throw new Complaint(`${note} is damaged: it should hold 16 hexadecimal digits.`);
  return join(ROOT_HOME, id);
}

/** Reads a file of the data folder; a folder in its place, or nothing, is told in a sentence. */
async function readText(path) {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') throw new Complaint(`The data folder is damaged: ${path} is missing. ${HELP}`);
    if (error.code === 'EISDIR' || error.code === 'ENOTDIR')
      throw new Complaint(`The data folder is damaged: ${path} should be a file, and is not. ${HELP}`);
    throw error;
  }
}

/** A folder with the keys of a city had a database; a new one in its place would hide that it is lost. */
export async function refuseLostCity(dataDir, missing) {
  const keys = (await Promise.all(CITY_FILES.map((name) => exists(join(dataDir, name))))).some(Boolean);
  if (!keys) return;
  throw new Complaint(
    `The data folder ${dataDir} holds the keys of a city, and its database is missing (${missing}). ${HELP} If the city is on a server of your own, set DATABASE_URL.`,
  );
}

/** Refuses a cluster of which something is missing, before PostgreSQL does in its own words. */
export async function checkCluster(home) {
  const cluster = join(home, 'data');
  await readText(join(cluster, 'PG_VERSION'));
  await readText(join(cluster, 'global/pg_control'));
  const password = (await readText(join(home, 'password'))).trim();
  if (!/^[0-9a-f]{48}$/.test(password))
    throw new Complaint(`The data folder is damaged: ${join(home, 'password')} does not hold the password. ${HELP}`);
  return password;
}

/** Makes a folder, or says that something else is in its place. */
export async function makeFolderAt(path) {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (error.code !== 'EEXIST' && error.code !== 'ENOTDIR') throw error;
    throw new Complaint(`The data folder is damaged: ${path} should be a folder, and is not. ${HELP}`);
  }
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
  const password = await checkCluster(home);
  return { kept: true, url: addressOf(password, port) };
}

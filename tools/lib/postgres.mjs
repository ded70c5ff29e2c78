// The bundled PostgreSQL: made on first use, kept in a data folder, gone when its starter is gone.
//
// An ordinary user keeps it in <dataDir>/pg. Root keeps it in /var/lib/curbstop/<id>, because PostgreSQL refuses to
// run as root and the user that runs it may not enter root's folders; <dataDir>/postgres-id holds the id.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { LogFile } from './log-file.mjs';
import { Complaint, exists, freePort, pause } from './plain.mjs';
import { findBinaries } from './postgres-binaries.mjs';
import {
  addressOf,
  checkCluster,
  DATABASE,
  homeOf,
  makeFolderAt,
  namedProcess,
  noteOwner,
  refuseLostCity,
  USER,
} from './postgres-home.mjs';

/** What a killed server was doing may go on for so long before its last process notices; in milliseconds. */
const SURVIVORS_MS = 60_000;
/** The last words of a server that ended come within so many milliseconds. */
const LAST_WORDS_MS = 1_000;
const lastWordsTime = () => new Promise((done) => setTimeout(done, LAST_WORDS_MS).unref());

// The shell holds our pipe and stops the server when the pipe closes, so a killed starter leaves no orphan.
// The reader needs the pipe as file 3: the shell gives a background command /dev/null as file 0.
const KEEPER =
  'exec 3<&0; "$@" 3<&- </dev/null & p=$!; { read -r x <&3; kill -INT $p 2>/dev/null; } & r=$!; wait $p; s=$?; kill $r 2>/dev/null; exit $s';

/** Waits for a server whose starter was killed a moment ago; removes a pid file that names a stranger. */
async function clearTheWay(cluster, dataDir) {
  for (let waited = 0; ; waited += 100) {
    const { who, pid } = namedProcess(cluster);
    // Only then: while the number is free, PostgreSQL itself looks for survivors of the old server.
    if (who === 'stranger') await rm(join(cluster, 'postmaster.pid'), { force: true });
    if (who !== 'ours') return;
    if (waited >= 5000)
      throw new Complaint(`The data folder ${dataDir} is in use by another Curbstop (PostgreSQL process ${pid}).`);
    await pause(100);
  }
}

/** Runs a program to its end; refuses with what it printed when it fails. */
function run(program, args, options) {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const keep = (chunk) => (said = (said + chunk).slice(-4000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', failed);
    child.once('close', (code) =>
      code === 0 ? done() : failed(new Complaint(`PostgreSQL could not be set up: ${said.trim().split('\n').at(-1)}`)),
    );
  });
}

/** Makes an empty cluster beside its place and moves it there, so that a killed start leaves nothing half-made. */
async function initialise({ bin, user, home, cluster, env }) {
  const password = randomBytes(24).toString('hex');
  const unfinished = `${cluster}.unfinished`;
  const passwordFile = `${unfinished}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  await run(
    join(bin, 'initdb'),
    [
      '-D',
      unfinished,
      '-U',
      USER,
      '-E',
      'UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ],
    { ...user, env, cwd: '/' },
  );
  await writeFile(join(home, 'password'), password, { mode: 0o600 });
  await rm(passwordFile);
  await rename(unfinished, cluster);
}

/** Refuses a cluster of another major version before PostgreSQL does, in words. */
async function checkVersion(cluster, version, dataDir) {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  const ours = version.split('.')[0];
  if (made !== ours) {
    throw new Complaint(
      `The data folder ${dataDir} was made by PostgreSQL ${made} and this Curbstop brings PostgreSQL ${ours}: dump it with the old version and load it into a new data folder.`,
    );
  }
}

/** PostgreSQL's own codes for a server that starts, recovers or has just lost a process: it will answer later. */
const NOT_YET = new Set(['57P01', '57P02', '57P03']);

/** Asks until the server answers; refuses when it ends first. */
async function untilReady(url, ended) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    // A server that ends in the middle is asked again, or found to have ended, like one that does not answer.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      // What it says itself will not change. A connection that breaks is no answer: PostgreSQL listens before it looks
      // for survivors of the old server, and ends when it finds one.
      if (error instanceof pg.DatabaseError && !NOT_YET.has(error.code)) throw error;
      if (ended()) throw new Error('ended');
      if (Date.now() > deadline) throw new Complaint(`PostgreSQL did not answer within 60 s: ${error.message}.`);
      await pause(25);
    }
  }
}

/**
 * Starts the bundled PostgreSQL on a free port of 127.0.0.1.
 * @param {{ dataDir: string, settings?: Record<string, string>, port?: number, say?: (line: string) => void, listens?: () => void }} of where
 *   it keeps its data, settings of the server, the port (any free one when left out), who is told when its log cannot be
 *   written, and what to do when it takes its port, as letting go of it
 * @returns the address of the database `curbstop`; `stop(milliseconds)` ends the server and waits, less gently after that long; `crash()` kills it as a power cut
 *   would; `remove()` also deletes its data; `ended` resolves when the server is gone for whatever reason
 */
export async function startPostgres({ dataDir, settings = {}, port: wanted, say, listens = () => undefined }) {
  const { bin, version, user } = await findBinaries();
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const home = await homeOf(folder, user !== undefined);
  const cluster = join(home, 'data');
  await makeFolderAt(home);
  if (user) {
    await chown(home, user.uid, user.gid);
    await chmod(home, 0o700);
    await noteOwner(home, folder);
  }
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  if (!(await exists(cluster))) {
    await refuseLostCity(folder, cluster);
    await initialise({ bin, user, home, cluster, env });
  }
  const password = await checkCluster(home);
  await checkVersion(cluster, version, folder);
  await clearTheWay(cluster, folder);

  const options = Object.entries({
    timezone: 'UTC',
    log_timezone: 'UTC',
    unix_socket_directories: '',
    listen_addresses: '127.0.0.1',
    ...settings,
  });
  const logFile = join(home, 'postgres.log');
  const survivorsUntil = Date.now() + SURVIVORS_MS;
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted ?? (await freePort());
    const log = new LogFile({ path: logFile, say });
    const args = ['-D', cluster, '-p', String(port), ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    listens();
    const keeper = spawn('/bin/sh', ['-c', KEEPER, 'sh', join(bin, 'postgres'), ...args], {
      ...user,
      env,
      cwd: '/',
      // Its own session: Ctrl-C in the terminal must not stop it before those who use it.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    keeper.stdout.on('data', (chunk) => log.write(chunk));
    keeper.stderr.on('data', (chunk) => log.write(chunk));
    const closed = new Promise((done) => keeper.once('close', done));
    keeper.stdin.on('error', (error) => {
      if (error.code !== 'EPIPE') throw error;
    });
    const ended = new Promise((done, failed) => {
      keeper.once('error', failed);
      keeper.once('exit', done);
    });
    void ended.then(
      async () => {
        // A process of a killed server may go on for a while and holds its output: nobody waits for it.
        await Promise.race([closed, lastWordsTime()]);
        keeper.stdout.destroy();
        keeper.stderr.destroy();
        await log.close();
      },
      () => log.close(),
    );
    let gone = false;
    void ended.then(
      () => (gone = true),
      () => (gone = true),
    );
    const stop = async (patience = 8000) => {
      keeper.stdin.end();
      const late = setTimeout(() => process.kill(-keeper.pid, 'SIGQUIT'), patience);
      await ended;
      clearTimeout(late);
    };
    const url = addressOf(password, port);
    try {
      const client = await untilReady(url.replace(/\w+$/, 'postgres'), () => gone);
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
      await client.end();
    } catch (error) {
      if (!gone) await stop();
      if (error.message !== 'ended') throw error;
      await Promise.race([closed, lastWordsTime()]);
      const last = log.tail.trimEnd().split('\n').slice(-10);
      if (attempt < 3 && wanted === undefined && last.some((line) => line.includes('Address already in use'))) continue;
      if (Date.now() < survivorsUntil && last.some((line) => line.includes('pre-existing shared memory block'))) {
        await pause(250);
        continue;
      }
      // A full disk is the cause of whatever else it says meanwhile.
      const full = log.tail.includes('No space left on device') ? 'the disk is full' : undefined;
      const why = full ?? last.findLast((line) => line.includes('FATAL')) ?? last.at(-1);
      throw new Complaint(`PostgreSQL did not start: ${why} (its log is ${logFile}).`);
    }
    return {
      url,
      port,
      ended,
      stop,
      crash: async () => {
        process.kill(-keeper.pid, 'SIGKILL');
        await ended;
      },
      remove: async () => {
        await stop();
        await rm(home, { recursive: true, force: true });
      },
    };
  }
}

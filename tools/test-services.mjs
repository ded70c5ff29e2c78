// The services' specs as a city runs them: the end-to-end stories, and then the whole house, against a PostgreSQL server, a
// redis-server and a mosquitto (TLS, password file) that were started separately, each on a port of its own.
//   node tools/test-services.mjs [pattern...]
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Complaint, freePort, pause } from './lib/plain.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { queueKeys, startMosquitto, startRedis } from './lib/services.mjs';
import { lastLine } from './test.mjs';

const root = resolve(import.meta.dirname, '..');
const patterns = process.argv.slice(2);
/** Stories that bring their own servers, or touch none but PostgreSQL: `npm test` has run them just so. */
const WITHOUT_SERVICES = ['start-or-gone', 'years', 'gate', 'page-size'];

/** Runs a command, shows what it prints, gives it back. */
function runThrough(args, env) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      out += chunk;
    });
    child.once('error', failed);
    child.once('close', (code) => done({ code, out }));
  });
}

/** The stories with the three addresses in their environment. */
async function stories(env) {
  const { code, out } = await runThrough(
    [
      'tools/run.mjs',
      'test',
      'story',
      `--testPathIgnorePatterns=/(${WITHOUT_SERVICES.join('|')})\\.story\\.`,
      ...patterns,
    ],
    env,
  );
  const [, passed, failed, skipped] =
    /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(out.trim().split('\n').at(-1)) ?? [];
  if (passed === undefined) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: Number(passed), failed: Number(failed) || (code === 0 ? 0 : 1), skipped: Number(skipped ?? 0) };
}

/** `npm start -- --empty` with the three variables: everything is up, Ctrl-C ends it in time, the queue is in Redis. */
async function wholeHouse(env, redisUrl) {
  const port = await freePort();
  const started = spawn(process.execPath, ['tools/run.mjs', 'start', '--empty'], {
    cwd: root,
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  const keep = (chunk) => (out += chunk);
  started.stdout.on('data', keep);
  started.stderr.on('data', keep);
  const ended = new Promise((done) => started.once('close', done));
  try {
    for (let waited = 0; !out.includes('Curbstop is ready'); waited += 200) {
      if (started.exitCode !== null || waited > 60_000) throw new Complaint(`The house did not come up:\n${out}`);
      await pause(200);
    }
    let health;
    for (let tries = 0; tries < 50; tries += 1) {
      health = await fetch(`http://127.0.0.1:${port}/health`, { headers: { accept: 'application/json' } });
      if (health.ok) break;
      await pause(200);
    }
    if (!health.ok) throw new Complaint(`GET /health says ${health.status}: ${await health.text()}`);
    if (queueKeys(redisUrl).length === 0) throw new Complaint('The house is up and there is no queue in Redis.');
  } finally {
    const asked = Date.now();
    started.kill('SIGINT');
    const code = await ended;
    if (code !== 0 || Date.now() - asked > 5000)
      throw new Complaint(`The house ended with ${code} after ${Date.now() - asked} ms:\n${out}`);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'curbstop-services-'));
const running = [];
const total = { passed: 0, failed: 0, skipped: 0 };
try {
  console.log('Starting PostgreSQL, redis-server and mosquitto.');
  const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), settings: { max_connections: '300' } });
  running.push({ stop: () => postgres.remove() });
  const redis = await startRedis(join(folder, 'redis'));
  running.push(redis);
  const mosquitto = await startMosquitto(join(folder, 'mosquitto'), root);
  running.push(mosquitto);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(mosquitto.files, 'ca.crt') };

  Object.assign(
    total,
    await stories({
      ...env,
      CURBSTOP_TEST_DATABASE_URL: postgres.url,
      CURBSTOP_TEST_REDIS_URL: redis.url,
      CURBSTOP_TEST_MQTT_URL: mosquitto.url,
      // Where specs make their devices known to the broker, and whom to tell.
      CURBSTOP_TEST_MQTT_FILES: mosquitto.files,
      CURBSTOP_TEST_MQTT_PID: String(mosquitto.pid),
    }),
  );
  try {
    await wholeHouse(
      {
        ...env,
        CURBSTOP_DATA: join(folder, 'house'),
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
        MQTT_URL: mosquitto.url,
      },
      redis.url,
    );
    console.log('\nThe whole house came up on them, was healthy, and stopped in order.');
    total.passed += 1;
  } catch (error) {
    console.error(error instanceof Complaint ? error.message : error);
    total.failed += 1;
  }
} catch (error) {
  console.error(error instanceof Complaint ? error.message : error);
  total.failed += 1;
} finally {
  for (const server of running.reverse()) await server.stop();
  await rm(folder, { recursive: true, force: true });
}
console.log(lastLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;

// PostgreSQL, redis-server and mosquitto as a city runs them, on free ports, for the tests alone.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { makeBrokerFiles } from '../broker-files.mjs';
import { Complaint, freePort, pause } from './plain.mjs';

const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];

function find(program) {
  const path = FOLDERS.map((folder) => join(folder, program)).find((at) => existsSync(at));
  if (!path)
    throw new Complaint(
      `${program} is not here: install it (Debian: apt-get install redis-server mosquitto), or run .ci/run as root.`,
    );
  return path;
}

/** Starts a server and waits until its port answers. */
async function serve(name, path, args, { port, folder }) {
  const logPath = join(folder, `${name}.log`);
  const log = openSync(logPath, 'a');
  const child = spawn(path, args, { cwd: folder, stdio: ['ignore', log, log] });
  const ended = new Promise((done) => child.once('exit', done));
  for (let waited = 0; ; waited += 50) {
    const answers = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true));
      socket.on('error', () => done(false));
      socket.on('close', () => done(false));
      setTimeout(() => socket.destroy(), 1000).unref();
    });
    if (answers) break;
    if (child.exitCode !== null || waited > 10_000)
      throw new Complaint(`${name} did not start:\n${readFileSync(logPath, 'utf8').slice(-2000)}`);
    await pause(50);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
  };
  return { pid: child.pid, stop };
}

export async function startRedis(folder) {
  const [port, password] = [await freePort(), randomBytes(16).toString('hex')];
  mkdirSync(folder, { recursive: true });
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--requirepass',
    password,
    '--dir',
    folder,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  return {
    url: `redis://:${password}@127.0.0.1:${port}`,
    ...(await serve('redis', find('redis-server'), args, { port, folder })),
  };
}

/** Mosquitto with the compose file's own settings: TLS, a password file, an access list, a listener for devices. */
export async function startMosquitto(folder, root) {
  const [port, inside, password] = [await freePort(), await freePort(), randomBytes(16).toString('hex')];
  const [files, data] = [join(folder, 'files'), join(folder, 'data')];
  mkdirSync(data, { recursive: true });
  makeBrokerFiles(files, { hosts: ['localhost', '127.0.0.1'], password });
  const settings = readFileSync(join(root, 'tools/compose/mosquitto.conf'), 'utf8')
    .replace('listener 8883', `listener ${port} 127.0.0.1`)
    .replace('listener 8884', `listener ${inside} 127.0.0.1`)
    .replaceAll('/mosquitto/files', files)
    .replaceAll('/mosquitto/data', data);
  const config = join(folder, 'mosquitto.conf');
  // Root's mosquitto would turn into another user, who may not read these files.
  writeFileSync(config, process.getuid?.() === 0 ? `user root\n${settings}` : settings);
  const server = await serve('mosquitto', find('mosquitto'), ['-c', config], { port, folder });
  return {
    url: `mqtts://gateway:${password}@localhost:${inside}`,
    devicesUrl: `mqtts://localhost:${port}`,
    files,
    ...server,
  };
}

/** The keys that BullMQ left in Redis: the proof that the queue was there. */
export function queueKeys(url) {
  const { port, password } = new URL(url);
  const keys = spawnSync(
    find('redis-cli'),
    ['-p', port, '--no-auth-warning', '-a', password, '--scan', '--pattern', 'bull*'],
    { encoding: 'utf8' },
  );
  return keys.stdout.trim().split('\n').filter(Boolean);
}

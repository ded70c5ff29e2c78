// Makes what a Mosquitto with TLS and a password file needs, and adds devices to it.
//   node tools/broker-files.mjs FOLDER [HOST...]              certificates for the hosts, the gateway's user, the access list
//   node tools/broker-files.mjs FOLDER --add DEVICE           one device more; its secret is read from stdin
// The gateway's password is read from the variable MQTT_PASSWORD. Mosquitto takes a changed file on SIGHUP.
import { spawnSync } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Complaint } from './lib/plain.mjs';

const DAYS = 825;
const ITERATIONS = 101;

/** A line of Mosquitto's password file: PBKDF2 with SHA-512, its own format 7. */
export function passwordLine(user, password) {
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(user))
    throw new Complaint(`A broker's user is up to 64 letters, digits, "_", "." and "-", and not "${user}".`);
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, ITERATIONS, 64, 'sha512');
  return `${user}:$7$${ITERATIONS}$${salt.toString('base64')}$${hash.toString('base64')}\n`;
}

function openssl(args) {
  const run = spawnSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (run.error) throw new Complaint(`openssl could not be run: ${run.error.message}.`);
  if (run.status !== 0) throw new Complaint(`openssl failed: ${run.stderr.trim().split('\n').at(-1)}`);
}

const newKey = (path) => openssl(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', path]);

/** A certificate authority of our own and a server certificate for the hosts, both new. */
export function makeCertificates(folder, hosts) {
  const at = (name) => join(folder, name);
  newKey(at('ca.key'));
  openssl([
    'req',
    '-x509',
    '-new',
    '-key',
    at('ca.key'),
    '-days',
    String(DAYS),
    '-subj',
    '/CN=Curbstop broker authority',
    '-out',
    at('ca.crt'),
  ]);
  newKey(at('server.key'));
  openssl(['req', '-new', '-key', at('server.key'), '-subj', `/CN=${hosts[0]}`, '-out', at('server.csr')]);
  const names = hosts.map((host) => `${isIP(host) ? 'IP' : 'DNS'}:${host}`).join(',');
  writeFileSync(at('server.ext'), `subjectAltName=${names}\nextendedKeyUsage=serverAuth\n`);
  openssl([
    ...['x509', '-req', '-in', at('server.csr'), '-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial'],
    ...['-days', String(DAYS), '-extfile', at('server.ext'), '-out', at('server.crt')],
  ]);
  for (const name of ['server.csr', 'server.ext', 'ca.srl']) rmSync(at(name), { force: true });
}

/** Certificates, password file with the gateway's user, access list. Refuses a folder that has them. */
export function makeBrokerFiles(folder, { hosts, password }) {
  if (!password || password.length < 16)
    throw new Complaint('MQTT_PASSWORD must hold the password of the gateway, at least 16 characters.');
  if (existsSync(join(folder, 'passwords'))) throw new Complaint(`${folder} has a broker's files already.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  makeCertificates(folder, hosts);
  copyFileSync(join(import.meta.dirname, 'compose/mosquitto-access'), join(folder, 'access'));
  writeFileSync(join(folder, 'passwords'), passwordLine('gateway', password), { mode: 0o600 });
}

/** Adds a device, or gives it another secret. */
export function addBrokerUser(folder, user, password) {
  const path = join(folder, 'passwords');
  const others = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith(`${user}:`));
  writeFileSync(path, others.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  appendFileSync(path, passwordLine(user, password));
}

function main([folder, ...rest]) {
  if (!folder)
    throw new Complaint('Say which folder: node tools/broker-files.mjs FOLDER [HOST...] or FOLDER --add DEVICE.');
  if (rest[0] !== '--add') {
    makeBrokerFiles(resolve(folder), {
      hosts: rest.length ? rest : ['mosquitto', 'localhost', '127.0.0.1'],
      password: process.env.MQTT_PASSWORD,
    });
    return;
  }
  const secret = readFileSync(0, 'utf8').trim();
  if (!rest[1] || secret.length < 16)
    throw new Complaint('Name the device after --add and give its secret, at least 16 characters, on stdin.');
  addBrokerUser(resolve(folder), rest[1], secret);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Complaint ? error.message : error);
    process.exitCode = 1;
  }
}

// What `npm start` is told from outside: a few variables and one flag, each read once, here, and checked.
import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Complaint, exists } from './plain.mjs';

const FLAGS = ['--empty'];

/** An address with one of the given protocols, or undefined when the variable is not set. */
function address(env, name, protocols, example) {
  const text = env[name]?.trim();
  if (!text) return undefined;
  let url;
  try {
    url = new URL(text);
  } catch (error) {
    throw new Complaint(`${name} is not an address: write it as ${example} (${error.code}).`);
  }
  if (!protocols.includes(url.protocol) || !url.hostname)
    throw new Complaint(`${name} must be an address like ${example}.`);
  return text;
}

/** A port that is set, or undefined. */
function port(env, name) {
  const text = env[name]?.trim();
  if (!text) return undefined;
  const value = Number(text);
  if (!/^\d{1,5}$/.test(text) || value < 1 || value > 65535) {
    throw new Complaint(`${name} must be a whole number from 1 to 65535, and it is "${text}".`);
  }
  return value;
}

/** Refuses two of our own on one port. */
function apart(ports) {
  const taken = Object.entries(ports).filter(([, value]) => value !== undefined);
  for (const [name, value] of taken) {
    const [other] = taken.find(([each, same]) => each !== name && same === value) ?? [];
    if (other) throw new Complaint(`${name} and ${other} are both ${value}: each needs a port of its own.`);
  }
}

/** Makes the folder and those above it. Node's own `recursive` never comes back from a folder such as /proc/x. */
async function makeFolder(folder) {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (error.code === 'EEXIST') return;
    if (error.code !== 'ENOENT' || dirname(folder) === folder || (await exists(dirname(folder)))) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
  }
}

/** Makes the data folder, or says why it cannot be used. */
export async function prepareDataFolder(folder) {
  try {
    await makeFolder(folder);
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('it is a file'), { code: 'ENOTDIR' });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reasons = {
      ENOENT: 'no folder can be made there',
      EACCES: 'this user may not read and write it',
      EPERM: 'this user may not read and write it',
      EROFS: 'it cannot be written',
      ENOTDIR: 'something on the way to it is a file',
      EEXIST: 'it is a file',
    };
    throw new Complaint(
      `The data folder ${folder} cannot be used: ${reasons[error.code] ?? error.message}. CURBSTOP_DATA names another.`,
    );
  }
}

/**
 * Reads the environment and the flags of `npm start`.
 * @returns what was asked for; the three addresses are undefined where the part of our own is meant
 */
export function readStartConfig(env, args, root) {
  const unknown = args.find((arg) => !FLAGS.includes(arg));
  if (unknown)
    throw new Complaint(`npm start knows no ${unknown}; it knows ${FLAGS.join(', ')} (npm start -- --empty).`);
  const ports = {
    PORT: port(env, 'PORT') ?? 3000,
    MQTT_PORT: port(env, 'MQTT_PORT'),
    POSTGRES_PORT: port(env, 'POSTGRES_PORT'),
  };
  apart(ports);
  return {
    port: ports.PORT,
    host: env.HOST?.trim() || '127.0.0.1',
    mqttPort: ports.MQTT_PORT,
    mqttHost: env.MQTT_HOST?.trim() || '127.0.0.1',
    postgresPort: ports.POSTGRES_PORT,
    dataFolder: env.CURBSTOP_DATA?.trim() ? resolve(env.CURBSTOP_DATA.trim()) : join(root, '.data'),
    databaseUrl: address(
      env,
      'DATABASE_URL',
      ['postgres:', 'postgresql:'],
      'postgres://user:password@host:5432/curbstop',
    ),
    ownerUrl: address(
      env,
      'DATABASE_OWNER_URL',
      ['postgres:', 'postgresql:'],
      'postgres://owner:password@host:5432/curbstop',
    ),
    redisUrl: address(env, 'REDIS_URL', ['redis:', 'rediss:'], 'redis://host:6379'),
    mqttUrl: address(env, 'MQTT_URL', ['mqtt:', 'mqtts:'], 'mqtts://user:password@host:8883'),
    empty: args.includes('--empty'),
  };
}

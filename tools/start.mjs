// `npm start`: the whole house on one machine, with nothing there before but Node. See README for the variables.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideCity, noteLoaded } from './lib/city-state.mjs';
import { Child, runToEnd } from './lib/child.mjs';
import { HeldPort, holdFirst } from './lib/held-port.mjs';
import { lockFolder } from './lib/folder-lock.mjs';
import { Complaint, pause } from './lib/plain.mjs';
import { addressFor, makeFolderAt } from './lib/postgres-home.mjs';
import { POSTGRES } from './lib/postgres-settings.mjs';
import { prepareDataFolder, readStartConfig } from './lib/start-config.mjs';
import { welcome } from './lib/welcome.mjs';

/** Everything is gone this long after Ctrl-C. */
const STOP_WITHIN = 4500;

/** The key that the parts share, made on first use and kept for the data folder's life. */
function secretOf(dataFolder) {
  const path = join(dataFolder, 'secret');
  const made = !existsSync(path);
  if (made) {
    // Beside its place first: a disk without room must not leave half a key.
    writeFileSync(`${path}.unfinished`, randomBytes(32).toString('hex'), { mode: 0o600 });
    renameSync(`${path}.unfinished`, path);
  }
  let secret = '';
  try {
    secret = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error.code !== 'EISDIR') throw error;
  }
  if (secret.length < 32)
    throw new Complaint(`${path} is damaged: it should hold the key of this city. Put it back from a backup.`);
  return { secret, made };
}

/** A whole city whose key is gone: its devices and passwords would not fit a new one. */
function refuseLostSecret(dataFolder) {
  const path = join(dataFolder, 'secret');
  rmSync(path);
  throw new Complaint(`${path} is missing, and the database holds a city: put the file back from a backup.`);
}

/** Our own ports are taken from here on when none is set: MQTT's usual one, and a row that no outgoing connection uses. */
const MQTT_FROM = 1883;
const POSTGRES_FROM = 25_432;
const TRIES = 100;

/** Takes the API's port and of the broker, before anything that lasts. */
async function holdPorts({ port, host, mqttPort, mqttHost, mqttUrl }) {
  const http = new HeldPort({ port, host, protocol: 'http', variable: 'PORT' });
  await http.hold();
  if (mqttUrl) return { http };
  try {
    const of = { host: mqttHost, protocol: 'mqtt', variable: 'MQTT_PORT' };
    const mqtt = await holdFirst({ ...of, from: mqttPort ?? MQTT_FROM, tries: mqttPort === undefined ? TRIES : 1 });
    return { http, mqtt };
  } catch (error) {
    http.release();
    throw error;
  }
}

/** A port for PostgreSQL, ours until its program is there: a cluster is made first, which takes a while. */
function holdPostgresPort(wanted) {
  return holdFirst({
    host: '127.0.0.1',
    protocol: 'mqtt',
    variable: 'POSTGRES_PORT',
    from: wanted ?? POSTGRES_FROM,
    tries: wanted === undefined ? TRIES : 1,
  });
}

/** Starts what is ours to start and keeps, in `parts`, how to stop it: the last started is the first stopped. */
class House {
  parts = [];
  stopping = false;
  current;

  constructor(root, config, say, ports) {
    Object.assign(this, { root, config, say, ports });
    this.logFolder = join(config.dataFolder, 'logs');
  }

  script(path) {
    return join(this.root, path);
  }

  async startPostgres() {
    const { startPostgres } = await import('./lib/postgres.mjs');
    const dataDir = this.config.dataFolder;
    this.goOn();
    const held = await holdPostgresPort(this.config.postgresPort);
    const { port } = held;
    this.ports.postgres = held;
    const settings = POSTGRES;
    let server = await startPostgres({ dataDir, settings, port, say: this.say, listens: () => held.release() });
    this.parts.push({ name: 'PostgreSQL', stop: (milliseconds) => server.stop(milliseconds) });
    const watch = async () => {
      for (let wait = 500; ; wait = Math.min(wait * 2, 30_000)) {
        await server.ended;
        if (this.stopping) return;
        this.say('PostgreSQL stopped unexpectedly: starting it again.');
        try {
          // The parts hold its address, so it comes back where it was.
          server = await startPostgres({ dataDir, settings, port, say: this.say });
          this.say('PostgreSQL is up again.');
          wait = 500;
        } catch (error) {
          if (this.stopping) return;
          this.say(error.message);
          await pause(wait);
        }
      }
    };
    void watch();
    return server.url;
  }

  /** Between two steps of the way up: whether there is a next one. */
  goOn() {
    if (this.stopping) throw new Complaint('Stopped on the way up.');
  }

  /** Tells of the next step, unless there is none: nothing is said after `Stopping`. */
  tell(line) {
    this.goOn();
    this.say(line);
  }

  async run(name, script, options = {}) {
    this.goOn();
    const whileRunning = (child) => (this.current = child);
    return runToEnd({
      name,
      script: this.script(script),
      env: this.env,
      logFolder: this.logFolder,
      say: this.say,
      whileRunning,
      ...options,
    });
  }

  /** Starts programs side by side; they are stopped in the reverse of the order given. */
  async startChildren(programs) {
    this.goOn();
    const children = Object.entries(programs).map(
      ([name, { script, env = this.env, port }]) =>
        new Child({ name, script: this.script(script), env, logFolder: this.logFolder, say: this.say, port }),
    );
    this.parts.push(...children);
    await Promise.all(children.map((child) => child.start()));
  }

  /** Stops the parts one after the other, the last started first, whatever state they are in. */
  async stop(opened) {
    this.stopping = true;
    const deadline = Date.now() + STOP_WITHIN;
    const stopParts = async () => {
      for (const part of this.parts.toReversed()) {
        await part.stop(Math.max(200, Math.min(1500, deadline - Date.now() - 600)));
      }
    };
    this.current?.kill('SIGKILL');
    await stopParts();
    for (const port of Object.values(this.ports)) port.release();
    // On the way up one more part may have come up meanwhile; the next step sees that we are stopping.
    await Promise.allSettled([opened]);
    await stopParts();
  }
}

/** Who owns the tables, whom the application connects as, and where the queue is kept unless Redis is given. */
async function chooseDatabase(house) {
  const { databaseUrl, ownerUrl } = house.config;
  if (databaseUrl) return { ownerUrl: ownerUrl ?? databaseUrl, databaseUrl, queueUrl: databaseUrl };
  const owner = await house.startPostgres();
  return { ownerUrl: owner, databaseUrl: addressFor('app', owner), queueUrl: addressFor('queue', owner) };
}

async function reachServices({ databaseUrl, ownerUrl, redisUrl, mqttUrl }) {
  if (!databaseUrl && !redisUrl && !mqttUrl) return;
  const { reachMqtt, reachPostgres, reachRedis } = await import('./lib/reach.mjs');
  // The application's own role is made by the owner, on the first start.
  if (databaseUrl) await reachPostgres(ownerUrl ?? databaseUrl);
  if (redisUrl) await reachRedis(redisUrl);
  if (mqttUrl) await reachMqtt(mqttUrl);
}

/** Brings the house up, part by part. */
async function open(house, started) {
  const { config, root } = house;
  const tell = (line) => house.tell(line);
  // What a program says while it is ended is not worth a fault of ours.
  const tellOf = (line) => {
    if (!house.stopping) house.say(line);
  };
  await reachServices(config);
  const { ensureBuilt } = await import('./lib/build-changed.mjs');
  await ensureBuilt(root, tell, (child) => (house.current = child));
  if (!config.databaseUrl) tell('Starting PostgreSQL.');
  const { ownerUrl, databaseUrl, queueUrl } = await chooseDatabase(house);
  const { http, mqtt } = house.ports;
  const { secret, made } = secretOf(config.dataFolder);
  house.env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    QUEUE_URL: config.redisUrl ?? queueUrl,
    PORT: String(config.port),
    CURBSTOP_DATA: config.dataFolder,
    CURBSTOP_SECRET: secret,
    CURBSTOP_DEMO: '0',
    HOST: config.host,
    MQTT_HOST: config.mqttHost,
    ...(mqtt ? { MQTT_PORT: String(mqtt.port) } : { MQTT_URL: config.mqttUrl }),
  };
  // Read here alone: the parts are told where the queue is, and none but the migration who owns the tables.
  delete house.env.REDIS_URL;
  delete house.env.DATABASE_OWNER_URL;
  const asOwner = { ...house.env, DATABASE_OWNER_URL: ownerUrl };

  tell('Bringing the database up to date.');
  await house.run('migrate', 'apps/api/dist/migrate.js', { env: asOwner });
  let city = await decideCity(ownerUrl, config.empty);
  if (city.wiped) {
    tell('The last start was cut short while it loaded the demo city: loading it again.');
    await house.run('migrate', 'apps/api/dist/migrate.js', { env: asOwner });
    city = await decideCity(ownerUrl, config.empty);
  }
  const { demo, load } = city;
  if (made && !load && !config.databaseUrl) refuseLostSecret(config.dataFolder);
  house.env.CURBSTOP_DEMO = demo ? '1' : '0';
  if (load === 'demo') {
    tell('Loading the demo city (on its first start, about a minute).');
    // Tables that were filled at once are looked over by their owner.
    const env = { ...house.env, DATABASE_URL: ownerUrl };
    await house.run('demo-city', 'simulators/demo/dist/main.js', { env, each: (line) => tellOf(`  ${line}`) });
  }
  if (load === 'admin' || load === 'admin-again') {
    tell('Making the first administrator. The password is shown once:');
    const args = load === 'admin-again' ? ['--again'] : [];
    await house.run('first-admin', 'apps/api/dist/first-admin.js', { args, each: tellOf, secret: true });
  }
  if (load) await noteLoaded(ownerUrl, demo);

  tell(demo ? 'Starting the API, scheduler, gateway and the meters.' : 'Starting the API, scheduler and gateway.');
  await house.startChildren({
    api: { script: 'apps/api/dist/main.js', port: http },
    scheduler: { script: 'apps/scheduler/dist/main.js' },
    gateway: { script: 'apps/gateway/dist/main.js', port: mqtt },
  });
  const mqttUrl = config.mqttUrl ?? `mqtt://127.0.0.1:${mqtt.port}`;
  if (demo) {
    await house.startChildren({
      meters: { script: 'simulators/city/dist/main.js', env: { ...house.env, MQTT_URL: mqttUrl } },
    });
  }

  const shown = new URL(mqttUrl);
  const seconds = (Date.now() - started) / 1000;
  for (const line of welcome({ ...config, mqttUrl: `${shown.protocol}//${shown.host}`, demo, seconds })) tell(line);
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Resolves when the terminal, or whoever runs us, asks for an end. */
const askedToStop = () =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => done(signal));
    // A terminal that is gone asks for the same; a full disk behind the output does not.
    process.stdout.on('error', ({ code }) => {
      if (!NO_ROOM.has(code)) done('the terminal is gone');
    });
  });

export async function main(args, { root, say }) {
  const started = Date.now();
  const config = readStartConfig(process.env, args, root);
  await prepareDataFolder(config.dataFolder);
  const unlock = lockFolder(config.dataFolder);
  let ports;
  try {
    ports = await holdPorts(config);
  } catch (error) {
    unlock();
    throw error;
  }
  const asked = askedToStop();
  const house = new House(root, config, say, ports);
  let opened;
  try {
    await makeFolderAt(house.logFolder);
    opened = open(house, started);
    await Promise.race([asked, opened]);
    await asked;
    say('\nStopping.');
    return 0;
  } finally {
    await house.stop(opened);
    unlock();
  }
}

// `npm start`: the whole house on one machine, with nothing there before but Node. See README for the variables.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decideCity, noteLoaded } from './lib/city-state.mjs';
import { Child, runToEnd } from './lib/child.mjs';
import { lockFolder } from './lib/folder-lock.mjs';
import { Complaint, freePort, pause, tryPort } from './lib/plain.mjs';
import { POSTGRES } from './lib/postgres-settings.mjs';
import { prepareDataFolder, readStartConfig } from './lib/start-config.mjs';
import { welcome } from './lib/welcome.mjs';

/** Everything is gone this long after Ctrl-C. */
const STOP_WITHIN = 4500;

/** The key that the parts share, made on first use and kept for the data folder's life. */
function secretOf(dataFolder) {
  const path = join(dataFolder, 'secret');
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(path, 'utf8').trim();
}

/** Whether nobody listens on the port, on this machine's own address or on any. */
const portIsFree = async (port) =>
  (await tryPort(port)) !== undefined && (await tryPort(port, '0.0.0.0')) !== undefined;

async function checkPort(port) {
  try {
    if (await portIsFree(port)) return;
  } catch (error) {
    if (error.code === 'EACCES')
      throw new Complaint(`PORT ${port} needs rights that this user does not have: take one above 1023.`);
    throw error;
  }
  throw new Complaint(`Port ${port} is in use by another program: set PORT to a free one.`);
}

/** Starts what is ours to start and keeps, in `parts`, how to stop it: the last started is the first stopped. */
class House {
  parts = [];
  stopping = false;
  current;

  constructor(root, config, say) {
    Object.assign(this, { root, config, say });
    this.logFolder = join(config.dataFolder, 'logs');
  }

  script(path) {
    return join(this.root, path);
  }

  async startPostgres() {
    const { startPostgres } = await import('./lib/postgres.mjs');
    const dataDir = this.config.dataFolder;
    this.goOn();
    let server = await startPostgres({ dataDir, settings: POSTGRES });
    this.parts.push({ name: 'PostgreSQL', stop: (milliseconds) => server.stop(milliseconds) });
    const watch = async () => {
      for (let wait = 500; ; wait = Math.min(wait * 2, 30_000)) {
        await server.ended;
        if (this.stopping) return;
        this.say('PostgreSQL stopped unexpectedly: starting it again.');
        try {
          // The parts hold its address, so it comes back where it was.
          server = await startPostgres({ dataDir, settings: POSTGRES, port: server.port });
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
      ([name, { script, env = this.env }]) =>
        new Child({ name, script: this.script(script), env, logFolder: this.logFolder, say: this.say }),
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
    // On the way up one more part may have come up meanwhile; the next step sees that we are stopping.
    await Promise.allSettled([opened]);
    await stopParts();
  }
}

async function chooseMqtt(config) {
  if (config.mqttUrl) return { MQTT_URL: config.mqttUrl };
  return { MQTT_PORT: String((await portIsFree(1883)) ? 1883 : await freePort()) };
}

async function reachServices({ databaseUrl, redisUrl, mqttUrl }) {
  if (!databaseUrl && !redisUrl && !mqttUrl) return;
  const { reachMqtt, reachPostgres, reachRedis } = await import('./lib/reach.mjs');
  if (databaseUrl) await reachPostgres(databaseUrl);
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
  const databaseUrl = config.databaseUrl ?? (await house.startPostgres());
  const mqtt = await chooseMqtt(config);
  house.env = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    QUEUE_URL: config.redisUrl ?? databaseUrl,
    PORT: String(config.port),
    CURBSTOP_DATA: config.dataFolder,
    CURBSTOP_SECRET: secretOf(config.dataFolder),
    CURBSTOP_DEMO: '0',
    ...mqtt,
  };
  // Read here alone: the parts are told where the queue is.
  delete house.env.REDIS_URL;

  tell('Bringing the database up to date.');
  await house.run('migrate', 'apps/billing/dist/migrate.js');
  let city = await decideCity(databaseUrl, config.empty);
  if (city.wiped) {
    tell('The last start was cut short while it loaded the demo city: loading it again.');
    await house.run('migrate', 'apps/billing/dist/migrate.js');
    city = await decideCity(databaseUrl, config.empty);
  }
  const { demo, load } = city;
  house.env.CURBSTOP_DEMO = demo ? '1' : '0';
  if (load === 'demo') {
    tell('Loading the demo city (on its first start, about a minute).');
    await house.run('demo-city', 'simulators/demo/dist/main.js', { each: (line) => tellOf(`  ${line}`) });
  }
  if (load === 'admin' || load === 'admin-again') {
    tell('Making the first administrator. The password is shown once:');
    const args = load === 'admin-again' ? ['--again'] : [];
    await house.run('first-admin', 'apps/billing/dist/first-admin.js', { args, each: tellOf, secret: true });
  }
  if (load) await noteLoaded(databaseUrl, demo);

  tell(demo ? 'Starting billing, scheduler, gateway and the meters.' : 'Starting billing, scheduler and gateway.');
  await house.startChildren({
    billing: { script: 'apps/billing/dist/main.js' },
    scheduler: { script: 'apps/scheduler/dist/main.js' },
    gateway: { script: 'apps/gateway/dist/main.js' },
  });
  const mqttUrl = config.mqttUrl ?? `mqtt://127.0.0.1:${mqtt.MQTT_PORT}`;
  if (demo) {
    await house.startChildren({
      meters: { script: 'simulators/city/dist/main.js', env: { ...house.env, MQTT_URL: mqttUrl } },
    });
  }

  const shown = new URL(mqttUrl);
  const seconds = (Date.now() - started) / 1000;
  for (const line of welcome({ ...config, mqttUrl: `${shown.protocol}//${shown.host}`, demo, seconds })) tell(line);
}

/** Resolves when the terminal, or whoever runs us, asks for an end. */
const askedToStop = () =>
  new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => done(signal));
    // A terminal that is gone asks for the same.
    process.stdout.on('error', () => done('the terminal is gone'));
  });

export async function main(args, { root, say }) {
  const started = Date.now();
  const config = readStartConfig(process.env, args, root);
  await prepareDataFolder(config.dataFolder);
  await checkPort(config.port);
  const unlock = lockFolder(config.dataFolder);
  const asked = askedToStop();
  const house = new House(root, config, say);
  let opened;
  try {
    mkdirSync(house.logFolder, { recursive: true, mode: 0o700 });
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

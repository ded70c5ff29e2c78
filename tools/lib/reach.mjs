// Asks the services that the environment names whether they answer and let us in, before anything is started.
import { Redis } from 'ioredis';
import mqtt from 'mqtt';
import pg from 'pg';
import { Complaint } from './plain.mjs';

const PATIENCE = 5000;

/** The address without its password. */
const where = (url) => {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
};

const complain = (name, url, error) => {
  const why = error.errors?.[0]?.message || error.message || error.code || String(error);
  throw new Complaint(`${name}: ${where(url)} does not let us in: ${why}.`);
};

export async function reachPostgres(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: PATIENCE });
  try {
    await client.connect();
    const { rows } = await client.query('SHOW server_version_num');
    if (Number(rows[0].server_version_num) < 150000) throw new Error('it is older than PostgreSQL 15');
  } catch (error) {
    complain('DATABASE_URL', url, error);
  } finally {
    await client.end();
  }
}

export async function reachRedis(url) {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
  });
  let last;
  client.on('error', (error) => (last = error));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    complain('REDIS_URL', url, last ?? error);
  } finally {
    client.disconnect();
  }
}

export async function reachMqtt(url) {
  const client = mqtt.connect(url, {
    connectTimeout: PATIENCE,
    reconnectPeriod: 0,
    protocolVersion: 4,
    clientId: `curbstop-start-${process.pid}`,
  });
  try {
    await new Promise((done, failed) => {
      client.once('connect', done);
      client.once('error', failed);
      client.once('close', () => failed(new Error('nothing answers there')));
    });
  } catch (error) {
    complain('MQTT_URL', url, error);
  } finally {
    await client.endAsync(true);
  }
}

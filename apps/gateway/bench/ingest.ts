import { DAY_MS } from '@curbstop/policy';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { upTopic } from '@curbstop/contracts';
import { deviceSecret, migrate, openDatabase, row } from '@curbstop/core';
import { anAccount } from '@curbstop/testing';
import { publishAll } from './publisher.ts';
import type { Publisher } from './publisher.ts';

const DEVICES = 200;
const READS = 300;
const ROUNDS = 5;
const UTILITY = 'bench';
/** Readings are this far apart and begin this long ago, so that none is early, late or too fast. */
const STEP_MS = 5 * 60_000;
const BEGIN_MS = 20 * DAY_MS;
const LITRES = 12;

const root = resolve(import.meta.dirname, '../../..');

/** Starts a program and waits until it says that it is ready. */
async function start(file: string, execArgv: string[], env: Record<string, string>) {
  const child = fork(file, {
    execArgv,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ ready?: boolean; port?: number }];
  if (message?.ready !== true) throw new Error(`${file} ended before it was ready.`);
  return {
    port: message.port ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * Reads a second, from the first connection to the last PUBACK: 60,000 valid QoS 1 reads of 200 devices. Ours is the gateway
 * as it is built, with its embedded broker: sign-in, topics, schema, deduplication, validation, and the PUBACK after the
 * commit. The reference ({@link file://./bare-broker.ts}) holds the PUBACK for its insert as well and checks nothing. Both are
 * programs of their own on one PostgreSQL; the devices speak from this one.
 */
export async function open() {
  const url = process.env['CURBSTOP_TEST_DATABASE_URL'] ?? '';
  const source = await openDatabase(url, { max: 2 });
  await migrate(source);
  const names = Array.from({ length: DEVICES }, (_, n) => `D${n + 1}`);
  const secretOf = (name: string): string => deviceSecret('bench', name);
  for (const name of names)
    await anAccount(source, { remote: { device: name, secret: secretOf(name), commandKey: Buffer.alloc(32, 7) } });
  const gateway = await start(join(root, 'apps/gateway/dist/main.js'), ['--enable-source-maps'], {
    DATABASE_URL: url,
    MQTT_PORT: '0',
    CURBSTOP_UTILITY: UTILITY,
    LOG_LEVEL: 'warn',
  });
  const bare = await start(
    join(import.meta.dirname, 'bare-broker.ts'),
    ['--import', join(root, 'tools/lib/typescript.mjs')],
    { DATABASE_URL: url },
  );
  const begin = Math.floor((Date.now() - BEGIN_MS) / STEP_MS) * STEP_MS;

  const devicesOf = (round: number): Publisher[] =>
    names.map((id) => ({
      id,
      password: secretOf(id),
      topic: upTopic(UTILITY, id, 'reading'),
      payloads: Array.from({ length: READS }, (_, n) => {
        const nth = round * READS + n;
        return JSON.stringify({
          v: 1,
          id: `r${nth}`,
          seq: nth + 1,
          bootId: 1,
          t: new Date(begin + nth * STEP_MS).toISOString(),
          tQuality: 'sync',
          register: (((nth + 1) * LITRES) / 1_000).toFixed(3),
          unit: 'm3',
          flags: [],
        });
      }),
    }));

  const measure = async (port: number, round: number, count: string): Promise<number> => {
    const devices = devicesOf(round);
    const began = performance.now();
    await Promise.all(devices.map((device) => publishAll(port, device)));
    const seconds = (performance.now() - began) / 1_000;
    const kept = await row<{ n: number }>(source, count);
    if (kept?.n !== (round + 1) * DEVICES * READS)
      throw new Error(`${kept?.n} reads are kept after round ${round + 1}, and every one was acknowledged.`);
    return (DEVICES * READS) / seconds;
  };

  return {
    unit: 'reads/s',
    better: 'higher',
    rounds: ROUNDS,
    ours: (round: number) =>
      measure(gateway.port, round, "SELECT count(*)::int AS n FROM meter_read WHERE quality = 'valid'"),
    reference: (round: number) => measure(bare.port, round, 'SELECT count(*)::int AS n FROM bare_read'),
    close: async () => {
      await Promise.all([gateway.stop(), bare.stop()]);
      await source.destroy();
    },
  };
}

import { row } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { errorCode } from '../error-code.ts';

/** One thing the city needs, and whether it is there. */
export interface Check {
  readonly up: boolean;
  /** A sentence for a person. */
  readonly says: string;
}

const PATIENCE_MS = 2_000;
/** A part at work writes its heartbeat every few seconds; one older than this, in milliseconds, is down. */
const HEARTBEAT_MS = 15_000;

/** Answers for a check that throws or takes too long: that is what being down looks like. */
export async function within(check: Promise<Check>, what: string): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((answer) => {
    timer = setTimeout(() => answer({ up: false, says: `${what} does not answer within 2 s.` }), PATIENCE_MS);
  });
  try {
    return await Promise.race([check, late]);
  } catch (error) {
    const code = errorCode(error);
    return { up: false, says: `${what} cannot be reached${code === '' ? '' : ` (${code})`}.` };
  } finally {
    clearTimeout(timer);
  }
}

export async function checkDatabase(source: DataSource): Promise<Check> {
  await source.query('SELECT 1');
  return { up: true, says: 'The database answers.' };
}

/** Whether this machine's clock is believed. */
export function checkClock(trouble: string | null): Check {
  return { up: trouble === null, says: trouble ?? 'The clock goes on evenly.' };
}

async function checkRedis(url: string): Promise<Check> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    commandTimeout: PATIENCE_MS,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let why: unknown;
  // The reason comes by this event; connect() itself only says that the connection is closed.
  redis.on('error', (error) => {
    why = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    return { up: true, says: 'The queue (Redis) answers.' };
  } catch (error) {
    throw why ?? error;
  } finally {
    redis.disconnect();
  }
}

async function checkQueueTables(url: string): Promise<Check> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  // A connection that breaks says so here; the question under way fails with it.
  let why: Error | null = null;
  client.on('error', (error) => {
    why = error;
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ there: boolean }>("SELECT to_regnamespace('bullmq') IS NOT NULL AS there");
    const there = rows[0]?.there === true;
    return {
      up: there,
      says: there
        ? 'The queue (PostgreSQL) answers.'
        : 'The queue has no tables yet: the scheduler makes them when it starts.',
    };
  } catch (error) {
    throw why ?? error;
  } finally {
    await client.end();
  }
}

/** Where BullMQ keeps its jobs. */
export function checkQueue(url: string): Promise<Check> {
  return url.startsWith('redis') ? checkRedis(url) : checkQueueTables(url);
}

const heartbeat = z.object({ at: z.number(), brokerUp: z.boolean().default(true) });

/** Whether another part of the house is at work: it writes the machine's time into `heartbeat/PART`. */
export async function checkHeartbeat(source: DataSource, part: string, what: string, machine: Instant): Promise<Check> {
  const beat = await lastBeat(source, part);
  if (!beat) return { up: false, says: `${what} has never been heard.` };
  const age = ageOf(beat, machine);
  if (age < HEARTBEAT_MS && !beat.brokerUp)
    return { up: false, says: 'The device gateway is at work, and its broker does not let it in or is away.' };
  return { up: age < HEARTBEAT_MS, says: `${what} was heard ${Math.round(age / 1000)} s ago.` };
}

/** Milliseconds since the part was heard; null for never. */
export async function heartbeatAge(source: DataSource, part: string, machine: Instant): Promise<number | null> {
  const beat = await lastBeat(source, part);
  return beat ? ageOf(beat, machine) : null;
}

type Beat = z.output<typeof heartbeat>;

const ageOf = ({ at }: Beat, machine: Instant): number => Math.max(0, machine - at);

async function lastBeat(source: DataSource, part: string): Promise<Beat | null> {
  const kept = await row<{ value: unknown }>(source, 'SELECT value FROM setting WHERE key = $1', [`heartbeat/${part}`]);
  return heartbeat.safeParse(kept?.value).data ?? null;
}

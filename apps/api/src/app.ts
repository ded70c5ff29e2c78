import type { Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CityClock, clockTrouble, reloadPolicies, openDatabase, steadyTime } from '@curbstop/core';
import type { Clock } from '@curbstop/core';
import type { Instant } from '@curbstop/policy';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { ApiModule } from './api.module.ts';
import type { BillingConfig } from './config.ts';
import { PERMIT_SIGNER, permitSigner } from './crew/permit-signer.ts';
import type { Pools } from './database.module.ts';
import { describeApi } from './edge/open-api.ts';
import { Metrics } from './health/metrics.ts';
import { guardDoors, makeAdapter } from './http.ts';
import type { Patience } from './http.ts';
import { startLive } from './live/live.ts';
import type { Live } from './live/live.ts';
import { makeLog, nestLog } from './log.ts';
import { BASE_MAP, readBaseMap } from './map/base-map.controller.ts';
import { CITY, CONFIG, LOG, WORDING } from './parts.ts';
import type { City } from './parts.ts';
import { readWording } from './policy/wording.ts';
import { SIGN_IN_LIMIT, signInLimit } from './session/sign-in-limit.ts';
import { builtApps, serveApps } from './web/apps.ts';

export { ConfigError, readConfig } from './config.ts';
export type { BillingConfig } from './config.ts';
export { simulatorToken } from './simulator/simulator.guard.ts';

/** What a spec may give in place of the real thing. */
export interface BillingGiven {
  /** A clock that the spec turns; else the city's own. */
  readonly clock?: Clock;
  /** A database that stays open when the API closes. */
  readonly source?: DataSource;
  /** The machine's time, which sessions and heartbeats live by. */
  readonly machine?: () => Instant;
  /** How long connections are waited for. */
  readonly patience?: Patience;
  /** How long the database is waited for. */
  readonly limits?: typeof LIMITS;
}

/** Who waits longer than this for an account is told to try again; nothing of ours takes that long by itself. */
const LIMITS = { lockMs: 5_000, statementMs: 60_000 };
/** Connections of the office, and of crews, sign-in and screens: a slow account keeps the former busy, never the latter. */
const POOLS = { office: 14, field: 6 };

/** The API, listening. */
export interface Api {
  readonly app: NestFastifyApplication;
  /** Where it listens, as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly live: Live;
  /** Ends in order: screens, requests under way, the database. */
  close(): Promise<void>;
}

async function makeCity(source: DataSource, given: BillingGiven): Promise<City> {
  const steady = steadyTime(() => Date.now());
  const machine = given.machine ?? steady.now;
  const trouble = (): string | null => clockTrouble(steady.jumped());
  if (given.clock) return { clock: given.clock, turnable: null, machine, trouble };
  const turnable = new CityClock(machine);
  await turnable.refresh(source);
  return { clock: turnable, turnable, machine, trouble };
}

/** Starts the API: HTTP, the live feed and the web apps on one port. The schema must be up to date. */
export async function createApi(config: BillingConfig, given: BillingGiven = {}): Promise<Api> {
  const log = makeLog(config.logLevel);
  const pools = given.source ? { office: given.source, field: given.source } : await openPools(config, given, log);
  const closePools = async (): Promise<void> => {
    if (given.source) return;
    await pools.office.destroy();
    await pools.field.destroy();
  };
  try {
    await reloadPolicies(pools.office);
    const parts = await buildApp(config, pools, await makeCity(pools.office, given), given, log);
    return {
      ...parts,
      close: async () => {
        await parts.live.close();
        await parts.app.close();
        await closePools();
      },
    };
  } catch (error) {
    await closePools();
    throw error;
  }
}

async function openPools(config: BillingConfig, given: BillingGiven, log: Logger): Promise<Pools> {
  const open = (max: number): Promise<DataSource> =>
    openDatabase(config.databaseUrl, {
      max,
      limits: given.limits ?? LIMITS,
      onPoolError: (err) => log.warn({ err }, 'A connection to the database was lost.'),
    });
  const office = await open(POOLS.office);
  try {
    return { office, field: await open(POOLS.field) };
  } catch (error) {
    await office.destroy();
    throw error;
  }
}

async function buildApp(
  config: BillingConfig,
  pools: Pools,
  city: City,
  { patience }: BillingGiven,
  log: Logger,
): Promise<Omit<Api, 'close'>> {
  const { office: source, field } = pools;
  const adapter = makeAdapter(config, patience);
  const fastify = adapter.getInstance();
  const metrics = new Metrics(source, city);
  metrics.watch(fastify);
  await guardDoors(fastify, config);
  const given = [
    { provide: CONFIG, useValue: config },
    { provide: CITY, useValue: city },
    { provide: LOG, useValue: log },
    { provide: WORDING, useValue: await readWording(config.dataFolder) },
    { provide: Metrics, useValue: metrics },
    { provide: SIGN_IN_LIMIT, useValue: signInLimit(fastify) },
    { provide: PERMIT_SIGNER, useValue: await permitSigner(config) },
    { provide: BASE_MAP, useValue: await readBaseMap() },
  ];
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(pools, given), adapter, {
    logger: nestLog(log),
    abortOnError: false,
    // Fastify's own parser reads JSON; forms, which another site's page can send without asking, are not read at all.
    bodyParser: false,
  });
  describeApi(app);
  await serveApps(fastify, builtApps(config.webFolder));
  await app.init();
  const http = app.getHttpServer() as Server;
  const live = await startLive({
    http,
    source: field,
    city,
    config,
    log,
    parseCookie: (header) => fastify.parseCookie(header),
  });
  metrics.follow(live);
  try {
    // Fastify hands what it is given to Node, which takes an open socket before anything else.
    const where = {
      port: config.port,
      host: config.host,
      ...(config.listenFd === null ? {} : { fd: config.listenFd }),
    };
    await app.listen(where);
  } catch (error) {
    await live.close();
    await app.close();
    throw error;
  }
  return { app, live, url: await app.getUrl() };
}

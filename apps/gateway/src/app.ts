import { NestFactory } from '@nestjs/core';
import { CityClock, POLICY_CHANNEL, reloadPolicies, listen, steadyTime, openDatabase } from '@curbstop/core';
import type { Clock } from '@curbstop/core';
import type { DataSource } from 'typeorm';
import type { GatewayConfig } from './config.ts';
import { GatewayModule } from './gateway.module.ts';
import { Gateway } from './gateway.ts';
import { makeLog } from './log.ts';

export { ConfigError, readConfig } from './config.ts';
export type { GatewayConfig } from './config.ts';

/** What a spec may give in place of the real thing. */
export interface GatewayGiven {
  /** A clock that the spec turns; else the city's own. */
  readonly clock?: Clock;
  /** A database that stays open when the gateway closes. */
  readonly source?: DataSource;
}

/** The gateway, at work. */
export interface RunningGateway {
  /** Port of the embedded broker; null with another's. */
  readonly port: number | null;
  /** Ends in order: commands, messages under way, devices, the database. */
  close(): Promise<void>;
}

/** Connections to the database: two lanes of readings, commands, status, and room to look devices up. */
const CONNECTIONS = 8;

/** Starts the gateway. With nothing given it opens the database and follows the city's clock. */
export async function createGateway(config: GatewayConfig, given: GatewayGiven = {}): Promise<RunningGateway> {
  const log = makeLog(config.logLevel);
  const onError = (error: unknown): void => log.warn({ err: error }, 'database');
  const source = given.source ?? (await openDatabase(config.databaseUrl, { max: CONNECTIONS, onPoolError: onError }));
  const machine = steadyTime(() => Date.now()).now;
  const cityClock = given.clock ? null : new CityClock(machine);
  await cityClock?.refresh(source);
  await reloadPolicies(source);
  const clock = given.clock ?? cityClock ?? { now: machine };
  const gateway = new Gateway({ config, source, clock, machine, log });
  const app = await NestFactory.createApplicationContext(GatewayModule.with(gateway), {
    logger: false,
    abortOnError: false,
  });
  const listener = await listen(
    config.databaseUrl,
    {
      valve_command: () => gateway.wake(),
      device: (name) => gateway.forget(name),
      [POLICY_CHANNEL]: () => {
        reloadPolicies(source).catch(onError);
      },
      clock: () => {
        cityClock?.refresh(source).then(() => gateway.wake(), onError);
      },
    },
    onError,
  );
  const step = cityClock?.keepInStep(source, () => gateway.wake(), onError);
  log.info({ port: gateway.port, utility: config.utility }, 'The gateway is up.');
  return {
    port: gateway.port,
    close: async () => {
      step?.stop();
      await listener.close();
      await app.close();
      if (!given.source) await source.destroy();
    },
  };
}

import { hostname } from 'node:os';
import { readEnvironment, variable } from '@curbstop/core';
import type { LogLevel } from '@curbstop/core';
import type { ProfileName } from '@curbstop/policy';
import { z } from 'zod';

export { ConfigError } from '@curbstop/core';

const environment = z.object({
  DATABASE_URL: variable.databaseUrl,
  MQTT_URL: z
    .string()
    .regex(/^mqtts?:\/\/\S+$/, 'must be the address of a broker, as mqtts://user:password@host:8883')
    .optional(),
  MQTT_PORT: variable.port.default(1883),
  MQTT_HOST: variable.host.default('127.0.0.1'),
  CURBSTOP_LISTEN_FD: variable.listenFd,
  MQTT_CONNECTIONS: variable.count(256).default(16),
  CURBSTOP_GATEWAY_ID: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,40}$/, 'must be up to 40 letters, digits, "_", "." and "-"')
    .default(
      hostname()
        .replace(/[^A-Za-z0-9_.-]/g, '-')
        .slice(0, 40),
    ),
  CURBSTOP_UTILITY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be up to 32 letters, digits, "_" and "-"')
    .default('demo'),
  CURBSTOP_PROFILE: variable.profile,
  CURBSTOP_CLOSES_PER_MINUTE: variable.count(1_000).default(1),
  CURBSTOP_CLOSES_PER_HOUR: variable.count(10_000).default(30),
  GATEWAY_HTTP_PORT: variable.port.optional(),
  LOG_LEVEL: variable.logLevel,
});

/** What the gateway is told from outside, checked. */
export interface GatewayConfig {
  readonly databaseUrl: string;
  /** First level of every topic after the version. */
  readonly utility: string;
  /** City whose time zone says when a day begins. */
  readonly profile: ProfileName;
  readonly broker:
    | {
        readonly kind: 'embedded';
        readonly host: string;
        readonly port: number;
        readonly listenFd?: number | undefined;
      }
    /** `name` must differ between gateways: a broker keeps a session for each. */
    | { readonly kind: 'external'; readonly url: string; readonly connections: number; readonly name: string };
  /** The circuit breaker of remote closes. */
  readonly limits: { readonly perMinute: number; readonly perHour: number };
  /** Port of `/health` and `/metrics`; none when null. */
  readonly httpPort: number | null;
  readonly logLevel: LogLevel;
}

/** Reads the environment, once. A wrong value stops the start with a sentence that says what is allowed. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): GatewayConfig {
  const each = readEnvironment(environment, env);
  return {
    databaseUrl: each.DATABASE_URL,
    utility: each.CURBSTOP_UTILITY,
    profile: each.CURBSTOP_PROFILE,
    broker: each.MQTT_URL
      ? { kind: 'external', url: each.MQTT_URL, connections: each.MQTT_CONNECTIONS, name: each.CURBSTOP_GATEWAY_ID }
      : { kind: 'embedded', host: each.MQTT_HOST, port: each.MQTT_PORT, listenFd: each.CURBSTOP_LISTEN_FD },
    limits: { perMinute: each.CURBSTOP_CLOSES_PER_MINUTE, perHour: each.CURBSTOP_CLOSES_PER_HOUR },
    httpPort: each.GATEWAY_HTTP_PORT ?? null,
    logLevel: each.LOG_LEVEL,
  };
}

import { join, resolve } from 'node:path';
import { role, ROLES } from '@curbstop/contracts';
import type { Role } from '@curbstop/contracts';
import { readEnvironment, variable } from '@curbstop/core';
import type { LogLevel } from '@curbstop/core';
import type { ProfileName } from '@curbstop/policy';
import { z } from 'zod';
import { tileOrigin } from './map/tile-address.ts';

export { ConfigError } from '@curbstop/core';

const environment = z
  .object({
    DATABASE_URL: variable.databaseUrl,
    DATABASE_OWNER_URL: variable.databaseUrl.optional(),
    QUEUE_URL: variable.queueUrl.optional(),
    PORT: variable.port.default(3000),
    HOST: variable.host.default('127.0.0.1'),
    CURBSTOP_LISTEN_FD: variable.listenFd,
    TRUST_PROXY: z
      .string()
      .regex(/^[0-9A-Fa-f.:/, ]+$/, "must be the addresses of the city's own proxies, as 10.0.0.0/8, 127.0.0.1")
      .optional(),
    CURBSTOP_DATA: z.string().default('.data'),
    CURBSTOP_PROFILE: variable.profile,
    CURBSTOP_DEMO: variable.demo,
    CURBSTOP_SECRET: z.string().min(32, 'must have at least 32 characters, taken at random').optional(),
    CURBSTOP_PERMIT_KEY: z.string().optional(),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters, taken at random').optional(),
    CURBSTOP_TWO_STEP_ROLES: z
      .string()
      .transform((value) => value.split(/[\s,]+/).filter((part) => part !== ''))
      .pipe(z.array(role, `must be roles, as admin, finance; the roles are ${ROLES.join(', ')}`))
      .default([]),
    MAP_TILE_URL: z
      .string()
      .refine(
        (value) => tileOrigin(value) !== null,
        'must be the address of map tiles, as https://tiles.example/{z}/{x}/{y}.png or /tiles/{z}/{x}/{y}.png on this server',
      )
      .optional(),
    MAP_TILE_ATTRIBUTION: z
      .string()
      .trim()
      .regex(/^[^<>]{1,200}$/, 'must be plain text of at most 200 characters, without "<" and ">"')
      .optional(),
    LOG_LEVEL: variable.logLevel,
  })
  .refine((each) => !each.CURBSTOP_DEMO || each.CURBSTOP_SECRET !== undefined, {
    path: ['CURBSTOP_SECRET'],
    message: 'is not set: the demo city needs it, at least 32 characters, so that its meters can prove who they are',
  });

/** What the API is told from outside, checked. */
export interface BillingConfig {
  readonly databaseUrl: string;
  /** Who owns the tables; the application only uses them. The same where none is given. */
  readonly ownerUrl: string;
  /** Where BullMQ keeps its jobs: Redis or PostgreSQL. The API only asks whether it is up. */
  readonly queueUrl: string;
  readonly port: number;
  readonly host: string;
  /** An open socket that takes the place of port and host. */
  readonly listenFd: number | null;
  /** Proxies whose `X-Forwarded-*` headers are believed. */
  readonly trustProxy: readonly string[];
  readonly dataFolder: string;
  readonly profile: ProfileName;
  readonly demo: boolean;
  readonly secret: string | null;
  /** What Prometheus shows to read `/metrics`; null: they are told to this machine alone. */
  readonly metricsToken: string | null;
  /** The private permit key as a JSON Web Key; null: kept in the data folder, made on first run. */
  readonly permitKey: string | null;
  /** Who must set up a second step before anything else. */
  readonly twoStepRoles: readonly Role[];
  /** Where screens take map tiles from; null: the packed map. `origin` is what a page's content policy allows. */
  readonly tiles: { readonly url: string; readonly origin: string; readonly attribution: string | null } | null;
  readonly logLevel: LogLevel;
  /** Folder that holds the built web apps, each in `NAME/dist`. */
  readonly webFolder: string;
}

function tilesOf(url: string | undefined, attribution: string | undefined): BillingConfig['tiles'] {
  const origin = url === undefined ? null : tileOrigin(url);
  return url === undefined || origin === null ? null : { url, origin, attribution: attribution ?? null };
}

/** Reads the environment, once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): BillingConfig {
  const each = readEnvironment(environment, env);
  return {
    databaseUrl: each.DATABASE_URL,
    ownerUrl: each.DATABASE_OWNER_URL ?? each.DATABASE_URL,
    queueUrl: each.QUEUE_URL ?? each.DATABASE_URL,
    port: each.PORT,
    host: each.HOST,
    listenFd: each.CURBSTOP_LISTEN_FD ?? null,
    trustProxy: each.TRUST_PROXY?.split(/[\s,]+/).filter((part) => part !== '') ?? [],
    dataFolder: resolve(each.CURBSTOP_DATA),
    profile: each.CURBSTOP_PROFILE,
    demo: each.CURBSTOP_DEMO,
    secret: each.CURBSTOP_SECRET ?? null,
    metricsToken: each.METRICS_TOKEN ?? null,
    permitKey: each.CURBSTOP_PERMIT_KEY ?? null,
    twoStepRoles: each.CURBSTOP_TWO_STEP_ROLES,
    tiles: tilesOf(each.MAP_TILE_URL, each.MAP_TILE_ATTRIBUTION),
    logLevel: each.LOG_LEVEL,
    webFolder: join(import.meta.dirname, '..', '..'),
  };
}

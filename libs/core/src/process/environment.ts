import { profiles } from '@curbstop/policy';
import { z } from 'zod';

/** A value of the environment is missing or not allowed: one sentence for the person who set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const PROFILES = Object.keys(profiles) as [keyof typeof profiles, ...(keyof typeof profiles)[]];
const A_DATABASE = 'the address of the database, as postgres://user:password@host:5432/curbstop';
const A_PORT = 'must be a port number from 0 to 65535 (0 takes any free one)';

const databaseUrl = z
  .string(`is not set: give ${A_DATABASE}`)
  .regex(/^postgres(ql)?:\/\/\S+$/, `must be ${A_DATABASE.replace('the database', 'a PostgreSQL database')}`);
const port = z
  .string()
  .regex(/^\d{1,5}$/, A_PORT)
  .transform(Number)
  .refine((value) => value <= 65_535, A_PORT);

/** Variables that more than one program reads, each with what is allowed in it. */
export const variable = {
  databaseUrl,
  /** Where BullMQ keeps its jobs. */
  queueUrl: z
    .string()
    .regex(/^(postgres(ql)?|rediss?):\/\/\S+$/, 'must be the address of Redis or PostgreSQL, as redis://host:6379'),
  port,
  /** An open socket to listen on, handed over by whoever started the program; then `PORT` and the like only name it. */
  listenFd: z
    .string()
    .regex(/^\d{1,3}$/, 'must be the number of an open file, as 4')
    .transform(Number)
    .optional(),
  /** An address of this machine to listen on. */
  host: z.string().regex(/^[0-9A-Za-z.:_-]+$/, 'must be the address to listen on, as 127.0.0.1 or 0.0.0.0'),
  /** The city whose policy is followed. */
  profile: z.enum(PROFILES, `must be one of ${PROFILES.join(', ')}`).default('glendora'),
  /** Whether this is the demo city. */
  demo: z
    .enum(['0', '1', 'false', 'true'], 'must be 1 (the demo city, whose clock can be turned) or 0')
    .default('0')
    .transform((value) => value === '1' || value === 'true'),
  logLevel: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  /** A whole number from 1 to `most`. */
  count: (most: number) =>
    z
      .string()
      .regex(/^\d{1,6}$/, `must be a whole number from 1 to ${most}`)
      .transform(Number)
      .refine((value) => value >= 1 && value <= most, `must be a whole number from 1 to ${most}`),
} as const;

/**
 * Reads the variables of a program. One set to nothing, as compose files do, counts as not set. Throws
 * {@link ConfigError} with a sentence that names the first wrong one and says what is allowed.
 */
export function readEnvironment<T>(schema: z.ZodType<T>, env: Readonly<Record<string, string | undefined>>): T {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [wrong] = parsed.error.issues;
  throw new ConfigError(`${String(wrong?.path[0] ?? 'The environment')} ${wrong?.message ?? 'is not allowed'}.`);
}

import { programLog } from '@curbstop/core';
import type { Logger } from 'pino';
import type { GatewayConfig } from './config.ts';

export type { Logger } from 'pino';

/** What a line says of an error. PostgreSQL's carry the query's values and its connection: those stay out of the log. */
export function briefly(error: unknown): object {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { name, message, code, stack } = error as {
    name?: unknown;
    message?: unknown;
    code?: unknown;
    stack?: unknown;
  };
  return { name, message, code, stack };
}

/** One line of JSON for each event. */
export function makeLog(level: GatewayConfig['logLevel']): Logger {
  return programLog({ level, base: { app: 'gateway' }, serializers: { err: briefly } });
}

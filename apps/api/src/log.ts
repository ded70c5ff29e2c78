import { programLog } from '@curbstop/core';
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import type { BillingConfig } from './config.ts';

/** One line of JSON for each event. Nothing a customer or a member of staff typed is ever in it. */
export function makeLog(level: BillingConfig['logLevel']): Logger {
  return programLog({
    level,
    base: { app: 'api' },
    redact: ['*.password', '*.headers.cookie', '*.headers.authorization'],
  });
}

/** Nest's own messages: what it does while starting is of no interest, what goes wrong is. */
export function nestLog(log: Logger): LoggerService {
  const write =
    (usual: 'debug' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...more: unknown[]): void => {
      const context = more.at(-1);
      // What it cannot do while starting is thrown as well, and told in a sentence by whoever started it.
      const level = context === 'NestApplication' ? 'debug' : usual;
      if (message instanceof Error) log[level]({ err: message }, message.message);
      else log[level]({ nest: typeof context === 'string' ? context : undefined }, String(message));
    };
  return {
    log: write('debug'),
    debug: write('debug'),
    verbose: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
}

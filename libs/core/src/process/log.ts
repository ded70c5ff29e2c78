import { pino } from 'pino';
import type { Logger, LoggerOptions } from 'pino';

/**
 * A program's log on its output, one line of JSON for each event. Written at once: lines that wait are written once more
 * at the end, and a program whose starter was killed would try that for ever, with its connections open.
 */
export function programLog(options: LoggerOptions): Logger {
  return pino(options, pino.destination({ dest: process.stdout.fd, sync: true }));
}

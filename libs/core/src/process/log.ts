import { pino } from 'pino';
import type { Logger, LoggerOptions } from 'pino';

/**
 * A program's log on its output, one line of JSON for each event. Written at once: lines that wait are written once more
 * at the end, and a program whose starter was killed would try that for ever, with its connections open.
 */
export function programLog(options: LoggerOptions): Logger {
  const output = pino.destination({ dest: process.stdout.fd, sync: true });
  // A full disk, or nobody who reads: that a line is lost must not end the program that said it. The line is tried
  // again with the next one, so what was lost comes when there is room.
  output.on('error', () => undefined);
  return pino(options, output);
}

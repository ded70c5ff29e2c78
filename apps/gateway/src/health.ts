import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Counter, Gauge, Registry } from 'prom-client';

/** What the gateway counts, in Prometheus form. */
export class Metrics {
  readonly registry = new Registry();
  readonly stored = this.counter('curbstop_reads_stored_total', 'Readings stored');
  readonly repeated = this.counter('curbstop_reads_repeated_total', 'Readings that had come before');
  readonly doubted = this.counter('curbstop_reads_doubted_total', 'Readings stored as suspect');
  readonly sent = this.counter('curbstop_commands_sent_total', 'Valve commands published, repeats included');
  readonly refused = this.counter('curbstop_devices_refused_total', 'Sign-ins and topics refused');
  readonly outages = this.counter('curbstop_gateway_outages_total', 'Times the database did not answer');

  /** Values that are asked for, not counted. */
  watch(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }

  private counter(name: string, help: string): Counter {
    return new Counter({ name, help, registers: [this.registry] });
  }
}

/** `/health` and `/metrics` on a port of their own, for a gateway that runs beside no billing. */
export async function serveHealth(port: number, metrics: Metrics, up: () => Promise<boolean>): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      if (request.url === '/metrics') {
        response.setHeader('content-type', metrics.registry.contentType);
        response.end(await metrics.registry.metrics());
        return;
      }
      const well = request.url === '/health' ? await up() : null;
      response.statusCode = well === null ? 404 : well ? 200 : 503;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ status: well === null ? 'not-found' : well ? 'up' : 'down' }));
    };
    const fail = (error: unknown): void => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    };
    answer().catch(fail);
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, done);
  });
  return server;
}

import { startPostgres } from '@curbstop/testing';
import type { RunningPostgres } from '@curbstop/testing';
import type { Killable } from './part.ts';
import { secondsSince } from './within.ts';

// Only the machine's own failure needs more: what a killed server has written, the operating system keeps.
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '100' };

/** PostgreSQL of the city's own, which comes back on its port. */
export class Postgres implements Killable {
  readonly name = 'PostgreSQL';
  private state = 'ready';
  private since = performance.now();

  private constructor(
    private readonly dataDir: string,
    private server: RunningPostgres,
  ) {}

  static async start(dataDir: string): Promise<Postgres> {
    return new Postgres(dataDir, await startPostgres({ dataDir, settings: SETTINGS }));
  }

  get url(): string {
    return this.server.url;
  }

  async killAndRestart(): Promise<void> {
    const { port } = this.server;
    this.turn('killed');
    await this.server.crash();
    this.turn('starting');
    this.server = await startPostgres({ dataDir: this.dataDir, settings: SETTINGS, port });
    this.turn('ready');
  }

  standing(): string {
    return `${this.name}: ${this.state} for ${secondsSince(this.since)}`;
  }

  private turn(state: string): void {
    this.state = state;
    this.since = performance.now();
  }

  stop(): Promise<void> {
    return this.server.remove();
  }
}

import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { Public } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { CITY, CONFIG } from '../parts.ts';
import type { BillingConfig, City } from '../parts.ts';
import { page } from '../web/page.ts';
import type { Check } from './checks.ts';
import { checkClock, checkDatabase, checkHeartbeat, checkQueue, within } from './checks.ts';

const part = z.object({ up: z.boolean(), says: z.string() });
const health = z.object({
  up: z.boolean(),
  parts: z.object({ database: part, queue: part, broker: part, sweep: part, clock: part }),
});
type Health = z.output<typeof health>;

const TITLES: Readonly<Record<keyof Health['parts'], string>> = {
  database: 'Database',
  queue: 'Queue',
  broker: 'Device gateway',
  sweep: 'Alarm clock',
  clock: "The machine's clock",
};
/** One answer serves everyone who asks within so many milliseconds: probes must not become the load. */
const KEPT_MS = 1_000;

/** What is up, for people and for probes. */
@Controller('health')
@Public()
export class HealthController {
  private kept: { at: number; answer: Promise<Health> } | null = null;

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(CITY) private readonly city: City,
    @Inject(CONFIG) private readonly config: BillingConfig,
  ) {}

  @Get()
  @Describe({
    says: "Whether the database, the queue, the broker, the alarm clock and the machine's clock are up; 503 when one is not",
    answer: health,
  })
  async all(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const answer = await this.look();
    reply.status(answer.up ? 200 : 503).header('cache-control', 'no-store');
    if (/\btext\/html\b/.test(request.headers.accept ?? '')) {
      const lines = Object.entries(answer.parts).map(
        ([name, each]) =>
          `<tr><th>${TITLES[name as keyof Health['parts']]}</th><td>${each.up ? '✓ up' : '✗ down'}</td><td>${each.says}</td></tr>`,
      );
      reply.type('text/html; charset=utf-8');
      reply.send(page(answer.up ? 'All is up' : 'Something is down', `<table>${lines.join('')}</table>`));
      return;
    }
    reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  }

  @Get('self')
  @Describe({ says: 'Whether this process and its database are up: for those who would restart it', answer: part })
  async self(@Res({ passthrough: true }) reply: FastifyReply): Promise<Check> {
    const { database } = (await this.look()).parts;
    reply.status(database.up ? 200 : 503).header('cache-control', 'no-store');
    return database;
  }

  private look(): Promise<Health> {
    const at = this.city.machine();
    if (!this.kept || at - this.kept.at >= KEPT_MS) this.kept = { at, answer: this.ask() };
    return this.kept.answer;
  }

  private async ask(): Promise<Health> {
    const machine = this.city.machine();
    const [database, queue, broker, sweep] = await Promise.all([
      within(checkDatabase(this.source), 'The database'),
      within(checkQueue(this.config.queueUrl), 'The queue'),
      within(checkHeartbeat(this.source, 'gateway', 'The device gateway with its broker', machine), 'The database'),
      within(checkHeartbeat(this.source, 'scheduler', 'The sweep of what is due', machine), 'The database'),
    ]);
    const parts = { database, queue, broker, sweep, clock: checkClock(this.city.trouble()) };
    return { up: Object.values(parts).every(({ up }) => up), parts };
  }
}

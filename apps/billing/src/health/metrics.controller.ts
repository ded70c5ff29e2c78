import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { Metrics } from './metrics.ts';

/** Measures in Prometheus form. They name no customer; a proxy to the outside should keep them inside all the same. */
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Get()
  @Describe({ says: 'Measures in Prometheus form' })
  async metricsText(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.registry.metrics();
    reply.type(this.metrics.registry.contentType).header('cache-control', 'no-store').send(text);
  }
}

import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../edge/allow.ts';
import { Describe } from '../edge/describe.ts';
import { Problem } from '../edge/problem.ts';
import { CONFIG } from '../parts.ts';
import type { BillingConfig } from '../parts.ts';
import { mayReadMetrics } from './metrics-door.ts';
import { Metrics } from './metrics.ts';

/** Measures in Prometheus form. They name no customer, and are nobody's business outside all the same. */
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: BillingConfig,
  ) {}

  @Get()
  @Describe({ says: 'Measures in Prometheus form' })
  async metricsText(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!mayReadMetrics(request.headers, request.socket.remoteAddress, this.config.metricsToken))
      throw new Problem('not-found', 'There is nothing at this address.');
    const text = await this.metrics.registry.metrics();
    reply.type(this.metrics.registry.contentType).header('cache-control', 'no-store').send(text);
  }
}

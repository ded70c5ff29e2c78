import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../edge/problem.ts';
import { CONFIG } from '../parts.ts';
import type { BillingConfig } from '../parts.ts';

/** The token that the simulators of an installation show: hex HMAC-SHA-256 of `simulator` under its secret. */
export function simulatorToken(secret: string): string {
  return createHmac('sha256', secret).update('simulator').digest('hex');
}

@Injectable()
export class SimulatorGuard implements CanActivate {
  constructor(@Inject(CONFIG) private readonly config: BillingConfig) {}

  canActivate(context: ExecutionContext): boolean {
    const { demo, secret } = this.config;
    if (!demo || secret === null) throw new Problem('not-found', 'There is nothing at this address.');
    const { authorization } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    const shown = Buffer.from(authorization ?? '');
    const wanted = Buffer.from(`Bearer ${simulatorToken(secret)}`);
    if (shown.length !== wanted.length || !timingSafeEqual(shown, wanted)) throw new Problem('not-signed-in');
    return true;
  }
}

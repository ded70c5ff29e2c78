import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { canonical, underKey } from '@curbstop/core';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { idempotencyKey } from './accept.ts';

/** Whatever comes with an `idempotency-key` is kept with a digest of what it asks: the same key is the same request, or none. */
@Injectable()
export class KeyedInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { method, headers, routeOptions, params, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const given = headers['idempotency-key'];
    if (given === undefined || method === 'GET' || method === 'HEAD') return next.handle();
    const key = idempotencyKey.transform(given);
    const asked = canonical([method, routeOptions.url, params ?? null, body ?? null]);
    const digest = createHash('sha256').update(asked).digest();
    return from(underKey({ key, digest }, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }
}

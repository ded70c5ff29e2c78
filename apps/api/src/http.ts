import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { BillingConfig } from './config.ts';
import { fromHere } from './edge/origin.ts';
import { Problem } from './edge/problem.ts';
import { readJson } from './edge/json-body.ts';
import { sendProblem } from './edge/problem-filter.ts';

/** A tablet's outbox of 200 actions is a third of this. */
const LARGEST_BODY_BYTES = 512 * 1024;

/** What a page may load: its own files, pictures of the tile server if one is set up, and wasm (the scanner). */
const contentPolicy = ({ tiles }: BillingConfig): Record<string, string[]> => ({
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  // Leaflet and the API's page place elements by style attributes.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: [...new Set(["'self'", 'data:', 'blob:', ...(tiles ? [tiles.origin] : [])])],
  connectSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
});

/** How long a connection is waited for, in milliseconds, before it is closed. */
export interface Patience {
  /** For the headers of a request, from the first moment of a connection on. */
  readonly headersMs: number;
  /** For a whole request; a tablet's outbox comes over a weak network. */
  readonly bodyMs: number;
  /** For the next request. */
  readonly idleMs: number;
  /** How often it is looked. */
  readonly checkMs: number;
}

const PATIENCE: Patience = { headersMs: 15_000, bodyMs: 60_000, idleMs: 10_000, checkMs: 5_000 };

export function makeAdapter({ trustProxy }: BillingConfig, patience: Patience = PATIENCE): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: LARGEST_BODY_BYTES,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    // A request under way is answered before the server ends; a connection without one is closed.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100 },
    http: { headersTimeout: patience.headersMs, connectionsCheckingInterval: patience.checkMs },
    requestTimeout: patience.bodyMs,
    keepAliveTimeout: patience.idleMs,
  });
}

/** What stands before every route, Nest's and others'. */
export async function guardDoors(fastify: FastifyInstance, config: BillingConfig): Promise<void> {
  fastify.decorateRequest('staff', null);
  await fastify.register(fastifyCookie);
  await fastify.register(fastifyHelmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy(config) },
    referrerPolicy: { policy: 'same-origin' },
  });
  await fastify.register(fastifyRateLimit, { global: false });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('permissions-policy', 'geolocation=(self), camera=(self), microphone=()');
    if (fromHere(request.method, request.headers, request.host)) return done();
    sendProblem(reply, new Problem('foreign-origin'));
  });
  // Whatever does not say that it may be kept is kept by nobody, however its address was spelt.
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    done();
  });
  readJson(fastify);
}

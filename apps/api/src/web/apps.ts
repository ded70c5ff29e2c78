import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../edge/problem-filter.ts';
import { Problem } from '../edge/problem.ts';

/** The web apps that the API serves, each under its own name. */
const APPS = {
  dispatch: "Dispatcher's map and list",
  field: "Crew's tablet",
  desk: 'Billing desk',
} as const;

export interface WebApp {
  readonly name: keyof typeof APPS;
  readonly says: string;
  /** Its built files. */
  readonly root: string;
}

/** The apps that are built here. */
export function builtApps(webFolder: string): WebApp[] {
  return (Object.keys(APPS) as (keyof typeof APPS)[])
    .map((name) => ({ name, says: APPS[name], root: join(webFolder, name, 'dist') }))
    .filter(({ root }) => existsSync(join(root, 'index.html')));
}

/** How long a browser may keep a file: for ever when its name holds a hash of what is in it, else not unasked. */
function cacheControl(path: string): string {
  return /\/assets\/[^/]+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

/** Serves the apps; any address inside an app that is no file opens the app. */
export async function serveApps(fastify: FastifyInstance, apps: readonly WebApp[]): Promise<void> {
  let first = true;
  for (const { name, root } of apps) {
    await fastify.register(fastifyStatic, {
      root,
      prefix: `/${name}/`,
      decorateReply: first,
      wildcard: false,
      redirect: true,
      cacheControl: false,
      // Made at build time (tools/compress.mjs).
      preCompressed: true,
      setHeaders: (reply, path) => {
        reply.header('cache-control', cacheControl(path));
      },
    });
    fastify.get(`/${name}/*`, (request, reply) => {
      // A file of an older build is gone: a page in its place would only fail later, and less clearly.
      if (request.url.includes('/assets/')) return sendProblem(reply, new Problem('not-found'));
      return reply.sendFile('index.html', root);
    });
    first = false;
  }
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../edge/problem.ts';

/** Tries a minute for one name from one address. */
const PER_NAME = 10;
/** Tries a minute from one address, whatever the names: each costs 40 ms of work. */
const PER_ADDRESS = 60;

export const SIGN_IN_LIMIT = Symbol('sign-in-limit');

/** Counts a try to sign in; throws the 429 problem when there were too many. */
export type SignInLimit = (request: FastifyRequest, username: string) => Promise<void>;

/**
 * The counts live in this process: with several, each allows its own. They only slow guessing down; what makes a
 * password safe is its length.
 */
export function signInLimit(fastify: FastifyInstance): SignInLimit {
  const names = new WeakMap<FastifyRequest, string>();
  const timeWindow = 60_000;
  const limits = [
    fastify.createRateLimit({ max: PER_ADDRESS, timeWindow, keyGenerator: (request) => `sign-in ${request.ip}` }),
    fastify.createRateLimit({
      max: PER_NAME,
      timeWindow,
      keyGenerator: (request) => `sign-in ${request.ip} ${names.get(request) ?? ''}`,
    }),
  ];
  return async (request, username) => {
    names.set(request, username.toLowerCase());
    for (const limit of limits) {
      const counted = await limit(request);
      if (!counted.isAllowed && counted.isExceeded) {
        const seconds = Math.max(1, counted.ttlInSeconds);
        throw new Problem('too-many', `Try again in ${seconds} s.`, { retryAfter: seconds });
      }
    }
  };
}

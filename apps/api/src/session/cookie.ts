import type { OpenedSession } from '@curbstop/core';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Opaque: 256 random bits. There is nothing in it to read or to sign. */
export const SESSION_COOKIE = 'curbstop';

/** Longer than any session: a tablet's page may be closed and opened again, and the server alone says what has ended. */
const KEPT_SECONDS = 7 * 24 * 60 * 60;

const options = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' }) as const;

export function giveCookie(request: FastifyRequest, reply: FastifyReply, { token }: OpenedSession): void {
  reply.setCookie(SESSION_COOKIE, token, { ...options(request), maxAge: KEPT_SECONDS });
}

export function takeCookieBack(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, options(request));
}

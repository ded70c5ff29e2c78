import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOG } from '../parts.ts';
import { PROBLEM_TYPE, problemBody } from './problem.ts';
import type { Problem } from './problem.ts';
import { problemOf } from './problem-of.ts';

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const body = problemBody(problem);
  if (problem.more.retryAfter !== undefined) reply.header('retry-after', String(problem.more.retryAfter));
  return reply.status(body.status).header('cache-control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(body));
}

/** The one place where an exception becomes an answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.code === 'internal' || problem.code === 'unavailable') {
      this.log.error({ err: error, method: request.method, url: request.url.split('?')[0] }, 'A request failed.');
    }
    if (reply.sent) return;
    sendProblem(reply, problem);
  }
}

import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/** What our own screens send is five levels deep. */
const DEEPEST = 32;

/** Whether the text opens more brackets inside one another than we read; asked of the text, before anything is made of it. */
export function isTooDeep(text: string, deepest = DEEPEST): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '[' || sign === '{') {
      depth += 1;
      if (depth > deepest) return true;
    } else if (sign === ']' || sign === '}') depth -= 1;
  }
  return false;
}

/** JSON is the only body that is read, and only so deep. */
export function readJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isTooDeep(body))
      return done(new Problem('invalid', `The body is nested too deeply: ${DEEPEST} levels are read.`), undefined);
    void parse(request, body, done);
  });
}

import { z } from 'zod';
import { orderChange } from './api/dispatch.ts';

/** Every way the API says no, with its HTTP status and the sentence a person reads. */
export const PROBLEMS = {
  invalid: { status: 400, title: 'Something in the request is not allowed' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'Wrong user name or password' },
  'code-needed': { status: 401, title: 'Enter the code of your second step' },
  'not-your-role': { status: 403, title: 'Your role may not do this' },
  'foreign-origin': { status: 403, title: 'This request came from another site' },
  'not-found': { status: 404, title: 'There is no such record' },
  refused: { status: 409, title: 'The policy does not allow this now' },
  conflict: { status: 409, title: 'Someone was faster' },
  'too-large': { status: 413, title: 'That is too much at once' },
  'too-many': { status: 429, title: 'Too many tries; wait a little' },
  busy: { status: 503, title: 'Somebody else is at this; try again in a moment' },
  internal: { status: 500, title: 'The server could not do this' },
  unavailable: { status: 503, title: 'A part of the system is down; try again' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457 problem details, as `application/problem+json`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  /** Clauses of the policy that say no. */
  clauses: z.array(z.string()).optional(),
  /** What is wrong with which field, and what is allowed there. */
  fields: z.array(z.object({ field: z.string(), says: z.string() })).optional(),
  /** Who changed the order first, when, and into what. */
  changed: orderChange.optional(),
});
export type ProblemDetails = z.infer<typeof problem>;

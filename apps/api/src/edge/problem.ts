import { PROBLEMS } from '@curbstop/contracts';
import type { ProblemCode, ProblemDetails } from '@curbstop/contracts';

/** One of the contract's refusals, as an exception of the HTTP edge. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
    readonly more: Pick<ProblemDetails, 'clauses' | 'fields' | 'changed'> & { readonly retryAfter?: number } = {},
  ) {
    super(detail ?? PROBLEMS[code].title);
  }
}

export const PROBLEM_TYPE = 'application/problem+json';

/** The body of a refusal (RFC 9457). */
export function problemBody({ code, detail, more }: Problem): ProblemDetails {
  const { status, title } = PROBLEMS[code];
  return {
    type: `urn:curbstop:problem:${code}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(more.clauses?.length ? { clauses: more.clauses } : {}),
    ...(more.fields?.length ? { fields: more.fields } : {}),
    ...(more.changed === undefined ? {} : { changed: more.changed }),
  };
}

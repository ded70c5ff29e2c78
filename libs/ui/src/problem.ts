import { problem, PROBLEMS } from '@curbstop/contracts';
import type { ProblemCode } from '@curbstop/contracts';

/** One field the server would not take: its path as sent (`evidence.register`) and what is allowed there. */
export interface FieldError {
  readonly field: string;
  readonly says: string;
}

/** The parts of a problem+json answer (`problem` in the contracts, RFC 9457), what is missing filled in. */
export interface ProblemParts {
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  /** Which of the contract's refusals it is; null when something before the API answered, as a proxy. */
  readonly code: ProblemCode | null;
  /** Clauses of the policy that say no. */
  readonly clauses: readonly string[];
  readonly fields: readonly FieldError[];
}

/** The server answered, and it was no. Nothing was changed. */
export class Problem extends Error implements ProblemParts {
  override readonly name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  readonly code: ProblemCode | null;
  readonly clauses: readonly string[];
  readonly fields: readonly FieldError[];

  constructor(parts: ProblemParts) {
    super(parts.detail ?? parts.title);
    this.status = parts.status;
    this.title = parts.title;
    this.detail = parts.detail;
    this.code = parts.code;
    this.clauses = parts.clauses;
    this.fields = parts.fields;
  }

  /** What is wrong with one field, or null. */
  on(field: string): string | null {
    return this.fields.find((error) => error.field === field)?.says ?? null;
  }
}

/**
 * No answer came: no network, or none within the time given. For a write it is unknown whether the server acted;
 * send it again under the same idempotency key.
 */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(
    readonly why: 'offline' | 'timeout',
    options?: ErrorOptions,
  ) {
    super(why === 'offline' ? 'The server could not be reached.' : 'The server did not answer in time.', options);
  }
}

/** The server answered with something this version of the screen cannot read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

const TITLES: Readonly<Record<number, string>> = Object.fromEntries(
  Object.values(PROBLEMS).map(({ status, title }) => [status, title]),
);

/** Reads a refusal from the status and the body of an answer; a body that is no problem document still gives a title. */
export function problemFrom(status: number, body: unknown): Problem {
  const read = problem.safeParse(body);
  if (!read.success) {
    const title = TITLES[status] ?? (status >= 500 ? 'The server could not do this' : 'The server said no');
    return new Problem({ status, title, detail: null, code: null, clauses: [], fields: [] });
  }
  const { title, code, detail, clauses, fields } = read.data;
  return new Problem({ status, title, code, detail: detail ?? null, clauses: clauses ?? [], fields: fields ?? [] });
}

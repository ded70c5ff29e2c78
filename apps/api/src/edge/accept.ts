import { Injectable } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from './problem.ts';

/** A zero byte and half a surrogate pair are no characters: PostgreSQL keeps neither, so we refuse them by name. */
const NO_TEXT = /\0|\p{Surrogate}/u;

function unstorable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return NO_TEXT.test(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, held] of Object.entries(value)) {
    const found = NO_TEXT.test(key) ? path : unstorable(held, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

/** Says what a value must be, where zod only says what it is not. */
function said(issue: z.core.$ZodIssue): string {
  return /^(Invalid|Too|Unrecognized|Expected)/.test(issue.message) ? `${issue.message}.` : issue.message;
}

/** Checks one input (a body, a query, a parameter) against its schema, and answers with the value it stands for. */
@Injectable()
export class Accept<T> implements PipeTransform<unknown, T> {
  constructor(
    readonly schema: z.ZodType<T>,
    readonly field = '',
  ) {}

  transform(value: unknown): T {
    const bad = unstorable(value, this.field);
    if (bad !== null) {
      throw new Problem('invalid', undefined, {
        fields: [{ field: bad, says: 'This holds characters that are no text.' }],
      });
    }
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const fields = parsed.error.issues.slice(0, 20).map((issue) => ({
      field: [this.field, ...issue.path.map(String)].filter((part) => part !== '').join('.'),
      says: said(issue),
    }));
    throw new Problem('invalid', undefined, { fields });
  }
}

/** A record's number in a path. */
export const idInPath = (field: string): Accept<number> =>
  new Accept(
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'Give the number of a record.')
      .transform(Number),
    field,
  );

/** The `idempotency-key` header: the same key twice is one act. */
export const idempotencyKey = new Accept(
  z
    .uuid('Give a UUID made for this one act; send the same again if no answer came.')
    .transform((key) => key.toLowerCase()),
  'idempotency-key',
);

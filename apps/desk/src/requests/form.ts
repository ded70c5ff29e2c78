import type { AccountPage } from '@curbstop/contracts';
import type { PolicyDecision, Instant, PolicyParameters } from '@curbstop/policy';
import type { Api } from '@curbstop/ui';
import type { ComponentChildren, VNode } from 'preact';
import type { z } from 'zod';

/** What stands in a form: texts and ticks, so that it can be kept and found again. */
export type Values = Readonly<Record<string, string | boolean>>;
export type Errors = Readonly<Record<string, string>>;

/** What a form is judged by while it is filled in. */
export interface Basis {
  readonly page: AccountPage;
  /** Null when this page is older than the city's policy: then only the server can say. */
  readonly policy: PolicyParameters | null;
  readonly now: Instant;
}

/** What the policy says to what is typed so far. */
export interface Judged {
  /** Null while too little is filled in, or where only the server can say. */
  readonly answer: PolicyDecision | null;
  readonly errors: Errors;
  /** What would be sent; null while a field is wrong. */
  readonly body: unknown;
}

export interface FieldsProps<V extends Values> {
  readonly values: V;
  readonly errors: Errors;
  readonly change: (part: Partial<V>) => void;
  readonly basis: Basis;
}

/** One request of the office as a form. */
export interface RequestForm<V extends Values> {
  /** The deed as a question. */
  readonly title: (page: AccountPage) => string;
  /** Its effect, and the way back. */
  readonly about: (basis: Basis) => ComponentChildren;
  /** Verb on the button. */
  readonly confirm: string | ((values: V) => string);
  readonly wide?: boolean;
  readonly start: (basis: Basis) => V;
  readonly Fields: (props: FieldsProps<V>) => VNode;
  /** Asks the policy what the server will ask it, on the same facts. */
  readonly judge: (values: V, basis: Basis) => Judged;
  /** Sends it; answers with the sentence for whoever waits at the desk. */
  readonly send: (api: Api, accountId: number, judged: Judged, key: string, values: V) => Promise<string>;
}

/** The body of a request held against its schema; what is wrong is named by field. */
export function checked<T>(schema: z.ZodType<T>, body: unknown): { readonly value: T | null; readonly errors: Errors } {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { value: parsed.data, errors: {} };
  return {
    value: null,
    errors: Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message])),
  };
}

/** No field of it can be wrong: what the policy says is all. */
export function only(answer: PolicyDecision | null, body: unknown = {}): Judged {
  return { answer, errors: {}, body };
}

/** Several judgements of one form as one: refused by all that refuse. */
export function both(one: PolicyDecision, other: PolicyDecision): PolicyDecision {
  if (one.granted && other.granted) return one;
  const refusing = [one, other].filter((each) => !each.granted);
  return {
    granted: false,
    clauses: [...new Set(refusing.flatMap((each) => each.clauses))],
    says: refusing.map((each) => each.says).join(' '),
  };
}

/** An answer with a sentence of the form's own where it is granted: what follows, and until when. */
export function saying(answer: PolicyDecision, says: string): PolicyDecision {
  return answer.granted ? { ...answer, says } : answer;
}

/** What is told when it is done: what the policy said, unless the account moved on before the answer came. */
export function told({ answer }: Judged, done: string, bare = done): string {
  return answer?.granted ? `${done} ${answer.says}`.trim() : bare;
}
